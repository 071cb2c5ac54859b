using System.Globalization;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads keys that take a number within bounds, and <c>retry</c>, which takes one or more of its own.</summary>
internal sealed class NumberReader(DiagnosticBag diagnostics)
{
    /// <summary>The most of each key; far beyond use, and small enough to reckon with.</summary>
    private const int MaxAttempts = 100;
    private const int MaxTokens = 100_000_000;
    private const int MaxConcurrent = 10_000;
    private const int MaxCount = 1_000_000;
    private const double MaxTemperature = 2;

    private static readonly string[] RetryKeys = ["attempts", "delay", "backoff", "max_delay"];
    private static readonly string[] Backoffs = ["constant", "linear", "exponential"];

    public ValueSyntax ReadCount(string key, ValueSyntax value, TextSpan at) =>
        ReadWhole(key, value, at, key switch { Keys.MaxTokens => MaxTokens, Keys.MaxConcurrent => MaxConcurrent, _ => MaxCount }) is { } count
            ? new CountSyntax(value.Span, count)
            : new MissingValueSyntax(value.Span);

    public ValueSyntax ReadTemperature(string key, ValueSyntax value, TextSpan at)
    {
        if (!IsNumber(key, value, at, out string text))
        {
            return new MissingValueSyntax(value.Span);
        }

        double number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (number is >= 0 and <= MaxTemperature)
        {
            return new NumberSyntax(value.Span, number);
        }

        diagnostics.Report(ReadingDiagnostics.NumberOutOfRange(
            diagnostics.Locate(at), key, text, "0", MaxTemperature.ToString(CultureInfo.InvariantCulture), isWhole: false));
        return new MissingValueSyntax(value.Span);
    }

    public ValueSyntax ReadRetry(ValueSyntax value, TextSpan at)
    {
        if (value is MapSyntax map)
        {
            return ReadRetryMap(map, at);
        }

        if (value is ScalarSyntax)
        {
            return ReadWhole(Keys.Retry, value, at, MaxAttempts) is { } attempts
                ? new RetrySyntax(value.Span, attempts)
                : new MissingValueSyntax(value.Span);
        }

        diagnostics.Report(ReadingDiagnostics.RetryExpected(diagnostics.Locate(at)));
        return new MissingValueSyntax(value.Span);
    }

    /// <summary>Reads a duration; null if it is none, or not within its bounds, which is reported.</summary>
    public TimeSpan? ReadDuration(string key, ValueSyntax value, TextSpan at)
    {
        var scalar = value as ScalarSyntax;
        if (scalar is null || scalar.IsQuoted || !PlainText.TryReadDuration(scalar.Text, out TimeSpan? duration))
        {
            diagnostics.Report(ReadingDiagnostics.DurationExpected(diagnostics.Locate(at), key, scalar?.Text, scalar?.IsQuoted == true));
            return null;
        }

        if (duration is null)
        {
            diagnostics.Report(ReadingDiagnostics.DurationOutOfRange(diagnostics.Locate(at), key, scalar.Text));
        }

        return duration;
    }

    private ValueSyntax ReadRetryMap(MapSyntax map, TextSpan at)
    {
        int errors = diagnostics.ErrorCount;
        int attempts = 0;
        TimeSpan? delay = null;
        TimeSpan? maxDelay = null;
        RetryBackoff? backoff = null;
        MapEntrySyntax? Find(string key) => map.Entries.FirstOrDefault(entry => entry.Key == key);
        foreach (MapEntrySyntax entry in map.Entries)
        {
            TextSpan entryAt = diagnostics.OneLine(entry.Value.Span, entry.KeySpan);
            if (!RetryKeys.Contains(entry.Key))
            {
                diagnostics.Report(ChainDiagnostics.UnknownKey(
                    diagnostics.Locate(entry.KeySpan), entry.Key, Keys.Retry, RetryKeys, Suggestion.Hint(entry.Key, RetryKeys)));
            }
            else if (entry.Value is ExpressionValueSyntax or TemplateSyntax)
            {
                diagnostics.Report(ReadingDiagnostics.FixedValue(diagnostics.Locate(entryAt), entry.Key, isText: false));
            }
            else if (entry.Value is not MissingValueSyntax)
            {
                switch (entry.Key)
                {
                    case "attempts":
                        attempts = ReadWhole(entry.Key, entry.Value, entryAt, MaxAttempts) ?? 0;
                        break;
                    case "delay":
                        delay = ReadDuration(entry.Key, entry.Value, entryAt);
                        break;
                    case "max_delay":
                        maxDelay = ReadDuration(entry.Key, entry.Value, entryAt);
                        break;
                    default:
                        backoff = ReadBackoff(entry.Value, entryAt);
                        break;
                }
            }
        }

        if (Find("attempts") is null && diagnostics.ErrorCount == errors)
        {
            diagnostics.Report(ReadingDiagnostics.AttemptsMissing(diagnostics.Locate(at)));
        }

        if (delay > maxDelay)
        {
            diagnostics.Report(ReadingDiagnostics.DelayOverMax(
                diagnostics.Locate(Find("delay")!.Value.Span),
                ((ScalarSyntax)Find("delay")!.Value).Text,
                ((ScalarSyntax)Find("max_delay")!.Value).Text));
        }

        return diagnostics.ErrorCount == errors && attempts > 0
            ? new RetrySyntax(map.Span, attempts, delay, backoff, maxDelay)
            : new MissingValueSyntax(map.Span);
    }

    private RetryBackoff? ReadBackoff(ValueSyntax value, TextSpan at)
    {
        string text = (value as ScalarSyntax)?.Text ?? "";
        int index = Array.IndexOf(Backoffs, text);
        if (index >= 0)
        {
            return (RetryBackoff)index;
        }

        diagnostics.Report(ReadingDiagnostics.UnknownWord(
            diagnostics.Locate(at), "backoff", (value as ScalarSyntax)?.Text, Backoffs, Suggestion.Hint(text, Backoffs)));
        return null;
    }

    private int? ReadWhole(string key, ValueSyntax value, TextSpan at, int most)
    {
        if (!IsNumber(key, value, at, out string text))
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most)
        {
            return number;
        }

        diagnostics.Report(ReadingDiagnostics.NumberOutOfRange(
            diagnostics.Locate(at), key, text, "1", most.ToString(CultureInfo.InvariantCulture), isWhole: true));
        return null;
    }

    private bool IsNumber(string key, ValueSyntax value, TextSpan at, out string text)
    {
        var scalar = value as ScalarSyntax;
        text = scalar?.Text ?? "";
        if (scalar is { Kind: ScalarKind.Number })
        {
            return true;
        }

        bool isQuoted = scalar is { IsQuoted: true } && PlainText.Classify(text) == ScalarKind.Number;
        diagnostics.Report(ReadingDiagnostics.NumberExpected(diagnostics.Locate(at), key, scalar?.Text, isQuoted));
        return false;
    }
}
