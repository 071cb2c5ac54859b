namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S2035: what has a place in a conversation, and none in a text.</summary>
public class ConversationTypeTests
{
    private const string File = "A DataContent cannot be a part of a text: it belongs in a ChatMessage, which a connector can send with an IChatClient.";

    private const string Message =
        "A ChatMessage cannot be a part of a text: write its text, '.text', or hand it to a connector, which can send it with an IChatClient.";

    private const string Tool =
        "An AIFunction cannot be a part of a text: tools belong to the IChatClient that the llm names, in ChatOptions.Tools and with UseFunctionInvocation.";

    private static readonly Project Shop = Project.Of("""
        photo: Task<Microsoft.Extensions.AI.DataContent> ()
        message: Task<Microsoft.Extensions.AI.ChatMessage> ()
        tool: Task<Microsoft.Extensions.AI.AIFunction> ()
        history: Task<IReadOnlyList<Microsoft.Extensions.AI.ChatMessage>> ()
        echo: Task<string> (string text)
        send: Task<string> (Microsoft.Extensions.AI.ChatMessage message)
        """);

    private static string Steps(params string[] names) => string.Concat(names.Select(name => $"    step {name}:\n        kind: connector\n        target: {name}\n"));

    [Fact]
    public void It_is_an_error_at_the_expression() => Shop.AssertReports(
        $$$"""
        llm fast:
        chain c:
        {{{Steps("photo", "message", "tool", "history")}}}
            step answer:
                target: fast
                system: {{ ⟦message⟧ }}
                prompt: "What is on {{ ⟦photo⟧ }}, {{ 'a' + ⟦tool⟧ }}, {{ json(⟦history⟧) }}?"
            step line:
                kind: template
                text: "{{ ⟦history⟧ }}"
            step said:
                kind: connector
                target: echo
                options:
                    text: {{ ⟦photo⟧ }}
        """,
        ("N3S2035", Message),
        ("N3S2035", File),
        ("N3S2035", Tool),
        ("N3S2035", Message.Replace("A ChatMessage", "An IReadOnlyList<ChatMessage>")),
        ("N3S2035", Message.Replace("A ChatMessage", "An IReadOnlyList<ChatMessage>")),
        ("N3S2035", File));

    [Fact]
    public void A_step_that_asks_about_one_without_a_prompt_is_wrong_too() => Shop.AssertReports(
        $"""
        llm fast:
        chain c:
        {Steps("photo")}
            step ⟦answer⟧:
                kind: llm
                target: fast
        """,
        ("N3S2035", File));

    [Fact]
    public void Its_members_and_itself_where_it_belongs_are_right() => Shop.AssertReportsNothing(
        $$$"""
        llm fast:
        chain c:
        {{{Steps("photo", "message")}}}
            step answer:
                target: fast
                prompt: "{{ message.text }} {{ photo.media_type }}"
            step sent:
                kind: connector
                target: send
                options:
                    message: {{ message }}
        """);
}
