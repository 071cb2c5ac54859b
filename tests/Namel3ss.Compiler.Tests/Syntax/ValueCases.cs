namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Values that are not what their key takes.</summary>
internal static class ValueCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "Names_without_comma",
            """
            chain x:
                step c:
                    depends_on: [⟦a b⟧]
            """,
            ("N3S0017", "'a b' is more than one name. Write a list with a ',' between the names, as [a, b].")),
        new(
            "A_text_below_its_key",
            """
            chain x:
                description:
                    ⟦some text⟧
                    and more
                timeout: 5
            """,
            ("N3S0017", "A value stands in the line of its key. Move this text there; for a text of several lines write '|' after the ':'.")),
        new(
            "A_value_where_a_map_is_wanted",
            """
            chain x:
                step a:
                    options: ⟦fast⟧
            """,
            ("N3S0017", "'options' takes lines of 'key: value', indented below it.")),
        new(
            "A_list_where_a_map_is_wanted",
            """
            chain x:
                step a:
                    options:
                        ⟦- a: 1⟧
                        - b: 2
            """,
            ("N3S0017", "'options' takes lines of 'key: value', indented below it.")),
        new(
            "A_list_where_a_text_is_wanted",
            """
            chain x:
                description: ⟦[a]⟧
            """,
            ("N3S0017", "'description' takes a single text.")),
        new(
            "A_map_where_a_word_is_wanted",
            """
            chain x:
                step a:
                    ⟦kind⟧:
                        name: connector
                        other: x
            """,
            ("N3S0017", "'kind' takes a single text.")),
        new(
            "A_word_that_is_no_truth_value",
            """
            chain x:
                step a:
                    parallel: ⟦maybe⟧
            """,
            ("N3S0017", "'parallel' takes true or false, not 'maybe'.")),
        new(
            "A_truth_value_of_another_language",
            """
            chain x:
                step a:
                    parallel: ⟦Yes⟧
            """,
            ("N3S0017", "'parallel' takes true or false, not 'Yes'. Write true, without quotes.")),
        new(
            "A_truth_value_in_quotes",
            """
            chain x:
                step a:
                    stop_on_error: ⟦"false"⟧
            """,
            ("N3S0017", "'stop_on_error' takes true or false, not 'false'. Write false, without quotes.")),
        new(
            "A_list_where_a_truth_value_is_wanted",
            """
            chain x:
                step a:
                    parallel: ⟦[true]⟧
            """,
            ("N3S0017", "'parallel' takes true or false.")),
        new(
            "A_word_that_is_no_duration",
            """
            chain x:
                timeout: ⟦soon⟧
            """,
            ("N3S0017", "'timeout' takes a duration, not 'soon'. Write seconds, as 120, or a number with a unit, as 200ms, 1.5s, 2m or 1h, without a space.")),
        new(
            "A_duration_with_a_space",
            """
            chain x:
                timeout: ⟦5 s⟧
            """,
            ("N3S0017", "'timeout' takes a duration, not '5 s'. Write seconds, as 120, or a number with a unit, as 200ms, 1.5s, 2m or 1h, without a space.")),
        new(
            "A_duration_in_quotes",
            """
            chain x:
                timeout: ⟦"5s"⟧
            """,
            ("N3S0017", "'timeout' takes a duration, not '5s'. Write seconds, as 120, or a number with a unit, as 200ms, 1.5s, 2m or 1h, without a space and without quotes.")),
        new(
            "A_list_where_a_duration_is_wanted",
            """
            chain x:
                timeout: ⟦[5]⟧
            """,
            ("N3S0017", "'timeout' takes a duration. Write seconds, as 120, or a number with a unit, as 200ms, 1.5s, 2m or 1h, without a space.")),
        new(
            "A_duration_of_nothing",
            """
            chain x:
                timeout: ⟦0⟧
            """,
            ("N3S0018", "'timeout' is '0', but a duration is more than 0 and at most 24h.")),
        new(
            "A_duration_of_more_than_a_day",
            """
            chain x:
                timeout: ⟦24.1h⟧
            """,
            ("N3S0018", "'timeout' is '24.1h', but a duration is more than 0 and at most 24h.")),
        new(
            "A_duration_too_short_to_count",
            """
            chain x:
                timeout: ⟦0.00000001s⟧
            """,
            ("N3S0018", "'timeout' is '0.00000001s', but a duration is more than 0 and at most 24h.")),
        new(
            "A_duration_too_large_for_a_number",
            """
            chain x:
                timeout: ⟦99999999999999999999999999999999999999h⟧
            """,
            ("N3S0018", "'timeout' is '99999999999999999999999999999999999999h', but a duration is more than 0 and at most 24h.")),
        new(
            "A_negative_duration",
            """
            chain x:
                timeout: ⟦-5⟧
            """,
            ("N3S0018", "'timeout' is '-5', but a duration is more than 0 and at most 24h.")),
        new(
            "A_list_where_a_name_is_wanted",
            """
            chain x:
                step a:
                    target: ⟦[b]⟧
            """,
            ("N3S0017", "'target' takes a single name.")),
        new(
            "A_list_in_a_list_of_names",
            """
            chain x:
                step a:
                    depends_on: [b, ⟦[c]⟧]
            """,
            ("N3S0017", "'depends_on' takes the name of a step, or a list of names, as [a, b].")),
        new(
            "A_type_that_is_none",
            """
            chain x:
                step a:
                    returns: ⟦list<⟧
            """,
            ("N3S0019", "'list<' is not a type. Write text, integer, number, boolean, json, list<T>, or the name of a C# type.")),
        new(
            "A_type_with_code_in_it",
            """
            chain x:
                step a:
                    returns: ⟦"int; class X {}"⟧
            """,
            ("N3S0019", "'int; class X {}' is not a type. Write text, integer, number, boolean, json, list<T>, or the name of a C# type.")),
        new(
            "A_list_where_a_type_is_wanted",
            """
            chain x:
                step a:
                    returns: ⟦[text]⟧
            """,
            ("N3S0019", "This is not a type. Write text, integer, number, boolean, json, list<T>, or the name of a C# type.")),
        new(
            "A_word_that_looks_like_a_truth_value",
            """
            chain x:
                step a:
                    options:
                        deep: ⟦yes⟧
            """,
            ("N3S0020", "'yes' is text here. Write true, or \"yes\" if the text is meant.")),
        new(
            "A_word_that_looks_like_null_in_a_list",
            """
            chain x:
                step a:
                    options:
                        list: [a, ⟦NULL⟧]
            """,
            ("N3S0020", "'NULL' is text here. Write null, or \"NULL\" if the text is meant.")),
        new(
            "Names_without_list",
            """
            chain x:
                output: ⟦a, b⟧
            """,
            ("N3S0017", "'a, b' is more than one name. Write a list with a ',' between the names, as [a, b].")),
    ];
}
