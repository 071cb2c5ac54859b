using Namel3ss.CompilerServices;

namespace Namel3ss.Testing;

/// <summary>
/// One call of <see cref="ChainTest.RunAsync"/>. All that the chains themselves do happens here, on one thread at a time and in one order;
/// only methods that are not faked run elsewhere. When nothing is left to do and no such method runs, the clock moves to its next timer.
/// </summary>
/// <remarks>
/// Work goes before ends: whatever may start at an instant of the virtual clock has started before anything ends at it, so that
/// steps that may run at once do so however short they are. So no part of the schedule depends on the machine.
/// </remarks>
internal sealed class TestRun(VirtualClock clock, FakeBook fakes, Recorder recorder) : RunHarness
{
    [ThreadStatic]
    private static bool s_isOnlyLooking;

    [ThreadStatic]
    private static string? s_question;

    private readonly object _lock = new();
    private readonly Queue<Action> _work = new();
    private readonly List<OutsideCall> _outside = [];
    private readonly SemaphoreSlim _changed = new(0);
    private Queue<Action> _ends = new();
    private int _held;
    private int _followed;
    private long _activity;
    private bool _isOver;
    private volatile bool _isIdle;

    public VirtualClock Clock => clock;

    /// <summary>How much has happened so far, to see whether anything does.</summary>
    public long Activity => Volatile.Read(ref _activity);

    /// <summary>Whether it waits for somebody else to bring work. Else it works, or has work and waits for a busy machine to give it a thread.</summary>
    public bool IsIdle => _isIdle;

    /// <summary>The steps whose own methods run now.</summary>
    public IReadOnlyList<StepRun> Outside
    {
        get
        {
            lock (_lock)
            {
                return [.. _outside.Where(call => call.Timers == 0).Select(call => call.Step)];
            }
        }
    }

    /// <summary>Runs the code of a test to its end.</summary>
    public async Task RunAsync(Func<Task> code)
    {
        // Not on the caller's thread, whose synchronization context would take what ends here elsewhere.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var running = Task.CompletedTask;
        new TestContext(this).Run(() => running = Begin(code));
        _ = running.ContinueWith(_ => Signal(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (true)
        {
            Interlocked.Increment(ref _activity);
            if (TakeWork() is { } work)
            {
                work();
            }
            else if (TakeEnds() is { } ends)
            {
                foreach (var end in ends)
                {
                    end();
                }
            }
            else if (running.IsCompleted && Volatile.Read(ref _followed) == 0)
            {
                if (TryStop())
                {
                    await running.ConfigureAwait(false);
                    return;
                }
            }
            else if (running.IsCompleted || !MayMove() || !clock.MoveToNext())
            {
                await WaitForWorkAsync().ConfigureAwait(false);
            }
        }
    }

    private Task WaitForWorkAsync()
    {
        lock (_lock)
        {
            var wait = _changed.WaitAsync();
            _isIdle = !wait.IsCompleted;
            return wait;
        }
    }

    /// <summary>Nobody waits for the run any more: what is left of it goes its own way.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            _isOver = true;
        }
    }

    public override bool Replaces(StepInfo step) => fakes.IsAlwaysFaked(step);

    public override ValueTask<T> Call<T>(StepRun step, Func<CancellationToken, ValueTask<T>> call, bool onPool, CancellationToken token)
    {
        if (fakes.Next(step) is var (fake, facts))
        {
            facts = step.Info!.Llm is null ? facts : facts with { Prompt = QuestionOf(call, token) };
            return Fake(fake, facts, value => Value<T>(value, facts), token);
        }

        var outside = new OutsideCall(this, step);
        Begin(outside);
        ValueTask<T> calling;
        try
        {
            calling = onPool
                ? new(Task.Run(() => outside.Begin(call, token).AsTask(), CancellationToken.None))
                : outside.Begin(call, token);
        }
        catch
        {
            End(outside, null);
            throw;
        }

        if (calling.IsCompleted && !onPool)
        {
            End(outside, null);
            return calling;
        }

        var answer = new Answer<T>();
        _ = FollowAsync(outside, calling, answer);
        return answer.Task;
    }

    public override ValueTask<object?>? CallChain(StepRun step, CancellationToken token) =>
        fakes.Next(step) is var (fake, facts) ? Fake(fake, facts, value => value, token) : null;

    public override bool Asks(StepRun step, LlmInfo model, string? system, string prompt)
    {
        recorder.Record(step, new SentPrompt(prompt, system, model.Name, step.Attempts, step.Iteration));
        if (!s_isOnlyLooking)
        {
            return false;
        }

        s_question = prompt;
        return true;
    }

