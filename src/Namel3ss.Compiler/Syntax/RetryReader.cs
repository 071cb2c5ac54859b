using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads <c>retry</c>: a number of further attempts, or keys of its own.</summary>
internal sealed class RetryReader(DiagnosticBag diagnostics, NumberReader numbers)
{
    private const int MaxAttempts = 100;
    private const string Any = "any";

    private static readonly string[] RetryKeys = ["attempts", "delay", "backoff", "max_delay", "on"];

    // In the order of the values of RetryBackoff, and of the bits of RetryOn.
    private static readonly string[] Backoffs = ["constant", "linear", "exponential"];
    private static readonly string[] Failures = ["timeout", "rate_limit", "server", "network", "answer", Any];

    public ValueSyntax Read(ValueSyntax value, TextSpan at)
    {
        if (value is MapSyntax map)
        {
            return ReadMap(map, at);
        }

        if (value is ScalarSyntax)
        {
            return numbers.ReadWhole(Keys.Retry, value, at, MaxAttempts) is { } attempts
                ? new RetrySyntax(value.Span, attempts)
                : new MissingValueSyntax(value.Span);
        }

        diagnostics.Report(ReadingDiagnostics.RetryExpected(diagnostics.Locate(at)));
        return new MissingValueSyntax(value.Span);
    }

    private ValueSyntax ReadMap(MapSyntax map, TextSpan at)
    {
        int errors = diagnostics.ErrorCount;
        int attempts = 0;
        TimeSpan? delay = null;
        TimeSpan? maxDelay = null;
        RetryBackoff? backoff = null;
        RetryOn? on = null;
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
                        attempts = numbers.ReadWhole(entry.Key, entry.Value, entryAt, MaxAttempts) ?? 0;
                        break;
                    case "delay":
                        delay = numbers.ReadDuration(entry.Key, entry.Value, entryAt);
                        break;
                    case "max_delay":
                        maxDelay = numbers.ReadDuration(entry.Key, entry.Value, entryAt);
                        break;
                    case "on":
                        on = ReadFailures(entry.Value, entryAt);
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
            ? new RetrySyntax(map.Span, attempts, delay, backoff, maxDelay, on)
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

    private RetryOn? ReadFailures(ValueSyntax value, TextSpan at)
    {
        if (value is not ListSyntax list)
        {
            return ReadFailure(value, at);
        }

        if (list.Items.Count == 0)
        {
            diagnostics.Report(ReadingDiagnostics.FailuresMissing(diagnostics.Locate(at)));
        }

        RetryOn? all = null;
        foreach (ValueSyntax item in list.Items.Where(item => item is not MissingValueSyntax))
        {
            if (ReadFailure(item, diagnostics.OneLine(item.Span, at)) is not { } failure)
            {
                continue;
            }

            if ((all & failure) == failure)
            {
                diagnostics.Report(NameDiagnostics.RepeatedName(diagnostics.Locate(item.Span), ((ScalarSyntax)item).Text, "on"));
            }

            all = (all ?? 0) | failure;
        }

        if (all is { } found && (found & RetryOn.Any) != 0 && found != RetryOn.Any)
        {
            ValueSyntax any = list.Items.First(item => item is ScalarSyntax { Text: Any });
            diagnostics.Report(ChainDiagnostics.AnyAmongOthers(diagnostics.Locate(any.Span)));
        }

        return all;
    }

    private RetryOn? ReadFailure(ValueSyntax value, TextSpan at)
    {
        string? text = (value as ScalarSyntax)?.Text;
        int index = Array.IndexOf(Failures, text);
        if (index >= 0)
        {
            return (RetryOn)(1 << index);
        }

        diagnostics.Report(value is ExpressionValueSyntax or TemplateSyntax
            ? ReadingDiagnostics.FixedValue(diagnostics.Locate(at), "on", isText: false)
            : ReadingDiagnostics.UnknownWord(diagnostics.Locate(at), "on", text, Failures, Suggestion.Hint(text ?? "", Failures)));
        return null;
    }
}
