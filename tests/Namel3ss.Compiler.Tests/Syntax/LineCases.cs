namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>
/// A source with <c>⟦…⟧</c> around each span that is wrong, and what is reported there, in the order of the file.
/// </summary>
public sealed record DiagnosticCase(string Name, string Source, params (string Id, string Message)[] Expected)
{
    public override string ToString() => Name;
}

/// <summary>Lines, indentation and names that cannot be read.</summary>
internal static class LineCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "An_Illustrator_file_is_left_alone",
            """
            ⟦%PDF⟧-1.5 chain x
            """,
            ("N3S0002", "This is an Adobe Illustrator file, which has the same ending, and not a chain file: it is left alone. To silence this, remove it from the AdditionalFiles of the project.")),
        new(
            "A_PostScript_file_is_left_alone",
            """
            ⟦%!PS⟧-Adobe-3.0
            """,
            ("N3S0002", "This is an Adobe Illustrator file, which has the same ending, and not a chain file: it is left alone. To silence this, remove it from the AdditionalFiles of the project.")),
        new(
            "Spaces_after_tabs",
            "chain x:\n"
            + "\tstep a:\n"
            + "⟦        ⟧kind: connector\n"
            + "        target: b",
            ("N3S0003", "Line 3 is indented with spaces, but the file up to here with tabs (first on line 2). Use one of the two in the whole file.")),
        new(
            "Tabs_after_spaces",
            "chain x:\n"
            + "    step a:\n"
            + "⟦\t\t⟧target: b",
            ("N3S0003", "Line 3 is indented with tabs, but the file up to here with spaces (first on line 2). Use one of the two in the whole file.")),
        new(
            "Tabs_and_spaces_in_one_line",
            "chain x:\n"
            + "⟦  \t⟧timeout: 5",
            ("N3S0003", "Line 2 is indented with tabs and spaces together. Use one of the two in the whole file.")),
        new(
            "A_key_indented_too_far",
            """
            chain x:
                step a:
                    kind: connector
                      ⟦target: b⟧ # why
                    parallel: true
            """,
            ("N3S0004", "This line is indented by 10 spaces, but the lines around it by 8 spaces, and nothing above opens a block for it. Indent it as they are.")),
        new(
            "Several_keys_indented_too_far_are_one_mistake",
            """
            chain x:
                timeout: 5
                    ⟦step a:⟧
                        kind: connector
                    step b:
                        kind: connector
            """,
            ("N3S0004", "This line is indented by 8 spaces, but the lines around it by 4 spaces, and nothing above opens a block for it. Indent it as they are.")),
        new(
            "A_text_continued_on_the_next_line",
            """
            chain x:
                description: some text
                    ⟦that goes on⟧
                timeout: 5
            """,
            ("N3S0004", "This line is indented by 8 spaces, but the lines around it by 4 spaces, and nothing above opens a block for it. Indent it as they are.")),
        new(
            "A_line_indented_too_little",
            """
            chain x:
                    timeout: 5
                ⟦step a:⟧
                    kind: connector
            """,
            ("N3S0004", "This line is indented by 4 spaces, which fits no line above it: its block is indented by 8 spaces. Indent it as the block it belongs to.")),
        new(
            "A_step_between_two_indentations",
            """
            chain x:
                step a:
                    kind: connector
                  ⟦step b:⟧
                    kind: connector
            """,
            ("N3S0004", "This line is indented by 6 spaces, which fits no line above it: its block is indented by 8 spaces. Indent it as the block it belongs to.")),
        new(
            "An_indented_chain",
            """
              ⟦chain x:⟧
                timeout: 5
            """,
            ("N3S0004", "This line is indented by 2 spaces, but the lines around it not at all, and nothing above opens a block for it. Indent it as they are.")),
        new(
            "An_indented_tab",
            "chain x:\n"
            + "\ttimeout: 5\n"
            + "\t\t⟦description: a⟧",
            ("N3S0004", "This line is indented by 2 tabs, but the lines around it by 1 tab, and nothing above opens a block for it. Indent it as they are.")),
        new(
            "Items_not_indented",
            """
            chain x:
                step a:
                    depends_on:
                    ⟦- b⟧
                    - c
                    kind: connector
            """,
            ("N3S0004", "The items of a list stand deeper than their key. Indent them.")),
        new(
            "A_chain_without_colon",
            """
            chain ⟦x⟧
                timeout: 5
            """,
            ("N3S0006", "A ':' is missing after 'chain x'. Write 'chain x:'.")),
        new(
            "A_step_without_colon",
            """
            chain x:
                step ⟦a⟧  # first
                    kind: connector
            """,
            ("N3S0006", "A ':' is missing after 'step a'. Write 'step a:'.")),
        new(
            "A_key_without_colon",
            """
            chain x:
                step a:
                    ⟦kind⟧ connector
            """,
            ("N3S0006", "A ':' is missing after 'kind'. Write 'kind:'.")),
        new(
            "A_key_with_an_equals_sign",
            """
            chain x:
                ⟦timeout⟧ = 5
            """,
            ("N3S0006", "A ':' is missing after 'timeout'. Write 'timeout:'.")),
        new(
            "An_option_without_colon",
            """
            chain x:
                step a:
                    options:
                        ⟦source⟧ "twitter"
            """,
            ("N3S0006", "A ':' is missing after 'source'. Write 'source:'.")),
        new(
            "A_line_that_is_no_declaration",
            """
            ⟦- chain x⟧
            """,
            ("N3S0007", "This cannot be read here. Write 'chain NAME:' or 'llm NAME:', or '#' in front of a comment.")),
        new(
            "A_line_that_is_no_statement",
            """
            chain x:
                ⟦"timeout": 5⟧
            """,
            ("N3S0007", "This cannot be read here. Write 'step NAME:' or 'key: value', or '#' in front of a comment.")),
        new(
            "A_line_that_is_no_key",
            """
            chain x:
                step a:
                    ⟦]⟧  # leftover
            """,
            ("N3S0007", "This cannot be read here. Write 'key: value', or '#' in front of a comment.")),
        new(
            "A_line_that_is_no_option",
            """
            chain x:
                step a:
                    options:
                        ⟦[a,⟧ b]
            """,
            ("N3S0007", "This cannot be read here. Write 'key: value', or '#' in front of a comment.")),
        new(
            "A_line_in_a_list_that_is_no_item",
            """
            chain x:
                step a:
                    depends_on:
                        - b
                        ⟦c⟧
            """,
            ("N3S0007", "This line stands in a list, but is not an item. Write '- ' in front of it, or indent it as the key it belongs to.")),
        new(
            "A_look_alike_letter_in_a_name",
            "chain p⟦\u043E⟧rt:",
            ("N3S0008", "'p\u043Ert' has the character U+043E ('\u043E'), which is not allowed in names and keywords. It looks like the letter 'o': write that.")),
        new(
            "A_look_alike_letter_in_a_keyword",
            "⟦\u0441⟧hain port:\n"
            + "    timeout: 5",
            ("N3S0008", "'\u0441hain' has the character U+0441 ('\u0441'), which is not allowed in names and keywords. It looks like the letter 'c': write that.")),
        new(
            "A_look_alike_letter_in_a_key",
            "chain x:\n"
            + "    tim⟦\u0435⟧out: 5",
            ("N3S0008", "'tim\u0435out' has the character U+0435 ('\u0435'), which is not allowed in names and keywords. It looks like the letter 'e': write that.")),
        new(
            "A_letter_of_another_script",
            "chain gr⟦\u00FC⟧n:",
            ("N3S0008", "'gr\u00FCn' has the character U+00FC ('\u00FC'), which is not allowed in names and keywords. Write letters a to z and A to Z, digits and '_'.")),
        new(
            "An_invisible_mark_in_a_name",
            "chain x:\n"
            + "    step \"a⟦\u200B⟧b\":",
            ("N3S0008", "'a<U+200B>b' has the character U+200B, which is not allowed in names and keywords. It cannot be seen, or looks like a space: delete it.")),
        new(
            "A_space_that_is_none",
            "chain x:\n"
            + "    step a:\n"
            + "        kind:⟦\u00A0⟧connector",
            ("N3S0008", "'<U+00A0>connector' has the character U+00A0, which is not allowed in names and keywords. It cannot be seen, or looks like a space: delete it.")),
        new(
            "A_face_in_a_name",
            "chain x:\n"
            + "    step a⟦\U0001F600⟧:",
            ("N3S0008", "'a\U0001F600' has the character U+1F600 ('\U0001F600'), which is not allowed in names and keywords. Write letters a to z and A to Z, digits and '_'.")),
        new(
            "A_look_alike_letter_in_depends_on",
            "chain x:\n"
            + "    step a:\n"
            + "        depends_on: [b, ⟦\u0441⟧]",
            ("N3S0008", "'\u0441' has the character U+0441 ('\u0441'), which is not allowed in names and keywords. It looks like the letter 'c': write that.")),
        new(
            "A_look_alike_letter_in_an_option",
            "chain x:\n"
            + "    step a:\n"
            + "        options:\n"
            + "            ⟦\u0455⟧ource: 1",
            ("N3S0008", "'\u0455ource' has the character U+0455 ('\u0455'), which is not allowed in names and keywords. It looks like the letter 's': write that.")),
        new(
            "A_name_of_two_words",
            """
            chain ⟦my chain⟧:
            """,
            ("N3S0009", "'my chain' is not the name of a chain: a name has letters a to z and A to Z, digits and '_' only. Write 'my_chain', for example.")),
        new(
            "A_name_with_a_hyphen_in_quotes",
            """
            chain x:
                step ⟦"my-step"⟧:
            """,
            ("N3S0009", "'my-step' is not the name of a step: a name has letters a to z and A to Z, digits and '_' only. Write 'my_step', for example.")),
        new(
            "An_empty_name",
            """
            chain ⟦""⟧:
            """,
            ("N3S0009", "The name of a chain cannot be empty. Write letters a to z and A to Z, digits and '_'.")),
        new(
            "A_name_with_nothing_to_repair",
            """
            chain ⟦---⟧:
            """,
            ("N3S0009", "'---' is not the name of a chain: a name has letters a to z and A to Z, digits and '_' only.")),
        new(
            "A_bare_name_that_starts_with_a_digit",
            """
            chain ⟦3d⟧:
            """,
            ("N3S0009", "'3d' starts with a digit, which the name of a chain does only in quotes. Write \"3d\".")),
        new(
            "A_target_with_a_hyphen",
            """
            chain x:
                step a:
                    target: ⟦gpt-4⟧
            """,
            ("N3S0009", "'gpt-4' is not a bare name: it has letters a to z and A to Z, digits and '_', with dots between names. If the target is called so, write it in quotes: \"gpt-4\".")),
        new(
            "A_target_with_an_empty_part",
            """
            chain x:
                step a:
                    target: ⟦module.⟧
            """,
            ("N3S0009", "'module.' is not a bare name: it has letters a to z and A to Z, digits and '_', with dots between names. If the target is called so, write it in quotes: \"module.\".")),
        new(
            "An_option_that_is_no_identifier",
            """
            chain x:
                step a:
                    options:
                        ⟦max-tokens⟧: 5
            """,
            ("N3S0009", "'max-tokens' is not an identifier. As the key of a map, write it in quotes: \"max-tokens\".")),
        new(
            "A_path_that_starts_with_a_digit",
            """
            chain x:
                step a:
                    target: ⟦3d.render⟧
            """,
            ("N3S0009", "'3d.render' starts with a digit, which the name of a target does only in quotes. Write \"3d.render\".")),
    ];
}
