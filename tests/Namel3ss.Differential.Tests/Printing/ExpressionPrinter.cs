using System.Globalization;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Printing;

/// <summary>Expressions as they are written in a <c>.ai</c> file.</summary>
internal static class ExpressionPrinter
{
    public static string Print(Expression expression) => expression switch
    {
        Literal { Value: null } => "null",
        Literal { Value: string text } => $"'{text}'",
        Literal { Value: bool flag } => flag ? "true" : "false",
        Literal literal => ((IFormattable)literal.Value).ToString(null, CultureInfo.InvariantCulture),
        Variable variable => variable.Name,
        StepValue step => step.Name,
        Member member => $"{Print(member.Target)}{(member.IsConditional ? "?." : ".")}{member.Name}",
        Model.Index index => $"{Print(index.Target)}[{Print(index.At)}]",
        Function function => $"{function.Name}({string.Join(", ", function.Arguments.Select(Print))})",
        Unary { Sign: "not" } not => $"not ({Print(not.Operand)})",
        Unary negation => $"-({Print(negation.Operand)})",
        Binary binary => $"({Print(binary.Left)} {binary.Sign} {Print(binary.Right)})",
        _ => throw new InvalidOperationException($"{expression} is no expression of its own."),
    };

    /// <summary>As the value of an option or a <c>text:</c>, in quotes.</summary>
    public static string PrintValue(Expression value) => value switch
    {
        Template template => $"\"{string.Concat(template.Parts.Select(part => part.Text + (part.Value is null ? "" : $"{{{{ {Print(part.Value)} }}}}")))}\"",
        ListLiteral list => $"[{string.Join(", ", list.Values.Select(item => Print(new Literal(item))))}]",
        _ => $"\"{{{{ {Print(value)} }}}}\"",
    };
}
