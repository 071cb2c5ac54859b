using System.Net;

namespace Namel3ss.Language.Tests;

/// <summary>The connectors of the chains with data and control flow.</summary>
internal static class FlowConnectors
{
    [Connector("make_window")]
    public static Window MakeWindow(int from, int to) => new(from, to);

    [Connector("numbers_or_failure")]
    public static IReadOnlyList<int> NumbersOrFailure(bool shouldFail) =>
        shouldFail ? throw new InvalidOperationException("no numbers") : [1, 2];

    [Connector("first_from")]
    public static int FirstFrom(IReadOnlyList<Window> windows) => windows[0].From;

    [Connector("remember")]
    public static void Remember(string word) => ArgumentException.ThrowIfNullOrEmpty(word);

    [Connector("increment")]
    public static int Increment(int value) => value + 1;

    [Connector("multiply")]
    public static int Multiply(int a, int b) => a * b;

    [Connector("count_of")]
    public static int CountOf(IReadOnlyList<int> values) => values.Count;

    [Connector("flaky")]
    public static string Flaky() => Lab.Current.Attempt() < 3 ? throw new InvalidOperationException("not yet") : "at last";

    [Connector("refuses")]
    public static string Refuses(int status) => Lab.Current.Attempt() < 3
        ? throw new HttpRequestException($"status {status}", null, (HttpStatusCode)status)
        : "at last";

    /// <summary>Needs the caller's context, and is ended by a thread that does not have it.</summary>
    [Connector("ended_elsewhere")]
    public static Task<int> EndedElsewhere(int item)
    {
        _ = Lab.Current;
        var source = new TaskCompletionSource<int>();
        new Thread(() => source.SetResult(item)).UnsafeStart();
        return source.Task;
    }

    [Connector("takes")]
    public static async Task<string> TakesAsync(int seconds, StepContext context, CancellationToken cancellationToken)
    {
        await Lab.Current.TakeAsync(context.Step, TimeSpan.FromSeconds(seconds), cancellationToken);
        return context.Step;
    }
}
