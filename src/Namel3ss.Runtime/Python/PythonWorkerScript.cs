using System.Globalization;
using System.Text;

namespace Namel3ss.Python;

/// <summary>The script that makes a Python process a worker, and how it gets there.</summary>
internal static class PythonWorkerScript
{
    /// <summary>Begins the line by which a process says that it is Python, and which.</summary>
    public const string Greeting = "namel3ss-python ";

    /// <summary>
    /// The code on the command line: short, so that no system's limit matters, without quotes that a shim could lose,
    /// and readable by every Python, so that one that is too old can say so. The script itself follows on stdin; the
    /// stream stays open as <c>channel</c> for the calls. The working directory, where Python would look first, may have a
    /// file that is named like one of Python's own.
    /// </summary>
    public const string Bootstrap =
        "import sys;sys.path[:1]==['']and sys.path.pop(0);import os;" +
        "sys.stdout.write('" + Greeting + "%d.%d.%d\\n'%sys.version_info[:3]);sys.stdout.flush();" +
        "sys.version_info<(3,8) and sys.exit();" +
        "channel=open(os.dup(0),'rb');" +
        "exec(compile(channel.read(int(channel.readline())),'<namel3ss>','exec'),{'__name__':'namel3ss','channel':channel})";

    private static readonly Version Oldest = new(3, 8);
    private static readonly byte[] Text = Read("process.py", "inbox.py", "modules.py", "results.py", "arguments.py", "worker.py");

    /// <summary>The script as the bootstrap takes it: its length in a line, then its text.</summary>
    public static ReadOnlyMemory<byte> Message => Text;

    /// <summary>The version in a process's first line.</summary>
    /// <exception cref="PythonException">It is older than 3.8, or no greeting at all.</exception>
    public static string CheckVersion(string greeting, string executable)
    {
        var version = greeting.StartsWith(Greeting, StringComparison.Ordinal) ? greeting[Greeting.Length..].Trim() : "";
        if (!Version.TryParse(version, out var parsed))
        {
            throw new PythonException($"'{executable}' did not start as Python: its first output was '{greeting}'. {Cure}") { IsMismatch = true };
        }

        return parsed >= Oldest
            ? version
            : throw new PythonException($"'{executable}' is Python {version}; Python steps need 3.8 or later. {Cure}") { IsMismatch = true };
    }

    /// <summary>What to do when the executable is not the right one.</summary>
    public const string Cure =
        "Install Python 3.8 or later, or name its executable in the environment variable " + SettingNames.Python + " or in Namel3ssOptions.PythonExecutable.";

    private static byte[] Read(params string[] files)
    {
        var script = new StringBuilder();
        foreach (var file in files)
        {
            using var stream = typeof(PythonWorkerScript).Assembly.GetManifestResourceStream("Namel3ss.Python." + file)
                ?? throw new InvalidOperationException($"Namel3ss.Runtime was built without its resource {file}.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            script.Append(reader.ReadToEnd()).Append('\n');
        }

        var text = Encoding.UTF8.GetBytes(script.ToString());
        return [.. Encoding.ASCII.GetBytes(text.Length.ToString(CultureInfo.InvariantCulture) + "\n"), .. text];
    }
}
