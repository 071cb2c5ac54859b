using Microsoft.Extensions.AI;

namespace Consensus;

/// <summary>Who answers for one of the chain's models.</summary>
/// <param name="Model">The <c>llm</c> of models.ai: <c>gpt4</c>, <c>claude</c> or <c>gemini</c>.</param>
/// <param name="Answers">Who it is, for people to read: <c>OpenAI gpt-4o</c>, or <c>stand-in: keywords</c>.</param>
/// <param name="Cure">For a stand-in: what to set so that a model answers; null for a model.</param>
public sealed record Seat(string Model, IChatClient Client, string Answers, string? Cure = null)
{
    public bool IsStandIn => Cure is not null;
}
