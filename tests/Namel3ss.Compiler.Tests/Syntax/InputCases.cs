namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>The inputs of a chain.</summary>
internal static class InputCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "An_input_without_a_type",
            """
            chain x:
                inputs:
                    ⟦message⟧:
                    ⟦limit⟧: = 5
            """,
            ("N3S1013", "The input 'message' has no type. Write 'message: text', or another type."),
            ("N3S1013", "The input 'limit' has no type. Write 'limit: text', or another type.")),
        new(
            "An_input_without_colon",
            """
            chain x:
                inputs:
                    ⟦message⟧ text
                    limit: integer
            """,
            ("N3S0006", "A ':' is missing after 'message'. Write 'message:'.")),
        new(
            "An_input_of_no_type",
            """
            chain x:
                inputs:
                    message: ⟦a b⟧ = 5
                    limit: integer
            """,
            ("N3S0019", "'a b' is not a type. Write text, integer, number, boolean, json, list<T>, or the name of a C# type.")),
        new(
            "An_input_with_text_behind_its_type",
            """
            chain x:
                inputs:
                    message: "A<B>" ⟦x⟧
            """,
            ("N3S0012", "The value ends before this text. Delete the text, put it into the value's quotes, or write '#' in front of a comment.")),
        new(
            "An_input_without_its_default",
            """
            chain x:
                inputs:
                    limit: integer ⟦=⟧  # c
            """,
            ("N3S1013", "The input 'limit' has no default after '='. Write one, or delete the '='.")),
        new(
            "An_input_with_braces",
            """
            chain x:
                inputs:
                    limit: integer = ⟦{{ a }}⟧
                    tags: list<text> = [a, ⟦"b {{ c }}"⟧]
            """,
            ("N3S0028", "'limit' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself, or \\{{ for the braces."),
            ("N3S0028", "'tags' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself, or \\{{ for the braces.")),
        new(
            "A_required_input_after_another",
            """
            chain x:
                inputs:
                    limit: integer = 5
                    ⟦message⟧: text
            """,
            ("N3S1013", "The input 'message' has no default, but 'limit' above it has one. Move 'message' above it, or give it a default.")),
        new(
            "An_input_with_a_hyphen",
            """
            chain x:
                inputs:
                    ⟦my-message⟧: text
            """,
            ("N3S0009", "'my-message' is not the name of an input: a name has letters a to z and A to Z, digits and '_' only. Write 'my_message', for example.")),
        new(
            "An_input_with_a_look_alike_letter",
            "chain x:\n    inputs:\n        m⟦\u2060⟧essage: text",
            ("N3S0008", "'m<U+2060>essage' has the character U+2060, which is not allowed in names and keywords. It cannot be seen, or looks like a space: delete it.")),
        new(
            "Inputs_as_a_list",
            """
            chain x:
                inputs:
                    ⟦- message: text⟧
            """,
            ("N3S0007", "This cannot be read here. Write 'name: type', or '#' in front of a comment.")),
        new(
            "Inputs_in_their_line",
            """
            chain x:
                inputs: ⟦[message]⟧
            """,
            ("N3S1005", "'inputs:' takes no value: what belongs to it stands on the lines below it, indented. Move this there or delete it.")),
        new(
            "Inputs_twice",
            """
            chain x:
                inputs:
                    a: text
                ⟦inputs⟧:
                    b: text
            """,
            ("N3S1003", "'inputs' stands twice here (first on line 2). Delete one of them.")),
        new(
            "Inputs_in_a_step",
            """
            chain x:
                step a:
                    ⟦inputs⟧:
                        b: text
            """,
            ("N3S1009", "'inputs' is a key of the chain. Indent it as the chain's other lines.")),
        new(
            "A_default_that_is_not_closed",
            """
            chain x:
                inputs:
                    a: text = ⟦"b⟧
                    c: text = d
            """,
            ("N3S0010", "This string is not closed. Write \" at its end; for a text of several lines use '|' or \"\"\".")),
    ];
}
