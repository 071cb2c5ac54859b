using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>What the C# compiler alone can find wrong in a chain: it stands where the file has it, by line and column.</summary>
public class MappedErrorTests
{
    private const string Types = """
        using System.Collections.Generic;
        using Namel3ss;
        namespace Shop;
        public partial class Order { public string Name => ""; public Order Next => this; }
        public static class C
        {
            [Connector("words")] public static IReadOnlyList<string> Words() => [];
            [Connector("order")] public static Order Order() => new();
            [Connector("sum")] public static int Sum(List<int> all) => 0;
            [Connector("add")] public static int Add(string text, int a, int b) => a + b;
        }
        """;

    [Theory]
    [InlineData("CS0246", "    inputs:\n        x: ⟦Missing⟧\n    step order:\n")]
    [InlineData("CS0246", "    inputs:\n        x: \"System.Collections.Generic.List<⟦Missing⟧>\"\n    step order:\n")]
    [InlineData("CS0246", "    step order:\n    step a:\n        kind: template\n        text: \"{{ ⟦Missing⟧.Types.Value }}\"\n")]
    [InlineData("CS1503", "    step words:\n    ⟦step sum:\n        depends_on: words⟧\n")]
    [InlineData("CS1061", "    inputs:\n        order: Order\n    step add:\n        options:\n            text: abc\n            a: {{ ⟦order.next.next.nmae⟧ }}\n            b: 1\n")]
    [InlineData("CS1061", "    step order:\n    step a:\n        kind: template\n        text: \"Dear {{ order.name }}, {{ ⟦order.next.nmae⟧ }}\"\n")]
    [InlineData("CS1061", "    step order:\n    step a:\n        kind: template\n        if: ⟦order.next.nmae == \"x\"⟧\n        text: \"a\"\n")]
    [InlineData("CS1061", "    output: []\n    step order:\n    if ⟦order.next.nmae == \"x\"⟧:\n        step a:\n            kind: template\n            text: \"a\"\n")]
    [InlineData("CS1061", "    output: []\n    step order:\n    for x in ⟦order.next.nmae⟧:\n        step a:\n            kind: template\n            text: \"a\"\n")]
    [InlineData("CS1061", "    step order:\n    step a:\n        kind: template\n        for_each: ⟦order.next.nmae⟧\n        text: \"a\"\n")]
    public void An_error_of_C_sharp_has_the_place_of_the_file(string id, string marked)
    {
        string text = "chain c:\n" + marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
        GeneratorRun run = new TestProject().WithSource(Types).WithFile("a.ai", text).WithProperty("RunAnalyzers", "false").Generate();

        Assert.Empty(run.Diagnostics);
        FileLinePositionSpan found = Assert.Single(run.CSharpErrors.DistinctBy(error => error.Location.GetMappedLineSpan()), error => error.Id == id).Location.GetMappedLineSpan();
        Assert.Equal(("/shop/a.ai", Place("chain c:\n" + marked, '⟦')), (found.Path, (found.StartLinePosition.Line, found.StartLinePosition.Character)));
        Assert.Equal(Place("chain c:\n" + marked.Replace("⟦", "", StringComparison.Ordinal), '⟧'), (found.EndLinePosition.Line, found.EndLinePosition.Character));
    }

    private static (int Line, int Character) Place(string text, char mark)
    {
        string before = text[..text.IndexOf(mark, StringComparison.Ordinal)];
        return (before.Count(c => c == '\n'), before.Length - before.LastIndexOf('\n') - 1);
    }
}
