using System.Globalization;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Expressions as typed C#. What is known of the types is checked here, so that a mistake is told in the file's own
/// words; the rest the C# compiler checks, at the same place.
/// </summary>
/// <param name="reads">Gets every step that is read.</param>
/// <param name="json">Gets the types that are written as JSON.</param>
internal sealed partial class ExpressionBinder(Scope scope, FileDiagnostics diagnostics, TypeBinder types, List<int> reads, List<TypeModel> json)
{
    private static readonly TypedExpression Unknown = new(new BoundConstant("null!"), null);

    public Scope Scope => scope;

    /// <summary>A type that only its text in a <c>.ai</c> file told, as the host knows it.</summary>
    public TypeModel Resolve(TypeModel type) => types.Table.Resolve(type);

    public TypedExpression Bind(ExpressionSyntax syntax) => syntax switch
    {
        LiteralExpressionSyntax literal => BindLiteral(literal),
        NameExpressionSyntax name => BindName(name),
        MemberExpressionSyntax member => new MemberBinder(this, diagnostics, types).Bind(member),
        IndexExpressionSyntax index => BindIndex(index),
        CallExpressionSyntax call => BindCall(call),
        UnaryExpressionSyntax { Operator: UnaryOperator.Not } not => new(new BoundNot(BindCondition(not.Operand)), ExpressionTypes.Boolean),
        UnaryExpressionSyntax negation => BindNegation(negation),
        BinaryExpressionSyntax binary => BindBinary(binary),
        _ => Unknown,
    };

    /// <summary>The expression as a condition: C#'s bool.</summary>
    public BoundExpression BindCondition(ExpressionSyntax syntax)
    {
        TypedExpression value = NotNull(syntax, "A condition");
        if (value.Type is { Kind: TypeKind.Boolean, IsNullable: false })
        {
            return value.Code;
        }

        if (value.Type is { Kind: not (TypeKind.Boolean or TypeKind.Json or TypeKind.Unknown) } type)
        {
            diagnostics.Add(ExpressionDiagnostics.NotCondition(diagnostics.At(syntax.Span), type.FullDisplay, Cure(type)));
        }

        return Operation("IsTrue", IsJsonOrUnknown(value), value.Code);
    }

    private static string Cure(TypeModel type) => type.Kind switch
    {
        TypeKind.Sequence or TypeKind.OptionsMap or TypeKind.String => "count(x) > 0",
        _ when ExpressionTypes.IsNumber(type) => "x > 0",
        _ => "x != null",
    };

    /// <summary>What the runtime's functions may find something in that they do not take.</summary>
    private static bool IsJsonOrUnknown(TypedExpression value) => value.Type is null or { Kind: TypeKind.Json or TypeKind.Unknown };

    /// <summary>The same where a condition is known to hold or not.</summary>
    private ExpressionBinder Where(BoundExpression condition, bool holds) => new(scope.Where(condition, holds), diagnostics, types, reads, json);

    /// <summary>An input or a loop variable.</summary>
    public TypedExpression OfVariable(ScopeVariable variable)
    {
        TypeModel? type = variable.Type is { } known ? types.Table.Resolve(known) : null;
        Nulls nulls = type switch
        {
            { Kind: TypeKind.Json } => Nulls.OfData,
            { IsNullable: true } => variable.Value is BoundVariable ? Nulls.OfData : Nulls.Declared,
            _ => Nulls.Never,
        };
        return Known(new(variable.Value, type, nulls));
    }

    /// <summary>The value of a step.</summary>
    public TypedExpression OfStep(StepRead read)
    {
        TypeModel? type = read.Type is { } value ? types.Table.Resolve(value) with { IsNullable = read.Nulls != Nulls.Never } : null;
        Nulls nulls = read.Nulls | (type?.Kind == TypeKind.Json ? Nulls.OfData : Nulls.Never);
        return Known(new(read.Value(read.Nulls == Nulls.Never ? StepAccess.Value : StepAccess.OrNull), type, nulls));
    }

