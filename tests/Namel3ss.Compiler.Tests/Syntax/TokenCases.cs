namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Strings, lists and notations that cannot be read.</summary>
internal static class TokenCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "An_unclosed_string",
            """
            chain x:
                description: ⟦"it goes on⟧
                timeout: 5
            """,
            ("N3S0010", "This string is not closed. Write \" at its end; for a text of several lines use '|' or \"\"\".")),
        new(
            "An_unclosed_apostrophe",
            """
            chain x:
                description: ⟦'tis the season # not a comment⟧
            """,
            ("N3S0010", "This string is not closed. Write ' at its end; for a text of several lines use '|' or \"\"\".")),
        new(
            "An_unclosed_string_in_a_list",
            """
            chain x:
                step c:
                    depends_on: [a, ⟦"b]⟧
                    kind: connector
            """,
            ("N3S0010", "This string is not closed. Write \" at its end; for a text of several lines use '|' or \"\"\".")),
        new(
            "An_unclosed_long_string",
            """"
            chain x:
                description: ⟦"""⟧
                    text
                more
            """",
            ("N3S0010", "This string is not closed. Write \"\"\" after its last line.")),
        new(
            "An_unclosed_long_string_before_another",
            """"
            chain x:
                description: ⟦"""⟧
                    text
                step a:
                    options:
                        text: """
                            x
                            """
            """",
            ("N3S0010", "This string is not closed. Write \"\"\" after its last line.")),
        new(
            "An_unknown_escape",
            """
            chain x:
                description: "C:⟦\d⟧ir\\file"
            """,
            ("N3S0011", "'\\d' is not an escape. Write \\\\ for a backslash; the escapes are \\n \\r \\t \\0 \\\\ \\\" \\' \\{ and \\u with four hexadecimal digits.")),
        new(
            "An_escape_with_too_few_digits",
            """
            chain x:
                description: "⟦\u⟧00g1"
            """,
            ("N3S0011", "'\\u' is not an escape. Write \\\\ for a backslash; the escapes are \\n \\r \\t \\0 \\\\ \\\" \\' \\{ and \\u with four hexadecimal digits.")),
        new(
            "A_backslash_at_the_end_of_a_line",
            """"
            chain x:
                description: """a ⟦\⟧
                    b"""
            """",
            ("N3S0011", "'\\' is not an escape. Write \\\\ for a backslash; the escapes are \\n \\r \\t \\0 \\\\ \\\" \\' \\{ and \\u with four hexadecimal digits.")),
        new(
            "Text_after_a_string",
            """
            chain x:
                description: "a" ⟦b c⟧ # d
            """,
            ("N3S0012", "The value ends before this text. Delete the text, put it into the value's quotes, or write '#' in front of a comment.")),
        new(
            "Text_after_a_list",
            """
            chain x:
                step a:
                    depends_on: [b]⟦]⟧
            """,
            ("N3S0012", "The value ends before this text. Delete the text, put it into the value's quotes, or write '#' in front of a comment.")),
        new(
            "Text_after_the_quotes_of_a_long_string",
            """"
            chain x:
                description: """
                    a
                    """ ⟦b⟧
            """",
            ("N3S0012", "The value ends before this text. Delete the text, put it into the value's quotes, or write '#' in front of a comment.")),
        new(
            "Text_after_a_bar",
            """
            chain x:
                description: | ⟦text⟧
                    more
            """,
            ("N3S0012", "The text of a '|' string starts on the line below it. Move this there, indented.")),
        new(
            "An_unclosed_list",
            """
            chain x:
                step a:
                    depends_on: ⟦[⟧b, c
                    kind: connector
            """,
            ("N3S0013", "This list is not closed. Write ']' after its last item.")),
        new(
            "An_unclosed_list_at_the_end_of_the_file",
            """
            chain x:
                step a:
                    depends_on: ⟦[⟧
                        b, # c

            """,
            ("N3S0013", "This list is not closed. Write ']' after its last item.")),
        new(
            "An_unclosed_inner_list",
            """
            chain x:
                step a:
                    options:
                        list: ⟦[⟧1, [2]
                        text: a
            """,
            ("N3S0013", "This list is not closed. Write ']' after its last item.")),
        new(
            "A_missing_item",
            """
            chain x:
                step c:
                    depends_on: [a,⟦,⟧ b]
            """,
            ("N3S0014", "A list item is missing here. Write one, \"\" for an empty text, or delete what separates it.")),
        new(
            "A_missing_first_item",
            """
            chain x:
                step c:
                    depends_on: [⟦,⟧ b]
            """,
            ("N3S0014", "A list item is missing here. Write one, \"\" for an empty text, or delete what separates it.")),
        new(
            "A_missing_comma",
            """
            chain x:
                step c:
                    depends_on: ["a" ⟦"b"⟧]
            """,
            ("N3S0014", "A ',' is missing before this list item.")),
        new(
            "A_missing_comma_at_a_line_break",
            """
            chain x:
                step d:
                    depends_on: [
                        a
                        ⟦b⟧,
                        c
                    ]
            """,
            ("N3S0014", "A ',' is missing before this list item.")),
        new(
            "An_item_without_value",
            """
            chain x:
                step c:
                    depends_on:
                        - a
                        ⟦-⟧
            """,
            ("N3S0014", "A list item is missing here. Write one, \"\" for an empty text, or delete what separates it.")),
        new(
            "A_folded_text",
            """
            chain x:
                description: ⟦>⟧
                    some
                    text
                timeout: 5
            """,
            ("N3S0015", "'>' is not read as in YAML here. Write '|' for a text of several lines; a text that begins with '>' takes quotes.")),
        new(
            "A_text_that_begins_with_an_arrow",
            """
            chain x:
                description: ⟦>>⟧ look
            """,
            ("N3S0015", "'>>' is not read as in YAML here. Write '|' for a text of several lines; a text that begins with '>' takes quotes.")),
        new(
            "A_stripped_block",
            """
            chain x:
                description: ⟦|-⟧
                    text
            """,
            ("N3S0015", "'|-' is not read as in YAML here. Write '|' alone: the last line break is always left out.")),
        new(
            "A_map_in_braces",
            """
            chain x:
                step a:
                    options: ⟦{a: 1}⟧
            """,
            ("N3S0015", "'{a: 1}' is not read as in YAML here. Write a map as lines of 'key: value', indented below its key; a text that begins with '{' takes quotes.")),
        new(
            "A_map_in_braces_on_several_lines",
            """
            chain x:
                step a:
                    options: ⟦{⟧
                        a: 1
                    }
                    kind: connector
            """,
            ("N3S0015", "'{' is not read as in YAML here. Write a map as lines of 'key: value', indented below its key; a text that begins with '{' takes quotes.")),
        new(
            "A_map_in_braces_in_a_list",
            """
            chain x:
                step a:
                    options:
                        list: [1, ⟦{a: 1}⟧, 2]
            """,
            ("N3S0015", "'{a: 1}' is not read as in YAML here. Write a map as lines of 'key: value', indented below its key; a text that begins with '{' takes quotes.")),
        new(
            "An_anchor",
            """
            chain x:
                step a:
                    options:
                        list: ⟦&all⟧ [1]
            """,
            ("N3S0015", "'&all' is not read as in YAML here. There are no anchors and aliases: write the value itself; a text that begins with '&' takes quotes.")),
        new(
            "An_alias",
            """
            chain x:
                step a:
                    options:
                        list: ⟦*all⟧
            """,
            ("N3S0015", "'*all' is not read as in YAML here. There are no anchors and aliases: write the value itself; a text that begins with '*' takes quotes.")),
        new(
            "A_bar_in_a_list",
            """
            chain x:
                step a:
                    options:
                        list: [⟦|⟧]
            """,
            ("N3S0015", "'|' is not read as in YAML here. In a list, write such a text in quotes, with \\n for a line break.")),
        new(
            "An_item_in_the_line_of_its_key",
            """
            chain x:
                step a:
                    depends_on: ⟦-⟧ b
            """,
            ("N3S0015", "'-' is not read as in YAML here. Write each item on a line of its own, indented below the key, or all of them as [a, b].")),
        new(
            "A_list_in_the_line_of_an_item",
            """
            chain x:
                step a:
                    options:
                        list:
                            - ⟦-⟧ 1
            """,
            ("N3S0015", "'-' is not read as in YAML here. Write each item on a line of its own, indented below the key, or all of them as [a, b].")),
        new(
            "A_key_without_value",
            """
            chain x:
                ⟦timeout⟧:
            """,
            ("N3S0016", "'timeout' has no value. Write one after the ':', or delete the line.")),
        new(
            "An_option_without_value",
            """
            chain x:
                step a:
                    options:
                        ⟦source⟧:  # what?
                        limit: 1
            """,
            ("N3S0016", "'source' has no value. Write one after the ':', or delete the line.")),
    ];
}
