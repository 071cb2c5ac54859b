namespace Namel3ss.Runtime.Tests.Execution;

/// <summary>The threads for synchronous connectors.</summary>
public sealed class BlockingThreadsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void Each_call_has_a_thread_at_once_that_is_none_of_the_pool()
    {
        var threads = new BlockingThreads(Patience);
        using var meeting = new Barrier(100);
        using var done = new CountdownEvent(100);
        var met = 0;
        for (var i = 0; i < 100; i++)
        {
            threads.Run(new Work(() =>
            {
                if (meeting.SignalAndWait(Patience) && !Thread.CurrentThread.IsThreadPoolThread && Thread.CurrentThread.IsBackground)
                {
                    Interlocked.Increment(ref met);
                }

                done.Signal();
            }));
        }

        Assert.True(done.Wait(Patience));
        Assert.Equal(100, met);
    }

    [Fact]
    public void A_thread_that_waits_is_taken_again_and_keeps_nothing_alive()
    {
        var threads = new BlockingThreads(Patience);
        var (first, work) = RunOnce(threads);

        Assert.True(SpinWait.SpinUntil(() => threads.Waiting == 1, Patience));
        GC.Collect();
        Assert.False(work.IsAlive);
        Assert.Same(first, RunOnce(threads).Thread);
    }

    [Fact]
    public void A_thread_that_nobody_needs_ends()
    {
        var threads = new BlockingThreads(TimeSpan.Zero);

        var (thread, _) = RunOnce(threads);

        Assert.True(thread.Join(Patience));
        Assert.Equal(0, threads.Waiting);
        Assert.NotSame(thread, RunOnce(threads).Thread);
    }

    [Fact]
    public void What_one_of_them_asks_for_it_does_itself_when_it_comes_back()
    {
        var threads = new BlockingThreads(Patience);
        using var done = new ManualResetEventSlim();
        List<(int Number, Thread Thread)> seen = [];
        threads.Run(new Work(() =>
        {
            threads.Run(new Work(() =>
            {
                seen.Add((2, Thread.CurrentThread));
                done.Set();
            }));
            seen.Add((1, Thread.CurrentThread));
        }));

        Assert.True(done.Wait(Patience));
        Assert.Equal([(1, seen[0].Thread), (2, seen[0].Thread)], seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void But_not_while_it_is_in_the_code_of_others(bool asksBefore)
    {
        var threads = new BlockingThreads(Patience);
        using var done = new ManualResetEventSlim();
        using var seen = new ManualResetEventSlim();
        var isMet = false;
        threads.Run(new Work(() =>
        {
            var asked = new Work(seen.Set);
            if (asksBefore)
            {
                threads.Run(asked);
            }

            BlockingThreads.EnterUsersCode();
            if (!asksBefore)
            {
                threads.Run(asked);
            }

            // It would wait for itself.
            isMet = seen.Wait(Patience);
            BlockingThreads.LeaveUsersCode();
            done.Set();
        }));

        Assert.True(done.Wait(Patience));
        Assert.True(isMet);
    }

    private static (Thread Thread, WeakReference Work) RunOnce(BlockingThreads threads)
    {
        using var done = new ManualResetEventSlim();
        Thread? thread = null;
        var work = new Work(() =>
        {
            thread = Thread.CurrentThread;
            done.Set();
        });
        threads.Run(work);
        Assert.True(done.Wait(Patience));
        return (thread!, new WeakReference(work));
    }

    private sealed class Work(Action action) : IThreadPoolWorkItem
    {
        public void Execute() => action();
    }
}
