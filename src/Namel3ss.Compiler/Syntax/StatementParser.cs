using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads what stands in the block of a chain, a branch or a loop.</summary>
internal sealed class StatementParser
{
    private readonly ReadingContext _context;
    private readonly ChainParser _declarations;
    private readonly StepParser _steps;
    private readonly Lexer _lexer;
    private readonly DiagnosticBag _diagnostics;

    public StatementParser(ReadingContext context, ChainParser declarations)
    {
        _context = context;
        _declarations = declarations;
        _steps = new StepParser(context);
        _lexer = context.Lexer;
        _diagnostics = context.Diagnostics;
    }

    /// <summary>A statement as messages name it.</summary>
    public static string Describe(StatementSyntax statement) => statement switch
    {
        StepSyntax { Name.Text.Length: > 0 } step => $"The step {Shown.Quote(step.Name.Text)}",
        StepSyntax => "This step",
        ForSyntax => "The 'for'",
        WhileSyntax => "The 'while'",
        _ => "The 'if'",
    };

    /// <summary>Reads the statement at the cursor into a block.</summary>
    public void Parse(ChainBuilder chain, BodyBuilder body, Word word, int width, int depth)
    {
        if (word.Text is not (Words.Elif or Words.Else) && MeantStatement(word) is not (Words.Elif or Words.Else))
        {
            body.CloseIf();
        }

        switch (word.Text)
        {
            case Words.Step:
                ParseStep(chain, body, word, width, depth);
                break;
            case Words.If when word.IsKey && HasValue(word):
                _diagnostics.Report(ChainDiagnostics.IfKey(_diagnostics.Locate(word.Span)));
                _context.Properties.Skip(word, width);
                break;
            case Words.If:
                ParseIf(chain, body, word, width, depth);
                break;
            case Words.Elif or Words.Else:
                ParseBranch(chain, body, word, width, depth);
                break;
            case Words.For:
                ParseFor(chain, body, word, width, depth);
                break;
            case Words.While:
                ParseWhile(chain, body, word, width, depth);
                break;
            case Words.Chain or Words.Llm:
                Location at = _diagnostics.Locate(word.Span);
                string what = word.Text;
                NameSyntax name = what == Words.Chain
                    ? _declarations.ParseChain(word, width, depth + 1)
                    : _declarations.ParseLlm(word, width, depth + 1);
                _diagnostics.Report(ChainDiagnostics.DeclarationInBlock(at, what, name.Text));
                break;
            default:
                ParseUnknown(chain, body, word, width, depth);
                break;
        }
    }

    /// <summary><c>if:</c> with a value behind it is meant as a key; without one it lacks its condition.</summary>
    private bool HasValue(Word word)
    {
        _context.Properties.MoveBehindColon(word);
        _lexer.SkipSpaces();
        bool result = !_lexer.IsAtTextEnd;
        _lexer.Position = word.Span.Start;
        return result;
    }

    private void ParseUnknown(ChainBuilder chain, BodyBuilder body, Word word, int width, int depth)
    {
        Location at = _diagnostics.Locate(word.Span);
        string? meant = MeantStatement(word);
        if (meant is not null)
        {
            _diagnostics.Report(ChainDiagnostics.UnknownStatement(at, word.Text, $" Did you mean '{meant}'?"));
            if (meant == Words.Step || (Words.OfFlow.Contains(meant) && _context.Heads.HasColon(word)))
            {
                Parse(chain, body, word with { Text = meant }, width, depth);
                return;
            }
        }
        else if (word.Text.Length == 0)
        {
            _diagnostics.Report(ReadingDiagnostics.EntryExpected(
                _diagnostics.Locate(_lexer.RestOfLine()), "'step NAME:' or 'key: value'"));
        }
        else if (Keys.OfChain.ContainsKey(word.Text))
        {
            _diagnostics.Report(ReadingDiagnostics.MissingColon(at, word.Text));
        }
        else
        {
            _diagnostics.Report(word.HasName
                ? ChainDiagnostics.UnknownStatement(at, word.Text, "")
                : ReadingDiagnostics.EntryExpected(_diagnostics.Locate(_lexer.RestOfLine()), "'step NAME:' or 'key: value'"));
        }

        _context.Skip(width);
    }

    private static string? MeantStatement(Word word) => word.Text switch
    {
        _ when !word.HasName || Words.OfStatements.Contains(word.Text) => null,
        "foreach" => Words.For,
        "elseif" => Words.Elif,
        _ => Suggestion.Find(word.Text, Words.OfStatements),
    };

    private void ParseStep(ChainBuilder chain, BodyBuilder body, Word word, int width, int depth)
    {
        bool isOutside = IsOutsideSteps(chain, body);
        _steps.Parse(chain, body, word, width, depth + 1, outer: null, isOutside);
    }

    private void ParseIf(ChainBuilder chain, BodyBuilder body, Word word, int width, int depth)
    {
        ReportOutside(chain, body, word, "The 'if'");
        (ExpressionSyntax condition, TextSpan head) = _context.Heads.ParseCondition(word);
        BranchSyntax branch = ParseBranchBody(chain, word, width, depth, condition, head);
        body.OpenIf(branch);
    }

