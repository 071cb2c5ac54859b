using Case;

var options = new ChainOptions { EnableParallelSteps = true, Limiter = new ChainLimiter(100) };
Console.WriteLine($"group: {(await Chains.RunGroupAsync(options)).Status}, {C.Most} at once");
C.Most = 0;
Console.WriteLine($"items: {(await Chains.RunManyAsync([.. Enumerable.Range(0, 256)], options)).Status}, {C.Most} at once");

namespace Case
{
    internal static class C
    {
        private static int s_now;

        public static int Most { get; set; }

        [Connector("block")]
        public static string Block() => Wait(300, "ok");

        [Connector("short_block")]
        public static int ShortBlock(int item) => Wait(20, item);

        // Like a library that has no asynchronous calls: the thread waits.
        private static T Wait<T>(int milliseconds, T value)
        {
            lock (typeof(C))
            {
                Most = Math.Max(Most, ++s_now);
            }

            Thread.Sleep(milliseconds);
            lock (typeof(C))
            {
                s_now--;
            }

            return value;
        }
    }
}
