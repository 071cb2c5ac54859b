namespace Namel3ss;

/// <summary>How many tokens chat models counted, failed attempts included.</summary>
/// <param name="InputTokens">Tokens of the prompts.</param>
/// <param name="OutputTokens">Tokens of the answers.</param>
/// <param name="TotalTokens">All tokens; some providers count more than the two above.</param>
public sealed record TokenUsage(long InputTokens, long OutputTokens, long TotalTokens)
{
    /// <summary>The sum; null counts as nothing, and nothing and nothing is null.</summary>
    /// <param name="left">A usage.</param>
    /// <param name="right">Another one.</param>
    public static TokenUsage? Add(TokenUsage? left, TokenUsage? right) => left is null || right is null
        ? left ?? right
        : new TokenUsage(
            left.InputTokens + right.InputTokens, left.OutputTokens + right.OutputTokens, left.TotalTokens + right.TotalTokens);
}
