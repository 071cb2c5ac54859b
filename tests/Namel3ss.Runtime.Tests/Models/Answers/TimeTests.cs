namespace Namel3ss.Runtime.Tests.Models.Answers;

/// <summary>Points in time are the same on every machine.</summary>
public sealed class TimeTests
{
    public sealed record Visit(DateTimeOffset At);

    public sealed record Meeting(DateTime At);

    public sealed record Opening(TimeOnly At);

    [Theory]
    [InlineData("2026-12-01T10:00:00Z", "2026-12-01T10:00:00.0000000+00:00")]
    [InlineData("2026-12-01t10:00:00.25z", "2026-12-01T10:00:00.2500000+00:00")]
    [InlineData("2026-12-01T10:00:00+02:00", "2026-12-01T10:00:00.0000000+02:00")]
    [InlineData("2026-12-01 10:00-05:30", "2026-12-01T10:00:00.0000000-05:30")]
    [InlineData("2026-12-01T10:00:00.123456789Z", "2026-12-01T10:00:00.1234567+00:00")]
    public void One_with_a_zone_keeps_it(string written, string read) =>
        Assert.Equal(read, Answers.Read<Visit>($$"""{"at":"{{written}}"}""").At.ToString("O"));

    [Theory]
    [InlineData("2026-12-01T10:00:00Z", "2026-12-01T10:00:00.0000000Z")]
    [InlineData("2026-12-01T10:00:00+02:00", "2026-12-01T08:00:00.0000000Z")]
    public void A_DateTime_is_in_UTC(string written, string read) =>
        Assert.Equal(read, Answers.Read<Meeting>($$"""{"at":"{{written}}"}""").At.ToString("O"));

    [Fact]
    public void One_without_a_zone_is_none()
    {
        const string misfit = "'at' is \"2026-12-01T10:00:00\", a time without a zone: it needs Z or an offset at its end, such as 2026-12-31T10:00:00Z";

        Assert.Equal(misfit, Answers.Misfit<Visit>("""{"at":"2026-12-01T10:00:00"}"""));
        Assert.Equal(misfit, Answers.Misfit<Meeting>("""{"at":"2026-12-01T10:00:00"}"""));
        Assert.Equal("'at' is \"2026-12-01\", not a date-time such as 2026-12-31T10:00:00Z", Answers.Misfit<Visit>("""{"at":"2026-12-01"}"""));
        Assert.Equal("'at' is \"2026-13-01T10:00:00Z\", not a date-time such as 2026-12-31T10:00:00Z", Answers.Misfit<Visit>("""{"at":"2026-13-01T10:00:00Z"}"""));
    }

    [Theory]
    [InlineData("10:30:00")]
    [InlineData("10:30")]
    [InlineData("10:30:00Z")]
    [InlineData("10:30:00+02:00")]
    public void A_time_of_the_day_has_none_and_needs_none(string written) =>
        Assert.Equal(new TimeOnly(10, 30), Answers.Read<Opening>($$"""{"at":"{{written}}"}""").At);
}
