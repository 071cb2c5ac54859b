using System.Diagnostics;

namespace Namel3ss;

/// <summary>Text that is made on the spot.</summary>
[StackTraceHidden]
internal struct TextInvocation(StepRun<string?> step, Func<string> text) : IStepInvocation
{
    private string? _text;

    public readonly StepRun Step => step;

    public readonly void Intercept(RunHarness harness, bool onPool) => throw new InvalidOperationException("A test has texts made as values.");

    public bool Begin(CancellationToken token)
    {
        _text = text();
        return true;
    }

    public readonly void OnCompleted(Action continuation) => throw new InvalidOperationException("Text is made at once.");

    public readonly void Finish(bool keep)
    {
        if (keep)
        {
            step.Keep(_text);
        }
    }
}
