using System.Globalization;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Reads <c>retry</c>: a number of further attempts, or a map that says more.</summary>
internal sealed class RetryBinder(FileDiagnostics diagnostics)
{
    private const int MaxAttempts = 100;

    private static readonly string[] Known = [Keys.Attempts, Keys.Delay, Keys.Backoff, Keys.MaxDelay];
    private static readonly BoundRetry Defaults = new(1, TimeSpan.FromSeconds(1), Backoff.Exponential, TimeSpan.FromSeconds(30));

    public BoundRetry? Bind(ValueSyntax? value) => value switch
    {
        ScalarSyntax scalar => Count(scalar, Keys.Retry, MaxAttempts) is { } attempts ? Defaults with { Attempts = attempts } : null,
        MapSyntax map => map.Entries.Aggregate(Defaults, Apply),
        _ => null,
    };

    /// <summary>A whole number from 1 on; null if it is none, which is reported.</summary>
    public int? Count(ValueSyntax value, string key, int most)
    {
        if (value is ScalarSyntax { Kind: ScalarKind.Number } number
            && int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 && count <= most)
        {
            return count;
        }

        if (value is not MissingValueSyntax)
        {
            diagnostics.Add(NameDiagnostics.WrongCount(diagnostics.At(value.Span), key, most));
        }

        return null;
    }

    private BoundRetry Apply(BoundRetry retry, MapEntrySyntax entry)
    {
        switch (entry.Key)
        {
            case Keys.Attempts:
                return retry with { Attempts = Count(entry.Value, entry.Key, MaxAttempts) ?? retry.Attempts };
            case Keys.Delay:
                return retry with { Delay = Duration(entry) ?? retry.Delay };
            case Keys.MaxDelay:
                return retry with { MaxDelay = Duration(entry) ?? retry.MaxDelay };
            case Keys.Backoff:
                string text = entry.Value is ScalarSyntax word ? word.Text : "";
                if (text is "constant" or "linear" or "exponential")
                {
                    return retry with { Backoff = (Backoff)Enum.Parse(typeof(Backoff), text, ignoreCase: true) };
                }

                diagnostics.Add(NameDiagnostics.UnknownBackoff(diagnostics.At(entry.Value.Span), Suggestion.Hint(text, ["constant", "linear", "exponential"])));
                return retry;
            default:
                diagnostics.Add(NameDiagnostics.UnknownRetryKey(diagnostics.At(entry.KeySpan), entry.Key, Suggestion.Hint(entry.Key, Known)));
                return retry;
        }
    }

    private TimeSpan? Duration(MapEntrySyntax entry)
    {
        switch (entry.Value)
        {
            case DurationSyntax duration:
                return duration.Duration;
            case ScalarSyntax { Kind: ScalarKind.Text or ScalarKind.Number } scalar
                when PlainText.TryReadDuration(scalar.Text, out TimeSpan? read) && read is { } length && length > TimeSpan.Zero && length <= TimeSpan.FromHours(24):
                return length;
            case MissingValueSyntax:
                return null;
            default:
                diagnostics.Add(NameDiagnostics.WrongDelay(diagnostics.At(entry.Value.Span), entry.Key));
                return null;
        }
    }
}
