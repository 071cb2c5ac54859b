using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

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

    /// <summary>However many names a project has, each misspelt one is compared with a few: those around it by beginning and by end.</summary>
    [Theory]
    [InlineData(100, 100)]
    [InlineData(1_000, Neighbours.Most)]
    [InlineData(20_000, Neighbours.Most)]
    public void Of_many_names_those_alike_are_looked_at(int count, int most)
    {
        NameTable<Named> names = Enumerable.Range(0, count).Select(i => new Named($"answer_to_question_{i}_of_customer")).ToNameTable();
        Dictionary<string, int> places = names.Select((named, place) => (named.Name, place)).ToDictionary();
        string meant = $"answer_to_question_{count - 7}_of_customer";
        for (int at = 0; at < meant.Length; at++)
        {
            foreach (string typed in new[] { meant.Remove(at, 1), meant.Insert(at, "x"), $"{meant[..at]}x{meant[(at + 1)..]}", Swap(meant, at) })
            {
                string[] near = [.. names.Near(typed).Select(named => named.Name)];

                Assert.InRange(near.Length, 1, most);
                Assert.Equal(near.OrderBy(places.GetValueOrDefault), near);
                Assert.True(names.Find(typed) is not null || near.Contains(meant), typed);
            }
        }
    }

    private static string Swap(string text, int at) => at + 1 < text.Length ? $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}" : text;

    private sealed record Named(string Name) : INamed;
}
