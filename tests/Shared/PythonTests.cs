using System.ComponentModel;
using System.Diagnostics;

namespace Namel3ss.Tests;

/// <summary>A test that needs a Python. On a machine without it the test is skipped, counted as skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = TestPython.WhyNot;
}

/// <inheritdoc cref="PythonFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute() => Skip = TestPython.WhyNot;
}

/// <summary>A test that needs a Python and processes as Unix has them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixPythonFactAttribute : FactAttribute
{
    public UnixPythonFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no fork, signals and executable scripts" : TestPython.WhyNot;
}

/// <summary>A test that needs a Python and looks into <c>/proc</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxPythonFactAttribute : FactAttribute
{
    public LinuxPythonFactAttribute() => Skip = OperatingSystem.IsLinux() ? TestPython.WhyNot : "only Linux has /proc";
}

/// <summary>The Python that the tests use.</summary>
internal static class TestPython
{
    private static readonly Lazy<string?> Reason = new(Look);

    public static string Executable { get; } =
        Environment.GetEnvironmentVariable("NAMEL3SS_PYTHON") is { Length: > 0 } name ? name : "python3";

    /// <summary>Why there is none to use; null if there is one.</summary>
    public static string? WhyNot => Reason.Value;

    private static string? Look()
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
