namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Text that is right in form and most likely means something else.</summary>
internal static class TextCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "Text_that_ends_at_a_comment",
            """
            chain x:
                step a:
                    prompt: List what ticket ⟦#42 of {{ repo }} asks for⟧
                    system: Answer in ⟦#general⟧  
                step b:
                    text: Paper colour ⟦#fff, room #3⟧
            """,
            ("N3S0030", "'#42 of {{ repo }} asks for' is a comment and not part of the text, and so is the expression in it: a '#' behind a space begins one. Write quotes around the whole text."),
            ("N3S0030", "'#general' is a comment and not part of the text: a '#' behind a space begins one. Write quotes around the whole text, or '# ' if a comment is meant."),
            ("N3S0030", "'#fff, room #3' is a comment and not part of the text: a '#' behind a space begins one. Write quotes around the whole text, or '# ' if a comment is meant.")),
        new(
            "Text_whose_comment_has_an_expression",
            """
            chain x:
                step a:
                    text: Dear {{ name }} ⟦# and {{ other }}⟧
            """,
            ("N3S0030", "'# and {{ other }}' is a comment and not part of the text, and so is the expression in it: a '#' behind a space begins one. Write quotes around the whole text.")),
        new(
            "A_value_that_is_a_comment",
            """
            chain x:
                step a:
                    ⟦prompt⟧: #42 is late
            """,
            ("N3S0016", "'prompt' has no value: the '#' behind the ':' begins a comment. Write quotes around the text if it is the value.")),
        new(
            "Comments_that_are_comments",
            """
            chain x:
                step a:
                    text: Room three # the small one
                    timeout: 5 #5 seconds
                step b:
                    text: "Room #3" #3
                step c:
                    text: C# and F# # two languages
            """),
        new(
            "Typographic_quotes_around_a_text",
            """
            chain x:
                step a:
                    text: ⟦“Hello”⟧
                    options:
                        b: ⟦„Hallo“⟧
                        c: ⟦«Salut»⟧
                        d: [⟦‘x’⟧, y]
            """,
            ("N3S0031", "The quotes “ and ” are part of this text. Write \" in their place; if they are meant, write \" around them."),
            ("N3S0031", "The quotes „ and “ are part of this text. Write \" in their place; if they are meant, write \" around them."),
            ("N3S0031", "The quotes « and » are part of this text. Write \" in their place; if they are meant, write \" around them."),
            ("N3S0031", "The quotes ‘ and ’ are part of this text. Write \" in their place; if they are meant, write \" around them.")),
        new(
            "Typographic_quotes_in_a_text",
            """
            chain x:
                step a:
                    text: Say “Hello” and “Bye”
                step b:
                    text: “Hello”, he said, “again”
                step c:
                    text: "“Hello”"
            """),
        new(
            "A_quote_that_is_doubled",
            """
            chain x:
                step a:
                    text: 'It⟦''⟧s'
                step b:
                    text: "a⟦""⟧b"
            """,
            ("N3S0012", "The text ends at the first of these quotes: two in a row are not one. Write \\', or the other kind of quotes around the text."),
            ("N3S0012", "The text ends at the first of these quotes: two in a row are not one. Write \\\", or the other kind of quotes around the text.")),
        new(
            "An_escaped_brace_before_an_expression",
            """
            chain x:
                step a:
                    text: "⟦\{{{ x }}⟧}"
            """,
            ("N3S0032", "'\\{{' is two braces as text, so 'x' is text too. For a brace before its value write {{ '{' + x }}; for three braces as text write {\\{{.")),
        new(
            "A_brace_before_an_expression",
            """
            chain x:
                step a:
                    text: "{{⟦{⟧ x }}}"
            """,
            ("N3S0025", "A value is expected here, not '{'. Write a name without braces; a brace before its value takes quotes, as {{ '{' + x }}.")),
    ];
}
