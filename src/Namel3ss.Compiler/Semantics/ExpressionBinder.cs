using System.Globalization;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A bound expression with its type; null where only C# knows it.</summary>
internal readonly record struct TypedExpression(BoundExpression Code, TypeModel? Type)
{
    public bool IsNull => Code is BoundConstant { CSharp: "null" };
}

/// <summary>
/// Expressions as typed C#. What is known of the types is checked here, so that a mistake is told in the file's own
/// words; the rest the C# compiler checks, at the same place.
/// </summary>
/// <param name="requires">Gets the steps that may be absent and are read as if they were there.</param>
/// <param name="reads">Gets every step that is read, whether or not it has to be there.</param>
/// <param name="json">Gets the types that are written as JSON.</param>
internal sealed partial class ExpressionBinder(
    Scope scope, FileDiagnostics diagnostics, TypeBinder types, List<BoundRequirement> requires, List<int> reads, List<TypeModel> json)
{
    private static readonly TypedExpression Unknown = new(new BoundConstant("null!"), null);

    private int _itemReads;

    public Scope Scope => scope;

    /// <summary>The variable of the step's own <c>for_each</c>: known to each call, and not to what the step as a whole requires.</summary>
    public string? Item { get; init; }

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

        if (value.Type is { Kind: not (TypeKind.Boolean or TypeKind.Json or TypeKind.Unknown or TypeKind.Object) } type)
        {
            diagnostics.Add(ExpressionDiagnostics.NotCondition(diagnostics.At(syntax.Span), type.FullDisplay));
        }

        return Operation("IsTrue", value.Code);
    }

    /// <summary>The value's text, as a template shows it.</summary>
    public BoundExpression TextOf(TypedExpression value, bool keepsNull = false)
    {
        TypeModel? type = value.Type is null ? null : types.Table.Resolve(value.Type);
        if (type is { Kind: not TypeKind.Unknown } && !ExpressionTypes.HasTextOfItsOwn(type))
        {
            NeedsJson(type);
        }

        return new BoundTextOf(value.Code, keepsNull && type is not { IsValueType: true, IsNullable: false, Kind: not TypeKind.Json });
    }

    /// <summary>The value's JSON, as text.</summary>
    public BoundExpression JsonOf(TypedExpression value)
    {
        NeedsJson(value.Type);
        return new BoundJsonOf(value.Code);
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
        _ => new(new BoundConstant("null"), null),
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
            _itemReads += variable.Name == Item ? 1 : 0;
            return new(variable.Value, variable.Type is { } known ? types.Table.Resolve(known) : null);
        }

        if (scope.Steps.HasStep(name.Name))
        {
            return BindStep(name);
        }

        diagnostics.Add(ExpressionDiagnostics.UnknownName(diagnostics.At(name.Span), name.Name, Suggestion.Hint(name.Name, scope.Names.Where(known => known.Length > 0).Select(Scope.InExpression))));
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

        BoundStepValue value = read.Value(StepAccess.Value);
        if (read.MayBeAbsent)
        {
            requires.Add(new BoundRequirement(EquatableArray.Create(value)));
        }

        return new(value, types.Table.Resolve(read.Type));
    }

    private TypedExpression BindIndex(IndexExpressionSyntax index)
    {
        TypedExpression target = NotNull(index.Target, "'x[i]'");
        TypedExpression at = NotNull(index.Index, "'x[i]'");
        TypeModel? type = target.Type switch
        {
            { Kind: TypeKind.Sequence, Element: { } element } => types.Table.Resolve(element),
            { Kind: TypeKind.Json } json => json,
            _ => null,
        };
        return new(Operation("Index", target.Code, at.Code), type);
    }

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
            .Select((argument, i) => i == 0 && signature is not null && call.Name != "json" ? NotNull(argument, $"'{call.Name}'") : Bind(argument))
            .ToList();
        if (signature is not { } known)
        {
            diagnostics.Add(ExpressionDiagnostics.UnknownFunction(diagnostics.At(call.NameSpan), call.Name,
                Suggestion.Hint(call.Name, ["count", "contains", "lower", "upper", "trim", "json"])));
            return Unknown;
        }

        if (arguments.Count != known.Count)
        {
            diagnostics.Add(ExpressionDiagnostics.ArgumentCount(diagnostics.At(call.Span), call.Name, known.Count, arguments.Count));
            return new(Unknown.Code, known.Type);
        }

        return call.Name == "json"
            ? new(JsonOf(arguments[0]), known.Type)
            : new(new BoundOperation(CSharpNames.ToPascalCase(call.Name), arguments.Select(argument => argument.Code).ToEquatableArray()), known.Type);
    }

    private static BoundOperation Operation(string method, params BoundExpression[] operands) => new(method, operands.ToEquatableArray());
}
