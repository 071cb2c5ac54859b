namespace Namel3ss.Compiler.Tests.Semantics.Expressions;

/// <summary>Parser, binder and emitter together.</summary>
public sealed class FromTextTests
{
    [Fact]
    public void A_chain_with_data_flow_and_control_flow_is_compiled_from_its_text()
    {
        string text = Project.Of("echo: string (string text)\nadd: int (int value)").Emit("""
            chain c:
                inputs:
                    message: text
                    items: list<integer>
                    limit: integer = 10
                if count(message) > 3:
                    step x:
                        target: add
                        retry: 2
                        timeout: 5
                        options:
                            value: {{ limit * 2 }}
                else:
                    step x:
                        target: add
                        options:
                            value: 3
                for item in items:
                    step one:
                        target: add
                        if: item > limit
                        options:
                            value: {{ item }}
                while (bump ?? 0) < limit:
                    max_iterations: 20
                    step bump:
                        target: add
                        options:
                            value: {{ bump ?? 0 }}
                step letter:
                    kind: template
                    text: "Dear {{ message }}, {{ x }}"
            """);

        Assert.Contains("await chain.RunText(steps.Letter", text, StringComparison.Ordinal);
        Assert.Contains("Timeout = 5, Retry = new(2)", text, StringComparison.Ordinal);
        Assert.Contains("&& loop_.Next())", text, StringComparison.Ordinal);
        Assert.Contains("int limit = 10,", text, StringComparison.Ordinal);
    }
}
