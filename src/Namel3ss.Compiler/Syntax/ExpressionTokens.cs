using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// The tokens of one expression and a cursor over them. After the first mistake that ends the expression there are
/// no more tokens, and nothing more is reported.
/// </summary>
internal sealed class ExpressionTokens
{
    private readonly ExpressionLexer _lexer;
    private readonly DiagnosticBag _diagnostics;
    private readonly int _end;

    /// <param name="end">Where the expression ends in its file.</param>
    public ExpressionTokens(ExpressionLexer lexer, int end, DiagnosticBag diagnostics)
    {
        _lexer = lexer;
        _end = end;
        _diagnostics = diagnostics;
        Advance();
    }

    public ExpressionToken Current { get; private set; }

    /// <summary>The token read last; of kind <see cref="ExpressionTokenKind.End"/> at the start.</summary>
    public ExpressionToken Previous { get; private set; }

    public bool HasFailed { get; private set; }

    /// <summary>Takes an operator that is a word, or the symbol that other languages have for it, which is reported.</summary>
    public bool TakeOperator(string word, string symbol)
    {
        bool isSymbol = Current.Is(symbol);
        bool isOtherCase = Current.Kind == ExpressionTokenKind.Name && Current.Text.Equals(word, StringComparison.OrdinalIgnoreCase);
        if (!isSymbol && !isOtherCase)
        {
            return false;
        }

        if (Current.Text != word)
        {
            Report(ReadingDiagnostics.ForeignOperator(At(Current.Span), Current.Text, $"Write '{word}'"));
        }

        Advance();
        return true;
    }

    public void Close(string symbol, TextSpan open)
    {
        if (Current.Is(symbol))
        {
            Advance();
        }
        else if (Current.Kind == ExpressionTokenKind.End)
        {
            Fail(ReadingDiagnostics.UnclosedBracket(At(open), symbol == ")" ? "(" : "[", symbol));
        }
        else
        {
            FailAtTrailing();
        }
    }

    public void FailAtMissing(string what)
    {
        bool isAtStart = Previous.Kind == ExpressionTokenKind.End;
        if (!isAtStart && (Current.Kind == ExpressionTokenKind.End || Current.Is(")") || Current.Is("]") || Current.Is(",")))
        {
            Fail(ReadingDiagnostics.ValueMissing(At(Previous.Span), what, Previous.Text));
            return;
        }

        Fail(ExpressionMistakes.NotAValue(At(Current.Span), what, Current));
    }

    /// <summary>A value has ended, and what follows continues nothing.</summary>
    public void FailAtTrailing()
    {
        bool isNegation = Previous.Kind == ExpressionTokenKind.Name && Previous.Text.Equals("not", StringComparison.OrdinalIgnoreCase);
        Fail(isNegation
            ? ReadingDiagnostics.ForeignOperator(At(Previous.Span), Previous.Text, "Write 'not'")
            : ExpressionMistakes.Trailing(At(Current.Span), Current));
    }

    public void Report(Diagnostic diagnostic)
    {
        if (!HasFailed)
        {
            _diagnostics.Report(diagnostic);
        }
    }

    /// <summary>Reports what ends the expression: nothing more of it is read.</summary>
    public void Fail(Diagnostic diagnostic)
    {
        Report(diagnostic);
        Stop();
    }

    public void Stop()
    {
        HasFailed = true;
        Current = new ExpressionToken(ExpressionTokenKind.End, new TextSpan(_end, 0), "");
    }

    public void Advance()
    {
        if (HasFailed)
        {
            return;
        }

        Previous = Current;
        Current = _lexer.Next();
        if (Current.Kind == ExpressionTokenKind.Unclosed)
        {
            Stop();
        }
    }

    public Location At(TextSpan span) => _diagnostics.Locate(span);
}
