using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Reads an expression by recursive descent, a method for each level of precedence. A mistake whose meaning is plain,
/// as <c>&amp;&amp;</c>, is reported and reading goes on; any other ends the expression, which is one diagnostic.
/// </summary>
internal sealed partial class ExpressionParser
{
    private const int MaxDepth = 64;

    /// <summary>Of one expression: so many calls nested in each other the C# compiler still takes.</summary>
    private const int MaxOperators = 200;

    private readonly ExpressionTokens _tokens;
    private readonly NameRules _names;
    private int _depth;
    private int _operators;

    private ExpressionParser(ExpressionTokens tokens, NameRules names)
    {
        _tokens = tokens;
        _names = names;
    }

    /// <summary>Reads all between two positions of a text.</summary>
    /// <param name="inQuotes">It stands in a quoted string.</param>
    /// <param name="host">Where it is missed if there is none.</param>
    public static ExpressionSyntax Parse(string text, int start, int end, bool inQuotes, TextSpan host, DiagnosticBag diagnostics)
    {
        var lexer = new ExpressionLexer(text, start, end, inQuotes, diagnostics);
        var tokens = new ExpressionTokens(lexer, end, diagnostics);
        if (tokens.Current.Kind == ExpressionTokenKind.End && !tokens.HasFailed)
        {
            diagnostics.Report(ReadingDiagnostics.EmptyExpression(diagnostics.Locate(host)));
            return new MissingExpressionSyntax(host);
        }

        ExpressionSyntax expression = new ExpressionParser(tokens, new NameRules(diagnostics)).ParseExpression();
        if (tokens.Current.Kind != ExpressionTokenKind.End)
        {
            tokens.FailAtTrailing();
        }

        // Of half an expression nothing more can be said: its names and types may be those of what was meant, or not.
        return tokens.HasFailed ? new MissingExpressionSyntax(expression.Span) : expression;
    }

    private ExpressionSyntax ParseExpression() => Nest(_tokens.Current.Span, ParseOr);

    private ExpressionSyntax ParsePostfix()
    {
        int start = _tokens.Current.Span.Start;
        ExpressionSyntax target = ParsePrimary();
        while (true)
        {
            if (_tokens.Current.Is(".") || _tokens.Current.Is("?."))
            {
                bool isConditional = _tokens.Current.Is("?.");
                _tokens.Advance();
                if (_tokens.Current.Kind != ExpressionTokenKind.Name)
                {
                    _tokens.FailAtMissing("The name of a member");
                    return target;
                }

                CountOperator();
                ExpressionToken name = _tokens.Current;
                _tokens.Advance();
                target = new MemberExpressionSyntax(SpanFrom(start), target, name.Span, name.Text, isConditional);
            }
            else if (_tokens.Current.Is("["))
            {
                TextSpan open = _tokens.Current.Span;
                _tokens.Advance();
                CountOperator();
                ExpressionSyntax index = ParseExpression();
                _tokens.Close("]", open);
                target = new IndexExpressionSyntax(SpanFrom(start), target, index);
            }
            else if (_tokens.Current.Is("("))
            {
                _tokens.Fail(ReadingDiagnostics.NotCallable(_tokens.At(_tokens.Current.Span)));
                return target;
            }
            else
            {
                return target;
            }
        }
    }

    private ExpressionSyntax ParsePrimary()
    {
        ExpressionToken token = _tokens.Current;
        switch (token.Kind)
        {
            case ExpressionTokenKind.Text:
                _tokens.Advance();
                return new LiteralExpressionSyntax(token.Span, ScalarKind.Text, token.Text);
            case ExpressionTokenKind.Number:
                _tokens.Advance();
                if (PlainText.Classify(token.Text) != ScalarKind.Number)
                {
                    _tokens.Fail(ReadingDiagnostics.NotANumber(_tokens.At(token.Span), token.Text));
                }
                else if (!PlainText.IsFinite(token.Text))
                {
                    _tokens.Report(ReadingDiagnostics.NumberTooLarge(_tokens.At(token.Span), token.Text));
                }

                return new LiteralExpressionSyntax(token.Span, ScalarKind.Number, token.Text);
            case ExpressionTokenKind.Name when token.Text is not ("and" or "or" or "not"):
                return ParseName();
            case ExpressionTokenKind.Symbol when token.Text == "(":
                _tokens.Advance();
                ExpressionSyntax inner = ParseExpression();
                _tokens.Close(")", token.Span);
                return inner;
            default:
                _tokens.FailAtMissing("A value");
                return new MissingExpressionSyntax(new TextSpan(token.Span.Start, 0));
        }
    }

    private ExpressionSyntax ParseName()
    {
        ExpressionToken name = _tokens.Current;
        _tokens.Advance();
        if (name.Text is "true" or "false" or "null")
        {
            return new LiteralExpressionSyntax(name.Span, PlainText.Classify(name.Text), name.Text);
        }

        if (!_tokens.HasFailed && _names.ReportForeign(name.Span, name.Text))
        {
            _tokens.Stop();
            return new MissingExpressionSyntax(name.Span);
        }

        if (!_tokens.Current.Is("("))
        {
            return new NameExpressionSyntax(name.Span, name.Text);
        }

        TextSpan open = _tokens.Current.Span;
        _tokens.Advance();
        CountOperator();
        var arguments = new List<ExpressionSyntax>();
        while (!_tokens.Current.Is(")") && _tokens.Current.Kind != ExpressionTokenKind.End)
        {
            arguments.Add(ParseExpression());
            if (!_tokens.Current.Is(","))
            {
                break;
            }

            _tokens.Advance();
        }

        _tokens.Close(")", open);
        return new CallExpressionSyntax(SpanFrom(name.Span.Start), name.Span, name.Text, arguments.ToEquatableArray());
    }

    /// <summary>Up to what was read last, so that brackets around an operand are of the whole.</summary>
    private TextSpan SpanFrom(int start) => TextSpan.FromBounds(start, Math.Max(start, _tokens.Previous.Span.End));

    private ExpressionSyntax Nest(TextSpan at, Func<ExpressionSyntax> parse)
    {
        if (_depth == MaxDepth)
        {
            _tokens.Fail(ReadingDiagnostics.TooDeep(_tokens.At(at), MaxDepth));
            return new MissingExpressionSyntax(at);
        }

        _depth++;
        ExpressionSyntax result = parse();
        _depth--;
        return result;
    }

    private void CountOperator()
    {
        if (++_operators > MaxOperators)
        {
            _tokens.Fail(ReadingDiagnostics.TooManyOperators(_tokens.At(_tokens.Previous.Span), MaxOperators));
        }
    }
}
