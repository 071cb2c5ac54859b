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
internal sealed class ExpressionBinder(
    Scope scope, FileDiagnostics diagnostics, TypeBinder types, List<BoundRequirement> requires, List<int> reads)
{
    private static readonly TypedExpression Unknown = new(new BoundConstant("null!"), null);

    public Scope Scope => scope;

    public TypedExpression Bind(ExpressionSyntax syntax) => syntax switch
    {
        LiteralExpressionSyntax literal => BindLiteral(literal),
        NameExpressionSyntax name => BindName(name),
        MemberExpressionSyntax member => BindMember(member),
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
        TypedExpression value = Bind(syntax);
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

    /// <summary>The value, or null where it or a step that it reads is absent; nothing is required then.</summary>
    public TypedExpression BindOrNull(ExpressionSyntax syntax)
    {
        int before = requires.Count;
        TypedExpression value = Bind(syntax);
        List<BoundRequirement> own = requires.Skip(before).ToList();
        requires.RemoveRange(before, own.Count);
        TypeModel? nullable = value.Type is { } type ? type with { IsNullable = true } : null;
        if (value.Code is BoundStepValue { Access: StepAccess.Value } read && value.Type?.Kind != TypeKind.Json)
        {
            return own.Count > 0 ? new(read with { Access = StepAccess.OrNull }, nullable) : value;
        }

        if (own.Count > 0)
        {
            return new(new BoundGuarded(own.ToEquatableArray(), Nullable(value)), nullable);
        }

        return value.Type is null or { Kind: TypeKind.Json } && !value.IsNull ? new(Nullable(value), nullable) : value;
    }

    private static BoundExpression Nullable(TypedExpression value) =>
        value.IsNull || value.Type is { IsNullable: true, Kind: not TypeKind.Json } ? value.Code : Operation("Nullable", value.Code);

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
        : new(NumberLiteral.Bind(text, TypeKind.Double) ?? new BoundConstant("double.PositiveInfinity"), ExpressionTypes.Double);

    private TypedExpression BindName(NameExpressionSyntax name)
    {
        if (scope.FindVariable(name.Name) is { } variable)
        {
            return new(variable.Value, variable.Type);
        }

        if (scope.Steps.HasStep(name.Name))
        {
            return BindStep(name);
        }

        diagnostics.Add(ExpressionDiagnostics.UnknownName(diagnostics.At(name.Span), name.Name, Suggestion.Hint(name.Name, scope.Names)));
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

        reads.Add(read.Step);
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

        return new(value, read.Type);
    }

    private TypedExpression BindMember(MemberExpressionSyntax member)
    {
        if (FindStatic(member) is { } type)
        {
            TypeModel alias = types.Bind(new TypeSyntax(member.Span, TypeSyntaxKind.CSharp, type, IsNullable: false));
            return new(new BoundStatic(alias.Name, member.Name), null);
        }

        TypedExpression target = Bind(member.Target);
        if (target.Type is { Kind: TypeKind.Json } json)
        {
            bool isConditional = member.IsConditional || json.IsNullable;
            return new(
                Operation(isConditional ? "MemberOrNull" : "Member", target.Code, new BoundText(member.Name)),
                TypeBinder.Json with { IsNullable = isConditional });
        }

        string name = char.IsUpper(member.Name[0]) ? member.Name : CSharpNames.ToPascalCase(member.Name);
        TypeModel? memberType = null;
        if (target.Type?.Readable is { } readable)
        {
            if (FindReadable(readable, member.Name, name) is not { } found)
            {
                diagnostics.Add(ExpressionDiagnostics.UnknownMember(diagnostics.At(member.NameSpan), member.Name, target.Type.Display,
                    Suggestion.Hint(member.Name, readable.Select(known => CSharpNames.ToSnakeCase(known.Name)))));
                return Unknown;
            }

            name = found.Name;
            memberType = found.Type;
        }

        // Where the target cannot be null, C# would refuse the question mark.
        bool asks = member.IsConditional && target.Type is not { IsValueType: true, IsNullable: false };
        if (asks && memberType is not null)
        {
            memberType = memberType with { IsNullable = true };
        }

        return new(new BoundMember(target.Code, CSharpNames.Escape(name), asks), memberType);
    }

    private static MemberModel? FindReadable(EquatableArray<MemberModel> readable, string written, string pascal) =>
        readable.FirstOrDefault(member => member.Name == written)
        ?? readable.FirstOrDefault(member => member.Name == pascal)
        ?? readable.FirstOrDefault(member => CSharpNames.Fold(member.Name) == CSharpNames.Fold(written));

    /// <summary>The type of a dotted C# name, all but its last part; null if the expression is none.</summary>
    private string? FindStatic(MemberExpressionSyntax member)
    {
        var parts = new List<string>();
        ExpressionSyntax at = member.Target;
        while (at is MemberExpressionSyntax { IsConditional: false } inner)
        {
            parts.Insert(0, inner.Name);
            at = inner.Target;
        }

        bool isStatic = !member.IsConditional && at is NameExpressionSyntax root && !scope.Has(root.Name)
            && char.IsUpper(root.Name[0]);
        return isStatic ? string.Join(".", parts.Prepend(((NameExpressionSyntax)at).Name)) : null;
    }

    private TypedExpression BindIndex(IndexExpressionSyntax index)
    {
        TypedExpression target = Bind(index.Target);
        TypedExpression at = Bind(index.Index);
        TypeModel? type = target.Type switch
        {
            { Kind: TypeKind.Sequence, Element: { } element } => element,
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
        List<TypedExpression> arguments = call.Arguments.Select(Bind).ToList();
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
            ? new(new BoundJsonOf(arguments[0].Code), known.Type)
            : new(new BoundOperation(CSharpNames.ToPascalCase(call.Name), arguments.Select(argument => argument.Code).ToEquatableArray()), known.Type);
    }

    private TypedExpression BindNegation(UnaryExpressionSyntax negation)
    {
        TypedExpression operand = Bind(negation.Operand);
        if (ExpressionTypes.IsKnownNotNumber(operand.Type))
        {
            diagnostics.Add(ExpressionDiagnostics.BadOperand(diagnostics.At(negation.Span), "-", operand.Type!.FullDisplay));
        }

        return new(Operation("Negate", operand.Code), operand.Type is { Kind: TypeKind.Int32 or TypeKind.Int64 or TypeKind.Single or TypeKind.Double or TypeKind.Decimal }
            ? operand.Type
            : null);
    }

    private TypedExpression BindBinary(BinaryExpressionSyntax binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                string logic = binary.Operator == BinaryOperator.And ? "&&" : "||";
                return new(new BoundLogic(logic, BindCondition(binary.Left), BindCondition(binary.Right)), ExpressionTypes.Boolean);
            case BinaryOperator.Coalesce:
                return BindCoalesce(binary);
            case BinaryOperator.Equal or BinaryOperator.NotEqual when IsNull(binary.Left) || IsNull(binary.Right):
                TypedExpression asked = BindOrNull(IsNull(binary.Right) ? binary.Left : binary.Right);
                return new(new BoundIsNull(Nullable(asked), binary.Operator == BinaryOperator.NotEqual), ExpressionTypes.Boolean);
        }

        TypedExpression left = Bind(binary.Left);
        TypedExpression right = Bind(binary.Right);
        string method = binary.Operator.ToString();
        if (binary.Operator <= BinaryOperator.GreaterOrEqual)
        {
            return new(Operation(method, left.Code, right.Code), ExpressionTypes.Boolean);
        }

        if (!ExpressionTypes.CanCalculate(binary.Operator, left.Type, right.Type))
        {
            diagnostics.Add(ExpressionDiagnostics.BadOperands(
                diagnostics.At(binary.Span), Sign(binary.Operator), left.Type!.FullDisplay, right.Type!.FullDisplay));
        }

        return new(Operation(method, left.Code, right.Code), ExpressionTypes.OfCalculation(binary.Operator, left.Type, right.Type));
    }

    private TypedExpression BindCoalesce(BinaryExpressionSyntax binary)
    {
        TypedExpression left = BindOrNull(binary.Left);
        int before = requires.Count;
        TypedExpression right = Bind(binary.Right);
        List<BoundRequirement> own = requires.Skip(before).ToList();
        requires.RemoveRange(before, own.Count);
        bool isNeverNull = left.Type is { IsValueType: true, IsNullable: false } || left.Code is BoundText;
        if (isNeverNull)
        {
            return left;
        }

        if (left.Code is BoundStepValue { Access: StepAccess.OrNull } read)
        {
            // Where the left one is there, the right one is not needed.
            BoundStepValue there = read with { Access = StepAccess.Value };
            own = own.Select(requirement => new BoundRequirement(requirement.AnyOf.Prepend(there).ToEquatableArray())).ToList();
        }

        requires.AddRange(own);
        if (left.Type?.Kind == TypeKind.Json && right.Type?.Kind != TypeKind.Json && !right.IsNull)
        {
            // What stands in for JSON is JSON too.
            right = new(new BoundJsonElementOf(right.Code), TypeBinder.Json);
        }

        if (left.Type is not null && right.Type is not null && !ExpressionTypes.CanStandIn(left.Type, right.Type))
        {
            diagnostics.Add(ExpressionDiagnostics.BadOperands(diagnostics.At(binary.Span), "??", left.Type.FullDisplay, right.Type.FullDisplay));
        }

        TypeModel? type = right.IsNull ? left.Type
            : left.Type is not null && right.Type is not null && left.Type.IsSameAs(right.Type) ? right.Type
            : null;
        return new(new BoundCoalesce(left.Code, right.Code), type);
    }

    private static bool IsNull(ExpressionSyntax syntax) => syntax is LiteralExpressionSyntax { Kind: ScalarKind.Null };

    private static BoundOperation Operation(string method, params BoundExpression[] operands) => new(method, operands.ToEquatableArray());

    private static string Sign(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => "%",
    };
}
