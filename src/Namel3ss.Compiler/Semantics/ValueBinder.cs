using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Values with <c>{{ }}</c> in them: a template is text, a single expression its own typed value, or text where text
/// is wanted.
/// </summary>
/// <param name="needs">Gets what the step cannot do without.</param>
internal sealed class ValueBinder(ExpressionBinder expressions, List<StepNeed> needs, FileDiagnostics diagnostics)
{
    /// <summary>A type that only its text in a <c>.ai</c> file told, as the host knows it.</summary>
    public TypeModel Resolve(TypeModel type) => expressions.Resolve(type);

    /// <summary>A single expression where a value of that type is wanted.</summary>
    /// <param name="what">What takes it, for messages: the option.</param>
    public BoundExpression BindTyped(ExpressionValueSyntax value, TypeModel wanted, string what)
    {
        ExpressionSyntax syntax = value.Expression;
        if (syntax is LiteralExpressionSyntax { Kind: ScalarKind.Number } number && NumberLiteral.Bind(number.Text, wanted.Kind) is { } constant)
        {
            return constant;
        }

        TypedExpression bound = expressions.Bind(syntax);
        bound = wanted.IsNullable ? OrNull(bound) : Need(bound, what, syntax.Span, Written(syntax));
        return Mapped(syntax, Convert(bound, wanted, what, syntax.Span));
    }

    /// <summary>A value as text: of a template, of a prompt. The step needs one that is a single expression.</summary>
    public BoundExpression BindText(ValueSyntax value, string what)
    {
        CheckBraces(value);
        return SingleOf(value) is { } single
            ? Mapped(single, Text(Need(expressions.Bind(single), what, single.Span, Written(single)), single.Span))
            : BindOtherText(value);
    }

    /// <summary>A value as text, or null where it is a single expression that is null.</summary>
    public BoundExpression BindTextOrNull(ValueSyntax value)
    {
        CheckBraces(value);
        return SingleOf(value) is { } single ? Mapped(single, TextOrNull(expressions.Bind(single), single.Span)) : BindOtherText(value);
    }

    private static ExpressionSyntax? SingleOf(ValueSyntax value) => value switch
    {
        ExpressionValueSyntax single => single.Expression,
        TemplateSyntax { Parts: [{ Expression: { } single }] } => single,
        _ => null,
    };

    private BoundExpression BindOtherText(ValueSyntax value) => value switch
    {
        TemplateSyntax template => BindTemplate(template),
        ScalarSyntax scalar => BindWord(scalar),
        _ => new BoundText(""),
    };

    public BoundExpression BindTemplate(TemplateSyntax template) => new BoundConcatenation(template.Parts
        .Select(part => part.Expression is { } expression ? Mapped(expression, BindPlace(expression)) : new BoundText(part.Text))
        .ToEquatableArray());

    private BoundExpression BindPlace(ExpressionSyntax expression)
    {
        TypedExpression value = expressions.Bind(expression);
        if ((value.Nulls & (Nulls.Absent | Nulls.Before)) == Nulls.Absent)
        {
            diagnostics.Add(ExpressionDiagnostics.EmptyPlace(diagnostics.At(expression.Span), Written(expression)));
        }

        return Text(value, expression.Span);
    }

    /// <summary>What a step cannot do without: it is skipped where the value is null.</summary>
    /// <param name="what">What gets the value.</param>
    /// <param name="written">As the file reads it, if that was perhaps written without a thought of null.</param>
    public TypedExpression Need(TypedExpression value, string what, TextSpan at, string? written = null)
    {
        if (value.IsNull)
        {
            diagnostics.Add(ExpressionDiagnostics.NullOperand(diagnostics.At(at), $"'{what}'"));
        }

        if (!value.MayBeNull || value.IsNull)
        {
            return value;
        }

        BoundExpression code = value.Code is BoundStepValue && value.Type is not { Kind: TypeKind.Json } ? value.Code
            : written is null ? ExpressionBinder.Nullable(value)
            : new BoundMapped(diagnostics.Lines(at), ExpressionBinder.Nullable(value));
        needs.Add(new StepNeed(new BoundNeed(what, EquatableArray.Create(code)), value.Nulls, at));
        if (written is not null && (value.Nulls & Nulls.Before) == 0 && (value.Nulls & (Nulls.Absent | Nulls.Declared)) != 0)
        {
            diagnostics.Add(ExpressionDiagnostics.MayBeNull(diagnostics.At(at), written));
        }

        return new(new BoundNeeded(code), value.Type is { } type ? type with { IsNullable = false } : null);
    }

