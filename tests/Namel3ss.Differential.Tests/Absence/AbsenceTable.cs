using Namel3ss.Differential.Tests.Interpretation;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Absence;

/// <summary>What operators, functions and places do with a value that may be absent or null, each beside the same in plain C#.</summary>
internal static class AbsenceTable
{
    private static readonly DataType Number = DataType.Integer;
    private static readonly DataType Word = DataType.Text;
    private static readonly DataType Flag = DataType.Boolean;
    private static readonly DataType Two = DataType.Pair;
    private static readonly DataType Numbers = DataType.Integers;

    public static IReadOnlyList<AbsenceRow> Rows { get; } =
    [
        // Numbers.
        Number.Gives("x == null", x => Is(x, "==", null), x => (int?)x == null),
        Number.Gives("x != null", x => Is(x, "!=", null), x => (int?)x != null),
        Number.Gives("x == 4", x => Is(x, "==", 4), x => (int?)x == 4),
        Number.Gives("x != 4", x => Is(x, "!=", 4), x => (int?)x != 4),
        Number.Gives("x < 5", x => Is(x, "<", 5), x => (int?)x < 5),
        Number.Gives("x <= 4", x => Is(x, "<=", 4), x => (int?)x <= 4),
        Number.Gives("x > 3", x => Is(x, ">", 3), x => (int?)x > 3),
        Number.Gives("x >= 4", x => Is(x, ">=", 4), x => (int?)x >= 4),
        Number.Gives("5 > x", x => new Binary(">", new Literal(5), x), x => 5 > (int?)x),
        Number.Gives("not (x > 3)", x => Not(Is(x, ">", 3)), x => !((int?)x > 3)),
        Number.Gives("x > 3 and x < 9", x => new Binary("and", Is(x, ">", 3), Is(x, "<", 9)), x => (int?)x is > 3 and < 9),
        Number.Gives("x == null or x > 3", x => new Binary("or", Is(x, "==", null), Is(x, ">", 3)), x => (int?)x is null or > 3),
        Number.Gives("x == x", x => new Binary("==", x, x), x => (int?)x == null || (int?)x != null),
        Number.Gives("x", x => x, x => (int?)x),
        Number.Gives("x + 1", x => Is(x, "+", 1), x => (int?)x + 1),
        Number.Gives("(x + 1) == null", x => Is(Is(x, "+", 1), "==", null), x => (int?)x + 1 == null),
        Number.Gives("1 + x", x => new Binary("+", new Literal(1), x), x => 1 + (int?)x),
        Number.Gives("x - 1", x => Is(x, "-", 1), x => (int?)x - 1),
        Number.Gives("x * 2", x => Is(x, "*", 2), x => (int?)x * 2),
        Number.Gives("x / 8", x => Is(x, "/", 8), x => (double?)(int?)x / 8),
        Number.Gives("(x / 8) == null", x => Is(Is(x, "/", 8), "==", null), x => (double?)(int?)x / 8 == null),
        Number.Gives("x % 3", x => Is(x, "%", 3), x => (int?)x % 3),
        Number.Gives("-x", x => new Unary("-", x), x => -(int?)x),
        Number.Gives("x + x", x => new Binary("+", x, x), x => (int?)x + (int?)x),
        Number.Gives("x ?? 7", x => Or(x, 7), x => (int?)x ?? 7),
        Number.Gives("(x + 1) ?? 7", x => Or(Is(x, "+", 1), 7), x => (int?)x + 1 ?? 7),
        Number.Gives("(x ?? 7) + 1", x => Is(Or(x, 7), "+", 1), x => ((int?)x ?? 7) + 1),
        Number.Gives("json(x) == null", x => Is(new Function("json", x), "==", null), x => (int?)x is null),
        Number.In("if: x > 3", (name, x) => Tick(name, Is(x, ">", 3)), x => [(int?)x > 3 ? 7 : AbsenceRow.Skipped]),
        Number.In("if: not (x > 3)", (name, x) => Tick(name, Not(Is(x, ">", 3))), x => [!((int?)x > 3) ? 7 : AbsenceRow.Skipped]),
        Number.In("if x > 3:", (name, x) => new If([new Branch(Is(x, ">", 3), [Tick(name)])]), x => (int?)x > 3 ? [7] : []),
        Number.In("if x > 3: else:", (name, x) => new If([new Branch(Is(x, ">", 3), [Tick(name + "x")]), new Branch(null, [Tick(name)])]), x => (int?)x > 3 ? [] : [7]),
        Number.In("while x > 3:", (name, x) => new While(Is(x, ">", 3), 1, [Tick(name)]), x => (int?)x > 3 ? [7] : []),
        Number.In("an int that is needed", (name, x) => Call(name, "twice", ("value", x)), x => [(int?)x is { } n ? n * 2 : AbsenceRow.Skipped]),
        Number.In("x + 1 for an int that is needed", (name, x) => Call(name, "twice", ("value", Is(x, "+", 1))), x => [(int?)x + 1 is { } n ? n * 2 : AbsenceRow.Skipped]),
        Number.In("an int? of a connector", (name, x) => Call(name, "either", ("maybe", x), ("otherwise", new Literal(9))), x => [(int?)x ?? 9]),
        Number.In("an int where text is needed", (name, x) => Call(name, "short_text", ("text", x)), x => [(int?)x is { } n ? $"{n}." : AbsenceRow.Skipped]),

        // Text.
        Word.Gives("x == null", x => Is(x, "==", null), x => (string?)x == null),
        Word.Gives("x != null", x => Is(x, "!=", null), x => (string?)x != null),
        Word.Gives("x == 'Ann'", x => Is(x, "==", "Ann"), x => (string?)x == "Ann"),
        Word.Gives("x != 'Ann'", x => Is(x, "!=", "Ann"), x => (string?)x != "Ann"),
        Word.Gives("x < 'B'", x => Is(x, "<", "B"), x => x is string text && string.CompareOrdinal(text, "B") < 0),
        Word.Gives("x >= 'Ann'", x => Is(x, ">=", "Ann"), x => x is string text && string.CompareOrdinal(text, "Ann") >= 0),
        Word.Gives("x", x => x, x => (string?)x),
        Word.Gives("'<' + x", x => new Binary("+", new Literal("<"), x) { JoinsText = true }, x => "<" + (string?)x),
        Word.Gives("x + 1", x => Is(x, "+", 1) with { JoinsText = true }, x => (string?)x + 1),
        Word.Gives("lower(x)", x => new Function("lower", x), x => ((string?)x)?.ToLowerInvariant()),
        Word.Gives("upper(x) == null", x => Is(new Function("upper", x), "==", null), x => ((string?)x)?.ToUpperInvariant() == null),
        Word.Gives("trim(x) ?? 'none'", x => Or(new Function("trim", x), "none"), x => ((string?)x)?.Trim() ?? "none"),
        Word.Gives("count(x)", x => new Function("count", x), x => ((string?)x)?.Length ?? 0),
        Word.Gives("contains(x, 'n')", x => new Function("contains", x, new Literal("n")), x => ((string?)x)?.Contains('n') ?? false),
        Word.Gives("contains('Anna', x)", x => new Function("contains", new Literal("Anna"), x), x => x is string text && "Anna".Contains(text, StringComparison.Ordinal)),
        Word.Gives("x ?? 'none'", x => Or(x, "none"), x => (string?)x ?? "none"),
        Word.In("a string that is needed", (name, x) => Call(name, "split", ("text", x)), x => [x is string text ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : AbsenceRow.Skipped]),
        Word.In("a string? of a connector", (name, x) => Call(name, "spell", ("value", new Literal(1)), ("prefix", x)), x => [((string?)x ?? "n") + 1]),
        Word.In("if: x == 'Ann'", (name, x) => Tick(name, Is(x, "==", "Ann")), x => [(string?)x == "Ann" ? 7 : AbsenceRow.Skipped]),
        Word.In("if: x != 'Ann'", (name, x) => Tick(name, Is(x, "!=", "Ann")), x => [(string?)x != "Ann" ? 7 : AbsenceRow.Skipped]),

        // Booleans.
        Flag.Gives("x", x => x, x => (bool?)x),
        Flag.Gives("not x", Not, x => (bool?)x != true),
        Flag.Gives("x and true", x => new Binary("and", x, new Literal(true)), x => (bool?)x == true),
        Flag.Gives("x or false", x => new Binary("or", x, new Literal(false)), x => (bool?)x == true),
        Flag.Gives("x == true", x => Is(x, "==", true), x => (bool?)x == true),
        Flag.Gives("x != true", x => Is(x, "!=", true), x => (bool?)x != true),
        Flag.Gives("x == false", x => Is(x, "==", false), x => (bool?)x == false),
        Flag.Gives("x == null", x => Is(x, "==", null), x => (bool?)x == null),
        Flag.Gives("x ?? true", x => Or(x, true), x => (bool?)x ?? true),
        Flag.In("if: x", (name, x) => Tick(name, x), x => [(bool?)x == true ? 7 : AbsenceRow.Skipped]),
        Flag.In("if: not x", (name, x) => Tick(name, Not(x)), x => [(bool?)x != true ? 7 : AbsenceRow.Skipped]),
        Flag.In("elif x:", (name, x) => new If([new Branch(Is(x, "==", false), [Tick(name + "x")]), new Branch(x, [Tick(name)])]), x => (bool?)x == true ? [7] : []),
        Flag.In("while not x:", (name, x) => new While(Not(x), 2, [Tick(name)]), x => (bool?)x != true ? [7, 7] : []),

        // Objects.
        Two.Gives("x == null", x => Is(x, "==", null), x => (Pair?)x == null),
        Two.Gives("x.left", Left, x => ((Pair?)x)?.Left),
        Two.Gives("x.left == null", x => Is(Left(x), "==", null), x => ((Pair?)x)?.Left == null),
        Two.Gives("x.left + 1", x => Is(Left(x), "+", 1), x => ((Pair?)x)?.Left + 1),
        Two.Gives("x.left > 3", x => Is(Left(x), ">", 3), x => ((Pair?)x)?.Left > 3),
        Two.Gives("x?.right", x => new Member(x, "right", IsConditional: true), x => ((Pair?)x)?.Right),
        Two.Gives("x.right != 'Ann'", x => Is(new Member(x, "right", IsConditional: false), "!=", "Ann"), x => ((Pair?)x)?.Right != "Ann"),
        Two.Gives("lower(x.right)", x => new Function("lower", new Member(x, "right", IsConditional: false)), x => ((Pair?)x)?.Right.ToLowerInvariant()),
        Two.Gives("count(x.right)", x => new Function("count", new Member(x, "right", IsConditional: false)), x => ((Pair?)x)?.Right.Length ?? 0),
        Two.Gives("x.maybe == null", x => Is(Maybe(x), "==", null), x => ((Pair?)x)?.Maybe == null),
        Two.Gives("x.maybe ?? 5", x => Or(Maybe(x), 5), x => ((Pair?)x)?.Maybe ?? 5),
        Two.Gives("x.maybe < 9", x => Is(Maybe(x), "<", 9), x => ((Pair?)x)?.Maybe < 9),
        Two.Gives("x.maybe ?? x.left", x => new Binary("??", Maybe(x), Left(x)), x => ((Pair?)x)?.Maybe ?? ((Pair?)x)?.Left),
        Two.In("an object that is needed", (name, x) => Call(name, "describe", ("pair", x)), x => [x is Pair pair ? $"{pair.Left}{pair.Right}" : AbsenceRow.Skipped]),
        Two.In("x.maybe for an int that is needed", (name, x) => Call(name, "twice", ("value", Maybe(x))), x => [((Pair?)x)?.Maybe is { } n ? n * 2 : AbsenceRow.Skipped]),

        // Lists.
        Numbers.Gives("x == null", x => Is(x, "==", null), x => List(x) == null),
        Numbers.Gives("count(x)", x => new Function("count", x), x => List(x)?.Count ?? 0),
        Numbers.Gives("count(x) > 0", x => Is(new Function("count", x), ">", 0), x => List(x)?.Count > 0),
        Numbers.Gives("contains(x, 2)", x => new Function("contains", x, new Literal(2)), x => List(x)?.Contains(2) ?? false),
        Numbers.Gives("x[0]", x => new Model.Index(x, new Literal(0)), x => List(x)?[0]),
        Numbers.Gives("x[0] == null", x => Is(new Model.Index(x, new Literal(0)), "==", null), x => List(x)?[0] == null),
        Numbers.Gives("x[0] + 1", x => Is(new Model.Index(x, new Literal(0)), "+", 1), x => (int?)List(x)?[0] + 1),
        Numbers.In("for item in x:", (name, x) => new For("item", x, [Call(name, "twice", ("value", new Variable("item")))]), x => [.. (List(x) ?? []).Select(item => (object)((int)item! * 2))]),
        Numbers.In("a list that is needed", (name, x) => Call(name, "sum", ("values", x)), x => [List(x) is { } list ? list.Sum(item => (int)item!) : AbsenceRow.Skipped]),
        Numbers.In("x[0] for an int that is needed", (name, x) => Call(name, "twice", ("value", new Model.Index(x, new Literal(0)))), x => [List(x) is { } list ? (int)list[0]! * 2 : AbsenceRow.Skipped]),
    ];

