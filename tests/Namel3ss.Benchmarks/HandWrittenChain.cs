namespace Namel3ss.Benchmarks;

/// <summary>
/// The same chain as a careful developer writes it with a semaphore, a timeout and Task.WhenAll. It does less: no status, time or error of
/// each step, no partial results, no log, and a step that ignores its token holds it up.
/// </summary>
internal static class HandWrittenChain
{
    private static readonly SemaphoreSlim Semaphore = new(50, 50);

    public static async Task<string> RunAsync(CancellationToken cancellationToken = default)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(TimeSpan.FromSeconds(180));
        var token = source.Token;
        try
        {
            var values = await Task.WhenAll(AnalyzeAsync(1, token), AnalyzeAsync(2, token), AnalyzeAsync(3, token)).ConfigureAwait(false);
            await Semaphore.WaitAsync(token).ConfigureAwait(false);
            try
            {
                return await Connectors.AggregateAsync(values, token).ConfigureAwait(false);
            }
            finally
            {
                Semaphore.Release();
            }
        }
        catch
        {
            await source.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<int> AnalyzeAsync(int value, CancellationToken token)
    {
        await Semaphore.WaitAsync(token).ConfigureAwait(false);
        try
        {
            return await Connectors.AnalyzeAsync(value, token).ConfigureAwait(false);
        }
        finally
        {
            Semaphore.Release();
        }
    }
}
