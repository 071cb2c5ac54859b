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

    private readonly ReadingContext _context;
    private readonly Lexer _lexer;
    private readonly DiagnosticBag _diagnostics;
    private readonly ChainParser _declarations;

    private Parser(SourceFile file, CancellationToken cancellationToken)
    {
        _context = new ReadingContext(file, cancellationToken);
        _lexer = _context.Lexer;
        _diagnostics = _context.Diagnostics;
        _declarations = new ChainParser(_context);
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
        if (_lexer.File.FirstGuess is { } guess)
        {
            _diagnostics.Report(ReadingDiagnostics.NotUnicode(_lexer.File.Locate(new TextSpan(guess, 1))));
        }

        while (_context.Layout.Next(ref file))
        {
            ParseDeclaration(file.IsStray);
        }

        return new SyntaxTree(
            _lexer.File,
            _declarations.Chains.ToEquatableArray(),
            _declarations.Llms.ToEquatableArray(),
            SuppressionComment.ReadAll(_lexer),
            _diagnostics.ToEquatableArray());
    }

    /// <param name="isStray">Its indentation is wrong, which is reported: so is that of the lines below it, by the same mistake.</param>
    private void ParseDeclaration(bool isStray)
    {
        int width = _lexer.Line.Width;
        Word word = Word.At(_lexer);
        if (_context.SkipForeign(word, width))
        {
            return;
        }

        string? meant = Words.OfDeclarations.Contains(word.Text) ? word.Text
            : word.HasName ? Suggestion.Find(word.Text, Words.OfDeclarations)
            : null;
        if (meant is not null && !isStray)
        {
            _diagnostics.BeginDeclaration();
        }

        if (meant is not null && word.Text != meant)
        {
            ReportUnknown(word);
        }

        switch (meant)
        {
            case Words.Chain:
                _declarations.ParseChain(word, width, depth: 1);
                break;
            case Words.Llm:
                _declarations.ParseLlm(word, width, depth: 1);
                break;
            default:
                ReportLoose(word);
                _context.Skip(width);
                break;
        }
    }

    /// <summary>A line that declares nothing.</summary>
    private void ReportLoose(Word word)
    {
        Location at = _diagnostics.Locate(word.Span);
        if (word.Text == Words.Step || Words.OfFlow.Contains(word.Text))
        {
            _diagnostics.Report(ChainDiagnostics.StepOutsideChain(at, word.Text));
        }
        else if (word.IsKey && Keys.OfChain.ContainsKey(word.Text))
        {
            _diagnostics.Report(ChainDiagnostics.KeyOutsideChain(at, word.Text));
        }
        else if (word.IsKey && Keys.OfStep.ContainsKey(word.Text))
        {
            _diagnostics.Report(ChainDiagnostics.KeyOfStep(at, word.Text));
        }
        else if (word.IsKey && Keys.OfWhile.ContainsKey(word.Text))
        {
            _diagnostics.Report(ChainDiagnostics.KeyOfWhile(at, word.Text));
        }
        else if (word.Text.Length > 0)
        {
            ReportUnknown(word);
        }
        else
        {
            _diagnostics.Report(ReadingDiagnostics.EntryExpected(_diagnostics.Locate(_lexer.RestOfLine()), "'chain NAME:' or 'llm NAME:'"));
        }

        if (_diagnostics.IsMisplaced)
        {
            _declarations.MisplaceLastChain();
        }
    }

    private void ReportUnknown(Word word) => _diagnostics.Report(ChainDiagnostics.UnknownDeclaration(
        _diagnostics.Locate(word.Span), word.Text, Suggestion.Hint(word.Text, Words.OfDeclarations)));
}
