using Namel3ss.Compiler.Tests.Semantics;

namespace Namel3ss.Compiler.Tests.Emit;

// Names, namespaces, paths, what is public, and documentation.
public partial class ShapeTests
{
    [Fact]
    public void Global_namespace() => AssertShape(
        new Project(Connectors.Of("public record Data(int X);\nword: string ()"), Python) { Options = new("", "Chains") }, """
        chain c:
            step word:
            step consensus:
                kind: python
                target: consensus_calculator
                returns: Shop.Data
        """);

    [Fact]
    public void A_type_of_a_ai_file_sees_the_projects_global_usings()
    {
        var project = new Project(Connectors.None, Python);
        string text = project.Emit("chain c:\n    step consensus_calculator:\n        kind: python\n        returns: \"Dictionary<string, List<int>>\"\n");

        Assert.Empty(project.Connectors.Compile(project.Options, text, "global using System.Collections.Generic;"));
    }

    [Fact]
    public void Public_class_with_an_internal_chain() => AssertShape(
        new Project(Connectors.Of("""
            internal record Hidden(string Text);
            internal static class H
            {
                [Connector("hidden")]
                internal static Hidden Make() => throw null!;
            }
            word: string ()
            """)) { Options = new("Shop", IsPublic: true) }, """
        chain c:
            step hidden:
        chain d:
            step word:
        """, isRight: false);

    [Fact]
    public void Description() => AssertShape(Flow, """
        chain one_line:
            description: "Finds <all> & 🚀 \"more\" */ {0}"
            step word:
        chain several_lines:
            description: |
                First.

                Second </remarks> line.
            step word:
        """);

    /// <summary>Names that give way to each other grow with their number, not by a letter each: C# allows 1023 letters.</summary>
    [Fact]
    public void Many_names_that_give_way_stay_short()
    {
        string loops = string.Concat(Enumerable.Range(0, 600).Select(i => $"    for v in l:\n        step s{i}:\n            target: word\n"));

        string text = Flow.Emit($"chain c:\n    inputs:\n        l: list<text>\n{loops}");
        Assert.Contains("var loop_599 =", text, StringComparison.Ordinal);
        Assert.True(System.Text.RegularExpressions.Regex.Matches(text, @"\w+").Max(word => word.Length) < 40);
    }

    [Fact]
    public void Odd_names() => AssertShape(
        Project.Of("word: string ()\nkeywords: string (string @class, string @await, string _, string steps, string chain, string token, string error, string URL)"), """
        chain class:
            step steps:
                target: word
                parallel: true
            step chain:
                target: word
                parallel: true
            step await:
                target: word
                parallel: true
            step "3d":
                target: word
                parallel: true
            step all:
                target: word
            step class_steps:
                target: word
            step get_hash_code:
                target: keywords
                depends_on: []
        chain chains:
            step word:
        """);

    [Fact]
    public void A_chain_whose_class_would_be_hidden_by_a_member_of_its_run() => Assert.Empty(Flow.Connectors.Compile(Flow.Options, Flow.Emit("""
        chain all:
            step word:
            step all_steps:
                target: word
            step steps:
                target: word
        """)));

    [Theory]
    [InlineData("quote", "a\"b.ai")]
    [InlineData("newline", "a\nb.ai")]
    [InlineData("separator", "a\u2028b.ai")]
    public void Hidden_path(string name, string path) => AssertShape(Flow, "chain c:\n    step word:\n", name, path: path);
}
