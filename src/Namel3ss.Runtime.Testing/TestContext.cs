namespace Namel3ss.Testing;

/// <summary>Has the code that a test gave to <see cref="ChainTest.RunAsync"/> go on where the run does.</summary>
internal sealed class TestContext(TestRun run) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => run.Post(() => Run(() => d(state)));

    /// <summary>Runs code of the test here.</summary>
    public void Run(Action code)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            code();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
