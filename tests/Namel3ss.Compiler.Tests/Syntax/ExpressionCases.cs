namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Expressions that cannot be read.</summary>
internal static class ExpressionCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "A_bracket_that_is_not_closed",
            """
            chain x:
                step a:
                    if: a and ⟦(⟧b or c
            """,
            ("N3S0025", "This '(' is not closed. Write ')' where it ends.")),
        new(
            "An_index_that_is_not_closed",
            "chain x:\n    step a:\n        if: a⟦[⟧0 ",
            ("N3S0025", "This '[' is not closed. Write ']' where it ends.")),
        new(
            "A_call_that_is_not_closed",
            """
            chain x:
                step a:
                    text: "{{ upper⟦(⟧a }}"
            """,
            ("N3S0025", "This '(' is not closed. Write ')' where it ends.")),
        new(
            "A_bracket_that_is_not_opened",
            """
            chain x:
                step a:
                    if: a⟦)⟧ and b
            """,
            ("N3S0025", "This ')' closes nothing. Delete it, or write its opening bracket.")),
        new(
            "Two_values_in_a_row",
            """
            chain x:
                step a:
                    if: a ⟦b⟧ c
            """,
            ("N3S0025", "The expression ends before 'b'. Write an operator or a ',' between them, or delete this.")),
        new(
            "A_misspelt_operator",
            """
            chain x:
                step a:
                    if: a ⟦adn⟧ b
            """,
            ("N3S0025", "The expression ends before 'adn'. Write an operator or a ',' between them, or delete this. Did you mean 'and'?")),
        new(
            "Two_values_in_a_call",
            """
            chain x:
                step a:
                    if: contains(a ⟦b⟧)
            """,
            ("N3S0025", "The expression ends before 'b'. Write an operator or a ',' between them, or delete this.")),
        new(
            "A_value_missing_at_the_end",
            """
            chain x:
                step a:
                    if: a ⟦+⟧  # c
            """,
            ("N3S0025", "A value is missing after '+'.")),
        new(
            "A_value_missing_in_brackets",
            """
            chain x:
                step a:
                    if: ⟦(⟧) or a
            """,
            ("N3S0025", "A value is missing after '('.")),
        new(
            "A_value_missing_between_operators",
            """
            chain x:
                step a:
                    if: a and ⟦or⟧ b
            """,
            ("N3S0025", "A value is expected here, not 'or'.")),
        new(
            "A_value_missing_at_the_start",
            """
            chain x:
                step a:
                    if: ⟦*⟧ a
            """,
            ("N3S0025", "A value is expected here, not '*'.")),
        new(
            "A_member_missing",
            """
            chain x:
                step a:
                    if: a⟦.⟧
            """,
            ("N3S0025", "The name of a member is missing after '.'.")),
        new(
            "A_member_that_is_none",
            """
            chain x:
                step a:
                    if: a.⟦"b"⟧
            """,
            ("N3S0025", "The name of a member is expected here, not 'b'.")),
        new(
            "A_not_after_a_comparison",
            """
            chain x:
                step a:
                    if: a == ⟦not⟧ b
            """,
            ("N3S0025", "A value is expected here, not 'not'. Write brackets around it, as (not x).")),
        new(
            "A_list_in_an_expression",
            """
            chain x:
                step a:
                    for_each: ⟦[⟧1, 2]
            """,
            ("N3S0025", "A value is expected here, not '['. A list cannot be written in an expression: make it the default of an input.")),
        new(
            "A_number_without_digits_before_its_point",
            """
            chain x:
                step a:
                    if: a > ⟦.⟧5
            """,
            ("N3S0025", "A value is expected here, not '.'. Write a name or a number before the point.")),
        new(
            "A_number_with_a_unit",
            """
            chain x:
                step a:
                    if: a > ⟦5s⟧
            """,
            ("N3S0025", "'5s' is not a number. Write it as 10, 0.5 or 1e-3; a text takes quotes, and of a name that starts with a digit '_' comes first.")),
        new(
            "A_number_with_leading_zeros",
            """
            chain x:
                step a:
                    if: a == ⟦007⟧
            """,
            ("N3S0025", "'007' is not a number. Write it as 10, 0.5 or 1e-3; a text takes quotes, and of a name that starts with a digit '_' comes first.")),
        new(
            "A_version",
            """
            chain x:
                step a:
                    if: a == ⟦1.0.0⟧
            """,
            ("N3S0025", "'1.0.0' is not a number. Write it as 10, 0.5 or 1e-3; a text takes quotes, and of a name that starts with a digit '_' comes first.")),
        new(
            "A_name_that_starts_with_a_digit",
            """
            chain x:
                step a:
                    text: {{ ⟦3d⟧ }}
            """,
            ("N3S0025", "'3d' is not a number. Write it as 10, 0.5 or 1e-3; a text takes quotes, and of a name that starts with a digit '_' comes first.")),
        new(
            "A_text_that_is_not_closed",
            "chain x:\n    step a:\n        if: a == ⟦\"b⟧  ",
            ("N3S0010", "This text is not closed. Write \" at its end.")),
        new(
            "A_text_that_is_not_closed_between_braces",
            """
            chain x:
                step a:
                    text: "{{ a ?? ⟦"none⟧ }}"
            """,
            ("N3S0010", "This text is not closed. Write \" at its end.")),
        new(
            "An_escape_in_a_text",
            """
            chain x:
                step a:
                    if: a == "⟦\d⟧"
            """,
            ("N3S0011", "'\\d' is not an escape. Write \\\\ for a backslash; the escapes are \\n \\r \\t \\0 \\\\ \\\" \\' \\{ and \\u with four hexadecimal digits.")),
        new(
            "A_look_alike_letter_in_an_expression",
            "chain x:\n    step a:\n        if: ⟦\u0430⟧ > 1",
            ("N3S0008", "'\u0430' has the character U+0430 ('\u0430'), which is not allowed in names and keywords. It looks like the letter 'a': write that.")),
        new(
            "A_character_of_no_language",
            """
            chain x:
                step a:
                    if: a ⟦§⟧ b
            """,
            ("N3S0025", "The expression ends before '\u00A7'. Write an operator or a ',' between them, or delete this.")),
        new(
            "Braces_around_a_part",
            """
            chain x:
                step a:
                    if: ⟦{{⟧ a }} > 1
            """,
            ("N3S0025", "A value is expected here, not '{{'. This is an expression already: write it without '{{' and '}}', or all of it in one pair.")),
        new(
            "Braces_in_an_expression",
            """
            chain x:
                step a:
                    if: a > ⟦{{⟧ b }}
            """,
            ("N3S0025", "A value is expected here, not '{{'. This is an expression already: write it without '{{' and '}}', or all of it in one pair.")),
        new(
            "Empty_braces",
            """
            chain x:
                step a:
                    text: "a ⟦{{ }}⟧ b ⟦{{}}⟧"
            """,
            ("N3S0025", "There is no expression here. Write one, as message or count(items) > 1, or delete this."),
            ("N3S0025", "There is no expression here. Write one, as message or count(items) > 1, or delete this.")),
        new(
            "An_empty_condition_in_quotes",
            """
            chain x:
                step a:
                    if: ⟦""⟧
            """,
            ("N3S0025", "There is no expression here. Write one, as message or count(items) > 1, or delete this.")),
        new(
            "No_condition",
            """
            chain x:
                step a:
                    ⟦if⟧:
            """,
            ("N3S0016", "'if' has no value. Write one after the ':', or delete the line.")),
        new(
            "A_condition_on_the_lines_below",
            """
            chain x:
                step a:
                    ⟦if⟧:
                        a: 1
            """,
            ("N3S0017", "'if' takes an expression in its line, as count(items) > 1.")),
        new(
            "A_condition_of_several_lines",
            """
            chain x:
                step a:
                    if: ⟦|⟧
                        a > 1
                    parallel: true
            """,
            ("N3S0017", "'if' takes an expression in its line, as count(items) > 1.")),
        new(
            "A_condition_in_long_quotes",
            """"
            chain x:
                step a:
                    if: ⟦"""a > 1"""⟧
            """",
            ("N3S0017", "'if' takes an expression in its line, as count(items) > 1.")),
        new(
            "Mistakes_in_two_expressions_of_a_text",
            """
            chain x:
                step a:
                    text: "{{ a ⟦&&⟧ b }} {{ ⟦)⟧ }}"
            """,
            ("N3S0026", "'&&' is no operator here. Write 'and'."),
            ("N3S0025", "A value is expected here, not ')'.")),
        new(
            "A_mistake_in_a_block",
            """
            chain x:
                step a:
                    text: |
                        Dear {{ name }},
                          {{ a
                             + ⟦*⟧ b }} all
            """,
            ("N3S0025", "A value is expected here, not '*'.")),
    ];
}
