using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>The guide's examples, unmodified.</summary>
public class GuideTests
{
    public static TheoryData<string> Files => [.. GuideFiles.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_the_guide_is_read_without_a_mistake(string name)
    {
        foreach (string text in Variants.Of(GuideFiles.Read(name)))
        {
            SyntaxTree tree = Parser.Parse(new SourceFile(name, name, text));

            Assert.Empty(tree.Diagnostics);
            Assert.False(Assert.Single(tree.Chains).IsBroken);
        }
    }
}
