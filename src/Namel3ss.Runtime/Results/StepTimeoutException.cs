namespace Namel3ss;

/// <summary>What a step has in place of an exception of its method when it ran out of its own time; its text names the step.</summary>
internal sealed class StepTimeoutException(string message) : TimeoutException(message);
