using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// The result of one run of a chain. Nothing that ends later changes it. The class that is generated for a chain builds on
/// <see cref="ChainRun{TSteps, TResult, TNullable}"/> or, if the chain has no value, on <see cref="ChainRun{TSteps}"/>.
/// </summary>
[JsonConverter(typeof(ChainRunJsonConverter))]
public abstract class ChainRun
{
    private readonly ChainInfo _chain;
    private readonly IStepHandle? _output;
    private readonly StopReason? _stop;
    private readonly IReadOnlyList<string>? _warnings;
    private readonly JsonSerializerOptions _json;

    /// <param name="end">How the run ended.</param>
    /// <param name="steps">What became of its steps.</param>
    /// <param name="output">The step, or the list of one, that gives the chain its value; null if it has none.</param>
    /// <exception cref="ChainCanceledException">The caller has cancelled; it has this run.</exception>
    private protected ChainRun(in ChainEnd end, ChainSteps steps, IStepHandle? output)
    {
        ArgumentNullException.ThrowIfNull(steps);
        (_chain, UntypedSteps, _output, _json) = (end.Chain, steps, output, end.Json);
        (_stop, _warnings, Status, Elapsed, Timeout) = (end.Stop, end.Warnings, end.Status, end.Elapsed, end.Timeout);
        if (end.IsFake)
        {
            NameSteps();
        }

        if (end.Status == ChainStatus.Cancelled)
        {
            // Here, where the run is at hand: the generated method makes it of the chain's end and has nothing more to do.
            throw new ChainCanceledException(this, end.CallerToken);
        }
    }

    /// <summary>How the chain ended.</summary>
    public ChainStatus Status { get; }

    /// <summary>True if everything went well.</summary>
    public bool IsOk => Status == ChainStatus.Ok;

    /// <summary>What went wrong, with the names of chain and step; null if nothing stopped the chain.</summary>
    public string? Error => Status switch
    {
        ChainStatus.Timeout => string.Create(
            CultureInfo.InvariantCulture,
            $"Chain '{_chain.Name}' execution timed out after {Timeout.TotalSeconds:0.###} {(Timeout.TotalSeconds == 1 ? "second" : "seconds")}{FailedAttempt()}"),
        ChainStatus.Cancelled => $"Chain '{_chain.Name}' was cancelled by its caller{Interrupted()}{FailedAttempt()}",
        ChainStatus.Error when Exception is StepTimeoutException timeout => timeout.Message,
        ChainStatus.Error when _stop?.Step is { } step => $"Step '{step.Name}' failed: {ErrorText.Of(Exception!)}",
        ChainStatus.Error => $"Chain '{_chain.Name}' failed: {ErrorText.Of(Exception!)}",
        _ => null,
    };

    /// <summary>Which steps a cancelled run was at.</summary>
    private string Interrupted()
    {
        List<string> steps = [.. RunningSteps().Select(step => step.Location is { } location ? $"'{step.Name}' ({location})" : $"'{step.Name}'").Distinct()];
        return steps.Count == 0 ? "" : $" while {(steps.Count == 1 ? "step" : "steps")} {string.Join(", ", steps)} ran";
    }

    /// <summary>The steps that still ran at the end: of one that had called a chain, those of that chain.</summary>
    private IEnumerable<StepRun> RunningSteps() => AllSteps
        .Where(step => step.Status == StepStatus.Cancelled)
        .SelectMany(step => step.SubRun?.RunningSteps().ToList() is { Count: > 0 } inner ? inner : [step]);

    /// <summary>What a run that was stopped from outside says of a step that had failed and was to be tried again.</summary>
    private string? FailedAttempt() => AllSteps
        .Where(step => step.Status == StepStatus.Cancelled)
        .Select(step => step.Error is { } error ? $"; an attempt of step '{step.Name}' had failed: {error}" : step.SubRun?.FailedAttempt())
        .FirstOrDefault(text => text is not null);

    /// <summary>What the step that stopped the chain threw.</summary>
    public Exception? Exception => _stop?.Exception;