    private void ParseBranch(ChainBuilder chain, BodyBuilder body, Word word, int width, int depth)
    {
        Location at = _diagnostics.Locate(word.Span);
        string name = word.Text;
        List<BranchSyntax>? branches = body.OpenBranches;
        if (branches is null)
        {
            _diagnostics.Report(ChainDiagnostics.BranchWithoutIf(at, name));
        }
        else if (branches[branches.Count - 1] is { Condition: null } last)
        {
            _diagnostics.Report(ChainDiagnostics.BranchAfterElse(at, name, _diagnostics.LineNumber(last.Span.Start)));
        }

        (ExpressionSyntax? condition, TextSpan head) = name == Words.Else
            ? _context.Heads.ParseElse(word)
            : _context.Heads.ParseCondition(word);
        BranchSyntax branch = ParseBranchBody(chain, word, width, depth, condition, head);
        if (branches is null)
        {
            // Its steps are kept, so that nothing else misses them.
            body.OpenIf(branch);
        }
        else
        {
            branches.Add(branch);
        }
    }

    private BranchSyntax ParseBranchBody(
        ChainBuilder chain, Word word, int width, int depth, ExpressionSyntax? condition, TextSpan head)
    {
        (BodyBuilder body, TextSpan span) = ParseBody(chain, Words.If, head, width, depth);
        return new BranchSyntax(span, head, condition, body.Items.ToEquatableArray());
    }

    private void ParseFor(ChainBuilder chain, BodyBuilder body, Word word, int width, int depth)
    {
        ReportOutside(chain, body, word, "The 'for'");
        (NameSyntax variable, ExpressionSyntax items, TextSpan head) = _context.Heads.ParseFor(word);
        (BodyBuilder inner, TextSpan span) = ParseBody(chain, Words.For, head, width, depth);
        body.Items.Add(new ForSyntax(span, head, variable, items, inner.Items.ToEquatableArray()));
    }

    private void ParseWhile(ChainBuilder chain, BodyBuilder body, Word word, int width, int depth)
    {
        ReportOutside(chain, body, word, "The 'while'");
        (ExpressionSyntax condition, TextSpan head) = _context.Heads.ParseCondition(word);
        (BodyBuilder inner, TextSpan span) = ParseBody(chain, Words.While, head, width, depth);
        PropertySyntax? most = inner.Properties.Items.FirstOrDefault();
        if (most is null && !IsAtKeyOfWhile())
        {
            _diagnostics.Report(ChainDiagnostics.MissingMaxIterations(_diagnostics.Locate(head)));
        }

        int count = most?.Value is CountSyntax number ? number.Count : 0;
        body.Items.Add(new WhileSyntax(span, head, condition, count, inner.Items.ToEquatableArray()));
    }

    /// <summary>The key stands below its <c>while</c>, but not in it, which is told when it is read.</summary>
    private bool IsAtKeyOfWhile() => _lexer.SkipToContent() && Word.At(_lexer) is { IsKey: true, Text: Keys.MaxIterations };

    private (BodyBuilder Body, TextSpan Span) ParseBody(ChainBuilder chain, string owner, TextSpan head, int width, int depth)
    {
        var body = new BodyBuilder(owner);
        int end = head.End;
        var block = new Block(width, depth + 1);
        while (_context.Layout.Next(ref block))
        {
            ParseLine(chain, body, block.Depth);
            end = Math.Max(end, _lexer.TextEnd);
        }

        body.CloseIf();
        return (body, TextSpan.FromBounds(head.Start, end));
    }

    private void ParseLine(ChainBuilder chain, BodyBuilder body, int depth)
    {
        int width = _lexer.Line.Width;
        Word word = Word.At(_lexer);
        if (_context.SkipForeign(word, width))
        {
            return;
        }

        if (!word.IsKey || Words.OfFlow.Contains(word.Text) || word.Text is Words.Step or "")
        {
            Parse(chain, body, word, width, depth);
            return;
        }

        body.CloseIf();
        if (body.Owner == Words.While && (Keys.OfWhile.ContainsKey(word.Text) || Suggestion.Find(word.Text, Keys.OfWhile.Keys) is not null))
        {
            _context.Properties.Parse(body.Properties, word, width, depth);
            return;
        }

        Location at = _diagnostics.Locate(word.Span);
        _diagnostics.Report(
            Keys.OfWhile.ContainsKey(word.Text) ? ChainDiagnostics.KeyOfWhile(at, word.Text)
            : Keys.OfStep.ContainsKey(word.Text) ? ChainDiagnostics.KeyOfStep(at, word.Text)
            : Keys.OfChain.ContainsKey(word.Text) ? ChainDiagnostics.KeyOfChain(at, word.Text)
            : ChainDiagnostics.UnknownKeyInBlock(at, word.Text, body.Owner!));
        _context.Properties.Skip(word, width);
    }

    private static bool IsOutsideSteps(ChainBuilder chain, BodyBuilder body) =>
        body.Owner is null && chain.StepsLine is not null && !chain.IsInSteps && !chain.IsMixReported;

    private void ReportOutside(ChainBuilder chain, BodyBuilder body, Word word, string statement)
    {
        if (IsOutsideSteps(chain, body))
        {
            chain.IsMixReported = true;
            _diagnostics.Report(ChainDiagnostics.StepOutside(_diagnostics.Locate(word.Span), statement, chain.StepsLine!.Value));
        }
    }
}
