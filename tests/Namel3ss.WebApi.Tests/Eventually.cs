namespace WebApi.Tests;

internal static class Eventually
{
    // Hundreds of requests on a busy machine are work for a minute.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Waits for something that other threads bring about and that nothing tells of.</summary>
    public static async Task IsAsync(Func<bool> condition, Func<string> otherwise)
    {
        using var deadline = new CancellationTokenSource(Limit);
        while (!condition())
        {
            Assert.False(deadline.IsCancellationRequested, otherwise());
            await Task.Delay(1);
        }
    }
}
