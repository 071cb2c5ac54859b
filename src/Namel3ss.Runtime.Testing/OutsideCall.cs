namespace Namel3ss.Testing;

/// <summary>A step's own method while it runs. The clock stands still for it, unless it waits for the clock itself.</summary>
internal sealed class OutsideCall(TestRun run, StepRun step)
{
    private static readonly AsyncLocal<OutsideCall?> Ambient = new();

    /// <summary>The call that this code belongs to.</summary>
    public static OutsideCall? Current => Ambient.Value;

    public StepRun Step => step;

    /// <summary>How many timers of the virtual clock it has set. Guarded by the run.</summary>
    public int Timers { get; set; }

    /// <summary>Guarded by the run.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Calls the method so that timers know whose they are, and without the context in which the test's own code goes on.</summary>
    public ValueTask<T> Begin<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken token)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        Ambient.Value = this;
        try
        {
            return call(token);
        }
        finally
        {
            Ambient.Value = null;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public void TimerChanged(bool isSet) => run.TimerChanged(this, isSet);
}
