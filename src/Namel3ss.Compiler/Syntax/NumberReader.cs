using System.Globalization;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads keys that take a number within bounds.</summary>
internal sealed class NumberReader(DiagnosticBag diagnostics)
{
    /// <summary>The most of each key; far beyond use, and small enough to reckon with.</summary>
    private const int MaxTokens = 100_000_000;
    private const int MaxConcurrent = 10_000;
    private const int MaxCount = 1_000_000;
    private const double MaxTemperature = 2;

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

    /// <summary>Reads a whole number from 1 on; null if it is none, or not within its bounds, which is reported.</summary>
    public int? ReadWhole(string key, ValueSyntax value, TextSpan at, int most)
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
