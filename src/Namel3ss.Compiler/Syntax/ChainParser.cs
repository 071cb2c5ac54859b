using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads chains: their keys, and the steps in them.</summary>
internal sealed class ChainParser
{
    private const int MaxSteps = 1000;

    private readonly Lexer _lexer;
    private readonly DiagnosticBag _diagnostics;
    private readonly Layout _layout;
    private readonly NameRules _names;
    private readonly ValueParser _values;
    private readonly PropertyParser _properties;
    private readonly HeadParser _heads;
    private readonly List<ChainSyntax> _chains = [];

    public ChainParser(Lexer lexer, DiagnosticBag diagnostics, Layout layout)
    {
        _lexer = lexer;
        _diagnostics = diagnostics;
        _layout = layout;
        _names = new NameRules(diagnostics);
        _values = new ValueParser(lexer, diagnostics, layout, _names);
        _properties = new PropertyParser(lexer, diagnostics, _values, _names);
        _heads = new HeadParser(lexer, diagnostics, _values, _names);
    }

    public IReadOnlyList<ChainSyntax> Chains => _chains;

    /// <summary>Leaves out the line at the cursor and what stands below it.</summary>
    public void Skip(int width) => _values.Skip(width);

    /// <summary>Reports a character that no keyword or key can have, and leaves its line out.</summary>
    public bool SkipForeign(Word word, int width)
    {
        if (_lexer.Current is '"' or '\'' || !_names.ReportForeign(word.Full, _lexer.Slice(word.Full)))
        {
            return false;
        }

        Skip(width);
        return true;
    }

    public void ParseChain(Word keyword, int width, int depth)
    {
        // The keyword itself may be misspelt, which was reported just now.
        int errors = _diagnostics.ErrorCount - (keyword.Text == Words.Chain ? 0 : 1);
        int index = _chains.Count;
        (NameSyntax name, _) = _heads.Parse(keyword, Words.Chain, width);
        var chain = new ChainBuilder(name);
        var block = new Block(width, depth);
        while (_layout.Next(ref block))
        {
            ParseChainLine(chain, block);
        }

        _chains.Insert(index, new ChainSyntax(
            TextSpan.FromBounds(keyword.Span.Start, _lexer.TextEnd),
            name,
            Inputs: null,
            chain.Properties.Items.ToEquatableArray(),
            chain.Body.ToEquatableArray(),
            IsBroken: _diagnostics.ErrorCount > errors));
    }

    private void ParseChainLine(ChainBuilder chain, in Block block)
    {
        int width = _lexer.Line.Width;
        Word word = Word.At(_lexer);
        if (SkipForeign(word, width))
        {
            return;
        }

        chain.IsAfterIf &= !word.IsKey || word.Text is Words.Else or Words.Elif;
        if (word.IsKey && word.Text == Keys.Steps && !chain.IsInSteps)
        {
            ParseSteps(chain, word, width, block.Depth);
        }
        else if (word.IsKey && word.Text is not (Words.Step or Words.Elif or Words.Else or Words.For or Words.While or Words.If))
        {
            ParseChainKey(chain, word, width, block.Depth);
        }
        else
        {
            ParseStatement(chain, word, width, block.Depth);
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
            if (chain.Body.Count > 0)
            {
                var outside = (StepSyntax)chain.Body[0];
                _diagnostics.Report(ChainDiagnostics.StepsAfterStep(
                    _diagnostics.Locate(word.Span), outside.Name.Text, _diagnostics.LineNumber(outside.Span.Start)));
                chain.IsMixReported = true;
            }
        }

        _properties.MoveBehindColon(word);
        _lexer.SkipSpaces();
        if (!_lexer.IsAtTextEnd)
        {
            _diagnostics.Report(ChainDiagnostics.BlockExpected(_diagnostics.Locate(_lexer.RestOfLine()), "steps:"));
        }

        _lexer.SkipLine();
        chain.IsInSteps = true;
        var block = new Block(width, depth + 1);
        while (_layout.Next(ref block))
        {
            ParseChainLine(chain, block);
        }

        chain.IsInSteps = false;
    }

