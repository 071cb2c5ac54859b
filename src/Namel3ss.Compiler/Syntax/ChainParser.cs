using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads the declarations of a file: chains with their keys, and chat models.</summary>
internal sealed class ChainParser
{
    private readonly ReadingContext _context;
    private readonly Lexer _lexer;
    private readonly DiagnosticBag _diagnostics;
    private readonly StatementParser _statements;
    private readonly InputParser _inputs;
    private readonly List<ChainSyntax> _chains = [];
    private readonly List<LlmSyntax> _llms = [];

    public ChainParser(ReadingContext context)
    {
        _context = context;
        _lexer = context.Lexer;
        _diagnostics = context.Diagnostics;
        _statements = new StatementParser(context, this);
        _inputs = new InputParser(context);
    }

    public IReadOnlyList<ChainSyntax> Chains => _chains;

    public IReadOnlyList<LlmSyntax> Llms => _llms;

    /// <returns>The chain's name.</returns>
    public NameSyntax ParseChain(Word keyword, int width, int depth)
    {
        // The keyword itself may be misspelt, which was reported just now.
        int errors = _diagnostics.ErrorCount - (keyword.Text == Words.Chain ? 0 : 1);
        int index = _chains.Count;
        (NameSyntax name, _) = _context.Heads.Parse(keyword, Words.Chain, width);
        var chain = new ChainBuilder(name);
        var block = new Block(width, depth);
        while (_context.Layout.Next(ref block))
        {
            ParseChainLine(chain, block);
        }

        chain.Body.CloseIf();
        _chains.Insert(index, new ChainSyntax(
            TextSpan.FromBounds(keyword.Span.Start, _lexer.TextEnd),
            name,
            chain.Inputs?.ToEquatableArray(),
            chain.Properties.Items.ToEquatableArray(),
            chain.Body.Items.ToEquatableArray(),
            IsBroken: _diagnostics.ErrorCount > errors)
        {
            IsMisplaced = _diagnostics.IsMisplaced,
        });
        return name;
    }

    /// <summary>A line behind the last chain was meant to stand in it.</summary>
    public void MisplaceLastChain()
    {
        if (_chains.Count > 0)
        {
            _chains[_chains.Count - 1] = _chains[_chains.Count - 1] with { IsBroken = true, IsMisplaced = true };
        }
    }

    /// <returns>The model's name.</returns>
    public NameSyntax ParseLlm(Word keyword, int width, int depth)
    {
        int errors = _diagnostics.ErrorCount - (keyword.Text == Words.Llm ? 0 : 1);
        (NameSyntax name, _) = _context.Heads.Parse(keyword, Words.Llm, width);
        var properties = new PropertyList(Words.Llm, Keys.OfLlm);
        var block = new Block(width, depth);
        while (_context.Layout.Next(ref block))
        {
            ParseLlmLine(properties, block.Depth);
        }

        _llms.Add(new LlmSyntax(
            TextSpan.FromBounds(keyword.Span.Start, _lexer.TextEnd),
            name,
            properties.Items.ToEquatableArray(),
            IsBroken: _diagnostics.ErrorCount > errors));
        return name;
    }

    private void ParseLlmLine(PropertyList properties, int depth)
    {
        int width = _lexer.Line.Width;
        Word word = Word.At(_lexer);
        if (_context.SkipForeign(word, width))
        {
            return;
        }

        Location at = _diagnostics.Locate(word.Span);
        if (word.IsKey && word.Text.Length > 0)
        {
            _context.Properties.Parse(properties, word, width, depth);
            return;
        }

        if (word.Text == Words.Chain && word.HasName)
        {
            _diagnostics.Report(ChainDiagnostics.DeclarationInBlock(at, Words.Chain, ""));
            ParseChain(word, width, depth + 1);
            return;
        }

        _diagnostics.Report(word.Text switch
        {
            Words.Step => ChainDiagnostics.StepOutsideChain(at, Words.Step),
            _ when Keys.OfLlm.ContainsKey(word.Text) => ReadingDiagnostics.MissingColon(at, word.Text),
            _ => ReadingDiagnostics.EntryExpected(_diagnostics.Locate(_lexer.RestOfLine()), "'key: value'"),
        });
        _context.Skip(width);
    }

