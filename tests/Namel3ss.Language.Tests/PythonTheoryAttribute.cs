using System.ComponentModel;
using System.Diagnostics;

namespace Namel3ss.Language.Tests;

/// <summary>A test that needs Python 3; on a machine without it the test is skipped, counted as such and says why.</summary>
public sealed class PythonTheoryAttribute : TheoryAttribute
{
    private static readonly string? Missing = Look();

    public PythonTheoryAttribute() => Skip = Missing;

    private static string? Look()
    {
        string executable = Environment.GetEnvironmentVariable("NAMEL3SS_PYTHON") is { Length: > 0 } set ? set : "python3";
        try
        {
            using var python = Process.Start(new ProcessStartInfo(executable, "--version") { RedirectStandardOutput = true })!;
            python.WaitForExit();
            return null;
        }
        catch (Win32Exception)
        {
            return $"There is no '{executable}' on this machine.";
        }
    }
}
