using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What became of one step: first the handle that the running chain writes to, then, for good, the result.</summary>
[JsonConverter(typeof(StepRunJsonConverter))]
public class StepRun : IStepHandle
{
    // Internal states beside those of StepStatus. Changing: one thread has claimed the step and writes to it.
    // Closed: the step never started and never will; were it plain NotStarted, a late start could still claim it.
    private const int Changing = 100;
    private const int Closed = 101;

    private int _state;
    private int _attempts;

    // What most steps have nothing of.
    private StepDetails? _details;

    // The timestamp of the start while the step runs, afterwards the ticks that it took.
    private long _time;

    /// <summary>A step of a chain, for generated code.</summary>
    /// <param name="chain">The chain's static facts.</param>
    /// <param name="index">Which of its steps.</param>
    public StepRun(ChainInfo chain, int index)
    {
        ArgumentNullException.ThrowIfNull(chain);
        Info = chain.Step(index);
    }

    private protected StepRun(StepStatus status, Exception? exception)
    {
        _state = (int)status;
        _attempts = status is StepStatus.NotStarted or StepStatus.Skipped ? 0 : 1;
        if (exception is not null)
        {
            _details = new StepDetails { Exception = exception };
        }
    }

    /// <summary>The same step with the facts of another definition, for generated code: the branches of an <c>if</c> may share a name.</summary>
    /// <param name="chain">The chain's static facts.</param>
    /// <param name="index">Which of its steps.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public StepRun As(ChainInfo chain, int index)
    {
        ArgumentNullException.ThrowIfNull(chain);
        Info = chain.Step(index);
        return this;
    }

    /// <summary>The step with the facts of its definition if it has none yet, for generated code: a test makes such steps by hand.</summary>
    /// <param name="chain">The chain's static facts.</param>
    /// <param name="index">Which of its steps.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public StepRun Of(ChainInfo chain, int index)
    {
        ArgumentNullException.ThrowIfNull(chain);
        Info ??= chain.Step(index);
        return this;
    }

    /// <summary>The step's name in the <c>.ai</c> file.</summary>
    public string Name => Info?.Name ?? "";

    /// <summary>The step's kind in the <c>.ai</c> file, such as <c>connector</c>.</summary>
    public string Kind => Info?.Kind ?? "";

    /// <summary>What the step calls.</summary>
    public string Target => Info?.Target ?? "";

    /// <summary>
    /// Where the step stands, such as <c>feedback.ai:25</c>: of the branches that share its name, the one that ran. Null for a step that stands in no
    /// chain, as a test may make one.
    /// </summary>
    public string? Location => Info?.Location;

    /// <summary>How the step ended.</summary>
    public StepStatus Status => Volatile.Read(ref _state) switch
    {
        Closed => StepStatus.NotStarted,
        Changing => StepStatus.Running,
        var state => (StepStatus)state,
    };

    /// <summary>True if the step ended well and has a value.</summary>
    public virtual bool HasResult => false;

    /// <summary>What its exception says, with the exceptions behind it.</summary>
    public string? Error => Exception is { } exception ? ErrorText.Of(exception) : null;

    /// <summary>What a failed step threw; of one that the chain's end cancelled, what its last attempt had failed of, if it had another.</summary>
    public Exception? Exception => _details?.Exception;

    /// <summary>Which iteration of its innermost loop, or which item, it was, from 1; null if the step stands in no loop.</summary>
    public int? Iteration => PlaceInLoop?.Iteration;

    /// <summary>
    /// Which iteration of each loop around the step it was, each from 1 and the outermost first, and at last which item: <c>[2, 3]</c> is the
    /// third iteration of a loop in the second one of the loop around it. Empty if the step stands in no loop.
    /// </summary>
    public IReadOnlyList<int> Iterations => PlaceInLoop?.Path() ?? [];

    /// <summary>How long the step ran, waiting for a permit not included; zero if it never started.</summary>
    public TimeSpan Elapsed => Status > StepStatus.Running ? new TimeSpan(_time) : TimeSpan.Zero;

    /// <summary>How often the step was tried; zero if it never started.</summary>
    public int Attempts => _attempts;

