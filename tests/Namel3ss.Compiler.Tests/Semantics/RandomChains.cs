using System.Text;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>A file of chains that call each other and connectors, some of it wrong.</summary>
internal sealed class RandomChains
{
    private static readonly Choice Types = new(["text", "integer", "list<text>", "json", "boolean?"], ["intger", "Feedback<"]);
    private static readonly Choice Targets = new(["word", "number", "join", "free", "nothing", "search", "rate"], ["serch"]);
    private static readonly Choice Options = new(["n"], ["a", "query", "parts", "qury"]);
    private static readonly Choice Values = new(["1", "{{ n }}", "{{ n - 1 }}"], ["text", "1.5", "[a, b]", "{{ a }}", "{{ s0 }}", "{{ s1 ?? 'x' }}", "{{ typo }}", "{{ lower(n) }}", "{{ a +"]);
    private static readonly Choice Conditions = new(["n > 0", "1 == 2", "count(b) > 1"], ["typo", "s0 != null", "n", "lower(n) == 1"]);
    private static readonly Choice Lists = new(["b"], ["s0", "n", "typo"]);
    private static readonly Choice Constants = new(["1 == 2", "'a' == 'b'"], ["typo", "1"]);
    private static readonly Choice NoLists = new(["s0"], ["n", "typo"]);

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly int _chains;
    private readonly int _rightForOneMistake;
    private int _steps;
    private Choice _conditions = Constants;
    private Choice _lists = NoLists;

    private RandomChains(Random random)
    {
        _random = random;
        _chains = random.Next(1, 5);
        _rightForOneMistake = random.Next(4) switch { 0 => 4, 1 => 20, 2 => 60, _ => int.MaxValue };
    }

    public static string Write(Random random)
    {
        var chains = new RandomChains(random);
        for (int i = 0; i < chains._chains; i++)
        {
            chains.WriteChain(i);
        }

        return chains._text.ToString();
    }

    private void WriteChain(int number)
    {
        _text.Append($"chain c{(IsWrong() ? 0 : number)}:\n");

        // Without them, what nothing fills is lifted.
        bool hasInputs = !Once(3);
        if (hasInputs)
        {
            _text.Append("    inputs:\n");
            foreach (string input in new[] { "n: integer", "b: list<text> = []", $"a: {Of(Types)} = null" }.Where(_ => !IsWrong()))
            {
                _text.Append($"        {input}\n");
            }
        }

        _conditions = hasInputs ? Conditions : Constants;
        _lists = hasInputs ? Lists : NoLists;
        if (Once(2))
        {
            _text.Append("    output: s0\n");
        }

        _steps = 0;
        WriteSteps(4, _random.Next(1, 5));
    }

    private void WriteSteps(int indent, int count)
    {
        for (; count > 0; count--)
        {
            if (indent < 12 && Once(6))
            {
                Line(indent, Once(2) ? $"if {Of(_conditions)}:" : $"for item in {Of(_lists)}:");
                WriteSteps(indent + 4, 1);
            }
            else
            {
                WriteStep(indent);
            }
        }
    }

    private void WriteStep(int indent)
    {
        Line(indent, $"step s{_steps++}:");
        bool isCall = Once(2);
        Line(indent + 4, $"target: {(isCall ? $"c{_random.Next(_chains)}" : Of(Targets))}");
        foreach (string line in new[]
        {
            IsWrong() ? "kind: nothing" : isCall && Once(2) ? "kind: chain" : "",
            isCall || Once(3) ? $"if: {Of(_conditions)}" : "",
            Once(6) ? $"for_each: {Of(_lists)}" : "",
            IsWrong() ? $"dependOn: [s{_random.Next(3)}]" : "dependOn: []",
            IsWrong() ? $"returns: {Of(Types)}" : "",
            IsWrong() ? "parallel: true" : "",
        }.Where(line => line.Length > 0))
        {
            Line(indent + 4, line);
        }

        if (isCall && Once(2))
        {
            Line(indent + 4, "options:");
            Line(indent + 8, $"{Of(Options)}: {Of(Values)}");
        }
    }

    private void Line(int indent, string text) => _text.Append(' ', indent).Append(text).Append('\n');

    private bool Once(int of) => _random.Next(of) == 0;

    private bool IsWrong() => Once(_rightForOneMistake);

    private string Of(Choice choice)
    {
        string[] from = IsWrong() ? choice.Wrong : choice.Right;
        return from[_random.Next(from.Length)];
    }

    private sealed record Choice(string[] Right, string[] Wrong);
}
