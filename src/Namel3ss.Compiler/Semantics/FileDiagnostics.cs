using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Collects what binding finds wrong in one file, beside what reading found.</summary>
/// <param name="maxHints">How many names are looked up that were perhaps meant; nobody reads more, and it keeps the work linear.</param>
internal sealed class FileDiagnostics(SyntaxTree tree, int maxHints = 64)
{
    private readonly List<Diagnostic> _found = [];

    /// <summary>Where the errors of reading begin, in order.</summary>
    private readonly Lazy<int[]> _readingErrors = new(() =>
        [.. tree.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Location.Span.Start).OrderBy(start => start)]);

    private int _hints;

    public IReadOnlyList<Diagnostic> All => _found;

    /// <summary>The file as it is written.</summary>
    public string Text => tree.File.Text;

    public int Errors { get; private set; }

    /// <summary>Takes what is found where nothing is to be reported.</summary>
    public FileDiagnostics Discarded() => new(tree, maxHints: 0);

    /// <summary>The name that was meant where one is misspelt; null if none is near.</summary>
    public string? Meant(string typed, IEnumerable<string> candidates) => _hints++ < maxHints ? Suggestion.Find(typed, candidates) : null;

    /// <summary><c> Did you mean 'x'?</c>, to append to a message, or nothing.</summary>
    public string Hint(string typed, IEnumerable<string> candidates) => Suggestion.Hint(Meant(typed, candidates));

    public Location At(TextSpan span) => tree.File.Locate(span);

    /// <summary>A value of an entry, where it stands if that is one line, else at its key; of a map in a list, at the first key.</summary>
    public Location At(MapEntrySyntax entry, ValueSyntax value)
    {
        Location at = At(value.Span);
        return value is not MapSyntax && at.Lines.Start.Line == at.Lines.End.Line ? at
            : !ReferenceEquals(value, entry.Value) && value is MapSyntax { Entries: [var first, ..] } ? At(first.KeySpan)
            : At(entry.KeySpan);
    }

    public LineSpan Lines(TextSpan span) => tree.File.Locate(span).Lines;

    public int LineNumber(TextSpan span) => tree.File.Locate(span).LineNumber;

    public void Add(Diagnostic diagnostic)
    {
        _found.Add(diagnostic);
        Errors += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;
    }

    /// <summary>What the author of a C# name says is said where the file uses it.</summary>
    public void Add(Location at, Notice? notice)
    {
        if (notice is not null)
        {
            Add(BindingDiagnostics.Noticed(at, notice));
        }
    }

    /// <summary>Reading already reported an error inside: what would only follow from it is not reported again.</summary>
    public bool HasReadingErrors(TextSpan span)
    {
        int[] starts = _readingErrors.Value;
        int at = Array.BinarySearch(starts, span.Start);
        int next = at < 0 ? ~at : at;
        return next < starts.Length && starts[next] <= span.End;
    }
}