    private static TypedExpression OrNull(TypedExpression value) => value is { MayBeNull: true, Type.Kind: TypeKind.Json }
        ? value with { Code = ExpressionBinder.Nullable(value), Type = value.Type with { IsNullable = true } }
        : value;

    public string Written(ExpressionSyntax expression) => diagnostics.Text.Substring(expression.Span.Start, expression.Span.Length);

    /// <summary>A value as JSON text, for calls that leave C#; an absent value is null there.</summary>
    public BoundExpression BindJson(ValueSyntax value)
    {
        CheckScalars(value);
        EquatableArray<BoundExpression> parts = JsonText.Of(value, this);
        return parts.Count == 1 ? parts[0] : new BoundConcatenation(parts);
    }

    public BoundExpression BindJsonValue(ExpressionSyntax expression) =>
        Mapped(expression, expressions.JsonOf(expressions.Bind(expression)));

    /// <summary>A template as JSON text.</summary>
    public BoundExpression BindJsonTemplate(TemplateSyntax template) =>
        expressions.JsonOf(new TypedExpression(BindTemplate(template), ExpressionTypes.String));

    /// <summary>Text that is a single word which is also a name was perhaps meant to be the value of that name.</summary>
    public BoundText BindWord(ScalarSyntax scalar)
    {
        if (scalar is { Kind: ScalarKind.Text, IsQuoted: false } && KindOf(scalar.Text) is { } kind)
        {
            diagnostics.Add(ExpressionDiagnostics.WordIsName(diagnostics.At(scalar.Span), scalar.Text, kind, Scope.InExpression(scalar.Text)));
        }

        return new BoundText(scalar.Text);
    }

    /// <summary>A name in single braces was meant to be its value, unless the same text shows that its author knows how to write that.</summary>
    private void CheckBraces(ValueSyntax value)
    {
        foreach (SingleBraces found in SingleBraces.In(diagnostics.Text, value.Span))
        {
            if (KindOf(found.Root) is { } kind && !IsRead(found.Root, value))
            {
                diagnostics.Add(ExpressionDiagnostics.SingleBraces(diagnostics.At(found.Span), found.Expression, kind));
            }
        }
    }

    private bool IsRead(string name, ValueSyntax value) => value is TemplateSyntax template && template.Parts.Any(part =>
        part.Expression is { Span: var span } && diagnostics.Text.IndexOf(name, span.Start, span.Length, StringComparison.Ordinal) >= 0);

    /// <summary>What a name of the scope names; null if it is none.</summary>
    private string? KindOf(string name) => !expressions.Scope.CanRead(name) ? null : expressions.Scope.FindVariable(name)?.Value switch
    {
        BoundParameterValue => "input",
        BoundVariable => "loop variable",
        _ => "step",
    };

    /// <summary>A number that nothing gives a type: it goes on as a number, and loses what only its text had.</summary>
    public void CheckNumber(ScalarSyntax number, bool keepsWholeNumbers)
    {
        if (NumberLiteral.Unlike(number.Text, keepsWholeNumbers) is { } becomes)
        {
            diagnostics.Add(BindingDiagnostics.NumberForm(diagnostics.At(number.Span), number.Text, becomes));
        }
    }

    private void CheckScalars(ValueSyntax value)
    {
        switch (value)
        {
            case ScalarSyntax { Kind: ScalarKind.Number } number:
                CheckNumber(number, keepsWholeNumbers: true);
                break;
            case ScalarSyntax scalar:
                BindWord(scalar);
                break;
            case ListSyntax list:
                foreach (ValueSyntax item in list.Items)
                {
                    CheckScalars(item);
                }

                break;
            case MapSyntax map:
                foreach (MapEntrySyntax entry in map.Entries)
                {
                    CheckScalars(entry.Value);
                }

                break;
        }
    }