    private void ParseChainKey(ChainBuilder chain, Word word, int width, int depth)
    {
        if (chain.IsInSteps && Keys.OfChain.ContainsKey(word.Text))
        {
            _diagnostics.Report(ChainDiagnostics.KeyOfChain(_diagnostics.Locate(word.Span), word.Text));
            _properties.Skip(word, width);
        }
        else if (!Keys.OfChain.ContainsKey(word.Text) && Keys.OfStep.ContainsKey(word.Text))
        {
            // The keys of a step that was not indented are one mistake together.
            if (chain.LineAfterMisplaced != _lexer.Line.Number)
            {
                _diagnostics.Report(ChainDiagnostics.KeyOfStep(_diagnostics.Locate(word.Span), word.Text));
            }

            _properties.Skip(word, width);
            _lexer.SkipToContent();
            chain.LineAfterMisplaced = _lexer.Line.Number;
        }
        else
        {
            _properties.Parse(chain.Properties, word, width, depth);
        }
    }

    private void ParseStatement(ChainBuilder chain, Word word, int width, int depth)
    {
        Location at = _diagnostics.Locate(word.Span);
        bool isAfterIf = chain.IsAfterIf;
        chain.IsAfterIf = false;
        string? meant = word.HasName ? Suggestion.Find(word.Text, Words.OfStatements) : null;
        switch (word.Text)
        {
            case Words.Step:
                ParseStep(chain, word, width, depth + 1, outer: null);
                return;
            case Words.Chain:
                Word name = word;
                int index = _chains.Count;
                ParseChain(word, width, depth + 1);
                _diagnostics.Report(ChainDiagnostics.ChainInChain(_diagnostics.Locate(name.Span), _chains[index].Name.Text));
                return;
            case Words.If when word.IsKey:
                _diagnostics.Report(ChainDiagnostics.IfKey(at));
                _properties.Skip(word, width);
                return;
            case Words.If or Words.For or Words.While:
                _diagnostics.Report(ReadingDiagnostics.NotYet(at, $"'{word.Text}' as a statement"));
                chain.IsAfterIf = word.Text == Words.If;
                break;
            case Words.Elif or Words.Else:
                // Branches of one statement, which is reported at its head.
                chain.IsAfterIf = isAfterIf;
                if (!isAfterIf)
                {
                    _diagnostics.Report(ReadingDiagnostics.NotYet(at, $"'{word.Text}' as a statement"));
                }

                break;
            case not "" when meant is not null:
                _diagnostics.Report(ChainDiagnostics.UnknownStatement(at, word.Text, Suggestion.Hint(word.Text, Words.OfStatements)));
                if (meant == Words.Step)
                {
                    ParseStep(chain, word, width, depth + 1, outer: null);
                    return;
                }

                break;
            case not "" when Keys.OfChain.ContainsKey(word.Text):
                _diagnostics.Report(ReadingDiagnostics.MissingColon(at, word.Text));
                break;
            case not "" when word.HasName:
                _diagnostics.Report(ChainDiagnostics.UnknownStatement(at, word.Text, ""));
                break;
            default:
                _diagnostics.Report(ReadingDiagnostics.EntryExpected(_diagnostics.Locate(_lexer.RestOfLine()), "'step NAME:' or 'key: value'"));
                break;
        }

        Skip(width);
    }