    private void ParseChainLine(ChainBuilder chain, in Block block)
    {
        int width = _lexer.Line.Width;
        Word word = Word.At(_lexer);
        if (_context.SkipForeign(word, width))
        {
            return;
        }

        if (!word.IsKey || Words.OfFlow.Contains(word.Text) || word.Text == Words.Step)
        {
            _statements.Parse(chain, chain.Body, word, width, block.Depth);
            return;
        }

        chain.Body.CloseIf();
        if (word.Text == Keys.Steps && !chain.IsInSteps)
        {
            ParseSteps(chain, word, width, block.Depth);
        }
        else if (word.Text == Keys.Inputs && !chain.IsInSteps)
        {
            ParseInputs(chain, word, width, block.Depth);
        }
        else
        {
            ParseChainKey(chain, word, width, block.Depth);
        }
    }

    private void ParseSteps(ChainBuilder chain, Word word, int width, int depth)
    {
        if (chain.StepsLine is { } first)
        {
            _diagnostics.Report(ChainDiagnostics.DuplicateKey(_diagnostics.Locate(word.Span), Keys.Steps, first));
        }
        else
        {
            chain.StepsLine = _diagnostics.LineNumber(word.Span.Start);
            if (chain.Body.Items.Count > 0)
            {
                StatementSyntax outside = chain.Body.Items[0];
                _diagnostics.Report(ChainDiagnostics.StepsAfterStep(
                    _diagnostics.Locate(word.Span), StatementParser.Describe(outside), _diagnostics.LineNumber(outside.Span.Start)));
                chain.IsMixReported = true;
            }
        }

        LeaveHead(word, "steps:");
        chain.IsInSteps = true;
        var block = new Block(width, depth + 1);
        while (_context.Layout.Next(ref block))
        {
            ParseChainLine(chain, block);
        }

        chain.IsInSteps = false;
        chain.Body.CloseIf();
    }

    private void ParseInputs(ChainBuilder chain, Word word, int width, int depth)
    {
        if (chain.Properties.FirstOf(Keys.Inputs) is { } first)
        {
            _diagnostics.Report(ChainDiagnostics.DuplicateKey(
                _diagnostics.Locate(word.Span), Keys.Inputs, _diagnostics.LineNumber(first)));
            _context.Properties.Skip(word, width);
            return;
        }

        chain.Properties.Note(word);
        LeaveHead(word, "inputs:");
        chain.Inputs = _inputs.Parse(width, depth + 1);
    }

    private void LeaveHead(Word word, string head)
    {
        _context.Properties.MoveBehindColon(word);
        _lexer.SkipSpaces();
        if (!_lexer.IsAtTextEnd)
        {
            _diagnostics.Report(ChainDiagnostics.BlockExpected(_diagnostics.Locate(_lexer.RestOfLine()), head));
        }

        _lexer.SkipLine();
    }

    private void ParseChainKey(ChainBuilder chain, Word word, int width, int depth)
    {
        if (chain.IsInSteps && Keys.OfChain.ContainsKey(word.Text))
        {
            _diagnostics.Report(ChainDiagnostics.KeyOfChain(_diagnostics.Locate(word.Span), word.Text));
            _context.Properties.Skip(word, width);
        }
        else if (!Keys.OfChain.ContainsKey(word.Text) && FindOtherPlace(chain, word) is { } misplaced)
        {
            _diagnostics.Report(misplaced);
            _context.Properties.Skip(word, width);
        }
        else
        {
            _context.Properties.Parse(chain.Properties, word, width, depth);
        }
    }

    /// <summary>Where what is no key of a chain belongs; null if that is not plain.</summary>
    private Diagnostic? FindOtherPlace(ChainBuilder chain, Word word)
    {
        Location at = _diagnostics.Locate(word.Span);
        return Keys.OfStep.ContainsKey(word.Text) ? ChainDiagnostics.KeyOfStep(at, word.Text)
            : Keys.OfWhile.ContainsKey(word.Text) ? ChainDiagnostics.KeyOfWhile(at, word.Text)
            : chain.Inputs is not null && _inputs.HasType(word) ? ChainDiagnostics.InputOutside(at, word.Text)
            : null;
    }
}
