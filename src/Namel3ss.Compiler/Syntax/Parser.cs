using System.Text;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Reads a file into its syntax tree. It never fails: what cannot be read is reported and left out, and reading goes
/// on behind it, so that one mistake gives one diagnostic and hides no other.
/// </summary>
public sealed class Parser
{
    /// <summary>The most bytes of UTF-8 that a file may have.</summary>
    private const int MaxFileSize = 1 << 20;

    private readonly Lexer _lexer;
    private readonly DiagnosticBag _diagnostics;
    private readonly Layout _layout;
    private readonly ChainParser _chains;

    private Parser(SourceFile file, CancellationToken cancellationToken)
    {
        _lexer = new Lexer(file);
        _diagnostics = new DiagnosticBag(file);
        _layout = new Layout(_lexer, _diagnostics, cancellationToken);
        _chains = new ChainParser(_lexer, _diagnostics, _layout);
    }

    /// <summary>Reads a file; only <paramref name="cancellationToken"/> can make it throw.</summary>
    public static SyntaxTree Parse(SourceFile file, CancellationToken cancellationToken = default)
    {
        int start = file.Text.StartsWith("\uFEFF", StringComparison.Ordinal) ? 1 : 0;
        foreach (string mark in new[] { "%PDF", "%!PS" })
        {
            if (string.CompareOrdinal(file.Text, start, mark, 0, mark.Length) == 0)
            {
                return WithoutChains(file, ReadingDiagnostics.NotChainFile(file.Locate(new TextSpan(start, mark.Length))));
            }
        }

        if (file.Text.Length > MaxFileSize || Encoding.UTF8.GetByteCount(file.Text) > MaxFileSize)
        {
            return WithoutChains(file, ReadingDiagnostics.FileTooLarge(file.Locate(TextSpan.FromBounds(start, file.GetLine(0).End))));
        }

        return new Parser(file, cancellationToken).ParseFile();
    }

    private static SyntaxTree WithoutChains(SourceFile file, Diagnostic diagnostic) =>
        new(file, default, default, default, EquatableArray.Create(diagnostic));

    private SyntaxTree ParseFile()
    {
        var file = new Block(parentWidth: -1, depth: 0) { Width = 0 };
        bool isLoose = false;
        while (_layout.Next(ref file))
        {
            isLoose = ParseDeclaration(isLoose);
        }

        return new SyntaxTree(
            _lexer.File,
            _chains.Chains.ToEquatableArray(),
            Llms: default,
            SuppressionComment.ReadAll(_lexer),
            _diagnostics.ToEquatableArray());
    }

    /// <param name="followsLoose">The declaration before was something that belongs in a chain: so are its neighbours, by the same mistake.</param>
    /// <returns>So is this one.</returns>
    private bool ParseDeclaration(bool followsLoose)
    {
        int width = _lexer.Line.Width;
        Word word = Word.At(_lexer);
        if (_chains.SkipForeign(word, width))
        {
            return false;
        }

        bool isStep = word.Text == Words.Step;
        bool isKey = word.IsKey && Keys.OfChain.ContainsKey(word.Text);
        if (word.Text == Words.Chain || (word.HasName && Suggestion.Find(word.Text, Words.OfDeclarations) == Words.Chain))
        {
            if (word.Text != Words.Chain)
            {
                ReportUnknown(word);
            }

            _chains.ParseChain(word, width, depth: 1);
            return false;
        }

        if (word.Text == Words.Llm)
        {
            _diagnostics.Report(ReadingDiagnostics.NotYet(_diagnostics.Locate(word.Span), "'llm'"));
        }
        else if (isStep || isKey)
        {
            if (!followsLoose)
            {
                Location at = _diagnostics.Locate(word.Span);
                _diagnostics.Report(isStep ? ChainDiagnostics.StepOutsideChain(at) : ChainDiagnostics.KeyOutsideChain(at, word.Text));
            }
        }
        else if (word.Text.Length > 0)
        {
            ReportUnknown(word);
        }
        else
        {
            _diagnostics.Report(ReadingDiagnostics.EntryExpected(_diagnostics.Locate(_lexer.RestOfLine()), "'chain NAME:'"));
        }

        _chains.Skip(width);
        return isStep || isKey;
    }

    private void ReportUnknown(Word word) => _diagnostics.Report(ChainDiagnostics.UnknownDeclaration(
        _diagnostics.Locate(word.Span), word.Text, Suggestion.Hint(word.Text, Words.OfDeclarations)));
}