    /// <param name="outer">The step that it wrongly stands in, which is reported already.</param>
    private void ParseStep(ChainBuilder chain, Word keyword, int width, int depth, NameSyntax? outer)
    {
        (NameSyntax name, TextSpan head) = _heads.Parse(keyword, Words.Step, width);
        int index = chain.Body.Count;
        bool isKept = index < MaxSteps;
        if (!isKept && !chain.IsFullReported)
        {
            chain.IsFullReported = true;
            _diagnostics.Report(ChainDiagnostics.TooManySteps(_diagnostics.Locate(name.Span), chain.Name.Text, MaxSteps));
        }

        if (chain.StepsLine is { } stepsLine && !chain.IsInSteps && !chain.IsMixReported && outer is null)
        {
            chain.IsMixReported = true;
            _diagnostics.Report(ChainDiagnostics.StepOutside(_diagnostics.Locate(name.Span), name.Text, stepsLine));
        }

        var properties = new PropertyList(Words.Step, Keys.OfStep);
        bool isNestingReported = false;
        int end = _lexer.TextEnd;
        var block = new Block(width, depth);
        while (_layout.Next(ref block))
        {
            ParseStepLine(chain, properties, name, block, ref isNestingReported);
            end = _lexer.TextEnd;
        }

        if (isKept)
        {
            chain.Body.Insert(index, new StepSyntax(
                TextSpan.FromBounds(keyword.Span.Start, end), head, name, properties.Items.ToEquatableArray()));
        }
    }

    private void ParseStepLine(
        ChainBuilder chain, PropertyList properties, NameSyntax step, in Block block, ref bool isNestingReported)
    {
        int width = _lexer.Line.Width;
        Word word = Word.At(_lexer);
        if (SkipForeign(word, width))
        {
            return;
        }

        Location at = _diagnostics.Locate(word.Span);
        if (word.Text == Words.Step)
        {
            int inner = chain.Body.Count;
            // As a key it has no name, which is reported as such.
            bool isReported = block.IsStray || isNestingReported || word.IsKey;
            isNestingReported = true;
            Word keyword = word;
            ParseStep(chain, keyword, width, block.Depth + 1, outer: step);
            if (!isReported)
            {
                _diagnostics.Report(ChainDiagnostics.StepInStep(at, NameOf(chain, inner), step.Text));
            }
        }
        else if (word.IsKey && Keys.OfStep.ContainsKey(word.Text))
        {
            _properties.Parse(properties, word, width, block.Depth);
        }
        else if (word.IsKey && word.Text.Length > 0)
        {
            if (Keys.OfChain.ContainsKey(word.Text))
            {
                _diagnostics.Report(ChainDiagnostics.KeyOfChain(at, word.Text));
                _properties.Skip(word, width);
            }
            else
            {
                _properties.Parse(properties, word, width, block.Depth);
            }
        }
        else
        {
            ReportUnreadable(word, at);
            Skip(width);
        }
    }

    private void ReportUnreadable(Word word, Location at)
    {
        if (word.Text is Words.If or Words.For or Words.While or Words.Elif or Words.Else)
        {
            _diagnostics.Report(ReadingDiagnostics.NotYet(at, $"'{word.Text}' as a statement"));
        }
        else if (Keys.OfStep.ContainsKey(word.Text))
        {
            _diagnostics.Report(ReadingDiagnostics.MissingColon(at, word.Text));
        }
        else
        {
            _diagnostics.Report(ReadingDiagnostics.EntryExpected(_diagnostics.Locate(_lexer.RestOfLine()), "'key: value'"));
        }
    }

    private static string NameOf(ChainBuilder chain, int index) =>
        index < chain.Body.Count ? ((StepSyntax)chain.Body[index]).Name.Text : "";

    private sealed class ChainBuilder(NameSyntax name)
    {
        public NameSyntax Name { get; } = name;

        public PropertyList Properties { get; } = new(Words.Chain, Keys.OfChain);

        public List<StatementSyntax> Body { get; } = [];

        /// <summary>The line of <c>steps:</c>, from one.</summary>
        public int? StepsLine { get; set; }

        public bool IsInSteps { get; set; }

        public bool IsMixReported { get; set; }

        public bool IsFullReported { get; set; }

        /// <summary>The line that follows a key of a step that stood in the chain.</summary>
        public int LineAfterMisplaced { get; set; } = -1;

        /// <summary>The statement before was an <c>if</c> or one of its branches.</summary>
        public bool IsAfterIf { get; set; }
    }
}
