using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Generation;

/// <summary>Random expressions of a wanted type, valid where they stand.</summary>
internal sealed class RandomExpressions(Random random)
{
    private static readonly string[] Words = ["red", "Blue fox", "", " x ", "green", "a b c", "Z"];

    public string Word() => Words[random.Next(Words.Length)];

    public Expression Condition(Scope scope, int depth = 2)
    {
        if (depth == 0)
        {
            return Pick(scope, DataType.Boolean) ?? Comparison(scope, 0);
        }

        switch (random.Next(10))
        {
            case 0:
                return new Unary("not", Condition(scope, depth - 1));
            case 1:
                return new Binary(OneOf("and", "or"), Condition(scope, depth - 1), Condition(scope, depth - 1));
            case 2 when AnyOf(scope.All.Where(readable => readable is { Type: not null, MayBeNull: true })) is { } maybe:
                return new Binary(OneOf("==", "!="), maybe.Expression, new Literal(null));
            case 3:
                return new Function("contains", Text(scope, depth - 1), Text(scope, 0));
            case 4 when Pick(scope, DataType.Integers) is { } list:
                return new Function("contains", list, Integer(scope, depth - 1));
            case 5 when Pick(scope, DataType.Boolean) is { } flag:
                return new Binary("??", flag, new Literal(random.Next(2) == 0));
            case 6:
                return new Binary(OneOf("==", "!=", "<", ">="), Text(scope, depth - 1), Text(scope, 0));
            case 7:
                return Pick(scope, DataType.Boolean) ?? new Literal(random.Next(3) > 0);
            default:
                return Comparison(scope, depth - 1);
        }
    }

    /// <param name="mayThrow">Whether a failure of it is the failure of one step.</param>
    public Expression Integer(Scope scope, int depth = 2, bool mayThrow = false)
    {
        if (depth == 0)
        {
            return Pick(scope, DataType.Integer) is { } leaf && random.Next(4) > 0 ? leaf : new Literal(random.Next(-4, 13));
        }

        Expression Next() => Integer(scope, depth - 1, mayThrow);
        switch (random.Next(11))
        {
            case 0:
                return new Binary(OneOf("+", "-"), Next(), Next());
            case 1:
                return new Binary("*", Next(), new Literal(random.Next(4)));
            case 2:
                return new Binary("%", Next(), new Literal(random.Next(2, 6)));
            case 3:
                return new Unary("-", Next());
            case 4 when List(scope) is { } list:
                return new Function("count", list);
            case 5:
                return new Function("count", Text(scope, depth - 1));
            case 6 when Pick(scope, DataType.Pair) is { } pair:
                return new Member(pair, "left", IsConditional: false);
            case 7 when mayThrow && Pick(scope, DataType.Integers) is { } items:
                return new Model.Index(items, new Literal(random.Next(2)));
            case 8 or 9:
                return Coalesce(scope, DataType.Integer, right => Integer(right, depth - 1)) ?? Integer(scope, 0);
            default:
                return Integer(scope, 0);
        }
    }

    public Expression Text(Scope scope, int depth = 2)
    {
        if (depth == 0)
        {
            return Pick(scope, DataType.Text) is { } leaf && random.Next(3) > 0 ? leaf : new Literal(Word());
        }

        switch (random.Next(8))
        {
            case 0:
                return new Function(
                    OneOf("lower", "upper", "trim"),
                    AnyOf(scope.All.Where(readable => readable.MayBeNull && readable.Type?.IsLike(DataType.Text) == true))?.Expression ?? Text(scope, depth - 1));
            case 1:
                return new Binary("+", Text(scope, depth - 1), Any(scope, depth - 1, isScalar: true)) { JoinsText = true };
            case 2:
                return new Function("json", Any(scope, depth - 1));
            case 3 when Pick(scope, DataType.Pair) is { } pair:
                return new Member(pair, "right", IsConditional: false);
            case 4 or 5:
                return Coalesce(scope, DataType.Text, right => Text(right, depth - 1)) ?? Text(scope, 0);
            default:
                return Text(scope, 0);
        }
    }

