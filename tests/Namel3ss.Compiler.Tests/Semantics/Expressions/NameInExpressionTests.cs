namespace Namel3ss.Compiler.Tests.Semantics.Expressions;

/// <summary>Names as expressions write them, and what is written as JSON.</summary>
public sealed class NameInExpressionTests
{
    private const string Head = """
        chain c:
            inputs:
                "2nd": integer
                message: text
            step "3d":
                target: add
                options:
                    value: {{ _2nd }}

        """;

    private static readonly Project Shop = new(
        Connectors.Of("add: int (int value)\necho: string (string text)\npublic enum Level { Low, High }\npublic record Point(int X, Level Level);\npoint: Point ()"),
        ("shapes.py", "def draw(**options):\n    return None\n"));

    [Fact]
    public void A_name_that_starts_with_a_digit_takes_a_line_before_it() => Shop.AssertReportsNothing(Head + """
            step e:
                kind: template
                text: "{{ _3d }}"
        """);

    [Fact]
    public void Without_the_line_it_is_no_number() => Shop.AssertReports(
        Head + """
            step e:
                kind: template
                text: "{{ ⟦3d⟧ + 1 }}"
        """,
        ("N3S0025", "'3d' is not a number. Write it as 10, 0.5 or 1e-3; a text takes quotes, and of a name that starts with a digit '_' comes first."));

    [Fact]
    public void It_is_suggested_with_the_line() => Shop.AssertReports(
        Head + """
            step e:
                kind: template
                text: "{{ ⟦_2n⟧ }}"
        """,
        ("N3S2013", "There is no input, step or loop variable '_2n' here. For text, write quotes around it; for a C# constant, write its type too."));

    [Fact]
    public void A_word_that_is_such_a_name_is_told_how_to_write_it() => Shop.AssertReports(
        Head + """
            step echo:
                options:
                    text: ⟦3d⟧
        """,
        ("N3S2021", "'3d' is the word; for the step write {{ _3d }}. Quotes around the word silence this."));

    [Fact]
    public void Text_is_joined_with_anything()
    {
        string text = Shop.Emit(Head + """
                step point:
                    target: point
                step e:
                    kind: template
                    text: "{{ 'at ' + point + point.x + point.level + message }}"
            """);

        Assert.Contains(
            "Operators.Add(global::Namel3ss.CompilerServices.Operators.Add(global::Namel3ss.CompilerServices.Operators.Add(global::Namel3ss.CompilerServices.Operators.Add(\"at \", chain.Text(steps.Point.Value())), steps.Point.Value().X), chain.Text(steps.Point.Value().Level)), message)",
            text, StringComparison.Ordinal);
        Assert.Contains("Json = [typeof(global::Shop.Point), typeof(global::Shop.Level)]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_as_json_is_known_before_the_chain_starts()
    {
        string text = Shop.Emit(Head + """
                step point:
                    target: point
                if json(point.level) == "x":
                    step draw:
                        kind: python
                        target: shapes.draw
                        options:
                            level: "{{ point.level }}"
                            both: ["{{ point }}", "{{ message }}!"]
            """);

        Assert.Contains(
            "Json = [typeof(int), typeof(string), typeof(global::System.Text.Json.JsonElement), typeof(global::Shop.Level), typeof(global::Shop.Point)]",
            text, StringComparison.Ordinal);
        Assert.Contains("{ HasBranches = true, Json = [typeof(global::Shop.Level)] }", text, StringComparison.Ordinal);
    }
}
