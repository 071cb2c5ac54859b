using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

// The operators, a method for each level of precedence, from the one that binds least.
internal sealed partial class ExpressionParser
{
    private ExpressionSyntax ParseOr()
    {
        int start = _tokens.Current.Span.Start;
        ExpressionSyntax left = ParseAnd();
        while (_tokens.TakeOperator("or", "||"))
        {
            left = Binary(BinaryOperator.Or, start, left, ParseAnd);
        }

        return left;
    }

    private ExpressionSyntax ParseAnd()
    {
        int start = _tokens.Current.Span.Start;
        ExpressionSyntax left = ParseNot();
        while (_tokens.TakeOperator("and", "&&"))
        {
            left = Binary(BinaryOperator.And, start, left, ParseNot);
        }

        return left;
    }

    private ExpressionSyntax ParseNot()
    {
        if (!_tokens.Current.IsWord("not"))
        {
            return ParseComparison();
        }

        _tokens.Advance();
        return Unary(UnaryOperator.Not, ParseNot);
    }

    private ExpressionSyntax ParseComparison()
    {
        int start = _tokens.Current.Span.Start;
        ExpressionSyntax left = ParseCoalesce();
        bool isChain = false;
        while (ComparisonAt() is { } comparison)
        {
            if (isChain)
            {
                _tokens.Report(ReadingDiagnostics.ChainedComparison(_tokens.At(_tokens.Current.Span)));
            }

            bool mayBeNegated = _tokens.Current.IsWord("is");
            _tokens.Advance();
            BinaryOperator kind = comparison;
            if (mayBeNegated && _tokens.Current.IsWord("not"))
            {
                _tokens.Advance();
                kind = BinaryOperator.NotEqual;
            }

            left = Binary(kind, start, left, ParseCoalesce);
            isChain = true;
        }

        return left;
    }

    /// <summary>The comparison at the cursor; one of another language is reported, and read as what it means.</summary>
    private BinaryOperator? ComparisonAt()
    {
        if (_tokens.Current.IsWord("is"))
        {
            _tokens.Report(ReadingDiagnostics.ForeignOperator(_tokens.At(_tokens.Current.Span), "is", "Write '==', or '!=' for 'is not'"));
            return BinaryOperator.Equal;
        }

        if (_tokens.Current.Kind != ExpressionTokenKind.Symbol)
        {
            return null;
        }

        string? cure = _tokens.Current.Text switch
        {
            "=" => "Write '==' to compare; an expression cannot assign a value",
            "===" => "Write '=='",
            "!==" or "<>" => "Write '!='",
            _ => null,
        };
        if (cure is not null)
        {
            _tokens.Report(ReadingDiagnostics.ForeignOperator(_tokens.At(_tokens.Current.Span), _tokens.Current.Text, cure));
        }

        return _tokens.Current.Text switch
        {
            "==" or "===" or "=" => BinaryOperator.Equal,
            "!=" or "!==" or "<>" => BinaryOperator.NotEqual,
            "<" => BinaryOperator.Less,
            "<=" => BinaryOperator.LessOrEqual,
            ">" => BinaryOperator.Greater,
            ">=" => BinaryOperator.GreaterOrEqual,
            _ => null,
        };
    }

    private ExpressionSyntax ParseCoalesce()
    {
        int start = _tokens.Current.Span.Start;
        ExpressionSyntax left = ParseSum();
        if (!_tokens.Current.Is("??"))
        {
            return left;
        }

        _tokens.Advance();
        return Binary(BinaryOperator.Coalesce, start, left, () => Nest(_tokens.Current.Span, ParseCoalesce));
    }

    private ExpressionSyntax ParseSum()
    {
        int start = _tokens.Current.Span.Start;
        ExpressionSyntax left = ParseProduct();
        while (_tokens.Current.Is("+") || _tokens.Current.Is("-"))
        {
            BinaryOperator sum = _tokens.Current.Is("+") ? BinaryOperator.Add : BinaryOperator.Subtract;
            _tokens.Advance();
            left = Binary(sum, start, left, ParseProduct);
        }

        return left;
    }

    private ExpressionSyntax ParseProduct()
    {
        int start = _tokens.Current.Span.Start;
        ExpressionSyntax left = ParseUnary();
        while (_tokens.Current.Is("*") || _tokens.Current.Is("/") || _tokens.Current.Is("%") || _tokens.Current.Is("//"))
        {
            BinaryOperator product = _tokens.Current.Text switch
            {
                "*" => BinaryOperator.Multiply,
                "%" => BinaryOperator.Remainder,
                _ => BinaryOperator.Divide,
            };
            if (_tokens.Current.Is("//"))
            {
                _tokens.Report(ReadingDiagnostics.ForeignOperator(_tokens.At(_tokens.Current.Span), "//", "Write '/', which never rounds"));
            }

            _tokens.Advance();
            left = Binary(product, start, left, ParseUnary);
        }

        return left;
    }

    private ExpressionSyntax ParseUnary()
    {
        if (_tokens.Current.Is("-"))
        {
            _tokens.Advance();
            return Unary(UnaryOperator.Negate, ParseUnary);
        }

        if (_tokens.Current.Is("!"))
        {
            _tokens.Report(ReadingDiagnostics.ForeignOperator(_tokens.At(_tokens.Current.Span), "!", "Write 'not'"));
            _tokens.Advance();
            return Unary(UnaryOperator.Not, ParseUnary);
        }

        return ParsePostfix();
    }

    private BinaryExpressionSyntax Binary(BinaryOperator kind, int start, ExpressionSyntax left, Func<ExpressionSyntax> parseRight)
    {
        TextSpan at = _tokens.Previous.Span;
        CountOperator();
        ExpressionSyntax right = parseRight();
        return new BinaryExpressionSyntax(SpanFrom(start), kind, at, left, right);
    }

    private UnaryExpressionSyntax Unary(UnaryOperator kind, Func<ExpressionSyntax> parseOperand)
    {
        TextSpan at = _tokens.Previous.Span;
        ExpressionSyntax operand = Nest(at, parseOperand);
        return new UnaryExpressionSyntax(SpanFrom(at.Start), kind, operand);
    }
}
