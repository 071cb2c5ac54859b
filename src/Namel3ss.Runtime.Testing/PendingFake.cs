namespace Namel3ss.Testing;

/// <summary>A faked call that runs: it ends when its time has come, or when its token is cancelled.</summary>
internal sealed class PendingFake
{
    private readonly TestRun _run;
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer? _timer;
    private int _isDecided;

    /// <param name="run">The run.</param>
    /// <param name="after">How long the call takes; null for ever.</param>
    /// <param name="complete">Ends the call.</param>
    /// <param name="cancel">Ends the call as cancelled.</param>
    /// <param name="token">The step's token.</param>
    public PendingFake(TestRun run, TimeSpan? after, Action complete, Action cancel, CancellationToken token)
    {
        _run = run;
        _registration = token.UnsafeRegister(_ => End(cancel), null);
        if (after == TimeSpan.Zero)
        {
            End(complete);
        }
        else if (after is { } time)
        {
            _timer = run.Clock.CreateTimer(_ => End(complete), null, time, Timeout.InfiniteTimeSpan);
            if (Volatile.Read(ref _isDecided) != 0)
            {
                _timer.Dispose();
            }
        }
    }

    private void End(Action how)
    {
        if (Interlocked.Exchange(ref _isDecided, 1) == 0)
        {
            _timer?.Dispose();
            _run.PostEnd(() =>
            {
                _registration.Unregister();
                how();
            });
        }
    }
}
