namespace Namel3ss.Testing;

/// <summary>What a step asked its chat model, whether the model or a fake answered.</summary>
/// <param name="Text">The question: the step's <c>prompt</c> with its values, or the values that it asks about.</param>
/// <param name="System">What the conversation starts with, of the step or else of its model; null for nothing.</param>
/// <param name="Model">The name of the model in the <c>.ai</c> file: of a step that fell back, the one that was asked this time.</param>
/// <param name="Attempt">Which attempt of this run of the step it is, from 1.</param>
/// <param name="Iteration">Which iteration of its innermost loop, or which item, it is, from 1; null for a step in no loop.</param>
public sealed record SentPrompt(string Text, string? System, string Model, int Attempt, int? Iteration);
