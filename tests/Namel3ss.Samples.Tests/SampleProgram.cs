using System.Diagnostics;

namespace Namel3ss.Samples.Tests;

/// <summary>A sample, run as its users run it: as a program.</summary>
internal static class SampleProgram
{
    public static Task<(int Exit, string Output, string Error)> RunAsync(Type inSample, params string[] args) => RunAsync(inSample, [], args);

    public static async Task<(int Exit, string Output, string Error)> RunAsync(Type inSample, (string Name, string Value)[] environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [inSample.Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in (string[])["ENABLE_PARALLEL_STEPS", "MAX_CONCURRENT_LLM_CALLS", "CHAIN_TIMEOUT_SECONDS"])
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
}
