using System.Diagnostics;
using System.Globalization;

namespace Namel3ss.Samples.Tests;

/// <summary>A sample, run as its users run it: as a program.</summary>
internal static class SampleProgram
{
    // What is set where the tests run must not change what they see, and no test asks a provider.
    private static readonly string[] Unset =
    [
        "ENABLE_PARALLEL_STEPS", "MAX_CONCURRENT_LLM_CALLS", "CHAIN_TIMEOUT_SECONDS",
        "OPENAI_API_KEY", "OPENAI_MODEL", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_MODEL", "ANTHROPIC_BASE_URL",
        "GEMINI_API_KEY", "GEMINI_MODEL", "GEMINI_BASE_URL", "OLLAMA_URL", "OLLAMA_MODEL",
        .. GitRepository.OfAHook,
    ];

    public static Task<(int Exit, string Output, string Error)> RunAsync(Type inSample, params string[] args) => RunAsync(inSample, [], args);

    public static Task<(int Exit, string Output, string Error)> RunAsync(Type inSample, (string Name, string Value)[] environment, params string[] args) =>
        RunAsync("dotnet", environment, [Built(inSample), .. args]);

    /// <summary>Runs it in a terminal of so many columns.</summary>
    /// <param name="inSample">A type of the sample.</param>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="target">Where its output goes: "screen", with the codes that the terminal gets, or "file".</param>
    /// <param name="args">The command line.</param>
    public static Task<(int Exit, string Output, string Error)> RunInTerminalAsync(Type inSample, int columns, string target, params string[] args) => RunAsync(
        TestPython.Executable,
        [("TERM", "xterm-256color")],
        [Path.Combine(AppContext.BaseDirectory, "terminal.py"), columns.ToString(CultureInfo.InvariantCulture), target, "dotnet", Built(inSample), .. args]);

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string program, (string Name, string Value)[] environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Unset)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    // In its own folder: the copy beside the tests lacks what the tests have from a shared framework and the sample has not.
    private static string Built(Type inSample)
    {
        var sample = inSample.Assembly.GetName().Name!;
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var repository = framework.Parent!.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(repository.FullName, "samples", sample, "bin", framework.Parent.Name, framework.Name, $"{sample}.dll");
    }
}
