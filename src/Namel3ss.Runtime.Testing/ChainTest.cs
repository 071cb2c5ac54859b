using System.Globalization;
using Microsoft.Extensions.AI;

namespace Namel3ss.Testing;

/// <summary>
/// Runs chains without models and without waiting: steps are faked, time is virtual, and neither the environment nor the settings of the
/// process count. Works with every test framework.
/// </summary>
/// <remarks>
/// The clock stands still while something happens and while a method that is not faked runs; then it jumps to what is due next. So a
/// chain that takes minutes is tested in milliseconds, with exact times. One test is for one thread and one <see cref="RunAsync"/> at a time.
/// </remarks>
public sealed partial class ChainTest : IDisposable
{
    // How many times as long the run may be quiet while it is not idle: on a busy machine it may wait long for a thread.
    private const int MorePatience = 4;

    private readonly VirtualClock _clock = new();
    private readonly FakeBook _fakes = new();
    private readonly RuntimeConfiguration _configuration = new(static _ => null, static _ => null);
    private ChainLimiter? _limiter;
    private Recorder? _recorder;
    private TestRun? _current;
    private bool _isDisposed;

    /// <summary>Whether the steps of a parallel group run at once. Default: off, as where nothing else is said.</summary>
    public bool EnableParallelSteps { get; init; }

    /// <summary>How many calls to the outside may run at once: 1 to 10000, faked ones too. Default 50.</summary>
    public int MaxConcurrentLlmCalls { get; init; } = RuntimeConfiguration.DefaultLimit;

    /// <summary>The container of connectors that are not faked.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>The clients of chat models that are not faked, as in <see cref="ChainOptions.ChatClients"/>.</summary>
    public IReadOnlyDictionary<string, IChatClient>? ChatClients { get; init; }

    /// <summary>After how much real time without any event <see cref="RunAsync"/> gives up, since a method that is not faked does not end. Default 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The virtual clock. Timers and delays by it need no waiting within <see cref="RunAsync"/>.</summary>
    public TimeProvider TimeProvider => _clock;

    /// <summary>The test's own limiter.</summary>
    public ChainLimiter Limiter => _limiter ??= new ChainLimiter(MaxConcurrentLlmCalls);

    /// <summary>What the last <see cref="RunAsync"/> ran, and when. Its text is a timeline.</summary>
    public Schedule Schedule => _recorder?.ToSchedule() ?? new Schedule([]);

    /// <summary>Runs one chain or several, moving the virtual clock on whenever there is nothing left to do.</summary>
    /// <param name="run">Calls the chains with the options that it is given, or with a copy of them made by <c>with</c>.</param>
    /// <returns>What the function returned, once the cancelled steps have ended too.</returns>
    /// <exception cref="ChainAssertionException">Nothing has happened for as long as <see cref="Patience"/>.</exception>
    public async Task<T> RunAsync<T>(Func<ChainOptions, Task<T>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _recorder = new Recorder(_clock);
        var current = new TestRun(_clock, _fakes, _recorder);
        if (Interlocked.CompareExchange(ref _current, current, null) is not null)
        {
            throw new InvalidOperationException("This ChainTest runs something already. Start several chains within one RunAsync, or make a ChainTest for each.");
        }

        try
        {
            Task<T>? running = null;
            var loop = current.RunAsync(() => running = run(Options(current)));
            await WaitAsync(current, loop).ConfigureAwait(false);
            return await running!.ConfigureAwait(false);
        }
        finally
        {
            current.Abandon();
            _current = null;
        }
    }

    /// <summary>Ends the test: it runs nothing any more.</summary>
    public void Dispose() => _isDisposed = true;

    private ChainOptions Options(TestRun current) => new()
    {
        EnableParallelSteps = EnableParallelSteps,
        TimeProvider = _clock,
        Limiter = Limiter,
        Services = Services,
        ChatClients = ChatClients,
        Configuration = _configuration,
        Harness = current,
    };

    private async Task WaitAsync(TestRun current, Task loop)
    {
        var rounds = 0;
        while (!loop.IsCompleted)
        {
            var seen = current.Activity;
            using var patience = new CancellationTokenSource();
            await Task.WhenAny(loop, Task.Delay(Patience, patience.Token)).ConfigureAwait(false);
            await patience.CancelAsync().ConfigureAwait(false);
            rounds = current.Activity == seen ? rounds + 1 : 0;
            if (!loop.IsCompleted && rounds >= (current.IsIdle ? 1 : MorePatience))
            {
                _ = loop.ContinueWith(static task => task.Exception, TaskScheduler.Default);
                throw new ChainAssertionException(Stuck(current));
            }
        }

        await loop.ConfigureAwait(false);
    }

    private string Stuck(TestRun current)
    {
        var patience = Patience.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var outside = current.Outside;
        var reason = outside.Count == 0
            ? "No step runs and no timer of the virtual clock is set: the code given to RunAsync, or a method on its thread, waits for something else."
            : $"The clock stands still until {Names(outside)}, which {(outside.Count == 1 ? "is" : "are")} not faked. "
                + $"Fake {(outside.Count == 1 ? "it" : "them")}, or give {nameof(ChainTest)}.{nameof(Patience)} more.";
        return $"The run does not go on: nothing has happened for {patience} s of real time. {reason}{Environment.NewLine}{Schedule}";
    }

    private static string Names(IReadOnlyList<StepRun> steps) =>
        string.Join(" and ", steps.Select(step => $"step '{step.Name}' of chain '{step.Info?.Chain?.Name}'")) + (steps.Count == 1 ? " ends" : " end");
}
