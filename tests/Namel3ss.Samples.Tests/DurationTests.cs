using System.CommandLine;
using Duration = Samples.Duration;

namespace Namel3ss.Samples.Tests;

public class DurationTests
{
    [Theory]
    [InlineData("800ms", 800)]
    [InlineData("2s", 2000)]
    [InlineData("1.5", 1500)]
    [InlineData("0", 0)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    public void A_duration_is_a_number_and_its_unit(string text, double milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("two")]
    [InlineData("-1s")]
    [InlineData("1,5s")]
    [InlineData("2 d")]
    [InlineData("1e9h")]
    [InlineData("99999999999999")]
    public void Anything_else_is_none(string text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData("soon", "--wait: 'soon' is no duration. Write a number and its unit, like 800ms, 2s or 1m.")]
    [InlineData("2h", "--wait: 2h is out of range; it must be between 1ms and 1h.")]
    public void A_wrong_option_says_what_is_right(string text, string message)
    {
        var option = Duration.Option("--wait", "", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));

        var error = Assert.Single(new RootCommand { option }.Parse(["--wait", text]).Errors);

        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(99, "99 ms")]
    [InlineData(100, "0.10 s")]
    [InlineData(61_234, "61.23 s")]
    public void Short_times_are_shown_in_milliseconds(double milliseconds, string text) =>
        Assert.Equal(text, Duration.Text(TimeSpan.FromMilliseconds(milliseconds)));
}
