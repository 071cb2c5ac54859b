namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Branches and loops.</summary>
internal static class FlowCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new(
            "An_elif_without_if",
            """
            chain x:
                step a:
                ⟦elif⟧ b:
                    step c:
            """,
            ("N3S1010", "'elif' has no 'if' right above it, in the same block and indented alike. Write 'if EXPR:' in its place.")),
        new(
            "An_else_without_if",
            """
            chain x:
                ⟦else⟧:
                    step c:
                else:
                    step d:
            """,
            ("N3S1010", "'else' has no 'if' right above it, in the same block and indented alike. Write 'if EXPR:' above it.")),
        new(
            "An_else_after_a_step",
            """
            chain x:
                if a:
                    step b:
                step c:
                ⟦else⟧:
                    step d:
            """,
            ("N3S1010", "'else' has no 'if' right above it, in the same block and indented alike. Write 'if EXPR:' above it.")),
        new(
            "An_else_after_a_key",
            """
            chain x:
                if a:
                    step b:
                timeout: 50
                ⟦else⟧:
                    step d:
            """,
            ("N3S1010", "'else' has no 'if' right above it, in the same block and indented alike. Write 'if EXPR:' above it.")),
        new(
            "An_elif_after_else",
            """
            chain x:
                if a:
                else:
                    step b:
                ⟦elif⟧ c:
                    step d:
            """,
            ("N3S1010", "'elif' stands after 'else' (line 3), which is the last branch. Move it above.")),
        new(
            "An_else_indented_otherwise",
            """
            chain x:
                if a:
                    step b:
                    ⟦else⟧:
                        step c:
            """,
            ("N3S1010", "'else' has no 'if' right above it, in the same block and indented alike. Write 'if EXPR:' above it.")),
        new(
            "An_else_if_of_C",
            """
            chain x:
                if a:
                ⟦else if⟧ b:
                    step c:
            """,
            ("N3S1010", "'else' takes no condition. Write 'elif EXPR:', or 'else:' alone.")),
        new(
            "An_else_with_a_condition",
            """
            chain x:
                if a:
                else ⟦b > 1⟧:
                    step c:
            """,
            ("N3S1010", "'else' takes no condition. Write 'elif EXPR:', or 'else:' alone.")),
        new(
            "A_misspelt_elif",
            """
            chain x:
                if a:
                ⟦elsif⟧ b:
                    step c:
                else:
                    step d:
            """,
            ("N3S1001", "'elsif' is not a statement. A chain consists of 'step NAME:', 'if EXPR:', 'for NAME in EXPR:', 'while EXPR:' and of keys with their values. Did you mean 'elif'?")),
        new(
            "A_loop_of_CSharp",
            """
            chain x:
                ⟦foreach⟧ a in b:
                    step c:
            """,
            ("N3S1001", "'foreach' is not a statement. A chain consists of 'step NAME:', 'if EXPR:', 'for NAME in EXPR:', 'while EXPR:' and of keys with their values. Did you mean 'for'?")),
        new(
            "An_if_without_a_condition",
            """
            chain x:
                ⟦if⟧:
                    step a:
            """,
            ("N3S1011", "'if' has no condition. Write 'if EXPR:', for example 'if count(items) > 1:'.")),
        new(
            "A_while_without_a_condition",
            """
            chain x:
                ⟦while⟧ :
                    max_iterations: 3
                    step a:
            """,
            ("N3S1011", "'while' has no condition. Write 'while EXPR:', for example 'while count(items) > 1:'.")),
        new(
            "A_while_as_a_key",
            """
            chain x:
                ⟦while⟧: a < 3
                    max_iterations: 3
            """,
            ("N3S1011", "'while' has no condition. Write 'while EXPR:', for example 'while count(items) > 1:'.")),
        new(
            "An_elif_as_a_key",
            """
            chain x:
                if a:
                ⟦elif⟧: a < 3
                    step b:
            """,
            ("N3S1011", "'elif' has no condition. Write 'elif EXPR:', for example 'elif count(items) > 1:'.")),
        new(
            "A_for_without_in",
            """
            chain x:
                for ⟦items⟧:
                    step a:
            """,
            ("N3S1011", "'for' takes a name, 'in' and a list. Write 'for item in EXPR:'.")),
        new(
            "A_for_with_an_index",
            """
            chain x:
                for ⟦i, item in items⟧:
                    step a:
            """,
            ("N3S1011", "'for' takes a name, 'in' and a list. Write 'for item in EXPR:'.")),
        new(
            "A_for_without_a_list",
            """
            chain x:
                for ⟦item in⟧:
                    step a:
            """,
            ("N3S1011", "'for' takes a name, 'in' and a list. Write 'for item in EXPR:'.")),
        new(
            "A_for_of_nothing",
            """
            chain x:
                ⟦for⟧:
                    step a:
            """,
            ("N3S1011", "'for' takes a name, 'in' and a list. Write 'for item in EXPR:'.")),
        new(
            "A_for_with_a_wrong_name",
            """
            chain x:
                for ⟦my-item⟧ in items:
                    step a:
            """,
            ("N3S0009", "'my-item' is not the name of a loop variable: a name has letters a to z and A to Z, digits and '_' only. Write 'my_item', for example.")),
        new(
            "A_for_with_a_wrong_list",
            """
            chain x:
                for item in items ⟦where⟧ a:
                    step a:
            """,
            ("N3S0025", "The expression ends before 'where'. Write an operator or a ',' between them, or delete this.")),
        new(
            "A_condition_without_colon",
            """
            chain x:
                if ⟦a > 1⟧  # c
                    step a:
            """,
            ("N3S0006", "A ':' is missing after 'if a > 1'. Write 'if a > 1:'.")),
        new(
            "A_for_without_colon",
            """
            chain x:
                for ⟦item in items⟧
                    step a:
            """,
            ("N3S0006", "A ':' is missing after 'for item in items'. Write 'for item in items:'.")),
        new(
            "An_else_without_colon",
            """
            chain x:
                if a:
                ⟦else⟧
                    step a:
            """,
            ("N3S0006", "A ':' is missing after 'else'. Write 'else:'.")),
        new(
            "A_step_behind_a_condition",
            """
            chain x:
                if a > 1: ⟦step b⟧
                    step c:
            """,
            ("N3S1005", "'if a > 1:' takes no value: what belongs to it stands on the lines below it, indented. Move this there or delete it.")),
        new(
            "A_step_behind_an_else",
            """
            chain x:
                if a > 1:
                else: ⟦step b⟧
            """,
            ("N3S1005", "'else:' takes no value: what belongs to it stands on the lines below it, indented. Move this there or delete it.")),
        new(
            "A_mistake_in_a_head",
            """
            chain x:
                if a ⟦&&⟧ b:
                    step c:
            """,
            ("N3S0026", "'&&' is no operator here. Write 'and'.")),
        new(
            "A_while_without_end",
            """
            chain x:
                ⟦while a < 3:⟧
                    step b:
            """,
            ("N3S1012", "This 'while' has no 'max_iterations', so it might never end. Write 'max_iterations: 20' below it, with the most often that it may run.")),
        new(
            "A_while_with_a_wrong_maximum",
            """
            chain x:
                while a < 3:
                    max_iterations: ⟦0⟧
                    step b:
            """,
            ("N3S0029", "'max_iterations' is 0, but it takes a whole number from 1 to 1000000.")),
        new(
            "A_while_with_too_high_a_maximum",
            """
            chain x:
                while a < 3:
                    step b:
                    max_iterations: ⟦1000001⟧
            """,
            ("N3S0029", "'max_iterations' is 1000001, but it takes a whole number from 1 to 1000000.")),
        new(
            "A_misspelt_maximum",
            """
            chain x:
                while a < 3:
                    max_iterations: 5
                    ⟦max_iteration⟧: 6
            """,
            ("N3S1002", "A while has no key 'max_iteration'. Its only key is max_iterations.")),
        new(
            "A_maximum_twice",
            """
            chain x:
                while a < 3:
                    max_iterations: 5
                    ⟦max_iterations⟧: 6
            """,
            ("N3S1003", "'max_iterations' stands twice here (first on line 3). Delete one of them.")),
    ];
}
