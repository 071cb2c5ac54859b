using System.Text.Json;

namespace Consensus;

/// <summary>What consensus_calculator.py returns, in C#.</summary>
/// <param name="Verdict"><c>unanimous</c>, <c>majority</c> or <c>split</c>.</param>
/// <param name="WeightedAgreement">The winners' share of all confidence, 0 to 1.</param>
public sealed record Agreement(string Answer, string Verdict, int Votes, int Of, double WeightedAgreement, IReadOnlyList<Dissent> Dissent)
{
    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    public static Agreement Read(JsonElement result) =>
        result.Deserialize<Agreement>(SnakeCase) ?? throw new JsonException("consensus_calculator returned null.");
}

public sealed record Dissent(string Model, string Answer, string Reason);
