namespace Namel3ss.Testing.Tests;

public enum Urgency
{
    Low,
    High,
}

/// <summary>A service that only a container can make.</summary>
public interface IPager
{
    [Connector("pager")]
    Task PageAsync(CancellationToken cancellationToken);
}

internal static class Connectors
{
    private static readonly Barrier Meeting = new(2);

    [Connector("archive")]
    public static Task ArchiveAsync() => throw new InvalidOperationException("The archive is closed.");

    [Connector("score")]
    public static async Task<int> ScoreAsync(string text, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return text.Length;
    }

    [Connector("score_now")]
    public static int ScoreNow(string text) => text.Length;

    [Connector("score_after")]
    public static Task<int> ScoreAfterAsync(int before) => Task.FromResult(before + 1);

    [Connector("total")]
    public static int Total(IReadOnlyList<int> scores) => scores.Sum();

    [Connector("waits_by_the_clock")]
    public static async Task<string> WaitAsync(StepContext context)
    {
        var start = context.TimeProvider.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(3), context.TimeProvider, context.CancellationToken);
        await Task.Yield();
        await Task.Delay(TimeSpan.FromSeconds(4), context.TimeProvider, context.CancellationToken).ConfigureAwait(false);
        return $"{context.TimeProvider.GetElapsedTime(start).TotalSeconds} s";
    }

    [Connector("works_for_real")]
    public static async Task<int> WorkAsync(CancellationToken cancellationToken)
    {
        var sum = 0;
        for (var i = 0; i < 20; i++)
        {
            sum += await Task.Run(() => i, cancellationToken);
        }

        return sum;
    }

    /// <summary>Ends only if it runs twice at once.</summary>
    [Connector("blocks")]
    public static bool Block() => Meeting.SignalAndWait(TimeSpan.FromSeconds(60));

    [Connector("never_ends")]
    public static Task<string> NeverEndAsync() => new TaskCompletionSource<string>().Task;
}
