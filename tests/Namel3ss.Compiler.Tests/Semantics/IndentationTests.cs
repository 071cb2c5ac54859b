using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>One mistake, one message: a right file, in which one line is moved to the left or to the right.</summary>
public class IndentationTests
{
    private static readonly Project Shop = new(
        Connectors.Of("""
            public record Ticket(string Title, int Size);
            find: Ticket (string message, int limit = 1)
            tell: string (Ticket ticket, IReadOnlyDictionary<string, object?> more)
            word: string ()
            pick: IReadOnlyList<string> ()
            """),
        ("tool.py", "def tool(**all): pass\n"));

    private const string Source = """
        # A comment.
        llm fast:
            model: gpt
            temperature: 0.5
        chain triage:
            timeout: 60
            inputs:
                message: text
                limit: integer = 3
            output: last
            steps:
                step ticket:
                    target: find
                    parallel: true
                    retry:
                        attempts: 2
                        delay: 1s
                step tool:
                    kind: python
                    parallel: true
                    options:
                        a: [1, 2]
                        b:
                            c: x
                            d: y
                if ticket.size > 1:
                    step urgent:
                        target: word
                        timeout: 5s
                elif ticket.size > 0:
                    step usual:
                        target: word
                else:
                    step calm:
                        target: word
                step items:
                    target: pick
                for item in items:
                    step each:
                        target: fast
                        prompt: |
                            Say {{ item }}
                            in a word.
                        system: "Be short."
                while count(items) > 9:
                    max_iterations: 3
                    step again:
                        target: word
                step told:
                    target: tell
                    depends_on:
                        - ticket
                        - tool
                    options:
                        x: "y"
                step last:
                    kind: template
                    text: "Dear {{ message }}"
        chain other:
            step word:
        """;

    [Fact]
    public void The_file_is_right() => Assert.DoesNotContain(Shop.Bind(Source).Diagnostics, IsError);

    [Theory]
    [InlineData(-8)]
    [InlineData(-4)]
    [InlineData(-2)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_line_that_is_moved_is_one_mistake(int by)
    {
        string[] lines = Source.ReplaceLineEndings("\n").Split('\n');
        var several = new List<string>();
        for (int moved = 0; moved < lines.Length; moved++)
        {
            int width = lines[moved].Length - lines[moved].TrimStart().Length + by;
            if (width < 0 || lines[moved].StartsWith('#'))
            {
                continue;
            }

            string source = string.Join('\n', lines.Select((line, i) => i == moved ? new string(' ', width) + line.TrimStart() : line));
            List<Diagnostic> errors = [.. Shop.Bind(source).Diagnostics.Where(IsError)];
            if (errors.Count > 1)
            {
                several.Add($"line {moved + 1} '{lines[moved].Trim()}' moved by {by}:\n" + string.Join('\n', errors.Select(error => $"    {error}")));
            }
        }

        Assert.True(several.Count == 0, string.Join('\n', several));
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
