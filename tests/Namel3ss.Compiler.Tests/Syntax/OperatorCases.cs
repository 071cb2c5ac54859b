namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Operators that other languages have.</summary>
internal static class OperatorCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "An_and_of_C",
            """
            chain x:
                step a:
                    if: a ⟦&&⟧ b ⟦||⟧ c
            """,
            ("N3S0026", "'&&' is no operator here. Write 'and'."),
            ("N3S0026", "'||' is no operator here. Write 'or'.")),
        new(
            "A_number_beyond_all_types",
            """
            chain x:
                step a:
                    if: a < ⟦1e400⟧
            """,
            ("N3S0029", "'1e400' is larger than numbers can be, which end at about 1.8e308.")),
        new(
            "A_not_of_C",
            """
            chain x:
                step a:
                    if: a and ⟦!⟧b
            """,
            ("N3S0026", "'!' is no operator here. Write 'not'.")),
        new(
            "An_assignment",
            """
            chain x:
                step a:
                    if: a ⟦=⟧ 5
            """,
            ("N3S0026", "'=' is no operator here. Write '==' to compare; an expression cannot assign a value.")),
        new(
            "An_equality_of_JavaScript",
            """
            chain x:
                step a:
                    if: a ⟦===⟧ b or c ⟦!==⟧ d
            """,
            ("N3S0026", "'===' is no operator here. Write '=='."),
            ("N3S0026", "'!==' is no operator here. Write '!='.")),
        new(
            "An_inequality_of_SQL",
            """
            chain x:
                step a:
                    if: a ⟦<>⟧ b
            """,
            ("N3S0026", "'<>' is no operator here. Write '!='.")),
        new(
            "An_identity_of_Python",
            """
            chain x:
                step a:
                    if: a ⟦is⟧ null or b ⟦is⟧ not null
            """,
            ("N3S0026", "'is' is no operator here. Write '==', or '!=' for 'is not'."),
            ("N3S0026", "'is' is no operator here. Write '==', or '!=' for 'is not'.")),
        new(
            "An_operator_in_capitals",
            """
            chain x:
                step a:
                    if: a ⟦AND⟧ b
            """,
            ("N3S0026", "'AND' is no operator here. Write 'and'.")),
        new(
            "A_not_in_capitals",
            """
            chain x:
                step a:
                    if: ⟦NOT⟧ b
            """,
            ("N3S0026", "'NOT' is no operator here. Write 'not'.")),
        new(
            "A_choice_of_C",
            """
            chain x:
                step a:
                    if: a ⟦?⟧ b : c
            """,
            ("N3S0026", "'?' is no operator here. There is no operator that decides between two values: write 'if EXPR:' around two steps, or '??' for a value that may be absent.")),
        new(
            "A_choice_of_Python",
            """
            chain x:
                step a:
                    text: {{ a ⟦if⟧ b else c }}
            """,
            ("N3S0026", "'if' is no operator here. There is no operator that decides between two values: write 'if EXPR:' around two steps, or '??' for a value that may be absent.")),
        new(
            "A_membership_of_Python",
            """
            chain x:
                step a:
                    if: a ⟦in⟧ b
            """,
            ("N3S0026", "'in' is no operator here. Write contains(list, value).")),
        new(
            "A_filter_of_Jinja",
            """
            chain x:
                step a:
                    text: Dear {{ name ⟦|⟧ upper }}!
            """,
            ("N3S0026", "'|' is no operator here. Write 'or' for a choice, and a function around its value, as upper(x).")),
        new(
            "A_whole_division",
            """
            chain x:
                step a:
                    if: a ⟦//⟧ b > 1
            """,
            ("N3S0026", "'//' is no operator here. Write '/', which never rounds.")),
        new(
            "A_power",
            """
            chain x:
                step a:
                    if: a ⟦**⟧ 2 > 1
            """,
            ("N3S0026", "'**' is no operator here. The operators are or, and, not, == != < <= > >=, ??, + - * / %.")),
        new(
            "A_lambda",
            """
            chain x:
                step a:
                    for_each: items.where⟦(⟧x => x)
            """,
            ("N3S0025", "Only functions can be called, as count(x), contains(x, y), lower(x), upper(x), trim(x) or json(x). Call a method in a connector.")),
        new(
            "A_bare_lambda",
            """
            chain x:
                step a:
                    for_each: x ⟦=>⟧ x
            """,
            ("N3S0026", "'=>' is no operator here. An expression defines no functions: do that in a connector.")),
        new(
            "An_assignment_of_a_sum",
            """
            chain x:
                step a:
                    if: a ⟦+=⟧ 1
            """,
            ("N3S0026", "'+=' is no operator here. An expression cannot assign a value: give the new value to a step.")),
        new(
            "A_conditional_index",
            """
            chain x:
                step a:
                    if: a⟦?[⟧0]
            """,
            ("N3S0026", "'?[' is no operator here. Write '['.")),
        new(
            "A_method_call",
            """
            chain x:
                step a:
                    if: a.trim⟦(⟧) == b
            """,
            ("N3S0025", "Only functions can be called, as count(x), contains(x, y), lower(x), upper(x), trim(x) or json(x). Call a method in a connector.")),
        new(
            "Comparisons_in_a_row",
            """
            chain x:
                step a:
                    if: 1 < a ⟦<⟧ 5
            """,
            ("N3S0027", "A comparison cannot be compared again. Write 'and' between two of them, as a < b and b < c.")),
    ];
}
