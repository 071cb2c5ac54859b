using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Namel3ss.CompilerServices;
using Namel3ss.Python;

namespace Namel3ss.Runtime.Tests.Python;

public class PythonCallTests
{
    private static readonly ChainInfo Chain = new(
        "multi_model_consensus", null,
        new StepInfo("gpt4_response", "connector", "gpt4"),
        new StepInfo("claude_response", "connector", "claude"),
        new StepInfo("compare_responses", "python", "consensus_calculator"));

    private static PythonCall Call(string modulePath, string function) =>
        new(modulePath, function, new StepRun(Chain, 2), PythonWorkerPool.For(TestPython.Executable, 2), ChainJson.Default, NullLogger.Instance);

    private static StepRun<T> Ended<T>(int index, T value)
    {
        var step = new StepRun<T>(Chain, index);
        step.Keep(value);
        step.SetEnded(StepStatus.Ok, TimeSpan.Zero, null);
        return step;
    }

    [PythonFact]
    public async Task A_call_passes_options_inputs_and_steps_and_reads_the_result()
    {
        using var box = new PythonBox(
            "def f(gpt4_response, claude_response, question, weights, limit=3): return [gpt4_response, claude_response, question, weights, limit]\n");

        var result = await Call(Path.Combine(box.Folder, "sample.py"), "f")
            .Option("weights", """{"a":0.5}""")
            .Input("question", (string?)"why")
            .Dependency(Ended<int?>(0, 42))
            .Dependency(new StepRun<string?>(Chain, 1))
            .CallAsync<JsonElement>(default);

        Assert.Equal("""[42,null,"why",{"a":0.5},3]""", result.GetRawText());
    }

    [PythonFact]
    public async Task A_call_without_depends_on_takes_the_step_before()
    {
        using var box = new PythonBox("def f(text): return text.upper()\n");

        Assert.Equal("ABC", await Call(Path.Combine(box.Folder, "sample.py"), "f").Previous(Ended<string?>(0, "abc")).CallAsync<string>(default));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_with_the_folder()
    {
        var error = await Assert.ThrowsAsync<PythonException>(() => Call("python/consensus_calculator.py", "f").CallAsync<JsonElement>(default));

        Assert.StartsWith(
            $"The Python file 'python/consensus_calculator.py' is not in the folder of the application ({AppContext.BaseDirectory}).",
            error.Message, StringComparison.Ordinal);
    }
}
