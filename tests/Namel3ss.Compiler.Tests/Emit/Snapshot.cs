using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Namel3ss.Compiler.Tests.Emit;

/// <summary>
/// Compares a text with a reviewed file, in the file conventions of Verify: <c>Class.Method_parameter.verified.txt</c>
/// beside the test. A missing or different one fails and leaves <c>.received.txt</c>; with
/// <c>NAMEL3SS_ACCEPT_SNAPSHOTS=1</c> it is written instead, to be reviewed in the commit.
/// </summary>
internal static class Snapshot
{
    private static readonly string Sources = typeof(Snapshot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "TestSources").Value!;

    private static readonly bool Accepts = Environment.GetEnvironmentVariable("NAMEL3SS_ACCEPT_SNAPSHOTS") == "1";

    public static void Match(string text, string parameter = "", [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        string name = $"{Path.GetFileNameWithoutExtension(file.Replace('\\', '/'))}.{method}{(parameter.Length > 0 ? "_" + parameter : "")}";
        string verified = Path.Combine(Sources, "Emit", name + ".verified.txt");
        string received = Path.Combine(Sources, "Emit", name + ".received.txt");
        string actual = text.Replace(Compilation.Version, "0.0.0", StringComparison.Ordinal);
        string? expected = File.Exists(verified) ? File.ReadAllText(verified).Replace("\r\n", "\n", StringComparison.Ordinal) : null;
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        if (Accepts)
        {
            File.WriteAllText(verified, actual);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail(expected is null
            ? $"There is no {name}.verified.txt. Review {name}.received.txt, then run with NAMEL3SS_ACCEPT_SNAPSHOTS=1."
            : $"The text differs from {name}.verified.txt:\n{Diff(expected, actual)}");
    }

    private static string Diff(string expected, string actual)
    {
        var result = new StringBuilder();
        foreach (DiffPiece line in InlineDiffBuilder.Diff(expected, actual).Lines.Where(line => line.Type != ChangeType.Unchanged))
        {
            result.Append(line.Type == ChangeType.Inserted ? "+ " : "- ").Append(line.Text).Append('\n');
        }

        return result.ToString();
    }
}