    /// <summary>A name or a path, which may be known not to be null where it stands.</summary>
    public TypedExpression Known(TypedExpression value)
    {
        if (!value.MayBeNull || !scope.HasValue(value.Code))
        {
            return value;
        }

        BoundExpression code = value.Code switch
        {
            BoundStepValue read => read with { Access = StepAccess.Value },
            _ when value.Type is null or { IsValueType: true, IsNullable: true } => new BoundNotNull(value.Code),
            _ => value.Code,
        };
        return new(code, value.Type is { } type ? type with { IsNullable = false } : null);
    }

    /// <summary>The value as C# must see it where null is asked for: the JSON <c>null</c> is null.</summary>
    public static BoundExpression Nullable(TypedExpression value) => value switch
    {
        { IsNull: true } or { Type: { IsNullable: true, Kind: not TypeKind.Json } } => value.Code,
        { Code: BoundOperation { Method: "Member" or "MemberOrNull" or "Index" } } => value.Code,
        _ => Operation("Nullable", value.Code),
    };

    /// <summary>The value's text, as a template shows it.</summary>
    public BoundExpression TextOf(TypedExpression value, TextSpan at, bool keepsNull = false)
    {
        TypeModel? type = value.Type is null ? null : types.Table.Resolve(value.Type);
        CheckText(type, at);
        if (type is { Kind: not TypeKind.Unknown } && !ExpressionTypes.HasTextOfItsOwn(type))
        {
            NeedsJson(type);
        }

        return new BoundTextOf(value.Code, keepsNull && type is not { IsValueType: true, IsNullable: false, Kind: not TypeKind.Json });
    }

    /// <summary>The value's JSON, as text.</summary>
    public BoundExpression JsonOf(TypedExpression value, bool keepsNull = false)
    {
        NeedsJson(value.Type);
        return new BoundJsonOf(value.Code, keepsNull && value.MayBeNull);
    }

    private void CheckText(TypeModel? type, TextSpan at)
    {
        if (ConversationTypes.PlaceOf(type) is { } place)
        {
            diagnostics.Add(ExpressionDiagnostics.NoText(diagnostics.At(at), type!.Display, place));
        }
    }

    private void NeedsJson(TypeModel? type)
    {
        if (type is not null)
        {
            json.Add(type);
        }
    }

    private static TypedExpression BindLiteral(LiteralExpressionSyntax literal) => literal.Kind switch
    {
        ScalarKind.Text => new(new BoundText(literal.Text), ExpressionTypes.String),
        ScalarKind.Boolean => new(new BoundConstant(literal.Text), ExpressionTypes.Boolean),
        ScalarKind.Number => BindNumber(literal.Text),
        _ => new(new BoundConstant("null"), null, Nulls.OfData),
    };

    private static TypedExpression BindNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? new(NumberLiteral.Bind(text, TypeKind.Int32)!, ExpressionTypes.Int32)
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? new(NumberLiteral.Bind(text, TypeKind.Int64)!, ExpressionTypes.Int64)
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new(NumberLiteral.Bind(text, TypeKind.UInt64)!, ExpressionTypes.UInt64)
        : NumberLiteral.Bind(text, TypeKind.Double) is { } number ? new(number, ExpressionTypes.Double)
        : new(Unknown.Code, ExpressionTypes.Double);

    private TypedExpression BindName(NameExpressionSyntax syntax)
    {
        NameExpressionSyntax name = syntax with { Name = scope.NameOf(syntax.Name) };
        if (scope.FindVariable(name.Name) is { } variable)
        {
            return OfVariable(variable);
        }

        if (scope.Steps.HasStep(name.Name))
        {
            return BindStep(name);
        }

        diagnostics.Add(ExpressionDiagnostics.UnknownName(diagnostics.At(name.Span), name.Name, diagnostics.Hint(name.Name, scope.Names.Where(known => known.Length > 0).Select(Scope.InExpression))));
        return Unknown;
    }

    private TypedExpression BindStep(NameExpressionSyntax name)
    {
        if (scope.Steps.Read(name.Name, name.Span, scope.Position) is not { } read)
        {
            return Unknown;
        }

        if (read.Type is null)
        {
            diagnostics.Add(ExpressionDiagnostics.StepWithoutValue(diagnostics.At(name.Span), name.Name));
            return Unknown;
        }

        if (!read.Place.IsBefore)
        {
            // What the iteration before has left is there: waiting would be for this iteration's, which may wait for the reader.
            reads.Add(read.Step);
        }

        if (scope.Position.Neighbours.Contains(read.Step) && scope.Position.Self is { } self)
        {
            diagnostics.Add(SchedulingDiagnostics.ParallelRead(
                diagnostics.At(name.Span), scope.Steps.NameOf(self), name.Name, scope.Steps.LineOf(read.Step)));
        }

        return OfStep(read);
    }

