using System.Text.RegularExpressions;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Reads the top-level names of a Python file without running anything of it. Names inside strings or blocks do not
/// count; what reading cannot tell makes the module open, so that a right target is never called wrong.
/// </summary>
internal static class PythonModuleReader
{
    private static readonly Regex Definition = new(@"^(?:async\s+)?def\s+(\w+)", RegexOptions.CultureInvariant);
    private static readonly Regex Assignment = new(@"^(?:class\s+)?(\w+)\s*(?:[:(=]|$)", RegexOptions.CultureInvariant);
    private static readonly Regex Import = new(@"^(?:from\s+[\w.]+\s+)?import\s+(.+)$", RegexOptions.CultureInvariant);
    private static readonly Regex ImportedName = new(@"(?<!\w)(?:(\w+)\s+as\s+)?(\w+)\s*(?:,|\)|$|#)", RegexOptions.CultureInvariant);

    // Statements whose blocks may define names: an `if`, a `try`, a decorator factory's exec; and tuple targets.
    private static readonly Regex Opening = new(@"^(?:if(?!\s+__name__\b)|try|for|while|with|match|exec\b|globals\b|\w+\s*,|\()", RegexOptions.CultureInvariant);

    public static PythonModule Read(string relativePath, string text)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var functions = new SortedSet<string>(StringComparer.Ordinal);
        bool isOpen = text.Contains("import *") || text.Contains("def __getattr__");

        foreach (string line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (Definition.Match(line) is { Success: true } definition)
            {
                functions.Add(definition.Groups[1].Value);
            }
            else if (Import.Match(line) is { Success: true } import)
            {
                isOpen |= import.Groups[1].Value.TrimEnd().EndsWith("(", StringComparison.Ordinal) || line.EndsWith("\\", StringComparison.Ordinal);
                foreach (Match name in ImportedName.Matches(import.Groups[1].Value))
                {
                    names.Add(name.Groups[2].Value);
                }
            }
            else if (Opening.IsMatch(line))
            {
                isOpen = true;
            }
            else if (Assignment.Match(line) is { Success: true } assignment)
            {
                names.Add(assignment.Groups[1].Value);
            }
        }

        names.UnionWith(functions);
        return new PythonModule(relativePath, names.ToEquatableArray(), functions.ToEquatableArray(), isOpen);
    }
}
