using System.Globalization;

namespace Namel3ss.Compiler.Syntax;

/// <summary>What bare text is: a number, a word with a meaning, a length of time, or text.</summary>
internal static class PlainText
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromHours(24);

    public static ScalarKind Classify(string text) => text switch
    {
        "true" or "false" => ScalarKind.Boolean,
        "null" => ScalarKind.Null,
        _ when IsNumber(text) => ScalarKind.Number,
        _ => ScalarKind.Text,
    };

    /// <summary>Whether a number is one that C# has: <c>1e400</c> is none.</summary>
    public static bool IsFinite(string number) =>
        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsInfinity(value);

    /// <summary>The word that a text like <c>yes</c> or <c>True</c> stands for in other languages, or null.</summary>
    public static string? MeantWord(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => "true",
        "false" or "no" or "off" => "false",
        "null" => "null",
        _ => null,
    };

    /// <summary>A number as JSON writes it, so that <c>1.0.0</c>, <c>007</c> and <c>+49</c> stay text.</summary>
    private static bool IsNumber(string text)
    {
        int i = text.StartsWith("-", StringComparison.Ordinal) ? 1 : 0;
        int digits = i;
        if (!SkipDigits(text, ref i) || (text[digits] == '0' && i > digits + 1))
        {
            return false;
        }

        if (i < text.Length && text[i] == '.')
        {
            i++;
            if (!SkipDigits(text, ref i))
            {
                return false;
            }
        }

        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            i += i < text.Length && text[i] is '+' or '-' ? 1 : 0;
            if (!SkipDigits(text, ref i))
            {
                return false;
            }
        }

        return i == text.Length;
    }

    /// <summary><c>120</c> (seconds), <c>1.5s</c>, <c>200ms</c>; false if the text is not of that form.</summary>
    /// <param name="duration">Null if it is not within its bounds.</param>
    public static bool TryReadDuration(string text, out TimeSpan? duration)
    {
        duration = null;
        int i = text.StartsWith("-", StringComparison.Ordinal) ? 1 : 0;
        if (!SkipDigits(text, ref i))
        {
            return false;
        }

        if (i < text.Length && text[i] == '.')
        {
            i++;
            if (!SkipDigits(text, ref i))
            {
                return false;
            }
        }

        decimal? ticksPerUnit = text.Substring(i) switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "" or "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            _ => null,
        };
        if (ticksPerUnit is null)
        {
            return false;
        }

        // A number too large for decimal is too large for a day in any unit.
        if (decimal.TryParse(text.Substring(0, i), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && number <= MaxDuration.Ticks)
        {
            var read = new TimeSpan((long)Math.Min(Math.Round(number * ticksPerUnit.Value), long.MaxValue / 2));
            duration = read > TimeSpan.Zero && read <= MaxDuration ? read : null;
        }

        return true;
    }

    private static bool SkipDigits(string text, ref int i)
    {
        int start = i;
        while (i < text.Length && text[i] is >= '0' and <= '9')
        {
            i++;
        }

        return i > start;
    }
}
