using System.Diagnostics;
using System.Text;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;
using Diagnostic = Namel3ss.Compiler.Diagnostics.Diagnostic;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Whatever the text, reading ends, and every span lies inside it.</summary>
public class RobustnessTests
{
    private const int MaxSize = 1024 * 1024;

    /// <summary>The guide's files, and one that uses every construct.</summary>
    public static TheoryData<string, int> FilesAndSeeds
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in GuideFiles.Names.Append(Everything.Name))
            {
                for (int seed = 0; seed < (name == Everything.Name ? 16 : 4); seed++)
                {
                    data.Add(name, seed);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(FilesAndSeeds))]
    public void A_damaged_file_is_read_to_its_end(string name, int seed)
    {
        string original = name == Everything.Name ? Everything.Source : GuideFiles.Read(name);
        var random = new Random(seed);
        for (int round = 0; round < 150; round++)
        {
            AssertReadable(Damaged.Of(original, random));
        }
    }

    [Theory]
    [MemberData(nameof(FilesAndSeeds))]
    public void A_half_typed_file_is_read_to_its_end(string name, int seed)
    {
        string original = name == Everything.Name ? Everything.Source : GuideFiles.Read(name);
        for (int length = seed; length < original.Length; length += 4)
        {
            AssertReadable(original[..length]);
        }
    }

    [Fact]
    public void A_file_of_random_pieces_is_read_to_its_end()
    {
        var random = new Random(4711);
        for (int round = 0; round < 1000; round++)
        {
            var text = new StringBuilder();
            for (int count = random.Next(60); count > 0; count--)
            {
                text.Append(Damaged.Piece(random));
            }

            AssertReadable(text.ToString());
        }
    }

    public static TheoryData<string, string> LargeTexts => new()
    {
        { "", "]\n" },
        { "", "\n" },
        { "", "\r" },
        { "", "\0" },
        { "", "a" },
        { "", "chain x:\n" },
        { "", " " },
        { "", "# n3-disable N3S0001\n" },
        { "chain x:\n", "    # n3-disable a,b,c,d\n" },
        { "chain x:\n", "    step a:\n" },
        { "chain x:\n    steps:\n", "        step a:\n            step b:\n" },
        { "chain x:\n    step a:\n        options:\n", "            a: 1\n" },
        { "chain x:\n    step a:\n        options:\n            a: ", "[" },
        { "chain x:\n    step a:\n        options:\n            a: [", "a, " },
        { "chain x:\n    step a:\n        options:\n            a: [", "a,\n" },
        { "chain x:\n    step a:\n        options:\n            a: [", "{" },
        { "chain x:\n    step a:\n        options:\n            a: [", "{{," },
        { "chain x:\n    description: ", "{{ " },
        { "chain x:\n    description: ", "\\{{" },
        { "chain x:\n    description: \"", "{{ }}" },
        { "chain x:\n    description: \"", "\\q" },
        { "chain x:\n    description: |\n", "        a\n" },
        { "chain x:\n    description: |\n", "\n" },
        { "chain x:\n    description: ", "\"\"\"\n    description: " },
        { "chain x:\n", "    description: \"\"\"\n" },
        { "chain x:\n", "    description: \"\"\" \\\"\"\"\n" },
        { "chain x:\n    step a:\n        returns: ", "list<" },
        { "chain x:\n    step a:\n        returns: ", "A<" },
        { "chain x:\n    step a:\n        target: ", "a." },
        { "chain x:\n    timeout: ", "9" },
        { "chain x:\n    step a:\n        depends_on:\n", "            - a\n" },
        { "chain x:\n    step a:\n        options:\n            a:\n", "              - a: 1\n" },
        { "chain x:\n    step a:\n        options:\n            a:\n              ", "- " },
        { "chain x:\n", "        timeout: 5\n      timeout: 5\n" },
        { "chain x:\n    step a:\n        text: |\n", "            {{ a\n" },
        { "chain x:\n    step a:\n        text: |\n", "            {{ '}}\n" },
        { "chain x:\n    step a:\n        text: ", "{{ '}}' " },
        { "chain x:\n    step a:\n        text: \"", "{{ '}}' " },
        { "chain x:\n    step a:\n        text: \"", "{{ \\\" }}" },
        { "chain x:\n    step a:\n        text: \"", "{{ ' " },
        { "chain x:\n    step a:\n        options:\n            a: [", "\"{{ '\", " },
        { "chain x:\n    step a:\n        options:\n            a: [", "{{ '}}', " },
        { "chain x:\n    step a:\n        if: ", "a + " },
        { "chain x:\n    step a:\n        if: ", "(" },
        { "chain x:\n    step a:\n        if: ", "not " },
        { "chain x:\n    step a:\n        if: ", "- " },
        { "chain x:\n    step a:\n        if: ", "a ?? " },
        { "chain x:\n    step a:\n        if: a", ".b" },
        { "chain x:\n    step a:\n        if: ", "f(a, " },
        { "chain x:\n    step a:\n        if: ", "\"" },
        { "chain x:\n    step a:\n        if: ", "' # \"" },
        { "chain x:\n    if a", ":" },
        { "chain x:\n", "    if a:\n    else:\n" },
        { "chain x:\n    if a:\n", "    elif b:\n" },
        { "chain x:\n", "    for x in y:\n        step a:\n" },
        { "chain x:\n    inputs:\n", "        a: text = \"b\"\n" },
        { "chain x:\n    step a:\n        options: {\n", "            a: {\n" },
    };

    [Theory]
    [MemberData(nameof(LargeTexts))]
    public void A_mebibyte_is_read_in_linear_time(string head, string repeated)
    {
        var text = new StringBuilder(head, MaxSize);
        while (text.Length + repeated.Length <= MaxSize)
        {
            text.Append(repeated);
        }

        // Generous beyond any slow machine, and far below what quadratic reading would take.
        var clock = Stopwatch.StartNew();
        AssertReadable(text.ToString());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void Blocks_of_any_depth_are_read_to_their_end()
    {
        var text = new StringBuilder("chain x:\n step a:\n  options:\n");
        for (int depth = 3; depth < 1400; depth++)
        {
            text.Append(' ', depth).Append("a:\n");
        }

        SyntaxTree tree = AssertReadable(text.ToString());

        Assert.Equal("N3S0005", Assert.Single(tree.Diagnostics).Id);
    }

    private static SyntaxTree AssertReadable(string text)
    {
        SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", text));
        foreach (Diagnostic diagnostic in tree.Diagnostics)
        {
            AssertInside(diagnostic.Location.Span);
            Assert.DoesNotContain(diagnostic.Message, c => char.IsControl(c));
        }

        foreach (SuppressionSyntax suppression in tree.Suppressions)
        {
            AssertInside(suppression.Span);
            Assert.InRange(suppression.Line, 0, tree.File.LineCount - 1);
        }

        TreeSpans.AssertInside(tree);
        return tree;

        void AssertInside(TextSpan span)
        {
            if (span.Start < 0 || span.Length < 0 || span.End > text.Length)
            {
                Assert.Fail($"{span} is not inside a text of {text.Length}: {text}");
            }
        }
    }
}
