using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Reads an expression by recursive descent, a method for each level of precedence. A mistake whose meaning is plain,
/// as <c>&amp;&amp;</c>, is reported and reading goes on; any other ends the expression, which is one diagnostic.
/// </summary>
internal sealed class ExpressionParser
{
    private const int MaxDepth = 64;

    /// <summary>Of one expression: so many calls nested in each other the C# compiler still takes.</summary>
    private const int MaxOperators = 200;

    private const string NestedBraces = "This is an expression already: write it without '{{' and '}}', or all of it in one pair";

    private readonly ExpressionLexer _lexer;
    private readonly DiagnosticBag _diagnostics;
    private readonly NameRules _names;
    private readonly int _end;
    private ExpressionToken _current;
    private ExpressionToken _previous;
    private int _depth;
    private int _operators;
    private bool _hasFailed;

    private ExpressionParser(ExpressionLexer lexer, DiagnosticBag diagnostics, NameRules names, int start, int end)
    {
        _lexer = lexer;
        _diagnostics = diagnostics;
        _names = names;
        _end = end;
        Advance();
    }

    /// <summary>Reads all between two positions of a text.</summary>
    /// <param name="inQuotes">It stands in a quoted string.</param>
    /// <param name="host">Where it is missed if there is none.</param>
    public static ExpressionSyntax Parse(string text, int start, int end, bool inQuotes, TextSpan host, DiagnosticBag diagnostics)
    {
        var parser = new ExpressionParser(
            new ExpressionLexer(text, start, end, inQuotes, diagnostics), diagnostics, new NameRules(diagnostics), start, end);
        if (parser._current.Kind == ExpressionTokenKind.End && !parser._hasFailed)
        {
            diagnostics.Report(ReadingDiagnostics.EmptyExpression(diagnostics.Locate(host)));
            return new MissingExpressionSyntax(host);
        }

        ExpressionSyntax expression = parser.ParseExpression();
        if (parser._current.Kind != ExpressionTokenKind.End)
        {
            parser.FailAtTrailing();
        }

        return expression;
    }

    private ExpressionSyntax ParseExpression() => Nest(_current.Span, ParseOr);

    private ExpressionSyntax ParseOr()
    {
        int start = _current.Span.Start;
        ExpressionSyntax left = ParseAnd();
        while (TakeOperator("or", "||"))
        {
            left = Binary(BinaryOperator.Or, start, left, ParseAnd);
        }

        return left;
    }

    private ExpressionSyntax ParseAnd()
    {
        int start = _current.Span.Start;
        ExpressionSyntax left = ParseNot();
        while (TakeOperator("and", "&&"))
        {
            left = Binary(BinaryOperator.And, start, left, ParseNot);
        }

        return left;
    }

    private ExpressionSyntax ParseNot()
    {
        if (!_current.IsWord("not"))
        {
            return ParseComparison();
        }

        Advance();
        return Unary(UnaryOperator.Not, ParseNot);
    }

