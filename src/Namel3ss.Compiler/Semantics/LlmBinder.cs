using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Binds the chat models that a file declares.</summary>
internal sealed class LlmBinder(SyntaxTree tree, LlmIndex index, ConnectorTable connectors, FileDiagnostics diagnostics)
{
    public EquatableArray<BoundLlm> Bind() => tree.Llms
        .Select((syntax, ordinal) => syntax.Name.Text.Length > 0 && IsOwner(syntax, ordinal) ? Bind(syntax) : null)
        .OfType<BoundLlm>()
        .ToEquatableArray();

    private BoundLlm Bind(LlmSyntax syntax)
    {
        string name = syntax.Name.Text;
        if (connectors.Find(name) is { } connector)
        {
            diagnostics.Add(LlmDiagnostics.NameOfConnector(diagnostics.At(syntax.Name.Span), name, connector.Display));
        }

        return new BoundLlm(
            name,
            (syntax.Find(Keys.Client)?.Value as ScalarSyntax)?.Text,
            (syntax.Find(Keys.Model)?.Value as ScalarSyntax)?.Text,
            (syntax.Find(Keys.Temperature)?.Value as NumberSyntax)?.Number,
            (syntax.Find(Keys.MaxTokens)?.Value as CountSyntax)?.Count,
            (syntax.Find(Keys.System)?.Value as ScalarSyntax)?.Text,
            (syntax.Find(Keys.MaxConcurrent)?.Value as CountSyntax)?.Count,
            BindFallback(syntax).ToEquatableArray(),
            diagnostics.LineNumber(syntax.Name.Span));
    }

    private List<string> BindFallback(LlmSyntax syntax)
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (NameSyntax fallback in LlmIndex.FallbackOf(syntax))
        {
            if (index.Find(fallback.Text) is null)
            {
                diagnostics.Add(LlmDiagnostics.UnknownFallback(diagnostics.At(fallback.Span), fallback.Text,
                    diagnostics.Hint(fallback.Text, index.Entries.Near(fallback.Text).Select(entry => entry.Name).Where(name => name != syntax.Name.Text))));
            }
            else if (!seen.Add(fallback.Text))
            {
                diagnostics.Add(NameDiagnostics.RepeatedName(diagnostics.At(fallback.Span), fallback.Text, Keys.Fallback));
            }
            else if (CircleFrom(syntax.Name.Text, fallback.Text) is { } circle)
            {
                diagnostics.Add(LlmDiagnostics.FallbackCircle(diagnostics.At(fallback.Span), circle));
            }
            else
            {
                found.Add(fallback.Text);
            }
        }

        return found;
    }

    /// <summary>A circle that begins at the model, which is its first in the project, and goes on with the other.</summary>
    private IReadOnlyList<string>? CircleFrom(string name, string next) =>
        index.Find(name)?.Circles.Where(circle => circle[1] == next).Select(circle => circle.ToList()).FirstOrDefault();

    /// <summary>Of several models with one name the first counts; the others are told of it.</summary>
    private bool IsOwner(LlmSyntax syntax, int ordinal)
    {
        LlmEntry? entry = index.Find(syntax.Name.Text);
        if (entry is null || (entry.RelativePath == tree.File.RelativePath && entry.Ordinal == ordinal))
        {
            return true;
        }

        diagnostics.Add(LlmDiagnostics.DuplicateLlm(diagnostics.At(syntax.Name.Span), entry.Name, entry.RelativePath, entry.Line ?? 1));
        return false;
    }
}