    public override void Post(Action work)
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _work.Enqueue(work);
                Signal();
                return;
            }
        }

        _ = Task.Run(work);
    }

    /// <summary>Has a step end when everything that may start now has started.</summary>
    public void PostEnd(Action end) => PostEnd(end, null);

    public override Task Follow(Task work)
    {
        if (work.IsCompleted)
        {
            return Task.CompletedTask;
        }

        var end = new TaskCompletionSource();
        Interlocked.Increment(ref _followed);
        _ = work.ContinueWith(
            _ => PostEnd(
                () =>
                {
                    Interlocked.Decrement(ref _followed);
                    end.SetResult();
                },
                null),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return end.Task;
    }

    public override void Record(StepRun step, StepStatus status) => recorder.Record(step, status);

    public override string HowToFake(StepInfo step) =>
        $" Or fake the step: test.Fake((…Steps s) => s.…, …) answers in the place of '{step.Name}'.";

    /// <summary>A timer of a method that runs was set, or is not set any more.</summary>
    public void TimerChanged(OutsideCall call, bool isSet)
    {
        lock (_lock)
        {
            var before = call.Timers;
            call.Timers += isSet ? 1 : -1;
            if (!call.HasEnded && (before == 0 || call.Timers == 0))
            {
                _held += isSet ? -1 : 1;
                Signal();
            }
        }
    }

    private static Task Begin(Func<Task> code)
    {
        try
        {
            return code() ?? throw new ArgumentException("The function given to RunAsync returned null in place of a Task.");
        }
        catch (Exception error)
        {
            return Task.FromException(error);
        }
    }

    private static T Value<T>(object? value, FakeCall call) => value is null && default(T) is not null
        ? throw new InvalidOperationException($"The fake of step '{call.Step}' gives null, but the step's method always gives a value.")
        : (T)value!;

    /// <summary>What a step would ask its chat model: its method makes the prompt, and comes back at once without having asked.</summary>
    private static string QuestionOf<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken token)
    {
        (s_isOnlyLooking, s_question) = (true, null);
        try
        {
            call(token).AsTask().GetAwaiter().GetResult();
            return s_question ?? "";
        }
        finally
        {
            s_isOnlyLooking = false;
        }
    }

    private ValueTask<T> Fake<T>(Fake fake, FakeCall facts, Func<object?, T> convert, CancellationToken token)
    {
        var answer = new Answer<T>();
        _ = new PendingFake(this, fake.After, Complete, () => answer.Fail(new OperationCanceledException(token)), token);
        return answer.Task;

        void Complete()
        {
            T value;
            try
            {
                value = convert(fake.Answer(facts));
            }
            catch (Exception error)
            {
                answer.Fail(error);
                return;
            }

            answer.Set(value);
        }
    }

    private async Task FollowAsync<T>(OutsideCall outside, ValueTask<T> calling, Answer<T> answer)
    {
        try
        {
            var value = await calling.ConfigureAwait(false);
            End(outside, () => answer.Set(value));
        }
        catch (Exception error)
        {
            End(outside, () => answer.Fail(error));
        }
    }

    private void Begin(OutsideCall call)
    {
        lock (_lock)
        {
            _outside.Add(call);
            _held++;
        }
    }

    private void End(OutsideCall call, Action? end) => PostEnd(end, call);

    private void PostEnd(Action? end, OutsideCall? call)
    {
        lock (_lock)
        {
            if (call is not null)
            {
                call.HasEnded = true;
                _outside.Remove(call);
                _held -= call.Timers == 0 ? 1 : 0;
            }

            if (!_isOver)
            {
                if (end is not null)
                {
                    _ends.Enqueue(end);
                }

                Signal();
                return;
            }
        }

        if (end is not null)
        {
            _ = Task.Run(end);
        }
    }

    private Action? TakeWork()
    {
        lock (_lock)
        {
            return _work.TryDequeue(out var work) ? work : null;
        }
    }

    private Queue<Action>? TakeEnds()
    {
        lock (_lock)
        {
            if (_ends.Count == 0)
            {
                return null;
            }

            var ends = _ends;
            _ends = new();
            return ends;
        }
    }

    /// <summary>Whether nothing but the clock can bring the run on. Only this thread and methods outside bring work, and none of those runs.</summary>
    private bool MayMove()
    {
        lock (_lock)
        {
            return _work.Count == 0 && _ends.Count == 0 && _held == 0 && Volatile.Read(ref _followed) == 0;
        }
    }

    private bool TryStop()
    {
        lock (_lock)
        {
            _isOver = _work.Count == 0 && _ends.Count == 0;
            return _isOver;
        }
    }

    private void Signal()
    {
        lock (_lock)
        {
            _isIdle = false;
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }
}
