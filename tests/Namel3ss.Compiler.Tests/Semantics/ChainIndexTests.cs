using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>What files know of each other: who owns a name, and that an edit inside one file changes nothing of it.</summary>
public class ChainIndexTests
{
    private static readonly Project Shop = Project.Of("word: string ()");

    private static ChainIndex Index(params (string Path, string Text)[] files) =>
        Compilation.Index(files.Select(file => Compilation.Parse(new SourceFile(file.Path, file.Path, file.Text))));

    private static string Chain(string name) => $"chain {name}:\n    step word:\n";

    [Fact]
    public void The_first_file_by_path_owns_a_name_whatever_the_order_of_the_files()
    {
        var files = new[] { ("b/x.ai", Chain("same")), ("a.ai", "\n" + Chain("same")), ("B.ai", Chain("other")) };
        foreach (var order in new[] { files, [.. files.Reverse()] })
        {
            var bound = Shop.Bind(order).ToDictionary(file => file.RelativePath);

            Assert.Single(bound["a.ai"].Chains);
            Assert.Empty(bound["a.ai"].Diagnostics);
            Assert.Empty(bound["b/x.ai"].Chains);
            Assert.Equal(
                "b/x.ai(1,7): error N3S1020: Chain 'same' is already declared in a.ai, line 2; give one of the two another name.",
                Assert.Single(bound["b/x.ai"].Diagnostics).ToString());
        }
    }

    [Fact]
    public void Names_that_are_one_in_csharp_are_one_across_files() => Assert.Equal(
        "b.ai(1,7): error N3S1020: Chain 'same_name' and chain 'SameName' (a.ai, line 1) have the same name in C#; rename one of them.",
        Assert.Single(Shop.Bind(("a.ai", Chain("SameName")), ("b.ai", Chain("same_name")))[1].Diagnostics).ToString());

    [Fact]
    public void Every_file_but_the_owner_is_told()
    {
        var bound = Shop.Bind(("a.ai", Chain("x")), ("b.ai", Chain("x") + Chain("x")), ("c.ai", Chain("x")));

        Assert.Equal([0, 2, 1], bound.Select(file => file.Diagnostics.Count));
        Assert.All(bound.SelectMany(file => file.Diagnostics), diagnostic =>
            Assert.Equal("Chain 'x' is already declared in a.ai, line 1; give one of the two another name.", diagnostic.Message));
    }

    [Theory]
    [InlineData("# A comment.\n\n")]
    [InlineData("\r\n\r\n")]
    public void An_edit_that_moves_lines_leaves_it_equal(string prefix) => Assert.Equal(
        Index(("a.ai", Chain("x") + Chain("y")), ("b.ai", Chain("z"))),
        Index(("a.ai", prefix + Chain("x") + "    # end\n" + Chain("y")), ("b.ai", Chain("z"))));

    [Fact]
    public void An_edit_inside_a_chain_leaves_it_equal() => Assert.Equal(
        Index(("a.ai", Chain("x"))), Index(("a.ai", "chain x:\n    timeout: 20\n    step b:\n        targt: word\n")));

    [Fact]
    public void A_new_a_renamed_and_a_repeated_chain_change_it()
    {
        ChainIndex one = Index(("a.ai", Chain("x")));

        Assert.NotEqual(one, Index(("a.ai", Chain("x") + Chain("y"))));
        Assert.NotEqual(one, Index(("a.ai", Chain("y"))));
        Assert.NotEqual(one, Index(("b.ai", Chain("x"))));
        Assert.NotEqual(one, Index(("a.ai", Chain("x")), ("b.ai", Chain("x"))));
    }

    [Fact]
    public void A_repeated_name_knows_its_first_line_because_the_message_names_it() => Assert.NotEqual(
        Index(("a.ai", Chain("x")), ("b.ai", Chain("x"))),
        Index(("a.ai", "\n" + Chain("x")), ("b.ai", Chain("x"))));

    [Fact]
    public void A_chain_whose_name_could_not_be_read_owns_nothing() =>
        Assert.Empty(Index(("a.ai", "chain:\n    step word:\nchain a b:\n    step word:\n")).Entries);
}
