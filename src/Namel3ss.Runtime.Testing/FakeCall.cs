namespace Namel3ss.Testing;

/// <summary>One call of a step that a function answers.</summary>
/// <param name="Chain">The chain's name in the <c>.ai</c> file.</param>
/// <param name="Step">The step's name in the <c>.ai</c> file.</param>
/// <param name="Number">Which call of the step it is in this <see cref="ChainTest"/>, from 1; attempts count.</param>
/// <param name="Attempt">Which attempt of this run of the step it is, from 1.</param>
/// <param name="Iteration">Which iteration of its innermost loop, or which item, it is, from 1; null for a step in no loop.</param>
public sealed record FakeCall(string Chain, string Step, int Number, int Attempt, int? Iteration)
{
    /// <summary>What this step calls; where the branches of an <c>if</c> share its name, the one whose turn it is.</summary>
    public string Target { get; init; } = "";

    /// <summary>Which of the steps of its name it is, in the order of the file, from 1: the branches of an <c>if</c> may share a name.</summary>
    public int Branch { get; init; } = 1;

    /// <summary>What the step asks its chat model; empty for a step that asks none. All of it: <see cref="ChainTest.Prompts{TSteps}"/>.</summary>
    public string Prompt { get; init; } = "";
}
