using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace RepositoryReview;

/// <summary>Runs git and gives what it prints.</summary>
internal static class GitCommand
{
    // Output that does not depend on the user's configuration, and no program but git itself.
    private static readonly string[] Settings =
    [
        "--no-pager", "--no-optional-locks", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false",
        "-c", "log.showSignature=false", "-c", "diff.relative=false", "-c", "blame.ignoreRevsFile=",
    ];

    /// <exception cref="GitException">git is missing, or says no.</exception>
    public static async Task<string> RunAsync(string repository, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var git = Start(repository, arguments);
        try
        {
            var output = git.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = git.StandardError.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? await output : throw new GitException((await error).Trim());
        }
        finally
        {
            if (!git.HasExited)
            {
                git.Kill(entireProcessTree: true);   // the step was cancelled, or timed out
            }
        }
    }

    private static Process Start(string repository, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", repository, .. Settings, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["GIT_TERMINAL_PROMPT"] = "0", ["LC_ALL"] = "C" },
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new GitException("The program 'git' was not found. Install it, or add it to the PATH.");
        }
    }
}

/// <summary>git is missing, or did not do what it was asked.</summary>
public sealed class GitException(string message) : Exception(message);