    private ExpressionSyntax ParseComparison()
    {
        int start = _current.Span.Start;
        ExpressionSyntax left = ParseCoalesce();
        bool isChain = false;
        while (ComparisonAt() is { } comparison)
        {
            if (isChain)
            {
                Report(ReadingDiagnostics.ChainedComparison(At(_current.Span)));
            }

            bool mayBeNegated = _current.IsWord("is");
            Advance();
            BinaryOperator kind = comparison;
            if (mayBeNegated && _current.IsWord("not"))
            {
                Advance();
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
        if (_current.IsWord("is"))
        {
            Report(ReadingDiagnostics.ForeignOperator(At(_current.Span), "is", "Write '==', or '!=' for 'is not'"));
            return BinaryOperator.Equal;
        }

        if (_current.Kind != ExpressionTokenKind.Symbol)
        {
            return null;
        }

        string? cure = _current.Text switch
        {
            "=" => "Write '==' to compare; an expression cannot assign a value",
            "===" => "Write '=='",
            "!==" or "<>" => "Write '!='",
            _ => null,
        };
        if (cure is not null)
        {
            Report(ReadingDiagnostics.ForeignOperator(At(_current.Span), _current.Text, cure));
        }

        return _current.Text switch
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
        int start = _current.Span.Start;
        ExpressionSyntax left = ParseSum();
        if (!_current.Is("??"))
        {
            return left;
        }

        Advance();
        return Binary(BinaryOperator.Coalesce, start, left, () => Nest(_current.Span, ParseCoalesce));
    }

    private ExpressionSyntax ParseSum()
    {
        int start = _current.Span.Start;
        ExpressionSyntax left = ParseProduct();
        while (_current.Is("+") || _current.Is("-"))
        {
            BinaryOperator sum = _current.Is("+") ? BinaryOperator.Add : BinaryOperator.Subtract;
            Advance();
            left = Binary(sum, start, left, ParseProduct);
        }

        return left;
    }

    private ExpressionSyntax ParseProduct()
    {
        int start = _current.Span.Start;
        ExpressionSyntax left = ParseUnary();
        while (_current.Is("*") || _current.Is("/") || _current.Is("%") || _current.Is("//"))
        {
            BinaryOperator product = _current.Text switch
            {
                "*" => BinaryOperator.Multiply,
                "%" => BinaryOperator.Remainder,
                _ => BinaryOperator.Divide,
            };
            if (_current.Is("//"))
            {
                Report(ReadingDiagnostics.ForeignOperator(At(_current.Span), "//", "Write '/', which never rounds"));
            }

            Advance();
            left = Binary(product, start, left, ParseUnary);
        }

        return left;
    }

    private ExpressionSyntax ParseUnary()
    {
        if (_current.Is("-"))
        {
            Advance();
            return Unary(UnaryOperator.Negate, ParseUnary);
        }

        if (_current.Is("!"))
        {
            Report(ReadingDiagnostics.ForeignOperator(At(_current.Span), "!", "Write 'not'"));
            Advance();
            return Unary(UnaryOperator.Not, ParseUnary);
        }

        return ParsePostfix();
    }

    private ExpressionSyntax ParsePostfix()
    {
        int start = _current.Span.Start;
        ExpressionSyntax target = ParsePrimary();
        while (true)
        {
            if (_current.Is(".") || _current.Is("?."))
            {
                bool isConditional = _current.Is("?.");
                Advance();
                if (_current.Kind != ExpressionTokenKind.Name)
                {
                    FailAtMissing("The name of a member");
                    return target;
                }

                CountOperator();
                ExpressionToken name = _current;
                Advance();
                target = new MemberExpressionSyntax(SpanFrom(start), target, name.Span, name.Text, isConditional);
            }
            else if (_current.Is("["))
            {
                TextSpan open = _current.Span;
                Advance();
                CountOperator();
                ExpressionSyntax index = ParseExpression();
                Close("]", open);
                target = new IndexExpressionSyntax(SpanFrom(start), target, index);
            }
            else if (_current.Is("("))
            {
                Fail(ReadingDiagnostics.NotCallable(At(_current.Span)));
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
        ExpressionToken token = _current;
        switch (token.Kind)
        {
            case ExpressionTokenKind.Text:
                Advance();
                return new LiteralExpressionSyntax(token.Span, ScalarKind.Text, token.Text);
            case ExpressionTokenKind.Number:
                Advance();
                if (PlainText.Classify(token.Text) != ScalarKind.Number)
                {
                    Fail(ReadingDiagnostics.NotANumber(At(token.Span), token.Text));
                }

                return new LiteralExpressionSyntax(token.Span, ScalarKind.Number, token.Text);
            case ExpressionTokenKind.Name when token.Text is not ("and" or "or" or "not"):
                return ParseName();
            case ExpressionTokenKind.Symbol when token.Text == "(":
                Advance();
                ExpressionSyntax inner = ParseExpression();
                Close(")", token.Span);
                return inner;
            default:
                FailAtMissing("A value");
                return new MissingExpressionSyntax(new TextSpan(token.Span.Start, 0));
        }
    }

    private ExpressionSyntax ParseName()
    {
        ExpressionToken name = _current;
        Advance();
        if (name.Text is "true" or "false" or "null")
        {
            return new LiteralExpressionSyntax(name.Span, PlainText.Classify(name.Text), name.Text);
        }

        if (!_hasFailed && _names.ReportForeign(name.Span, name.Text))
        {
            Stop();
            return new MissingExpressionSyntax(name.Span);
        }

        if (!_current.Is("("))
        {
            return new NameExpressionSyntax(name.Span, name.Text);
        }

        TextSpan open = _current.Span;
        Advance();
        CountOperator();
        var arguments = new List<ExpressionSyntax>();
        while (!_current.Is(")") && _current.Kind != ExpressionTokenKind.End)
        {
            arguments.Add(ParseExpression());
            if (!_current.Is(","))
            {
                break;
            }

            Advance();
        }

        Close(")", open);
        return new CallExpressionSyntax(SpanFrom(name.Span.Start), name.Span, name.Text, arguments.ToEquatableArray());
    }

    private BinaryExpressionSyntax Binary(BinaryOperator kind, int start, ExpressionSyntax left, Func<ExpressionSyntax> parseRight)
    {
        TextSpan at = _previous.Span;
        CountOperator();
        ExpressionSyntax right = parseRight();
        return new BinaryExpressionSyntax(SpanFrom(start), kind, at, left, right);
    }

    private UnaryExpressionSyntax Unary(UnaryOperator kind, Func<ExpressionSyntax> parseOperand)
    {
        TextSpan at = _previous.Span;
        ExpressionSyntax operand = Nest(at, parseOperand);
        return new UnaryExpressionSyntax(SpanFrom(at.Start), kind, operand);
    }

    /// <summary>Up to what was read last, so that brackets around an operand are of the whole.</summary>
    private TextSpan SpanFrom(int start) => TextSpan.FromBounds(start, Math.Max(start, _previous.Span.End));

    private ExpressionSyntax Nest(TextSpan at, Func<ExpressionSyntax> parse)
    {
        if (_depth == MaxDepth)
        {
            Fail(ReadingDiagnostics.TooDeep(At(at), MaxDepth));
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
            Fail(ReadingDiagnostics.TooManyOperators(At(_previous.Span), MaxOperators));
        }
    }

    /// <summary>Takes an operator that is a word, or the symbol that other languages have for it, which is reported.</summary>
    private bool TakeOperator(string word, string symbol)
    {
        bool isSymbol = _current.Is(symbol);
        bool isOtherCase = _current.Kind == ExpressionTokenKind.Name && _current.Text.Equals(word, StringComparison.OrdinalIgnoreCase);
        if (!isSymbol && !isOtherCase)
        {
            return false;
        }

        if (_current.Text != word)
        {
            Report(ReadingDiagnostics.ForeignOperator(At(_current.Span), _current.Text, $"Write '{word}'"));
        }

        Advance();
        return true;
    }

    private void Close(string symbol, TextSpan open)
    {
        if (_current.Is(symbol))
        {
            Advance();
        }
        else if (_current.Kind == ExpressionTokenKind.End)
        {
            Fail(ReadingDiagnostics.UnclosedBracket(At(open), symbol == ")" ? "(" : "[", symbol));
        }
        else
        {
            FailAtTrailing();
        }
    }

    private void FailAtMissing(string what)
    {
        bool isAtStart = _previous.Kind == ExpressionTokenKind.End;
        if (!isAtStart && (_current.Kind == ExpressionTokenKind.End || _current.Is(")") || _current.Is("]") || _current.Is(",")))
        {
            Fail(ReadingDiagnostics.ValueMissing(At(_previous.Span), what, _previous.Text));
            return;
        }

        string? cure = _current switch
        {
            { Kind: ExpressionTokenKind.Symbol, Text: "[" } => "A list cannot be written in an expression: make it the default of an input",
            { Kind: ExpressionTokenKind.Symbol, Text: "." } => "Write a name or a number before the point",
            { Kind: ExpressionTokenKind.Symbol, Text: "{{" } => NestedBraces,
            { Kind: ExpressionTokenKind.Name, Text: "not" } => "Write brackets around it, as (not x)",
            _ => null,
        };
        Fail(ReadingDiagnostics.ValueExpected(At(_current.Span), what, _current.Text, cure));
    }

    /// <summary>A value has ended, and what follows continues nothing.</summary>
    private void FailAtTrailing()
    {
        Location at = At(_current.Span);
        string text = _current.Text;
        Fail(_current switch
        {
            { Kind: ExpressionTokenKind.Name, Text: "if" } or { Kind: ExpressionTokenKind.Symbol, Text: "?" } =>
                ReadingDiagnostics.ForeignOperator(at, text, "There is no operator that decides between two values: write 'if EXPR:' around two steps, or '??' for a value that may be absent"),
            { Kind: ExpressionTokenKind.Name, Text: "in" } => ReadingDiagnostics.ForeignOperator(at, text, "Write contains(list, value)"),
            _ when _previous.Kind == ExpressionTokenKind.Name && _previous.Text.Equals("not", StringComparison.OrdinalIgnoreCase) =>
                ReadingDiagnostics.ForeignOperator(At(_previous.Span), _previous.Text, "Write 'not'"),
            { Kind: ExpressionTokenKind.Name } => ReadingDiagnostics.TrailingText(at, text, Suggestion.Hint(text, ["and", "or"])),
            { Kind: ExpressionTokenKind.Symbol, Text: "=>" } => ReadingDiagnostics.ForeignOperator(at, text, "An expression defines no functions: do that in a connector"),
            { Kind: ExpressionTokenKind.Symbol, Text: "?[" } => ReadingDiagnostics.ForeignOperator(at, text, "Write '['"),
            { Kind: ExpressionTokenKind.Symbol, Text: "|" } => ReadingDiagnostics.ForeignOperator(at, text, "Write 'or' for a choice, and a function around its value, as upper(x)"),
            { Kind: ExpressionTokenKind.Symbol, Text: "&" } => ReadingDiagnostics.ForeignOperator(at, text, "Write 'and', or '+' to join texts"),
            { Kind: ExpressionTokenKind.Symbol, Text: "+=" or "-=" or "*=" or "/=" or ":=" } =>
                ReadingDiagnostics.ForeignOperator(at, text, "An expression cannot assign a value: give the new value to a step"),
            { Kind: ExpressionTokenKind.Symbol, Text: "**" or "^" or "~" } =>
                ReadingDiagnostics.ForeignOperator(at, text, "The operators are or, and, not, == != < <= > >=, ??, + - * / %"),
            { Kind: ExpressionTokenKind.Symbol, Text: ")" or "]" } => ReadingDiagnostics.UnopenedBracket(at, text),
            { Kind: ExpressionTokenKind.Symbol, Text: "{{" or "}}" } => ReadingDiagnostics.TrailingText(at, text, $" {NestedBraces}."),
            _ => ReadingDiagnostics.TrailingText(at, text, ""),
        });
    }

    private void Report(Diagnostic diagnostic)
    {
        if (!_hasFailed)
        {
            _diagnostics.Report(diagnostic);
        }
    }

    /// <summary>Reports what ends the expression: nothing more of it is read.</summary>
    private void Fail(Diagnostic diagnostic)
    {
        Report(diagnostic);
        Stop();
    }

    private void Stop()
    {
        _hasFailed = true;
        _current = new ExpressionToken(ExpressionTokenKind.End, new TextSpan(_end, 0), "");
    }

    private void Advance()
    {
        if (_hasFailed)
        {
            return;
        }

        _previous = _current;
        _current = _lexer.Next();
        if (_current.Kind == ExpressionTokenKind.Unclosed)
        {
            Stop();
        }
    }

    private Location At(TextSpan span) => _diagnostics.Locate(span);
}
