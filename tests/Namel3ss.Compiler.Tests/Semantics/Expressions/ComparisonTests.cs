namespace Namel3ss.Compiler.Tests.Semantics.Expressions;

/// <summary>N3S2018: comparisons of values that are of no one kind, told in the file's words and not as what C# finds obsolete.</summary>
public class ComparisonTests
{
    private static readonly Project Shop = Project.Of("""
        public enum Level { Low, VeryHigh }
        public enum Colour { Red }
        public record Urgency(Level Level, Colour Colour, string Text, int Count, bool Ok, System.Guid Id, System.DateTime At, System.DateTimeOffset Zoned, System.TimeSpan Span, char Sign);
        urgency: Urgency ()
        word: string ()
        """);

    [Theory]
    [InlineData("""urgency.level == "very_high" """, "'==' cannot compare Level with string. A member of an enum is written with its type, as in Level.VeryHigh.")]
    [InlineData("""urgency.level == "High" """, "'==' cannot compare Level with string. A member of an enum is written with its type, as in Level.Low.")]
    [InlineData("""  "low" != urgency.level""", "'!=' cannot compare string with Level. A member of an enum is written with its type, as in Level.Low.")]
    [InlineData("urgency.level == urgency.colour", "'==' cannot compare Level with Colour.")]
    [InlineData("urgency.level > 1", "'>' cannot compare Level with int.")]
    [InlineData("urgency.count == urgency.text", "'==' cannot compare int with string.")]
    [InlineData("urgency.ok == 1", "'==' cannot compare bool with int.")]
    [InlineData("urgency.ok < true", "'<' cannot compare bool with bool.")]
    [InlineData("urgency.id == urgency.text", "'==' cannot compare Guid with string.")]
    [InlineData("urgency.at == urgency.zoned", "'==' cannot compare DateTime with DateTimeOffset.")]
    [InlineData("urgency.at < urgency.span", "'<' cannot compare DateTime with TimeSpan.")]
    public void What_is_of_no_one_kind_is_an_error(string condition, string message)
    {
        string text = condition.Trim();
        Shop.AssertReports($"chain c:\n    step urgency:\n    step word:\n        if: ⟦{text}⟧\n", ("N3S2018", message));
    }

    [Theory]
    [InlineData("urgency.level == Level.VeryHigh")]
    [InlineData("urgency.level < Level.VeryHigh")]
    [InlineData("urgency.count == 1.5")]
    [InlineData("urgency.sign == \"x\"")]
    [InlineData("urgency.ok == true")]
    [InlineData("urgency.text > \"a\"")]
    public void What_the_runtime_compares_is_right(string condition)
    {
        string source = $"chain c:\n    step urgency:\n    step word:\n        if: {condition}\n";
        Shop.AssertReportsNothing(source);
        Assert.Empty(Shop.Connectors.Compile(Shop.Options, Shop.Emit(source)));
    }
}
