using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;
using Namel3ss.Compiler.Tests.Syntax;

namespace Namel3ss.Compiler.Tests.Diagnostics;

/// <summary><c># n3-disable</c> in a file.</summary>
public class SuppressionTests
{
    [Theory]
    [InlineData("            polite: yes  # n3-disable N3S0020")]
    [InlineData("            polite: yes  #n3-disable\tN3S0020 because it is a word")]
    [InlineData("            # n3-disable N3S0020\n            polite: yes")]
    [InlineData("# n3-disable N3S0020\n\n    # why\n            polite: yes")]
    public void A_warning_is_silenced_on_its_line_or_above(string lines) => Assert.Empty(Apply(Options + lines));

    [Fact]
    public void A_comment_between_the_lines_of_a_list_counts() =>
        Assert.Empty(Apply(Options + "            list: [a,\n              # n3-disable N3S0020\n              yes,\n              no, # n3-disable N3S0020\n            ]"));

    [Fact]
    public void Several_comments_above_a_line_add_up()
    {
        Assert.Equal(
            [("N3S0023", 4)],
            Apply(Options + "            # n3-disable N3S0020\n            # n3-disable N3S0022\n            polite: yes"));
    }

    [Fact]
    public void A_comment_reaches_one_line_only()
    {
        Assert.Equal(
            [("N3S0020", 4)],
            Apply(Options + "            polite: yes  # n3-disable N3S0020\n            kind: no\n"));
    }

    [Theory]
    [InlineData("            polite: \"yes # n3-disable N3S9999\"")]
    [InlineData("            polite: |\n                # n3-disable N3S9999\n")]
    [InlineData("            polite: a# n3-disable N3S9999")]
    [InlineData("            polite: a # n3-disabled N3S9999")]
    [InlineData("            polite: a # see n3-disable N3S9999")]
    public void Text_that_only_looks_like_one_is_none(string line) => Assert.Empty(Apply(Options + line));

    [Theory]
    [InlineData("⟦N3S9999⟧", "N3S0022", "There is no diagnostic 'N3S9999'. Write the id as the build prints it, or delete the comment.")]
    [InlineData("⟦n3s0020⟧", "N3S0022", "There is no diagnostic 'n3s0020'. Write N3S0020.")]
    [InlineData("⟦N3S0020⟧", "N3S0023", "There is no N3S0020 on this line or the next to silence. Delete the comment.")]
    [InlineData("⟦N3S0010⟧", "N3S0023", "N3S0010 is an error, which cannot be silenced. Delete the comment.")]
    public void A_comment_without_effect_warns(string id, string expectedId, string message)
    {
        foreach (string variant in Variants.Of($"chain x:  # n3-disable {id}\n"))
        {
            Marked marked = Marked.Parse(variant);
            SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", marked.Text));

            Diagnostic diagnostic = Assert.Single(Suppressions.Apply(tree, tree.Diagnostics));

            Assert.Equal((expectedId, message, marked.Spans[0]), (diagnostic.Id, diagnostic.Message, diagnostic.Location.Span));
        }
    }

    [Fact]
    public void A_comment_without_an_id_warns()
    {
        Diagnostic diagnostic = Assert.Single(Suppressions.Apply(Read.Tree("chain x:  # n3-disable  "), []));

        Assert.Equal("'n3-disable' names no diagnostic. Write '# n3-disable N3S3001', with the id to silence.", diagnostic.Message);
        Assert.Equal(10, diagnostic.Location.Span.Start);
    }

    [Fact]
    public void An_error_is_never_silenced()
    {
        Assert.Equal([("N3S0018", 1), ("N3S0023", 1)], Apply("chain x:\n    timeout: 0  # n3-disable N3S0018\n"));
    }

    [Fact]
    public void Each_id_of_a_comment_counts_for_itself()
    {
        Assert.Equal(
            [("N3S0023", 3), ("N3S0022", 3)],
            Apply(Options + "            polite: yes  # n3-disable N3S0023, N3S0020 , N3S4711\n"));
    }

    [Fact]
    public void Diagnostics_of_other_files_are_left_alone()
    {
        SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", Options + "            polite: yes  # n3-disable N3S0020\n"));
        Diagnostic own = Assert.Single(tree.Diagnostics);
        Diagnostic other = own with { Location = own.Location with { Path = "b.ai" } };

        Assert.Equal([other], Suppressions.Apply(tree, [own, other]));
    }

    private const string Options = "chain x:\n    step a:\n        options:\n";

    private static IEnumerable<(string Id, int Line)> Apply(string source)
    {
        SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", source));
        return Suppressions.Apply(tree, tree.Diagnostics).Select(diagnostic => (diagnostic.Id, diagnostic.Location.Lines.Start.Line));
    }
}