    /// <summary>
    /// The attempts, in their order, each with what it failed of, how long it took and its tokens; empty if the step never started.
    /// An attempt that had only its turn to wait for when the chain ended is not among them.
    /// </summary>
    public IReadOnlyList<StepAttempt> AllAttempts => Status <= StepStatus.Running || _attempts == 0 ? []
        : _details?.Attempts?.Past ?? [new StepAttempt(ModelUse?.Current.Name, Status, Exception, Elapsed, Usage) { Asked = ModelUse?.Asked }];

    /// <summary>The chat model that gave the value: the step's own, or one of its <c>fallback</c>; null if none did.</summary>
    public string? AnsweredBy => Status == StepStatus.Ok ? ModelUse?.Current.Name : null;

    /// <summary>
    /// Why the chat model's last answer ended, as the provider says it: <c>stop</c>, <c>length</c>, <c>content_filter</c>; null if no model
    /// answered, or the provider did not say.
    /// </summary>
    public ChatFinishReason? FinishReason => ModelUse?.FinishReason is { } reason ? new(reason) : null;

    /// <summary>The tokens of all attempts, or of the chain that the step called; null if no chat model counted any.</summary>
    public TokenUsage? Usage => ModelUse?.Usage ?? SubUsage;

    /// <summary>A step that ended well, to build a run for a test with.</summary>
    public static StepRun Ok() => new(StepStatus.Ok, null);

    /// <summary>A step that threw, to build a run for a test with.</summary>
    /// <param name="exception">What it threw.</param>
    public static StepRun Failed(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(StepStatus.Failed, exception);
    }

    /// <summary>A step that still ran when the chain ended, to build a run for a test with.</summary>
    public static StepRun Cancelled() => new(StepStatus.Cancelled, null);

    /// <summary>A step that was passed over, to build a run for a test with.</summary>
    public static StepRun Skipped() => new(StepStatus.Skipped, null);

    internal StepInfo? Info { get; set; }

    /// <summary>The model that the step asks, from its start on; null for other steps.</summary>
    internal ModelUse? Model => Info?.Llm is { } model ? (ModelUse)(Details.Attempts ??= new ModelUse(model)) : null;

    private ModelUse? ModelUse => _details?.Attempts as ModelUse;

    internal StepPlace? PlaceInLoop => _details as StepPlace;

    // Whoever asks first makes them; nobody may lose what another one has written there.
    private StepDetails Details => _details ?? Interlocked.CompareExchange(ref _details, new StepDetails(), null) ?? _details;

    /// <summary>The run of the chain that the step called, if it called one.</summary>
    internal virtual ChainRun? SubRun => null;

    /// <summary>The same, also while the step runs.</summary>
    private protected virtual ChainRun? LastSubRun => null;

    /// <summary>The tokens of the chain that the step called, of all attempts.</summary>
    internal virtual TokenUsage? SubUsage => null;

    string IStepHandle.Name => Name;

    bool IStepHandle.HasResult => HasResult;

    void IStepHandle.WriteResult(Utf8JsonWriter writer, JsonSerializerOptions options) => WriteResult(writer, options);

    bool IStepHandle.HasEnded => Volatile.Read(ref _state) is > (int)StepStatus.Running and not Changing and not Closed;

    StepInfo? IStepHandle.Info => Info;

    /// <summary>Says where in a loop the step stands.</summary>
    internal void Place(StepPlace place)
    {
        place.Exception = Exception;
        _details = place;
    }

    /// <summary>Writes the value as JSON; null if there is none.</summary>
    internal virtual void WriteResult(Utf8JsonWriter writer, JsonSerializerOptions options) => writer.WriteNullValue();

    // ---- Writing. The body of a chain runs on one thread at a time and closes the steps itself, so what it does needs no claim;
    // ---- what happens beside it (a start after waiting, an end that comes later) has to win one.

    /// <summary>The body is about to hand the step to another thread or the limiter's queue.</summary>
    internal void SetWaiting() => Volatile.Write(ref _state, (int)StepStatus.Waiting);

