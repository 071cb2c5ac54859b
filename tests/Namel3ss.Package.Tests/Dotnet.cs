using System.Diagnostics;

namespace Namel3ss.Package.Tests;

/// <summary>Runs <c>dotnet</c> as a user's shell would.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>What a test run hands to its children, and a user's shell does not have.</summary>
    private static readonly string[] Inherited = ["MSBUILD", "MSBuild", "VSTEST", "DOTNET_HOST_PATH", "DOTNET_CLI_", "TestingPlatform"];

    public static Task<DotnetResult> RunAsync(string folder, params string[] arguments) => RunProgramAsync("dotnet", folder, arguments);

    public static async Task<DotnetResult> RunProgramAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => Inherited.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // A node that stays alive would hold the output open, and this would wait for it.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Limit}.");
        }

        return new DotnetResult(process.ExitCode, await output, await error);
    }
}

internal sealed record DotnetResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The distinct lines of a build that report the id: MSBuild repeats each in its summary.</summary>
    public string[] Reports(string id) => [.. Lines.Where(line => line.Contains($" {id}:", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct()];

    public DotnetResult Succeeded()
    {
        Assert.True(ExitCode == 0, Output + Error);
        return this;
    }

    public DotnetResult Failed()
    {
        Assert.True(ExitCode != 0, Output + Error);
        return this;
    }
}
