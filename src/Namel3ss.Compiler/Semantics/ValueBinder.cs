using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Values with <c>{{ }}</c> in them: a template is text, a single expression its own typed value, or text where text
/// is wanted.
/// </summary>
internal sealed class ValueBinder(ExpressionBinder expressions, FileDiagnostics diagnostics)
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

        TypedExpression bound = wanted.IsNullable || wanted.Kind == TypeKind.Object ? expressions.BindOrNull(syntax) : expressions.Bind(syntax);
        return Mapped(syntax, Convert(bound, wanted, what, syntax.Span));
    }

    /// <summary>A value as text: of a template, of a prompt.</summary>
    public BoundExpression BindText(ValueSyntax value)
    {
        CheckBraces(value);
        return value switch
        {
            ExpressionValueSyntax single => Mapped(single.Expression, Text(expressions.Bind(single.Expression))),
            TemplateSyntax template => BindTemplate(template),
            ScalarSyntax scalar => BindWord(scalar),
            _ => new BoundText(""),
        };
    }

    public BoundExpression BindTemplate(TemplateSyntax template) => new BoundConcatenation(template.Parts
        .Select(part => part.Expression is { } expression
            ? Mapped(expression, Text(expressions.Bind(expression)))
            : new BoundText(part.Text))
        .ToEquatableArray());

    /// <summary>A value as JSON text, for calls that leave C#; an absent value is null there.</summary>
    public BoundExpression BindJson(ValueSyntax value)
    {
        CheckWords(value);
        EquatableArray<BoundExpression> parts = JsonText.Of(value, this);
        return parts.Count == 1 ? parts[0] : new BoundConcatenation(parts);
    }

    public BoundExpression BindJsonValue(ExpressionSyntax expression) =>
        Mapped(expression, expressions.JsonOf(expressions.BindOrNull(expression)));

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
    private string? KindOf(string name) => !expressions.Scope.Names.Contains(name) ? null : expressions.Scope.FindVariable(name)?.Value switch
    {
        BoundParameterValue => "input",
        BoundVariable => "loop variable",
        _ => "step",
    };

    private void CheckWords(ValueSyntax value)
    {
        switch (value)
        {
            case ScalarSyntax scalar:
                BindWord(scalar);
                break;
            case ListSyntax list:
                foreach (ValueSyntax item in list.Items)
                {
                    CheckWords(item);
                }

                break;
            case MapSyntax map:
                foreach (MapEntrySyntax entry in map.Entries)
                {
                    CheckWords(entry.Value);
                }

                break;
        }
    }

    /// <summary>A value of the scope that fills a parameter of its name: as it is, whatever the parameter's type.</summary>
    public BoundExpression Give(ScopeVariable variable, TypeModel wanted, string parameter, TextSpan at)
    {
        Check(new TypedExpression(variable.Value, variable.Type), wanted, parameter, at);
        return variable.Value;
    }

    private BoundExpression Convert(TypedExpression value, TypeModel wanted, string what, TextSpan at)
    {
        bool isText = value.Type is { Kind: TypeKind.String } type && (wanted.IsNullable || !type.IsNullable);
        if (wanted.Kind == TypeKind.String && !isText && !value.IsNull)
        {
            return value.Code is BoundGuarded guarded
                ? guarded with { Value = expressions.TextOf(value with { Code = guarded.Value }, wanted.IsNullable) }
                : expressions.TextOf(value, wanted.IsNullable);
        }

        Check(value, wanted, what, at);
        return value.Code;
    }

    private void Check(TypedExpression value, TypeModel wanted, string what, TextSpan at)
    {
        if (value.Type is not { } type)
        {
            return;
        }

        if (!ExpressionTypes.Fits(type, wanted))
        {
            diagnostics.Add(ExpressionDiagnostics.WrongType(diagnostics.At(at), what, wanted.FullDisplay, type.FullDisplay));
        }
        else if (type is { IsNullable: true, IsValueType: true } && wanted is { IsNullable: false, IsValueType: true })
        {
            diagnostics.Add(ExpressionDiagnostics.MayBeNull(diagnostics.At(at), what, wanted.FullDisplay, type.FullDisplay));
        }
    }

    /// <summary>A member may be null whatever its type says, as C#'s own data is read from anywhere.</summary>
    public BoundExpression Text(TypedExpression value) =>
        value.Type is { Kind: TypeKind.String, IsNullable: false } && value.Code is not (BoundMember or BoundStatic) ? value.Code : expressions.TextOf(value);

    /// <summary>The expression itself begins at its place, not what makes text or JSON of its value.</summary>
    private BoundExpression Mapped(ExpressionSyntax syntax, BoundExpression code) => code switch
    {
        BoundTextOf { Value: not BoundConstant } text => text with { Value = Mapped(syntax, text.Value) },
        BoundJsonOf { Value: not BoundConstant } json => json with { Value = Mapped(syntax, json.Value) },
        BoundGuarded guarded => guarded with { Value = Mapped(syntax, guarded.Value) },
        _ => new BoundMapped(diagnostics.Lines(syntax.Span), code),
    };
}
