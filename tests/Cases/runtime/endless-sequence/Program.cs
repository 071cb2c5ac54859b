using Case;

var options = new ChainOptions { Limiter = new ChainLimiter(1) };
var run = await Chains.RunCAsync(options);
var before = C.Made;
await Task.Delay(1000);
Console.WriteLine($"{run.Status}; {C.Made - before} items made after the end, permits in use {options.Limiter.InUse} of 1");
var next = await Chains.RunNextAsync(options);
Console.WriteLine($"the next run: {next.Status}");
var sync = await Task.Run(() => Chains.RunSyncAsync());
Console.WriteLine($"a sequence that never awaits: {sync.Status}");
Environment.Exit(0);

namespace Case
{
    internal static class C
    {
        public static long Made;

        [Connector("pages")]
        public static async IAsyncEnumerable<byte[]> Pages()
        {
            while (true)
            {
                await Task.Yield();
                Interlocked.Increment(ref Made);
                yield return new byte[1000];
            }
        }

        [Connector("sync_pages")]
        public static async IAsyncEnumerable<int> SyncPages()
        {
            await Task.Yield();
            while (true)
            {
                yield return 1;
            }
        }

        [Connector("quick")]
        public static Task<string> Quick() => Task.FromResult("q");
    }
}
