using System.Text.Json;
#if !DATAFLOW
using System.Diagnostics;
#endif

namespace Namel3ss.Language.Tests;

/// <summary>Every construct of the language, run with parallel execution off and on: the results are the same.</summary>
public sealed class ConstructTests
{
    private static ChainOptions Mode(bool parallel) => new() { EnableParallelSteps = parallel };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_without_json_is_told_with_its_step(bool parallel)
    {
        var run = await Chains.RunNoNumberAsync(Mode(parallel));

        Assert.Equal(double.NaN, run.EnsureOk());
        Assert.StartsWith(
            "The value of step 'mean' cannot be written as JSON: .NET number values such as positive and negative infinity",
            Assert.Throws<JsonException>(() => run.ToJson()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Options_arrive_as_the_values_that_were_written(bool parallel)
    {
        var run = await Chains.RunValuesAsync(Mode(parallel));

        Assert.Equal(
            "quotes \" backslash \\ braces {} tab\t newline\n \u2028 \a end|llama3.1:8b, https://example.com/a?b=c|x|True|255|-12|9000000000|1.5|3|"
            + "12345678901234567890.12345|VeryHigh|5f3c0e1a-8d5b-4f0e-9a51-0d3f3f1b8a10|https://example.com/a b|2026-11-23|"
            + "2026-11-23T10:15:30.0000000Z|2026-11-23T10:15:30.0000000+02:00|10:15:00.0000000|00:00:02.5000000|01:30:00|null",
            run.EnsureOk());
        Assert.Equal("1+2+3 one+two: three 0", run.Steps.Lists.Result);
        Assert.Equal("1+255 1,2+ 1+3 a", run.Steps.Collections.Result);
        Assert.Equal(new Window(1, 5) { Label = "a", Inner = new Inner(2) }.ToString(), run.Steps.Objects.Result);
        Assert.Equal("1 nested={a=null} other=2.5 quoted key=[1,two,True]", run.Steps.Rest.Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Block_texts_lose_their_indentation_and_nothing_else(bool parallel)
    {
        var run = await Chains.RunBlockTextAsync(Mode(parallel));

        Assert.Equal("First \"line\" \\n stays\n  indented {x}\n\nlast", run.EnsureOk());
        Assert.Equal("Tab:\tEnd\n  two", run.Steps.Triple.Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Parameters_are_filled_from_steps(bool parallel)
    {
        Assert.Equal("word 3", (await Chains.RunByNameAsync(Mode(parallel))).EnsureOk());
        Assert.Equal(6, (await Chains.RunOneLeftAsync(Mode(parallel))).EnsureOk());
        Assert.Equal(12, (await Chains.RunPreviousAsync(Mode(parallel))).EnsureOk());
        Assert.Equal(3, (await Chains.RunPreviousIntoAListAsync(Mode(parallel))).EnsureOk());
        Assert.Equal(3 + 4 + 10 + 20, (await Chains.RunListedAsync(Mode(parallel))).EnsureOk());
        var oneInAList = await Chains.RunOneInAListAsync(Mode(parallel));
        Assert.Equal("1", oneInAList.EnsureOk());
        Assert.Equal("3", oneInAList.Steps.List.Result);
        Assert.Equal("docs:cats,code:cats", (await Chains.RunLiftedAsync("cats", Mode(parallel))).EnsureOk());
        Assert.Equal("word", (await Chains.RunWrappedAsync(Mode(parallel))).EnsureOk());
        Assert.Equal("context/where", (await Chains.RunContextAsync(Mode(parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connectors_of_every_shape_are_called(bool parallel)
    {
        int disposed = Volatile.Read(ref DisposableConnector.Disposed);
        var run = await Chains.RunShapesAsync(Mode(parallel));

        Assert.Equal(1, run.EnsureOk());
        Assert.Equal("2", run.Steps.ValueTask.Result);
        Assert.Equal(Level.VeryHigh, run.Steps.Plain.Result);
        Assert.Equal([0, 1, 2], run.Steps.Sequence.Result!);
        Assert.Equal(StepStatus.Ok, run.Steps.Nothing.Status);
        Assert.False(run.Steps.Nothing.HasResult);
        Assert.Equal(StepStatus.Ok, run.Steps.NothingAsync.Status);
        Assert.Equal("made", run.Steps.Instance.Result);
        Assert.Equal(StepStatus.Ok, run.Steps.Nullable.Status);
        Assert.Null(run.Steps.Nullable.Result);
        Assert.False(run.Steps.Nullable.HasResult);
        Assert.True(Volatile.Read(ref DisposableConnector.Disposed) > disposed);
        Assert.True(run.Steps.DisposedLater.Result < run.Steps.DisposedStream.Result![0]);
        Assert.Equal("null+3", run.Steps.NullInAList.Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tolerated_failure_makes_the_run_partial_and_its_readers_do_without(bool parallel)
    {
        var run = await Chains.RunToleratedAsync(shouldFail: true, Mode(parallel));

        Assert.Equal(ChainStatus.Partial, run.Status);
        Assert.Null(run.Error);
        Assert.Equal(StepStatus.Failed, run.Steps.Risky.Status);
        Assert.Equal("it failed", run.Steps.Risky.Error);
        Assert.Equal(StepStatus.Skipped, run.Steps.NeedsIt.Status);
        Assert.Equal("none", run.Steps.TakesNull.Result);
        Assert.Equal("word", run.Steps.TakesList.Result);
        Assert.Equal(3, run.Result);
        Assert.Equal(3, run.EnsureOk(allowPartial: true));
        Assert.Throws<ChainFailedException>(() => { run.EnsureOk(); });
        Assert.Equal(ChainStatus.Partial, (await Chains.RunToleratedTheOtherWayAsync(true, Mode(parallel))).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_failure_the_same_chain_is_whole(bool parallel)
    {
        var run = await Chains.RunToleratedAsync(shouldFail: false, Mode(parallel));

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal("finefine", run.Steps.NeedsIt.Result);
        Assert.Equal("fine", run.Steps.TakesNull.Result);
        Assert.Equal("fine,word", run.Steps.TakesList.Result);
    }

    [Theory]
    [InlineData(false, false, "fine")]
    [InlineData(false, true, "fine")]
    [InlineData(true, false, "word")]
    [InlineData(true, true, "word")]
    public async Task Of_several_outputs_the_first_that_ran_counts(bool shouldFail, bool parallel, string expected) =>
        Assert.Equal(expected, (await Chains.RunFirstOutputAsync(shouldFail, Mode(parallel))).EnsureOk(allowPartial: true));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chain_whose_output_is_null_has_no_value_and_says_so(bool parallel)
    {
        var run = await Chains.RunNullOutputAsync(Mode(parallel));

        Assert.True(run.IsOk);
        Assert.False(run.HasResult);
        Assert.Equal("Chain 'null_output' has no result: its step 'nothing' returned null", Assert.Throws<ChainFailedException>(() => { run.EnsureOk(); }).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_variable_may_be_called_underscore(bool parallel) => Assert.Equal(
        """["String:a","String:b"] ["String:a","String:b"]""", (await Chains.RunUnderscoresAsync(["a", "b"], Mode(parallel))).EnsureOk());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Names_of_csharp_and_of_the_runtime_are_ordinary_names(bool parallel)
    {
        var run = await Chains.RunClassAsync(Mode(parallel));

        Assert.Equal("a2", run.EnsureOk());
        Assert.Equal("word", run.Steps._3d.Result);
        Assert.Equal("word", run.Steps.All_.Result);
        Assert.Equal("word", run.Steps.ClassSteps_.Result);
        Assert.Equal("word", (await Chains.RunStepRunAsync(Mode(parallel))).EnsureOk());
        Assert.Equal("word", (await Chains.RunChainAsync(Mode(parallel))).EnsureOk());
    }

#if !DATAFLOW // lines differ there
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failing_step_ends_the_chain_and_its_trace_names_the_line_of_the_ai_file(bool parallel)
    {
        var run = await Chains.RunFailsAsync(Mode(parallel));

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.Equal("Step 'bad' failed: boom", run.Error);
        Assert.Equal(StepStatus.Failed, run.Steps.Bad.Status);
        Assert.Equal(StepStatus.NotStarted, run.Steps.After.Status);
        var thrown = Assert.Throws<ChainFailedException>(() => run.EnsureOk());
        Assert.Same(run.Exception, thrown.InnerException);

        StackFrame[] frames = new StackTrace(run.Exception!, fNeedFileInfo: true).GetFrames();
        Assert.Contains(frames, frame => frame.GetFileName()?.EndsWith("timing.ai", StringComparison.Ordinal) == true && frame.GetFileLineNumber() == 46);
    }
#endif
}
