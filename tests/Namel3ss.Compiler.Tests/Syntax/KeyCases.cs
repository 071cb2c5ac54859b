namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Keys with bounds and forms of their own.</summary>
internal static class KeyCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "A_misspelt_schedule",
            """
            chain x:
                schedule: ⟦dataflows⟧
            """,
            ("N3S0017", "'schedule' takes groups or dataflow, not 'dataflows'. Did you mean 'dataflow'?")),
        new(
            "A_schedule_that_is_none",
            """
            chain x:
                schedule: ⟦[groups]⟧
            """,
            ("N3S0017", "'schedule' takes groups or dataflow.")),
        new(
            "A_loop_variable_with_a_hyphen",
            """
            chain x:
                step a:
                    as: ⟦my-item⟧
            """,
            ("N3S0009", "'my-item' is not the name of a loop variable: a name has letters a to z and A to Z, digits and '_' only. Write 'my_item', for example.")),
        new(
            "Several_loop_variables",
            """
            chain x:
                step a:
                    as: ⟦[a, b]⟧
            """,
            ("N3S0017", "'as' takes a single name.")),
        new(
            "A_count_of_zero",
            """
            chain x:
                step a:
                    max_parallel: ⟦0⟧
            """,
            ("N3S0029", "'max_parallel' is 0, but it takes a whole number from 1 to 1000000.")),
        new(
            "A_negative_count",
            """
            chain x:
                step a:
                    max_parallel: ⟦-1⟧
            """,
            ("N3S0029", "'max_parallel' is -1, but it takes a whole number from 1 to 1000000.")),
        new(
            "A_count_that_is_not_whole",
            """
            chain x:
                step a:
                    max_parallel: ⟦2.5⟧
            """,
            ("N3S0029", "'max_parallel' is 2.5, but it takes a whole number from 1 to 1000000.")),
        new(
            "A_count_in_quotes",
            """
            chain x:
                step a:
                    max_parallel: ⟦"8"⟧
            """,
            ("N3S0017", "'max_parallel' takes a number, not the text '8'. Write it without quotes.")),
        new(
            "A_count_in_words",
            """
            chain x:
                step a:
                    max_parallel: ⟦many⟧
            """,
            ("N3S0017", "'max_parallel' takes a number, not 'many'.")),
        new(
            "A_count_that_is_a_list",
            """
            chain x:
                step a:
                    max_parallel: ⟦[8]⟧
            """,
            ("N3S0017", "'max_parallel' takes a number.")),
        new(
            "A_temperature_that_is_too_high",
            """
            llm x:
                temperature: ⟦2.5⟧
                max_tokens: ⟦0⟧
                max_concurrent: ⟦10001⟧
            """,
            ("N3S0029", "'temperature' is 2.5, but it takes a number from 0 to 2."),
            ("N3S0029", "'max_tokens' is 0, but it takes a whole number from 1 to 100000000."),
            ("N3S0029", "'max_concurrent' is 10001, but it takes a whole number from 1 to 10000.")),
        new(
            "A_temperature_in_words",
            """
            llm x:
                temperature: ⟦hot⟧
            """,
            ("N3S0017", "'temperature' takes a number, not 'hot'.")),
        new(
            "Too_many_attempts",
            """
            chain x:
                step a:
                    retry: ⟦101⟧
            """,
            ("N3S0029", "'retry' is 101, but it takes a whole number from 1 to 100.")),
        new(
            "Attempts_in_words",
            """
            chain x:
                step a:
                    retry: ⟦always⟧
            """,
            ("N3S0017", "'retry' takes a number, not 'always'.")),
        new(
            "Attempts_in_a_list",
            """
            chain x:
                step a:
                    retry: ⟦[1, 2]⟧
            """,
            ("N3S0017", "'retry' takes the number of further attempts, as 3, or lines of 'attempts', 'delay', 'backoff', 'max_delay' and 'on' indented below it.")),
        new(
            "An_unknown_key_of_retry",
            """
            chain x:
                step a:
                    retry:
                        attempts: 3
                        ⟦backof⟧: linear
            """,
            ("N3S1002", "A retry has no key 'backof'. Did you mean 'backoff'?")),
        new(
            "A_retry_without_attempts",
            """
            chain x:
                step a:
                    ⟦retry⟧:
                        delay: 1s
                        backoff: linear
            """,
            ("N3S0016", "'retry' has no 'attempts'. Write how many further attempts there are, as 'attempts: 3'.")),
        new(
            "A_backoff_that_is_none",
            """
            chain x:
                step a:
                    retry:
                        attempts: 3
                        backoff: ⟦exponentiel⟧
            """,
            ("N3S0017", "'backoff' takes constant, linear or exponential, not 'exponentiel'. Did you mean 'exponential'?")),
        new(
            "A_delay_that_is_none",
            """
            chain x:
                step a:
                    retry:
                        attempts: 3
                        delay: ⟦"1s"⟧
                        max_delay: ⟦0⟧
            """,
            ("N3S0017", "'delay' takes a duration, not '1s'. Write seconds, as 120, or a number with a unit, as 200ms, 1.5s, 2m or 1h, without a space and without quotes."),
            ("N3S0018", "'max_delay' is '0', but a duration is more than 0 and at most 24h.")),
        new(
            "A_delay_over_its_maximum",
            """
            chain x:
                step a:
                    retry:
                        attempts: 3
                        delay: ⟦2m⟧
                        max_delay: 30s
            """,
            ("N3S0018", "'delay' is '2m', which is longer than 'max_delay', '30s'. Lower the one or raise the other.")),
        new(
            "Braces_in_a_retry",
            """
            chain x:
                step a:
                    retry:
                        attempts: ⟦{{ a }}⟧
            """,
            ("N3S0028", "'attempts' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself.")),
        new(
            "A_failure_that_is_none",
            """
            chain x:
                step a:
                    retry:
                        attempts: 3
                        on: [timeout, ⟦rate_limits⟧, ⟦503⟧]
            """,
            ("N3S0017", "'on' takes timeout, rate_limit, server, network, answer or any, not 'rate_limits'. Did you mean 'rate_limit'?"),
            ("N3S0017", "'on' takes timeout, rate_limit, server, network, answer or any, not '503'.")),
        new(
            "A_failure_in_braces",
            """
            chain x:
                step a:
                    retry:
                        attempts: 3
                        on: ⟦{{ a }}⟧
            """,
            ("N3S0028", "'on' is fixed when the project is built, so it takes no '{{ }}'. Write the value itself.")),
        new(
            "A_failure_listed_twice",
            """
            chain x:
                step a:
                    retry:
                        attempts: 3
                        on:
                            - server
                            - network
                            - ⟦server⟧
            """,
            ("N3S1029", "'server' is listed twice in 'on'; once is enough.")),
        new(
            "No_failure_at_all",
            """
            chain x:
                step a:
                    retry:
                        attempts: 3
                        on: ⟦[]⟧
            """,
            ("N3S0016", "'on' names no failure, so the step would never be tried again. Write those that it is tried again after, as [timeout, rate_limit], or delete the key.")),
        new(
            "Any_failure_among_others",
            """
            chain x:
                step a:
                    retry:
                        attempts: 3
                        on: [timeout, ⟦any⟧]
            """,
            ("N3S1045", "'any' is every failure, so the others in the list say nothing. Write 'on: any', or delete 'any'.")),
        new(
            "Models_without_comma",
            """
            llm x:
                fallback: ⟦a b⟧
            """,
            ("N3S0017", "'a b' is more than one name. Write a list with a ',' between the names, as [a, b].")),
        new(
            "A_map_for_models",
            """
            llm x:
                ⟦fallback⟧:
                    a: 1
                    b: 2
            """,
            ("N3S0017", "'fallback' takes the name of an llm, or a list of names, as [a, b].")),
    ];
}