    /// <summary>A value of the scope that fills a parameter of its name: as it is, whatever the parameter's type.</summary>
    public BoundExpression Give(ScopeVariable variable, TypeModel wanted, string parameter, TextSpan at)
    {
        TypedExpression value = expressions.OfVariable(variable);
        Check(value, wanted, parameter, at);
        return (wanted.IsNullable ? OrNull(value) : Need(value, parameter, at, variable.Name)).Code;
    }

    /// <summary>A value of <c>depends_on</c>, or of the node before, that fills a parameter.</summary>
    public BoundExpression Give(StepRead read, TypeModel wanted, string parameter, TextSpan at)
    {
        TypedExpression value = expressions.OfStep(read);
        return (wanted.IsNullable ? OrNull(value) : Need(value, parameter, at)).Code;
    }

    /// <summary>An input as the whole of a text.</summary>
    public BoundExpression GiveText(ScopeVariable variable, TextSpan at) => Text(Need(expressions.OfVariable(variable), variable.Name, at, variable.Name), at);

    /// <summary>A step's value as the whole of a text.</summary>
    public BoundExpression GiveText(StepRead read, TextSpan at) => Text(Need(expressions.OfStep(read), read.Name, at), at);

    /// <summary>A value of <c>depends_on</c> as one of several texts; null if there is none.</summary>
    public BoundExpression Give(StepRead read, TextSpan at) => TextOrNull(expressions.OfStep(read), at);

    /// <summary>One of these is enough for the step.</summary>
    public void NeedOne(IEnumerable<StepRead> reads, string what, TextSpan at)
    {
        List<TypedExpression> values = reads.Select(expressions.OfStep).ToList();
        if (values.All(value => value.MayBeNull))
        {
            EquatableArray<BoundExpression> codes = values
                .Select(value => value.Type is { Kind: TypeKind.Json } ? ExpressionBinder.Nullable(value) : value.Code)
                .ToEquatableArray();
            needs.Add(new StepNeed(new BoundNeed(what, codes), values.Aggregate(Nulls.Never, (all, value) => all | value.Nulls), at));
        }
    }

    private BoundExpression TextOrNull(TypedExpression value, TextSpan at) =>
        !value.MayBeNull ? Text(value, at)
        : value.Type is { Kind: TypeKind.String } ? value.Code
        : expressions.TextOf(value, at, keepsNull: true);

    private BoundExpression Convert(TypedExpression value, TypeModel wanted, string what, TextSpan at)
    {
        if (wanted.Kind == TypeKind.String && !value.IsNull && value.Type is not { Kind: TypeKind.String })
        {
            return expressions.TextOf(value, at, wanted.IsNullable);
        }

        Check(value, wanted, what, at);
        return value.Code;
    }

    private void Check(TypedExpression value, TypeModel wanted, string what, TextSpan at)
    {
        if (value.Type is { } type && !ExpressionTypes.Fits(type, wanted))
        {
            diagnostics.Add(ExpressionDiagnostics.WrongType(diagnostics.At(at), what, wanted.FullDisplay, type.FullDisplay));
        }
    }

    /// <summary>A member may be null whatever its type says, as C#'s own data is read from anywhere.</summary>
    public BoundExpression Text(TypedExpression value, TextSpan at) =>
        value.Type is { Kind: TypeKind.String, IsNullable: false } && value.Code is not (BoundMember or BoundStatic) ? value.Code : expressions.TextOf(value, at);

    /// <summary>The expression itself begins at its place, not what makes text or JSON of its value.</summary>
    private BoundExpression Mapped(ExpressionSyntax syntax, BoundExpression code) => code switch
    {
        BoundTextOf { Value: not BoundConstant } text => text with { Value = Mapped(syntax, text.Value) },
        BoundJsonOf { Value: not BoundConstant } json => json with { Value = Mapped(syntax, json.Value) },
        _ => new BoundMapped(diagnostics.Lines(syntax.Span), code),
    };
}
