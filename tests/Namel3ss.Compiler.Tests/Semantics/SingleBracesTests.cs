namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S2024: a name in single braces, where its value was meant.</summary>
public class SingleBracesTests
{
    private const string Head = """
        llm fast:
        chain c:
            inputs:
                message: text
                list: list<text>
            step customer:
                target: find

        """;

    private static readonly Project Shop = Project.Of("public record Customer(string Name);\nfind: Task<Customer> ()\necho: string (string text)");

    [Fact]
    public void A_prompt_that_would_be_sent_with_its_braces_warns() => Shop.AssertReports(
        Head + """
            step answer:
                target: fast
                system: |
                    You write to
                    ⟦{customer.Name}⟧.
                prompt: "How urgent is ⟦{message}⟧, ⟦{message}⟧?"
        """,
        ("N3S2024", "'{customer.Name}' stays text as it is; for the value of the step write {{ customer.Name }}."),
        ("N3S2024", "'{message}' stays text as it is; for the value of the input write {{ message }}."),
        ("N3S2024", "'{message}' stays text as it is; for the value of the input write {{ message }}."));

    [Fact]
    public void So_does_a_template_beside_what_is_written_right() => Shop.AssertReports(
        Head + """
            step letters:
                kind: template
                for_each: list
                text: Dear {{ customer.Name }}, ⟦{item}⟧
        """,
        ("N3S2024", "'{item}' stays text as it is; for the value of the loop variable write {{ item }}."));

    [Theory]
    [InlineData("Answer as {{ '{' }}\\\"message\\\": 1}")]
    [InlineData("Answer as {\\\"message\\\": \\\"…\\\"}")]
    [InlineData("Answer as { message: 1 }")]
    [InlineData("Answer as { message }")]
    [InlineData("Answer as {message, customer}")]
    [InlineData("Answer as {\\\"a\\\": {message}}")]
    [InlineData("Answer as {other} or {Message}")]
    [InlineData("echo ${message} #{message} %{message} $\\\\frac{message}{message}$ x^{message} f{message}")]
    [InlineData("Numbers match [0-9]{message}, and pairs (ab){message}")]
    [InlineData("Write '{message}' for {{ message }}")]
    [InlineData("Escaped: \\{{message}}, {{ '{message}' }}, {message")]
    [InlineData("{message.} {.message} {message[0]} {message()} {}")]
    [InlineData("{later}")]
    public void Braces_of_another_meaning_are_left_alone(string prompt) => Shop.AssertReportsNothing(
        Head + $"    step answer:\n        target: fast\n        prompt: \"{prompt}\"\n    step later:\n        target: find\n");

    [Fact]
    public void An_option_is_left_alone_because_its_method_may_have_a_use_for_braces() => Shop.AssertReportsNothing(
        Head + """
            step answer:
                target: echo
                options:
                    text: "Dear {message}"
        """);

    [Fact]
    public void A_comment_says_that_they_are_meant() => Shop.AssertReportsNothing(
        Head + """
            step answer:
                target: fast
                # n3-disable N3S2024 the model fills them in
                prompt: "Write a letter with {message} as a placeholder"
        """);
}