    public Template Template(Scope scope, bool mayThrow) => new([.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new TemplatePart(
        i == 0 ? OneOf("is ", "x: ", "[") : OneOf("", ", ", " and "), i > 0 && random.Next(5) == 0 ? null : TemplateValue(scope, mayThrow)))]);

    /// <summary>A value for a parameter; null if there is none.</summary>
    public Expression? Argument(Scope scope, DataType wanted) => wanted switch
    {
        { IsList: true } => Picks(scope, wanted).FirstOrDefault() ?? Items(wanted),
        { Kind: Kind.Integer, IsNullable: true } when AnyOf(scope.All.Where(readable => readable.MayBeNull && readable.Type?.IsLike(wanted) == true)) is { } maybe =>
            maybe.Expression,
        { Kind: Kind.Integer } => Integer(scope, mayThrow: !wanted.IsNullable),
        { Kind: Kind.Text, IsNullable: true } => Text(scope, 1),
        { Kind: Kind.Text } => random.Next(5) switch
        {
            0 or 1 => Template(scope, mayThrow: true),
            2 => Any(scope, 1),
            _ => Text(scope),
        },
        { Kind: Kind.Boolean } => Condition(scope),
        _ => Pick(scope, wanted),
    };

    /// <summary>A list to loop over; null if none is in scope.</summary>
    public Expression? List(Scope scope) =>
        AnyOf(scope.All.Where(readable => readable is { Type: { IsList: true, IsNullable: false }, IsLater: false }))?.Expression;

    private Expression TemplateValue(Scope scope, bool mayThrow) => random.Next(4) switch
    {
        0 => Integer(scope, mayThrow: mayThrow),
        1 => new Binary("/", Integer(scope, 1), new Literal(random.Next(2) == 0 ? 4 : 3)),
        _ => Any(scope, 1),
    };

    private ListLiteral Items(DataType wanted) => new([.. Enumerable.Range(0, random.Next(4))
        .Select(_ => wanted.Kind == Kind.Integer ? (object?)random.Next(9) : Word())]);

    private Expression Any(Scope scope, int depth, bool isScalar = false) => random.Next(isScalar ? 3 : 5) switch
    {
        0 => Integer(scope, depth),
        1 => Text(scope, depth),
        2 => Pick(scope, DataType.Boolean) ?? Integer(scope, depth),
        3 => List(scope) ?? Text(scope, depth),
        _ => Pick(scope, DataType.Pair) ?? Text(scope, depth),
    };

    private Expression Comparison(Scope scope, int depth)
    {
        Expression left = Integer(scope, depth);
        return new Binary(
            OneOf("==", "!=", "<", "<=", ">", ">="),
            random.Next(6) == 0 ? new Binary("/", left, new Literal(2)) : left,
            Integer(scope, 0));
    }

    private Binary? Coalesce(Scope scope, DataType wanted, Func<Scope, Expression> right)
    {
        var candidates = scope.All.Where(readable => readable.Type?.IsLike(wanted) == true && readable.MayBeNull).ToList();
        if (wanted == DataType.Integer && random.Next(4) == 0 && Pick(scope, DataType.Pair) is { } pair)
        {
            return new Binary("??", new Member(pair, OneOf("maybe", "left"), IsConditional: true), right(scope));
        }

        if (AnyOf(candidates) is not { } maybe)
        {
            return null;
        }

        // Whether an item is null must not decide what the step as a whole needs.
        Expression otherwise = !maybe.IsItem ? right(scope) : wanted == DataType.Integer ? new Literal(random.Next(9)) : new Literal(Word());
        Expression left = wanted == DataType.Integer && random.Next(4) == 0 ? new Binary("+", maybe.Expression, new Literal(1)) : maybe.Expression;
        return new Binary("??", left, otherwise);
    }

    /// <summary>Something of that type, often with a way out if it may be absent.</summary>
    private Expression? Pick(Scope scope, DataType type)
    {
        Readable? found = AnyOf(scope.All.Where(readable => readable.Type is { } own && own.IsLike(type) && own.HasNullableItems == type.HasNullableItems));
        if (found is { MayBeNull: true } && type is { IsList: false, Kind: Kind.Integer or Kind.Text } && random.Next(3) == 0)
        {
            return new Binary("??", found.Expression, type.Kind == Kind.Integer ? new Literal(random.Next(9)) : new Literal(Word()));
        }

        return found?.Expression;
    }

    private IEnumerable<Expression> Picks(Scope scope, DataType type) => Pick(scope, type) is { } found ? [found] : [];

    private Readable? AnyOf(IEnumerable<Readable> readables)
    {
        Readable[] all = [.. readables];
        return all.Length == 0 ? null : all[random.Next(all.Length)];
    }

    private string OneOf(params string[] choices) => choices[random.Next(choices.Length)];
}
