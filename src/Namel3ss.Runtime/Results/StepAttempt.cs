using Microsoft.Extensions.AI;

namespace Namel3ss;

/// <summary>One attempt of a step.</summary>
public sealed class StepAttempt
{
    private readonly TokenUsage? _usage;

    internal StepAttempt(string? model, StepStatus status, Exception? exception, TimeSpan elapsed, TokenUsage? usage) =>
        (Model, Status, Exception, Elapsed, _usage) = (model, status, exception, elapsed, usage);

    /// <summary>The chat model that was asked; null if the step asks none.</summary>
    public string? Model { get; }

    /// <summary>How the attempt ended: <see cref="StepStatus.Ok"/>, <c>Failed</c>, <c>TimedOut</c>, or <c>Cancelled</c> with the chain.</summary>
    public StepStatus Status { get; }

    /// <summary>What its exception says, with the exceptions behind it.</summary>
    public string? Error => Exception is { } exception ? ErrorText.Of(exception) : null;

    /// <summary>What a failed attempt threw.</summary>
    public Exception? Exception { get; }

    /// <summary>How long it ran, neither pauses nor waiting for a permit included.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Why the chat model's answer ended, as the provider says it; null if there was none, or the provider did not say.</summary>
    public ChatFinishReason? FinishReason => Asked?.FinishReason is { } reason ? new(reason) : null;

    /// <summary>Its tokens, or those of the chain that it called; null if no chat model counted any.</summary>
    public TokenUsage? Usage => Asked?.Usage ?? _usage;

    /// <summary>The question to the chat model, whose answer may still come when the next attempt runs.</summary>
    internal ModelAttempt? Asked { get; init; }
}
