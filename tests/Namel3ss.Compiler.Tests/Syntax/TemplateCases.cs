namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Braces in values.</summary>
internal static class TemplateCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "Braces_that_are_not_closed",
            """
            chain x:
                step a:
                    text: Dear ⟦{{⟧ name, hello  # c
            """,
            ("N3S0024", "This '{{' is not closed. Write '}}' after the expression, or \\{{ for the braces themselves.")),
        new(
            "Braces_that_are_not_closed_in_quotes",
            """
            chain x:
                step a:
                    text: "Dear ⟦{{⟧ name"
                    parallel: true
            """,
            ("N3S0024", "This '{{' is not closed. Write '}}' after the expression, or \\{{ for the braces themselves.")),
        new(
            "Braces_that_are_not_closed_in_a_block",
            """
            chain x:
                step a:
                    text: |
                        Dear ⟦{{⟧ name,
                        {{ other }}
                    parallel: true
            """,
            ("N3S0024", "This '{{' is not closed. Write '}}' after the expression, or \\{{ for the braces themselves.")),
        new(
            "Braces_that_are_not_closed_in_long_quotes",
            """"
            chain x:
                step a:
                    text: """
                        ⟦{{⟧ name }
                        """
            """",
            ("N3S0024", "This '{{' is not closed. Write '}}' after the expression, or \\{{ for the braces themselves.")),
        new(
            "Braces_that_are_not_closed_before_others",
            """
            chain x:
                step a:
                    text: "⟦{{⟧ a {{ b }}"
            """,
            ("N3S0024", "This '{{' is not closed. Write '}}' after the expression, or \\{{ for the braces themselves.")),
        new(
            "Braces_that_are_not_closed_in_a_list",
            """
            chain x:
                step a:
                    options:
                        list: ["⟦{{⟧ a", "b", {{ c }}]
            """,
            ("N3S0024", "This '{{' is not closed. Write '}}' after the expression, or \\{{ for the braces themselves.")),
        new(
            "Bare_braces_that_are_not_closed_in_a_list",
            """
            chain x:
                step a:
                    options:
                        list: [⟦{{⟧ a, b]
                        other: 1
            """,
            ("N3S0024", "This '{{' is not closed. Write '}}' after the expression, or \\{{ for the braces themselves.")),
        new(
            "Braces_in_a_description",
            """
            chain x:
                description: ⟦"For {{ name }}"⟧
            """,
            ("N3S0028", "'description' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself, or \\{{ for the braces.")),
        new(
            "Braces_in_a_truth_value",
            """
            chain x:
                step a:
                    parallel: ⟦{{ a }}⟧
            """,
            ("N3S0028", "'parallel' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself.")),
        new(
            "Braces_in_a_target",
            """
            chain x:
                step a:
                    target: ⟦{{ a }}⟧
            """,
            ("N3S0028", "'target' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself.")),
        new(
            "Braces_in_a_duration",
            """
            chain x:
                step a:
                    timeout: ⟦"{{ a }}s"⟧
            """,
            ("N3S0028", "'timeout' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself.")),
        new(
            "Braces_in_names",
            """
            chain x:
                step a:
                    depends_on: [a, ⟦{{ b }}⟧]
            """,
            ("N3S0028", "'depends_on' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself.")),
        new(
            "Braces_in_a_key",
            """
            chain x:
                step a:
                    options:
                        ⟦"{{ a }}"⟧: 1
                        b: 2
            """,
            ("N3S0028", "'key' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself, or \\{{ for the braces.")),
        new(
            "Braces_in_a_name",
            """
            chain ⟦"{{ a }}"⟧:
            """,
            ("N3S0028", "'name' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself, or \\{{ for the braces.")),
        new(
            "Braces_in_a_model",
            """
            llm x:
                system: ⟦Be {{ tone }}.⟧
                max_tokens: ⟦{{ a }}⟧
            """,
            ("N3S0028", "'system' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself, or \\{{ for the braces."),
            ("N3S0028", "'max_tokens' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself.")),
    ];
}
