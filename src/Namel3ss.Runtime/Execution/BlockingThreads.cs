namespace Namel3ss;

/// <summary>
/// Threads for calls that may block. The thread pool makes one or two more a second: steps that may run at once would wait for each other, and
/// what others want of the pool would wait behind them. Here each call has a thread at once, as many as the limits of calls let in, and a
/// thread that nobody needs for a while ends.
/// </summary>
/// <param name="keepAlive">How long a thread waits for another call.</param>
internal sealed class BlockingThreads(TimeSpan keepAlive)
{
    /// <summary>The worker whose thread this is.</summary>
    [ThreadStatic]
    private static Worker? t_own;

    private readonly List<Worker> _idle = [];

    public static BlockingThreads Shared { get; } = new(TimeSpan.FromSeconds(10));

    /// <summary>How many threads wait for work.</summary>
    public int Waiting
    {
        get
        {
            lock (_idle)
            {
                return _idle.Count;
            }
        }
    }

    /// <summary>
    /// Has this done by a thread that waits, else by a new one. A thread of these that asks does it itself when it comes back: of steps one after
    /// another, each of which ends at once, the next is started by the end of the one before, and nobody has to be woken for it.
    /// </summary>
    public void Run(IThreadPoolWorkItem work)
    {
        if (t_own is { Next: null, UsersCode: 0 } own && own.Threads == this)
        {
            own.Next = work;
        }
        else
        {
            RunElsewhere(work);
        }
    }

    /// <summary>
    /// Code that is not the runtime's begins on this thread, and it is not known when it comes back: what the thread was to do next is done by
    /// another one, and so is what it is asked to do until <see cref="LeaveUsersCode"/>, or until it comes back.
    /// </summary>
    public static void EnterUsersCode()
    {
        if (t_own is { } own)
        {
            own.UsersCode++;
            if (own.Next is { } work)
            {
                own.Next = null;
                own.Threads.RunElsewhere(work);
            }
        }
    }

    public static void LeaveUsersCode()
    {
        if (t_own is { } own)
        {
            own.UsersCode--;
        }
    }

    private void RunElsewhere(IThreadPoolWorkItem work)
    {
        Worker? waiting = null;
        lock (_idle)
        {
            if (_idle.Count > 0)
            {
                // The one that has waited for the shortest time, so that the others can end.
                waiting = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
            }
        }

        if (waiting is not null)
        {
            waiting.Take(work);
        }
        else if (!new Worker(this, work).TryStart())
        {
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
        }
    }

    /// <returns>False if nobody needed the worker, which is not among those that wait any more.</returns>
    private bool Wait(Worker worker, ManualResetEventSlim hasWork)
    {
        lock (_idle)
        {
            _idle.Add(worker);
        }

        if (hasWork.Wait(keepAlive))
        {
            return true;
        }

        lock (_idle)
        {
            if (_idle.Remove(worker))
            {
                return false;
            }
        }

        // Somebody has just chosen it.
        hasWork.Wait();
        return true;
    }

    private sealed class Worker(BlockingThreads threads, IThreadPoolWorkItem first)
    {
        private readonly ManualResetEventSlim _hasWork = new(initialState: true);
        private IThreadPoolWorkItem? _work = first;

        public BlockingThreads Threads => threads;

        /// <summary>What its thread does when it comes back from what it does now.</summary>
        public IThreadPoolWorkItem? Next { get; set; }

        /// <summary>How much code of others its thread is in.</summary>
        public int UsersCode { get; set; }

        /// <returns>False if the system has no room for another thread.</returns>
        public bool TryStart()
        {
            try
            {
                // Each call has a context of its own: that of whoever needs the thread first is not the others'.
                new Thread(Loop) { IsBackground = true, Name = "Namel3ss connector" }.UnsafeStart();
                return true;
            }
            catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
            {
                return false;
            }
        }

        public void Take(IThreadPoolWorkItem work)
        {
            _work = work;
            _hasWork.Set();
        }

        private void Loop()
        {
            t_own = this;
            do
            {
                _hasWork.Reset();
                while (_work is not null)
                {
                    Execute();
                }
            }
            while (threads.Wait(this, _hasWork));
            _hasWork.Dispose();
        }

        // Apart, so that a thread that waits keeps nothing alive.
        private void Execute()
        {
            var work = _work!;
            (_work, UsersCode) = (null, 0);
            work.Execute();
            (_work, Next) = (Next, null);
        }
    }
}