    private TypedExpression BindIndex(IndexExpressionSyntax index)
    {
        TypedExpression target = NotNull(index.Target, "'x[i]'");
        if (target.Type is { } known && (ExpressionTypes.IsNumber(known) || known.Kind == TypeKind.Boolean))
        {
            diagnostics.Add(ExpressionDiagnostics.BadIndex(diagnostics.At(index.Target.Span), known.FullDisplay));
        }

        TypedExpression at = NotNull(index.Index, "'x[i]'");
        if (target.Type is { Kind: TypeKind.Json } json)
        {
            return new(Operation("Index", canFail: true, target.Code, at.Code), json with { IsNullable = true }, target.Nulls | at.Nulls | Nulls.OfData);
        }

        bool asks = target is { MayBeNull: true, IsNullBefore: false };
        bool isChained = asks || target.IsNullBefore;
        TypeModel? element = target.Type is { Kind: TypeKind.Sequence, Element: { } item } ? types.Table.Resolve(item) : null;
        return new(
            new BoundIndex(target.Code, at.MayBeNull ? Nullable(at) : at.Code, asks, at.MayBeNull),
            element is not null && (isChained || at.MayBeNull) ? element with { IsNullable = true } : element,
            target.Nulls | at.Nulls | NullsOf(element))
        {
            IsNullBefore = isChained && !at.MayBeNull && element is not { IsNullable: true },
        };
    }

    /// <summary>Why an item or a member of that type may be null.</summary>
    public static Nulls NullsOf(TypeModel? type) => type switch
    {
        { Kind: TypeKind.Json } => Nulls.OfData,
        { IsNullable: true } => Nulls.Declared,
        _ => Nulls.Never,
    };

    private TypedExpression BindCall(CallExpressionSyntax call)
    {
        (int Count, TypeModel Type)? signature = call.Name switch
        {
            "count" => (1, ExpressionTypes.Int32),
            "contains" => (2, ExpressionTypes.Boolean),
            "lower" or "upper" or "trim" or "json" => (1, ExpressionTypes.String),
            _ => null,
        };
        List<TypedExpression> arguments = call.Arguments
            .Select((argument, i) => i == 0 && signature is not null ? NotNull(argument, $"'{call.Name}'") : Bind(argument))
            .ToList();
        if (signature is not { } known)
        {
            diagnostics.Add(ExpressionDiagnostics.UnknownFunction(diagnostics.At(call.NameSpan), call.Name,
                diagnostics.Hint(call.Name, ["count", "contains", "lower", "upper", "trim", "json"])));
            return Unknown;
        }

        if (arguments.Count != known.Count)
        {
            diagnostics.Add(ExpressionDiagnostics.ArgumentCount(diagnostics.At(call.Span), call.Name, known.Count, arguments.Count));
            return new(Unknown.Code, known.Type);
        }

        TypeModel type = known.Type.Kind == TypeKind.String ? known.Type with { IsNullable = arguments[0].MayBeNull } : known.Type;
        Nulls nulls = known.Type.Kind == TypeKind.String ? arguments[0].Nulls : Nulls.Never;
        if (call.Name == "json" && arguments[0].Type is { } shown)
        {
            CheckText(types.Table.Resolve(shown), call.Arguments[0].Span);
        }

        return call.Name == "json"
            ? new(JsonOf(arguments[0], keepsNull: true), type, nulls)
            : new(Operation(CSharpNames.ToPascalCase(call.Name), arguments.Any(IsJsonOrUnknown), [.. arguments.Select(argument => argument.Code)]), type, nulls);
    }

    private static BoundOperation Operation(string method, params BoundExpression[] operands) => new(method, operands.ToEquatableArray());

    private static BoundOperation Operation(string method, bool canFail, params BoundExpression[] operands) =>
        new(method, operands.ToEquatableArray()) { CanFail = canFail };
}
