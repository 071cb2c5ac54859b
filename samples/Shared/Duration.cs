using System.CommandLine;
using System.Globalization;

namespace Samples;

/// <summary>Durations as people write them, such as <c>800ms</c>, <c>2s</c> or <c>1.5</c> (seconds), for the command line.</summary>
internal static class Duration
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.1);

    /// <summary>Milliseconds for what is short, else seconds.</summary>
    public static string Text(TimeSpan duration) => duration < Short
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:F0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:F2} s");

    /// <summary>An option that takes a duration between <paramref name="least"/> and <paramref name="most"/>.</summary>
    public static Option<TimeSpan?> Option(string name, string description, TimeSpan least, TimeSpan most) => new(name)
    {
        Description = description,
        HelpName = "duration",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (!TryParse(text, out var duration))
            {
                result.AddError($"{name}: '{text}' is no duration. Write a number and its unit, like 800ms, 2s or 1m.");
            }
            else if (duration < least || duration > most)
            {
                result.AddError($"{name}: {text} is out of range; it must be between {Round(least)} and {Round(most)}.");
            }

            return duration;
        },
    };

    public static bool TryParse(string text, out TimeSpan duration)
    {
        var (digits, seconds) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 0.001),
            _ when text.EndsWith('s') => (text[..^1], 1),
            _ when text.EndsWith('m') => (text[..^1], 60),
            _ when text.EndsWith('h') => (text[..^1], 3600),
            _ => (text, 1.0),
        };
        duration = default;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number * seconds > 1e6)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(number * seconds);
        return true;
    }

    private static string Round(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 1, Ticks: > 0 } => $"{duration.TotalMilliseconds}ms",
        { TotalHours: >= 1 } => $"{duration.TotalHours}h",
        { TotalMinutes: >= 1 } => $"{duration.TotalMinutes}m",
        _ => $"{duration.TotalSeconds}s",
    };
}
