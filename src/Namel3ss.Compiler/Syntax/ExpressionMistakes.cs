using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>What is written in place of something that an expression does not have, as far as its look tells what was meant.</summary>
internal static class ExpressionMistakes
{
    private const string NestedBraces = "This is an expression already: write it without '{{' and '}}', or all of it in one pair";

    /// <summary>A token stands where a value, or something else, should.</summary>
    public static Diagnostic NotAValue(Location at, string what, ExpressionToken found)
    {
        string? cure = found switch
        {
            { Kind: ExpressionTokenKind.Symbol, Text: "[" } => "A list cannot be written in an expression: make it the default of an input",
            { Kind: ExpressionTokenKind.Symbol, Text: "." } => "Write a name or a number before the point",
            { Kind: ExpressionTokenKind.Symbol, Text: "{{" } => NestedBraces,
            { Kind: ExpressionTokenKind.Symbol, Text: "{" } => "Write a name without braces; a brace before its value takes quotes, as {{ '{' + x }}",
            { Kind: ExpressionTokenKind.Symbol, Text: "“" or "”" or "„" or "‘" or "’" or "‚" or "«" or "»" } => "Write \" or ' around a text",
            { Kind: ExpressionTokenKind.Name, Text: "not" } => "Write brackets around it, as (not x)",
            _ => null,
        };
        return ReadingDiagnostics.ValueExpected(at, what, found.Text, cure);
    }

    /// <summary>A token stands behind a value and continues nothing.</summary>
    public static Diagnostic Trailing(Location at, ExpressionToken found)
    {
        string text = found.Text;
        return found switch
        {
            { Kind: ExpressionTokenKind.Name, Text: "if" } or { Kind: ExpressionTokenKind.Symbol, Text: "?" } =>
                ReadingDiagnostics.ForeignOperator(at, text, "There is no operator that decides between two values: write 'if EXPR:' around two steps, or '??' for a value that may be absent"),
            { Kind: ExpressionTokenKind.Name, Text: "in" } => ReadingDiagnostics.ForeignOperator(at, text, "Write contains(list, value)"),
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
        };
    }
}
