using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads <c>step NAME:</c> with its keys.</summary>
internal sealed class StepParser(ReadingContext context)
{
    private readonly Lexer _lexer = context.Lexer;
    private readonly DiagnosticBag _diagnostics = context.Diagnostics;

    /// <param name="outer">The step that it wrongly stands in, which is reported already.</param>
    /// <param name="isOutside">It stands outside the chain's <c>steps:</c>, which is to be reported.</param>
    public void Parse(
        ChainBuilder chain, BodyBuilder body, Word keyword, int width, int depth, NameSyntax? outer, bool isOutside = false)
    {
        (NameSyntax name, TextSpan head) = context.Heads.Parse(keyword, Words.Step, width);
        int index = body.Items.Count;
        bool isKept = chain.StepCount < ChainBuilder.MaxSteps;
        if (!isKept && !chain.IsFullReported)
        {
            chain.IsFullReported = true;
            _diagnostics.Report(ChainDiagnostics.TooManySteps(_diagnostics.Locate(name.Span), chain.Name.Text, ChainBuilder.MaxSteps));
        }

        chain.StepCount++;
        if (isOutside)
        {
            chain.IsMixReported = true;
            string called = name.Text.Length == 0 ? "This step" : $"The step {Shown.Quote(name.Text)}";
            _diagnostics.Report(ChainDiagnostics.StepOutside(_diagnostics.Locate(name.Span), called, chain.StepsLine!.Value));
        }

        var properties = new PropertyList(Words.Step, Keys.OfStep);
        bool isNestingReported = false;
        int end = _lexer.TextEnd;
        var block = new Block(width, depth);
        while (context.Layout.Next(ref block))
        {
            ParseLine(chain, body, properties, name, block, ref isNestingReported);
            end = _lexer.TextEnd;
        }

        if (isKept)
        {
            body.Items.Insert(index, new StepSyntax(
                TextSpan.FromBounds(keyword.Span.Start, end), head, name, properties.Items.ToEquatableArray()));
        }
    }

    private void ParseLine(
        ChainBuilder chain, BodyBuilder body, PropertyList properties, NameSyntax step, in Block block, ref bool isNestingReported)
    {
        int width = _lexer.Line.Width;
        Word word = Word.At(_lexer);
        if (context.SkipForeign(word, width))
        {
            return;
        }

        Location at = _diagnostics.Locate(word.Span);
        if (word.Text == Words.Step)
        {
            int inner = body.Items.Count;
            // As a key it has no name, which is reported as such.
            bool isReported = block.IsStray || isNestingReported || word.IsKey;
            isNestingReported = true;
            Parse(chain, body, word, width, block.Depth + 1, outer: step);
            if (!isReported)
            {
                _diagnostics.Report(ChainDiagnostics.StepInStep(at, body.StepNameAt(inner), step.Text));
            }
        }
        else if (word.IsKey && word.Text.Length > 0)
        {
            if (Words.OfFlow.Contains(word.Text) && word.Text != Words.If)
            {
                _diagnostics.Report(ChainDiagnostics.StatementInStep(at, word.Text));
                context.Skip(width);
            }
            else if (Keys.OfChain.ContainsKey(word.Text) && !Keys.OfStep.ContainsKey(word.Text))
            {
                _diagnostics.Report(ChainDiagnostics.KeyOfChain(at, word.Text));
                context.Properties.Skip(word, width);
            }
            else
            {
                context.Properties.Parse(properties, word, width, block.Depth);
            }
        }
        else
        {
            ReportUnreadable(word, at);
            context.Skip(width);
        }
    }

    private void ReportUnreadable(Word word, Location at)
    {
        if (Words.OfFlow.Contains(word.Text) && context.Heads.HasColon(word))
        {
            _diagnostics.Report(ChainDiagnostics.StatementInStep(at, word.Text));
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
}
