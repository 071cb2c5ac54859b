using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>How large a file, a chain and a value may be.</summary>
public class CapTests
{
    private const int MaxSize = 1024 * 1024;

    [Fact]
    public void A_file_of_a_mebibyte_is_read()
    {
        string head = "chain x:\n    timeout: 5\n#";
        SyntaxTree tree = Read.Tree(head + new string('a', MaxSize - head.Length));

        Assert.Single(tree.Chains);
    }

    [Fact]
    public void A_file_of_more_than_a_mebibyte_is_not_read()
    {
        var text = "⟦chain x:⟧\n#" + new string('a', MaxSize);

        Marked.AssertReports(text, ("N3S0001", "The file has more than 1 MiB of text, the most that one file may have. Move some of its chains to another file."));
    }

    [Fact]
    public void The_size_of_a_file_is_counted_in_bytes()
    {
        var text = "⟦chain x:⟧\n#" + new string('\u20AC', MaxSize / 3);

        Marked.AssertReports(text, ("N3S0001", "The file has more than 1 MiB of text, the most that one file may have. Move some of its chains to another file."));
    }

    [Fact]
    public void A_chain_has_a_thousand_steps()
    {
        SyntaxTree tree = Read.Tree("chain x:\n" + Steps(1000));

        Assert.Equal(1000, tree.Chains[0].Body.Count);
    }

    [Fact]
    public void A_chain_has_no_more_than_a_thousand_steps()
    {
        string source = "chain x:\n" + Steps(1000) + "    step ⟦more⟧:\n    step even_more:\n";

        Marked.AssertReports(source, ("N3S1008", "The chain 'x' has more than 1000 steps, the most that one chain may have. Move some of them to another chain."));
    }

    [Fact]
    public void Maps_nest_sixty_four_levels()
    {
        // The chain and the step are two.
        Read.Tree(NestedMaps(62, mark: false));
    }

    [Fact]
    public void Maps_nest_no_more_than_sixty_four_levels()
    {
        Marked.AssertReports(NestedMaps(63, mark: true), ("N3S0005", "This is nested more than 64 levels deep, the most that is allowed. Take a part of it out."));
    }

    [Fact]
    public void Lists_nest_no_more_than_sixty_four_levels()
    {
        string source = $"chain x:\n    step a:\n        options:\n            list: {new string('[', 61)}⟦[⟧{new string(']', 62)}\n";

        Marked.AssertReports(source, ("N3S0005", "This is nested more than 64 levels deep, the most that is allowed. Take a part of it out."));
    }

    [Fact]
    public void Types_that_nest_too_deep_are_none()
    {
        string type = string.Concat(Enumerable.Repeat("list<", 1000)) + "text" + new string('>', 1000);
        SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", $"chain x:\n    step a:\n        returns: {type}\n"));

        Assert.Equal("N3S0019", Assert.Single(tree.Diagnostics).Id);
    }

    private static string Steps(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"    step s{i}:\n"));

    private static string NestedMaps(int depth, bool mark)
    {
        string source = "chain x:\n    step a:\n        options:\n";
        for (int level = 0; level < depth; level++)
        {
            bool isMarked = mark && level == depth - 1;
            string value = level == depth - 1 ? " 1" : "";
            source += $"{new string(' ', 12 + (level * 2))}{(isMarked ? "⟦" : "")}k:{value}{(isMarked ? "⟧" : "")}\n";
        }

        return source;
    }
}
