using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Text with expressions in it.</summary>
public class TemplateTests
{
    [Theory]
    [InlineData("{{ x }}", "{{x}}")]
    [InlineData("{{x}}  # comment", "{{x}}")]
    [InlineData("\"{{ x }}\"", "{{x}}")]
    [InlineData("'{{ x }}'", "{{x}}")]
    [InlineData("\"\"\"{{ x }}\"\"\"", "{{x}}")]
    [InlineData("\"\"\"\n                {{ x }}\n                \"\"\"", "{{x}}")]
    [InlineData("|\n                {{ x }}", "{{x}}")]
    [InlineData("|\n                {{ x\n                ?? y }}", "{{(Coalesce x y)}}")]
    [InlineData("[{{ f(a, b) }}, \"{{ x }}\", {{ a[0] }}]", "[{{(f() a b)}}, {{x}}, {{([] a 0)}}]")]
    [InlineData("\n              - {{ x }}\n              - a: \"{{ y }}\"", "[{{x}}, {a: {{y}}}]")]
    [InlineData("{{ \"{{\" }}", "{{'{{'}}")]
    [InlineData("{{ '}}' }}", "{{'}}'}}")]
    [InlineData("{{ a ?? \" # \" }}", "{{(Coalesce a ' # ')}}")]
    public void Braces_alone_are_the_value_itself(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("Dear {{ x }}, hello  # comment", "$Dear {{x}}, hello$")]
    [InlineData("{{ x }}{{ y }}", "${{x}}{{y}}$")]
    [InlineData("{{ x }} {{ y }}", "${{x}} {{y}}$")]
    [InlineData("\" {{ x }}\"", "$ {{x}}$")]
    [InlineData("\"a\\t{{ x }}\\n\"", "$a\t{{x}}\n$")]
    [InlineData("'{{ x }}\\{{ y }}'", "${{x}}{{ y }}$")]
    [InlineData("\\{{ {{ x }} }}", "${{ {{x}} }}$")]
    [InlineData("[a {{ f(1, 2) }} b, c]", "[$a {{(f() 1 2)}} b$, 'c']")]
    [InlineData("|\n                a {{ x }}\n                  b {{ y +\n                1 }} c\n\n                d", "$a {{x}}\n  b {{(Add y 1)}} c\n\nd$")]
    [InlineData("\"\"\"a {{ x }}\n                b {{ y\n                }}\\t\n                c\n                \"\"\"", "$a {{x}}\nb {{y}}\t\nc$")]
    [InlineData("https://x.org/{{ x }}#{{ y }}", "$https://x.org/{{x}}#{{y}}$")]
    [InlineData("1{{ x }}", "$1{{x}}$")]
    public void With_text_around_they_are_text(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("\"{{ x ?? \"none\" }}\"")]
    [InlineData("\"{{ x ?? 'none' }}\"")]
    [InlineData("\"{{ x ?? \\\"none\\\" }}\"")]
    [InlineData("'{{ x ?? 'none' }}'")]
    [InlineData("'{{ x ?? \"none\" }}'")]
    [InlineData("'{{ x ?? \\'none\\' }}'")]
    [InlineData("{{ x ?? \"none\" }}")]
    [InlineData("\"\"\"{{ x ?? \"none\" }}\"\"\"")]
    [InlineData("|\n                {{ x ?? \"none\" }}")]
    [InlineData("|\n                {{ x ?? 'none' }}")]
    public void Between_braces_quotes_belong_to_the_expression(string value) =>
        Assert.Equal("{{(Coalesce x 'none')}}", Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("\"a }} b\"", "'a }} b'")]
    [InlineData("}}", "'}}'")]
    [InlineData("\"{{ x }}}\"", "${{x}}}$")]
    [InlineData("\"{ {{ x }} }\"", "${ {{x}} }$")]
    [InlineData("\"{a}\"", "'{a}'")]
    [InlineData("\"\\u007b{ x }}\"", "'{{ x }}'")]
    [InlineData("\"\\{\\{ x }}\"", "'{{ x }}'")]
    public void Other_braces_are_text(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("prompt: {{ x }}", "${{x}}$")]
    [InlineData("text: \"{{ x }}\"", "${{x}}$")]
    [InlineData("system: be {{ x }}", "$be {{x}}$")]
    [InlineData("text: plain", "'plain'")]
    [InlineData("text: 5", "'5'")]
    [InlineData("prompt: \"\"", "''")]
    public void Where_text_is_wanted_all_is_text(string line, string expected)
    {
        var step = Assert.IsType<StepSyntax>(Read.Tree($"chain c:\n    step s:\n        {line}\n").Chains[0].Body[0]);

        Assert.Equal(expected, Describe.Value(Assert.Single(step.Properties).Value));
    }

    [Fact]
    public void An_expression_is_not_read_in_what_it_yields()
    {
        // Text is read once: braces in a text of an expression stay as they are.
        Assert.Equal("{{(Add '{{ x }}' y)}}", Describe.Value(Read.Option("\"{{ '{{ x }}' + y }}\"")));
    }
}
