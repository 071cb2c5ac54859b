using System.ComponentModel;
using System.Diagnostics;

namespace Namel3ss.Samples.Tests;

/// <summary>A test that needs <c>python3</c>: skipped, and counted as skipped, on a machine without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> HasPython = new(() =>
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["--version"]) { RedirectStandardOutput = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    public PythonFactAttribute()
    {
        if (!HasPython.Value)
        {
            Skip = "python3 is not on this machine.";
        }
    }
}
