namespace Namel3ss;

/// <summary>Ends what a call had.</summary>
internal static class Disposing
{
    /// <summary>After a failure: that is what counts, and not that something cannot be disposed then.</summary>
    public static async ValueTask DisposeQuietlyAsync(this IAsyncDisposable disposable)
    {
        try
        {
            await disposable.DisposeAsync().CallsBackOnce();
        }
        catch (Exception)
        {
            // The failure is told.
        }
    }

    /// <summary>The same, by nobody who waits for it: services may have nothing but an asynchronous end.</summary>
    public static void DisposeQuietly(this IAsyncDisposable disposable) => _ = disposable.DisposeQuietlyAsync().AsTask();
}
