using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Text;

public class SourceFileTests
{
    [Theory]
    [InlineData("a\nbc\n", new[] { "a", "bc", "" })]
    [InlineData("a\r\nbc\rd", new[] { "a", "bc", "d" })]
    [InlineData("\r\r\n\n", new[] { "", "", "", "" })]
    [InlineData("", new[] { "" })]
    [InlineData("a\u2028b\u0085c\u000Bd", new[] { "a\u2028b\u0085c\u000Bd" })]
    public void Lines_end_at_LF_CRLF_and_CR_alone(string text, string[] lines)
    {
        var file = new SourceFile("a.ai", "a.ai", text);

        Assert.Equal(lines, Enumerable.Range(0, file.LineCount).Select(number => text.Substring(file.GetLine(number).Start, file.GetLine(number).Length)));
    }

    [Fact]
    public void A_position_is_a_line_and_a_character()
    {
        var file = new SourceFile("a.ai", "a.ai", "ab\r\ncd");

        Location location = file.Locate(TextSpan.FromBounds(1, 6));

        Assert.Equal(new LineSpan(new LinePosition(0, 1), new LinePosition(1, 2)), location.Lines);
        Assert.Equal(1, location.LineNumber);
    }

    [Fact]
    public void Files_are_equal_by_path_and_text()
    {
        var file = new SourceFile("a.ai", "a.ai", "x");

        Assert.Equal(file, new SourceFile("a.ai", "a.ai", "x"));
        Assert.NotEqual(file, new SourceFile("b.ai", "a.ai", "x"));
        Assert.NotEqual(file, new SourceFile("a.ai", "a.ai", "y"));
    }
}
