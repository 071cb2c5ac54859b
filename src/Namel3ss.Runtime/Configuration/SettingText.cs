using System.Globalization;

namespace Namel3ss;

/// <summary>
/// Reads settings from text, strictly: <c>int.TryParse</c> takes <c>"50\0"</c>, and a culture reads <c>1.5</c> as 15,
/// so only ASCII digits and one point count here.
/// </summary>
internal static class SettingText
{
    public const int LargestLimit = 10_000;
    public const int MostPythonWorkers = 256;
    public static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(1);
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(24);

    public const string LimitRule = "a whole number from 1 to 10000, such as 50";
    public const string WorkersRule = "a whole number from 1 to 256, such as 8";
    public const string SecondsRule = "a number of seconds from 0.001 to 86400 (24 hours), such as 300 or 1.5";
    public const string TimeRule = "from 1 ms to 24 hours: a time, such as 00:05:00, or a number of seconds, such as 300 or 1.5";
    public const string SwitchRule = "true, 1, yes or on, or else false, 0, no or off";

    public static bool IsLimit(int value) => value is >= 1 and <= LargestLimit;

    public static bool IsPythonWorkers(int value) => value is >= 1 and <= MostPythonWorkers;

    public static bool IsTimeout(TimeSpan value) => value >= ShortestTimeout && value <= LongestTimeout;

    public static bool TryReadLimit(string text, out int value)
    {
        value = 0;
        // Five digits hold the largest limit and cannot overflow.
        return text.Length is >= 1 and <= 5 && text.All(char.IsAsciiDigit)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && IsLimit(value);
    }

    public static bool TryReadPythonWorkers(string text, out int value) => TryReadLimit(text, out value) && IsPythonWorkers(value);

    public static bool TryReadSeconds(string text, out TimeSpan value)
    {
        value = default;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "0" : text[(point + 1)..];
        if (whole.Length is 0 or > 5 || fraction.Length is 0 or > 9 || !whole.All(char.IsAsciiDigit) || !fraction.All(char.IsAsciiDigit))
        {
            return false;
        }

        value = TimeSpan.FromSeconds(double.Parse($"{whole}.{fraction}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
        return IsTimeout(value);
    }

    /// <summary>A TimeSpan as configuration files write it. A number counts seconds: as days, which .NET takes it for, it is never meant.</summary>
    public static bool TryReadTime(string text, out TimeSpan value) => text.Contains(':', StringComparison.Ordinal)
        ? TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value) && IsTimeout(value)
        : TryReadSeconds(text, out value);

    public static bool TryReadSwitch(string text, out bool value)
    {
        value = Is("true") || Is("1") || Is("yes") || Is("on");
        return value || Is("false") || Is("0") || Is("no") || Is("off");

        bool Is(string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
    }
}
