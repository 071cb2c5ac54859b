using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Compiler.Tests.Diagnostics;

public class SuggestionTests
{
    private static readonly string[] Keys = ["kind", "target", "parallel", "depends_on", "options", "stop_on_error", "as", "if"];

    [Theory]
    [InlineData("knid", "kind")]
    [InlineData("kinds", "kind")]
    [InlineData("Kind", "kind")]
    [InlineData("paralel", "parallel")]
    [InlineData("dependsOn", "depends_on")]
    [InlineData("depend-on", "depends_on")]
    [InlineData("stoponeror", "stop_on_error")]
    [InlineData("IF", "if")]
    public void The_nearest_is_found(string typed, string expected)
    {
        Assert.Equal(expected, Suggestion.Find(typed, Keys));
        Assert.Equal($" Did you mean '{expected}'?", Suggestion.Hint(typed, Keys));
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("is")]
    [InlineData("k")]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("nothing_that_is_near_to_any_of_them_and_much_longer_than_what_anybody_would_type")]
    public void What_is_near_to_nothing_gets_no_suggestion(string typed)
    {
        Assert.Null(Suggestion.Find(typed, Keys));
        Assert.Equal("", Suggestion.Hint(typed, Keys));
    }

    [Fact]
    public void Of_several_the_nearest_wins_and_then_the_first()
    {
        Assert.Equal("analyze_email", Suggestion.Find("analyse_email", ["analyze_mail", "analyze_email"]));
        Assert.Equal("step_a", Suggestion.Find("step_x", ["step_a", "step_b"]));
    }

    [Fact]
    public void A_name_is_no_suggestion_for_itself() => Assert.Null(Suggestion.Find("kind", ["kind"]));
}
