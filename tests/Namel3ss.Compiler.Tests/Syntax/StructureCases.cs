namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>What may stand where.</summary>
internal static class StructureCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "An_unknown_declaration",
            """
            ⟦workflow⟧ x:
                step a:
            """,
            ("N3S1001", "'workflow' is not a declaration. A file consists of 'chain NAME:' and 'llm NAME:', with their lines indented below.")),
        new(
            "A_misspelt_declaration",
            """
            ⟦chian⟧ x:
                timeout: 5
            """,
            ("N3S1001", "'chian' is not a declaration. A file consists of 'chain NAME:' and 'llm NAME:', with their lines indented below. Did you mean 'chain'?")),
        new(
            "An_unknown_statement",
            """
            chain x:
                ⟦task⟧ a:
                    kind: connector
            """,
            ("N3S1001", "'task' is not a statement. A chain consists of 'step NAME:', 'if EXPR:', 'for NAME in EXPR:', 'while EXPR:' and of keys with their values.")),
        new(
            "A_misspelt_statement",
            """
            chain x:
                ⟦stpe⟧ a:
                    kind: connector
            """,
            ("N3S1001", "'stpe' is not a statement. A chain consists of 'step NAME:', 'if EXPR:', 'for NAME in EXPR:', 'while EXPR:' and of keys with their values. Did you mean 'step'?")),
        new(
            "An_unknown_key_of_a_chain",
            """
            chain x:
                ⟦colour⟧: blue
            """,
            ("N3S1002", "A chain has no key 'colour'. Its keys are description, inputs, timeout, schedule, output and steps.")),
        new(
            "A_misspelt_key_of_a_chain",
            """
            chain x:
                ⟦Time_Out⟧: 5
            """,
            ("N3S1002", "A chain has no key 'Time_Out'. Did you mean 'timeout'?")),
        new(
            "An_unknown_key_of_a_step",
            """
            chain x:
                step a:
                    ⟦colour⟧: [blue
                    kind: connector
            """,
            ("N3S1002", "A step has no key 'colour'. An argument of the call stands below 'options:', indented; the step's own keys are kind, target, parallel, depends_on, options, prompt, system, text, returns, timeout, retry, stop_on_error, continue_on_error, if, for_each, as and max_parallel.")),
        new(
            "A_misspelt_key_of_a_step",
            """
            chain x:
                step a:
                    ⟦dependsOn⟧: [b]
            """,
            ("N3S1002", "A step has no key 'dependsOn'. Did you mean 'depends_on'?")),
        new(
            "A_key_twice_in_a_chain",
            """
            chain x:
                timeout: 5
                ⟦timeout⟧: 6
            """,
            ("N3S1003", "'timeout' stands twice here (first on line 2). Delete one of them.")),
        new(
            "A_key_twice_in_a_step",
            """
            chain x:
                step a:
                    kind: connector
                    target: b
                    ⟦kind⟧: python
            """,
            ("N3S1003", "'kind' stands twice here (first on line 3). Delete one of them.")),
        new(
            "An_option_twice",
            """
            chain x:
                step a:
                    options:
                        a: 1
                        ⟦"a"⟧: "not closed
                        b: 2
            """,
            ("N3S1003", "'a' stands twice here (first on line 4). Delete one of them.")),
        new(
            "Steps_twice",
            """
            chain x:
                steps:
                    step a:
                ⟦steps⟧:
                    step b:
            """,
            ("N3S1003", "'steps' stands twice here (first on line 2). Delete one of them.")),
        new(
            "A_chain_without_name",
            """
            ⟦chain⟧:
                timeout: 5
            """,
            ("N3S1004", "The chain has no name. Write 'chain NAME:', with a name of letters, digits and '_'.")),
        new(
            "A_step_without_name",
            """
            chain x:
                ⟦step⟧
                    kind: connector
            """,
            ("N3S1004", "The step has no name. Write 'step NAME:', with a name of letters, digits and '_'.")),
        new(
            "A_step_as_a_key",
            """
            chain x:
                ⟦step⟧: analyze
                    kind: connector
            """,
            ("N3S1004", "The step has no name. Write 'step NAME:', with a name of letters, digits and '_'.")),
        new(
            "A_value_after_a_chain",
            """
            chain x: ⟦5⟧ # five
            """,
            ("N3S1005", "'chain x:' takes no value: what belongs to it stands on the lines below it, indented. Move this there or delete it.")),
        new(
            "A_value_after_a_step",
            """
            chain x:
                step a: ⟦connector⟧
                    target: b
            """,
            ("N3S1005", "'step a:' takes no value: what belongs to it stands on the lines below it, indented. Move this there or delete it.")),
        new(
            "A_value_after_steps",
            """
            chain x:
                steps: ⟦[]⟧
            """,
            ("N3S1005", "'steps:' takes no value: what belongs to it stands on the lines below it, indented. Move this there or delete it.")),
        new(
            "A_step_outside_steps",
            """
            chain x:
                steps:
                    step a:
                step ⟦b⟧:
                step c:
            """,
            ("N3S1006", "The step 'b' stands outside 'steps:' (line 2). Indent it below 'steps:', or delete 'steps:' and keep all steps in the chain itself.")),
        new(
            "Steps_after_a_step",
            """
            chain x:
                step a:
                ⟦steps⟧:
                    step b:
                step c:
            """,
            ("N3S1006", "The step 'a' (line 2) stands outside this 'steps:'. Move it into 'steps:', or delete 'steps:' and keep all steps in the chain itself.")),
        new(
            "If_as_a_key",
            """
            chain x:
                ⟦if⟧: a > 1
                    step b:
            """,
            ("N3S1007", "'if' is no key of a chain. Write 'if EXPR:' with the steps it decides on indented below, or 'if: EXPR' in a step.")),
        new(
            "A_step_outside_a_chain",
            """
            chain x:
                timeout: 5
            ⟦step⟧ a:
                kind: connector
            step b:
                kind: connector
            """,
            ("N3S1009", "A step stands in a chain. Write 'chain NAME:' above it and indent the step below that.")),
        new(
            "A_key_outside_a_chain",
            """
            ⟦timeout⟧: 5
            chain x:
            """,
            ("N3S1009", "'timeout' stands in a chain. Indent it below 'chain NAME:'.")),
        new(
            "A_step_in_a_step",
            """
            chain x:
                step a:
                    kind: connector
                    ⟦step⟧ b:
                        kind: connector
                    step c:
                        kind: connector
            """,
            ("N3S1009", "The step 'b' stands inside another step, 'a'. Steps do not nest: indent both alike.")),
        new(
            "A_chain_in_a_chain",
            """
            chain x:
                timeout: 5
                ⟦chain⟧ y:
                    timeout: 6
            """,
            ("N3S1009", "The chain 'y' stands inside another block. A chain starts at the beginning of its line: do not indent it.")),
        new(
            "A_key_of_a_step_in_a_chain",
            """
            chain x:
                ⟦parallel⟧: true
            """,
            ("N3S1009", "'parallel' is a key of a step. Indent it below 'step NAME:'.")),
        new(
            "Keys_of_a_step_that_are_not_indented_are_one_mistake",
            """
            chain x:
                step a:
                ⟦kind⟧: connector

                # comment
                options:
                    b: 1
                timeout: 5
                target: c
            """,
            ("N3S1009", "'kind' is a key of a step. Indent it below 'step NAME:'.")),
        new(
            "A_key_of_a_chain_in_a_step",
            """
            chain x:
                step a:
                    ⟦output⟧: a
            """,
            ("N3S1009", "'output' is a key of the chain. Indent it as the chain's other lines.")),
        new(
            "A_key_of_a_chain_in_steps",
            """
            chain x:
                steps:
                    ⟦description⟧: "a"
                    step a:
            """,
            ("N3S1009", "'description' is a key of the chain. Indent it as the chain's other lines.")),
    ];
}