    /// <summary>An expression in a text with something else in it.</summary>
    private static AbsenceRow Gives(this DataType kind, string text, Func<Expression, Expression> expression, Func<object?, object?> plain) => new(
        kind,
        text,
        (name, x) => new Step(name, new TemplateCall(new Template(new TemplatePart("<", expression(x)), new TemplatePart(">", null)))),
        x => [$"<{Evaluator.Text(plain(x))}>"]);

    private static AbsenceRow In(this DataType kind, string text, Func<string, Expression, Node> read, Func<object?, IReadOnlyList<object?>> plain) => new(kind, text, read, plain);

    private static Binary Is(Expression x, string sign, object? other) => new(sign, x, new Literal(other));

    private static Binary Or(Expression x, object other) => new("??", x, new Literal(other));

    private static Unary Not(Expression x) => new("not", x);

    private static Member Left(Expression x) => new(x, "left", IsConditional: false);

    private static Member Maybe(Expression x) => new(x, "maybe", IsConditional: false);

    private static Step Tick(string name, Expression? condition = null) => new(name, new ConnectorCall(Connectors.Find("tick"), [])) { Condition = condition };

    private static Step Call(string name, string connector, params (string Name, Expression Value)[] options) =>
        new(name, new ConnectorCall(Connectors.Find(connector), [.. options.Select(option => new Option(option.Name, option.Value))]));

    private static IReadOnlyList<object?>? List(object? x) => (IReadOnlyList<object?>?)x;
}
