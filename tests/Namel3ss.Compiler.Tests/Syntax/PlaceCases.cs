namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Where branches, loops and models may stand.</summary>
internal static class PlaceCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "A_maximum_in_a_for",
            """
            chain x:
                for a in b:
                    ⟦max_iterations⟧: 5
            """,
            ("N3S1009", "'max_iterations' is a key of a 'while'. Move it there, or delete it.")),
        new(
            "A_key_of_a_step_in_a_branch",
            """
            chain x:
                if a:
                    ⟦parallel⟧: true
                    step b:
            """,
            ("N3S1009", "'parallel' is a key of a step. Indent it below 'step NAME:'.")),
        new(
            "A_key_of_a_chain_in_a_loop",
            """
            chain x:
                for a in b:
                    ⟦output⟧: c
                    step c:
            """,
            ("N3S1009", "'output' is a key of the chain. Indent it as the chain's other lines.")),
        new(
            "An_unknown_key_in_a_branch",
            """
            chain x:
                if a:
                    ⟦colour⟧: blue
                    step b:
            """,
            ("N3S1002", "'colour' is no key here: in 'if' stand steps, 'if', 'for' and 'while'. Write 'step NAME:', with its keys indented below.")),
        new(
            "Steps_in_a_branch",
            """
            chain x:
                if a:
                    ⟦steps⟧:
                        step b:
            """,
            ("N3S1009", "'steps' is a key of the chain. Indent it as the chain's other lines.")),
        new(
            "A_branch_outside_steps",
            """
            chain x:
                steps:
                    step a:
                ⟦if⟧ b:
                    step c:
                step d:
            """,
            ("N3S1006", "The 'if' stands outside 'steps:' (line 2). Indent it below 'steps:', or delete 'steps:' and keep all steps in the chain itself.")),
        new(
            "Steps_after_a_loop",
            """
            chain x:
                for a in b:
                    step c:
                ⟦steps⟧:
                    step d:
            """,
            ("N3S1006", "The 'for' (line 2) stands outside this 'steps:'. Move it into 'steps:', or delete 'steps:' and keep all steps in the chain itself.")),
        new(
            "A_branch_in_a_step",
            """
            chain x:
                step a:
                    ⟦if⟧ b > 1:
                        kind: connector
                    target: c
            """,
            ("N3S1009", "'if' stands inside a step. Put the step inside the 'if', or give the step a key: 'if: EXPR' for a condition, 'for_each: EXPR' for a list.")),
        new(
            "An_else_in_a_step",
            """
            chain x:
                step a:
                    target: c
                    ⟦else⟧:
                        target: d
            """,
            ("N3S1009", "'else' stands inside a step. Put the step inside the 'else', or give the step a key: 'if: EXPR' for a condition, 'for_each: EXPR' for a list.")),
        new(
            "A_condition_of_a_step_without_colon",
            """
            chain x:
                step a:
                    ⟦if⟧ b > 1
            """,
            ("N3S0006", "A ':' is missing after 'if'. Write 'if:'.")),
        new(
            "A_branch_outside_a_chain",
            """
            ⟦if⟧ a:
                step b:
            for c in d:
                step e:
            """,
            ("N3S1009", "'if' stands in a chain. Write 'chain NAME:' above it and indent the 'if' below that.")),
        new(
            "A_model_in_a_chain",
            """
            chain x:
                ⟦llm⟧ y:
                    model: z
            """,
            ("N3S1009", "The llm 'y' stands inside another block. An llm starts at the beginning of its line: do not indent it.")),
        new(
            "A_chain_in_a_branch",
            """
            chain x:
                if a:
                    ⟦chain⟧ y:
                        step b:
            """,
            ("N3S1009", "The chain 'y' stands inside another block. A chain starts at the beginning of its line: do not indent it.")),
        new(
            "A_misspelt_model",
            """
            ⟦lml⟧ x:
                model: y
            """,
            ("N3S1001", "'lml' is not a declaration. A file consists of 'chain NAME:' and 'llm NAME:', with their lines indented below. Did you mean 'llm'?")),
        new(
            "A_model_without_name",
            """
            ⟦llm⟧:
                model: y
            """,
            ("N3S1004", "The llm has no name. Write 'llm NAME:', with a name of letters, digits and '_'.")),
        new(
            "An_unknown_key_of_a_model",
            """
            llm x:
                ⟦modell⟧: y
                ⟦colour⟧: z
            """,
            ("N3S1002", "An llm has no key 'modell'. Did you mean 'model'?"),
            ("N3S1002", "An llm has no key 'colour'. Its keys are client, model, temperature, max_tokens, system, max_concurrent and fallback.")),
        new(
            "A_step_in_the_value_of_a_key",
            """
            chain x:
                step a:
                    options:
                        b: 1
                        ⟦step⟧ c:
                    parallel: true
                    options:
                        d: 2
            """,
            ("N3S1009", "'step' stands in the value of a key, where each line is 'key: value'. Indent it as the statements around it are.")),
        new(
            "A_step_that_is_indented_as_the_inputs_are",
            """
            chain x:
                inputs:
                    b: text
                    ⟦step⟧ a:
                        target: c
            """,
            ("N3S1009", "'step' stands in 'inputs:', where each line is 'name: type'. Indent it as 'inputs:' is.")),
        new(
            "An_input_that_is_indented_as_the_steps_are",
            """
            chain x:
                inputs:
                    b: text
                ⟦c⟧: integer = 2
                step a:
            """,
            ("N3S1009", "A chain has no key 'c'. If it is an input, indent it below 'inputs:'.")),
        new(
            "A_step_in_a_model",
            """
            llm x:
                ⟦step⟧ a:
                    target: b
                ⟦model⟧ gpt
            """,
            ("N3S1009", "A step stands in a chain. Write 'chain NAME:' above it and indent the step below that."),
            ("N3S0006", "A ':' is missing after 'model'. Write 'model:'.")),
        new(
            "A_branch_indented_too_far",
            """
            chain x:
                timeout: 50
                      ⟦if b:⟧
                          step c:
            """,
            ("N3S0004", "This line is indented by 10 spaces, but the lines around it by 4 spaces, and nothing above opens a block for it. Indent it as they are.")),
    ];
}