    /// <summary>How long the run took, from the call on.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>How long the run was allowed to take.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The tokens of all steps; null if no chat model counted any.</summary>
    public TokenUsage? Usage => AllSteps.Aggregate((TokenUsage?)null, (sum, step) => TokenUsage.Add(sum, step.Usage));

    /// <summary>
    /// What has to be said though nothing failed: parallel steps of the chain, or of one that it calls, run one after another because no
    /// setting says how they run; a <c>while</c>, of the chain or of one that a step called, has reached its <c>max_iterations</c>. Each text once.
    /// </summary>
    public IReadOnlyList<string> Warnings => _warnings ?? [];

    /// <summary>All steps, in the order of the file; made anew at each call.</summary>
    public IReadOnlyList<StepRun> AllSteps => UntypedSteps.ToArray();

    internal string ChainName => _chain.Name;

    private protected ChainSteps UntypedSteps { get; }

    /// <summary>
    /// What gives the chain its value, if it has one. A list grows while the chain runs: it is the chain's value only if the
    /// chain has come to its end.
    /// </summary>
    internal IStepHandle? Output =>
        _output is { HasResult: true } && (_output is StepRun || Status is ChainStatus.Ok or ChainStatus.Partial) ? _output : null;

    internal JsonSerializerOptions Json => _json;

    /// <summary>The run as JSON: status, result, the steps that ended, error and metadata.</summary>
    /// <param name="indented">Whether to spread it over lines.</param>
    /// <exception cref="ChainConfigurationException">A step's type has no JSON metadata.</exception>
    /// <exception cref="JsonException">A value has no JSON form, as <c>NaN</c>; the message names its step.</exception>
    public string ToJson(bool indented = false) => ChainRunWriter.ToJson(this, indented);

    /// <summary>Throws unless the run went well and, if the chain has a value, has it.</summary>
    private protected void ThrowIfNotOk(bool allowPartial)
    {
        if (Error is { } error)
        {
            throw new ChainFailedException(error, this, Exception);
        }

        if (Status == ChainStatus.Partial && !allowPartial)
        {
            var (partial, exception) = DescribePartial("Chain");
            throw new ChainFailedException(partial, this, exception);
        }

        if (_output is { HasResult: false } output)
        {
            var step = output as StepRun;
            var reason = step is { Status: StepStatus.Ok } ? "returned null" : step?.Exception is null ? "was skipped" : $"failed: {step.Error}";
            throw new ChainFailedException(
                $"Chain '{_chain.Name}' has no result: its step '{output.Name}' {reason}",
                this,
                step?.Exception);
        }
    }

    /// <summary>Which step of a partial run failed: one of its own, or of a chain that a step called.</summary>
    private (string Text, Exception? Exception) DescribePartial(string chain)
    {
        var steps = AllSteps;
        var text = $"{chain} '{_chain.Name}' is only partly done";
        if (steps.FirstOrDefault(step => step.Status is StepStatus.Failed or StepStatus.TimedOut) is { } failed)
        {
            return ($"{text}: {(failed.Exception is StepTimeoutException ? failed.Error : $"step '{failed.Name}' failed: {failed.Error}")}", failed.Exception);
        }

        var caller = steps.FirstOrDefault(step => step.SubRun is { Status: ChainStatus.Partial });
        if (caller is null)
        {
            return (text, null);
        }

        var (inner, exception) = caller.SubRun!.DescribePartial("chain");
        return ($"{text}: in step '{caller.Name}', {inner}", exception);
    }

    private void NameSteps()
    {
        // A step in a loop is one of the chain's steps, however often it ran: a list begins with its first iteration.
        var next = 0;
        foreach (var step in UntypedSteps.ToArray())
        {
            if (step.Info is not null)
            {
                next = Math.Max(next, _chain.IndexOf(step.Info) + 1);
            }
            else
            {
                step.Info = _chain.Steps[step.Iteration > 1 && next > 0 ? next - 1 : next++];
            }
        }
    }
}
