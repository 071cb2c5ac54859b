using System.Globalization;
using System.Net.Http.Headers;

namespace Namel3ss;

/// <summary>
/// An exception that knows when to try again, such as one made of a provider's answer with a Retry-After header. Exceptions of
/// others' types may carry the same in <see cref="Exception.Data"/> under the key <c>Retry-After</c>: a <see cref="TimeSpan"/>,
/// a number of seconds, or the header's text.
/// </summary>
public interface IRetryAfter
{
    /// <summary>How long to wait before the next attempt; null if nobody said so.</summary>
    TimeSpan? RetryAfter { get; }
}

/// <summary>Finds how long a provider asks to wait.</summary>
internal static class RetryAfter
{
    public const string Key = "Retry-After";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static TimeSpan? Find(Exception? error, TimeProvider clock)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (Read(error, clock) is { } time)
            {
                return time < TimeSpan.Zero ? TimeSpan.Zero : time > Longest ? Longest : time;
            }
        }

        return null;
    }

    /// <summary>Whether this very exception says how long to wait.</summary>
    public static bool IsNoted(Exception error) => Read(error, TimeProvider.System) is not null;

    private static TimeSpan? Read(Exception error, TimeProvider clock)
    {
        try
        {
            return (error as IRetryAfter)?.RetryAfter ?? Parse(error.Data[Key], clock);
        }
        catch (Exception)
        {
            // Members of others' types may throw; what counts is the error that is looked at, and not that.
            return null;
        }
    }

    private static TimeSpan? Parse(object? value, TimeProvider clock) => value switch
    {
        TimeSpan time => time,
        int seconds => Seconds(seconds),
        long seconds => Seconds(seconds),
        double seconds => Seconds(seconds),
        string text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) => Seconds(seconds),
        string text when RetryConditionHeaderValue.TryParse(text, out var header) => header.Delta ?? header.Date - clock.GetUtcNow(),
        // A header that came twice; nobody waits too short for the longest.
        string text when text.Contains(',', StringComparison.Ordinal) => text.Split(',').Select(part => Parse(part, clock)).Max(),
        _ => null,
    };

    private static TimeSpan? Seconds(double seconds) =>
        double.IsNaN(seconds) ? null : TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
}
