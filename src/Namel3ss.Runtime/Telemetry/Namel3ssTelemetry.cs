namespace Namel3ss;

/// <summary>
/// All names under which runs can be watched: the <see cref="System.Diagnostics.ActivitySource"/>, the
/// <see cref="System.Diagnostics.Metrics.Meter"/>, its instruments and the tags. They are part of the public API: dashboards rely on them.
/// Neither prompts nor values nor messages of exceptions, which may quote them, ever stand in a span or a metric.
/// </summary>
public static class Namel3ssTelemetry
{
    /// <summary>The name of the activity source: for <c>AddSource</c> of OpenTelemetry.</summary>
    public const string ActivitySourceName = "Namel3ss";

    /// <summary>The name of the meter: for <c>AddMeter</c> of OpenTelemetry.</summary>
    public const string MeterName = "Namel3ss";

    /// <summary>What the name of the span of a run starts with, by OpenTelemetry's conventions for generative AI: <c>invoke_workflow {chain}</c>.</summary>
    public const string InvokeWorkflow = "invoke_workflow";

    /// <summary>What the name of the span of a step starts with: <c>execute_step {step}</c>.</summary>
    public const string ExecuteStep = "execute_step";

    /// <summary>The instruments of the meter.</summary>
    public static class Metrics
    {
        /// <summary>
        /// Counter of ended runs, by <see cref="Tags.Chain"/>, <see cref="Tags.ChainStatus"/> and <see cref="Tags.Parallel"/>:
        /// the share of runs that ran steps in parallel follows from it.
        /// </summary>
        public const string Runs = "namel3ss.chain.runs";

        /// <summary>Counter of the runs that ran out of time, by <see cref="Tags.Chain"/>.</summary>
        public const string Timeouts = "namel3ss.chain.timeouts";

        /// <summary>Histogram in seconds of how long runs took, by <see cref="Tags.Chain"/> and <see cref="Tags.ChainStatus"/>.</summary>
        public const string ChainDuration = "namel3ss.chain.duration";

        /// <summary>
        /// Histogram of the sum of a run's step times divided by its elapsed time, by <see cref="Tags.Chain"/> and <see cref="Tags.Parallel"/>,
        /// for the runs that came to their end.
        /// </summary>
        public const string SpeedUp = "namel3ss.chain.speedup";

        /// <summary>
        /// Histogram in seconds of how long steps ran, waiting not included, by <see cref="Tags.Chain"/>, <see cref="Tags.Step"/> and
        /// <see cref="Tags.StepStatus"/>.
        /// </summary>
        public const string StepDuration = "namel3ss.step.duration";

        /// <summary>
        /// Counter of the times that a step went on to another chat model because one had failed, by <see cref="Tags.Chain"/>,
        /// <see cref="Tags.Step"/> and <see cref="Tags.StepFallback"/>.
        /// </summary>
        public const string Fallbacks = "namel3ss.step.fallbacks";

        /// <summary>
        /// Histogram in seconds of how long calls waited for a permit, by <see cref="Tags.Chain"/>. A call that has its permit at once
        /// counts with zero, one that still waits when its run ends with the time until then.
        /// </summary>
        public const string PermitWaitTime = "namel3ss.permit.wait_time";

        /// <summary>How many permits of the process-wide limiter are taken.</summary>
        public const string PermitsInUse = "namel3ss.permit.in_use";

        /// <summary>How many calls wait for a permit of the process-wide limiter.</summary>
        public const string PermitsAwaited = "namel3ss.permit.waiting";

        /// <summary>How many permits the process-wide limiter has.</summary>
        public const string PermitLimit = "namel3ss.permit.limit";
    }

    /// <summary>The tags of spans and metrics.</summary>
    public static class Tags
    {
        /// <summary>The chain's name in the <c>.ai</c> file.</summary>
        public const string Chain = "namel3ss.chain.name";

        /// <summary>How the run ended: <c>ok</c>, <c>partial</c>, <c>error</c>, <c>timeout</c>, or <c>cancelled</c> by its caller.</summary>
        public const string ChainStatus = "namel3ss.chain.status";

        /// <summary>True if the run ran steps in parallel.</summary>
        public const string Parallel = "namel3ss.chain.parallel";

        /// <summary>The step's name in the <c>.ai</c> file.</summary>
        public const string Step = "namel3ss.step.name";

        /// <summary>The step's kind, such as <c>connector</c>.</summary>
        public const string StepKind = "namel3ss.step.kind";

        /// <summary>What the step calls.</summary>
        public const string StepTarget = "namel3ss.step.target";

        /// <summary>How the step ended: <c>ok</c>, <c>failed</c>, <c>timed_out</c> or <c>cancelled</c>.</summary>
        public const string StepStatus = "namel3ss.step.status";

        /// <summary>How often the step was tried.</summary>
        public const string StepAttempts = "namel3ss.step.attempts";

        /// <summary>The chat model that the step fell back on; of several the last. Not there if its own was the only one that was asked.</summary>
        public const string StepFallback = "namel3ss.step.fallback";

        /// <summary>OpenTelemetry's tag for what went wrong: the exception's type, or <c>timeout</c>.</summary>
        public const string ErrorType = "error.type";

        /// <summary>OpenTelemetry's tag for the operation of a span of generative AI: <c>invoke_workflow</c> for a run.</summary>
        public const string OperationName = "gen_ai.operation.name";

        /// <summary>OpenTelemetry's tag for the name of what a span of generative AI invokes: the chain.</summary>
        public const string AgentName = "gen_ai.agent.name";
    }
}
