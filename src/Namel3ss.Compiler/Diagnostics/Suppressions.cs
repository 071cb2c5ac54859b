using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Applies the <c># n3-disable</c> comments of a file.</summary>
public static class Suppressions
{
    /// <summary>
    /// Takes away what the file's comments silence, never an error, and adds a warning for each comment that names an
    /// unknown id or silences nothing.
    /// </summary>
    /// <param name="tree">The file.</param>
    /// <param name="all">The diagnostics of all stages, of this file and of others, which stay as they are.</param>
    public static EquatableArray<Diagnostic> Apply(SyntaxTree tree, IEnumerable<Diagnostic> all)
    {
        if (tree.Suppressions.Count == 0)
        {
            return all.ToEquatableArray();
        }

        ILookup<(string Id, int Line), SuppressionSyntax> suppressions =
            tree.Suppressions.ToLookup(suppression => (suppression.Id, suppression.Line));
        var used = new HashSet<SuppressionSyntax>();
        var result = new List<Diagnostic>();
        foreach (Diagnostic diagnostic in all)
        {
            var key = (diagnostic.Id, diagnostic.Location.Lines.Start.Line);
            bool isSuppressed = diagnostic.Severity != DiagnosticSeverity.Error
                && diagnostic.Location.Path == tree.File.Path
                && suppressions.Contains(key);
            if (isSuppressed)
            {
                used.UnionWith(suppressions[key]);
            }
            else
            {
                result.Add(diagnostic);
            }
        }

        result.AddRange(tree.Suppressions
            .Where(suppression => !used.Contains(suppression))
            .Select(suppression => Complain(tree.File, suppression)));
        return result.ToEquatableArray();
    }

    private static Diagnostic Complain(SourceFile file, SuppressionSyntax suppression)
    {
        Location at = file.Locate(suppression.Span);
        DiagnosticDescriptor? descriptor = DiagnosticCatalog.All.FirstOrDefault(
            known => string.Equals(known.Id, suppression.Id, StringComparison.OrdinalIgnoreCase));
        return descriptor is null || descriptor.Id != suppression.Id
            ? ReadingDiagnostics.UnknownSuppression(at, suppression.Id, descriptor?.Id)
            : ReadingDiagnostics.UnusedSuppression(at, suppression.Id, descriptor.Severity == DiagnosticSeverity.Error);
    }
}