    /// <summary>The same beside the body; false if the chain has closed the step.</summary>
    internal bool TrySetWaiting() =>
        Interlocked.CompareExchange(ref _state, (int)StepStatus.Waiting, (int)StepStatus.NotStarted) == (int)StepStatus.NotStarted;

    /// <summary>A step that will not run wants to say so; false if the chain has closed it.</summary>
    internal bool TryClaimSkip() => TryClaim(StepStatus.NotStarted);

    /// <summary>A step whose end was claimed goes on running.</summary>
    internal void Unclaim() => Volatile.Write(ref _state, (int)StepStatus.Running);

    /// <summary>The attempt of a step that was claimed has failed, and there will be another one.</summary>
    /// <param name="error">What failed it.</param>
    /// <param name="elapsed">How long the step has run so far.</param>
    /// <returns>How long the attempt ran.</returns>
    internal TimeSpan FailAttempt(Exception error, TimeSpan elapsed) =>
        (Details.Attempts ??= new StepAttempts()).Fail(error, elapsed, LastSubRun).Elapsed;

    /// <summary>Another attempt of a step that was claimed begins.</summary>
    /// <param name="waited">For how many ticks of the clock the step has waited for its permit: they do not count.</param>
    /// <param name="elapsed">How long the step has run so far.</param>
    internal void BeginAttempt(long waited, TimeSpan elapsed)
    {
        _attempts++;
        _time += waited;
        _details!.Attempts!.Begin(elapsed);
    }

    /// <summary>The body itself starts the step.</summary>
    internal void SetRunning(long timestamp)
    {
        StartAt(timestamp);
        Volatile.Write(ref _state, (int)StepStatus.Running);
    }

    /// <summary>A step that waited wants to start; false if the chain has closed it. Until the caller sets it running, closing waits.</summary>
    internal bool TryClaimStart() => TryClaim(StepStatus.Waiting);

    internal void StartAt(long timestamp)
    {
        _time = timestamp;
        _attempts++;
    }

    /// <summary>A running step wants to end; false if the chain has closed it: then nothing may be written any more.</summary>
    internal bool TryClaimEnd() => TryClaim(StepStatus.Running);

    /// <summary>The end of a step, by whoever may write to it.</summary>
    internal void SetEnded(StepStatus status, TimeSpan elapsed, Exception? exception)
    {
        _time = elapsed.Ticks;
        if (exception is not null)
        {
            Details.Exception = exception;
        }

        if (_details?.Attempts is { } attempts)
        {
            attempts.End(status, exception, elapsed, LastSubRun);
            if (status == StepStatus.Cancelled)
            {
                _details.Exception = attempts.LastFailure;
            }
        }

        Volatile.Write(ref _state, (int)status);
    }

    internal long StartTimestamp => _time;

    /// <summary>What an exception makes of the step, or of its attempt, that threw it.</summary>
    internal static StepStatus StatusOf(Exception error) => error is StepTimeoutException ? StepStatus.TimedOut : StepStatus.Failed;

    /// <summary>Makes sure that the step never changes again.</summary>
    /// <returns>
    /// How the step stood. If it was running, it is for the caller to say that it was cancelled, with <see cref="SetEnded"/>;
    /// if it was waiting, it has not started and never will.
    /// </returns>
    internal StepStatus Close()
    {
        var spin = default(SpinWait);
        while (true)
        {
            var state = Volatile.Read(ref _state);
            switch (state)
            {
                case (int)StepStatus.Running when TryClaim(StepStatus.Running):
                    return StepStatus.Running;
                case (int)StepStatus.NotStarted or (int)StepStatus.Waiting when Interlocked.CompareExchange(ref _state, Closed, state) == state:
                    return (StepStatus)state;
                case Closed:
                    return StepStatus.NotStarted;
                case > (int)StepStatus.Running and not Changing:
                    return (StepStatus)state;
                default:
                    // Another thread has claimed the step: it writes a few fields and is done.
                    spin.SpinOnce(sleep1Threshold: -1);
                    break;
            }
        }
    }

    private bool TryClaim(StepStatus from) =>
        Interlocked.CompareExchange(ref _state, Changing, (int)from) == (int)from;
}
