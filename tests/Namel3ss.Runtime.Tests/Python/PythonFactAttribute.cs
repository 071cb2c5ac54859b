using System.ComponentModel;
using System.Diagnostics;

namespace Namel3ss.Runtime.Tests.Python;

/// <summary>A test that needs a Python. On a machine without it the test is skipped, counted as skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Reason = new(WhyNot);

    public PythonFactAttribute() => Skip = Reason.Value;

    /// <summary>The Python that the tests use.</summary>
    internal static string Executable { get; } =
        Environment.GetEnvironmentVariable("NAMEL3SS_PYTHON") is { Length: > 0 } name ? name : "python3";

    private static string? WhyNot()
    {
        try
        {
            var check = new ProcessStartInfo(Executable, ["-c", "import sys; sys.exit(sys.version_info < (3, 8))"]);
            using var python = Process.Start(check)!;
            python.WaitForExit();
            return python.ExitCode == 0 ? null : $"'{Executable}' is no Python of 3.8 or later";
        }
        catch (Win32Exception e)
        {
            return $"there is no Python here: '{Executable}': {e.Message}";
        }
    }
}
