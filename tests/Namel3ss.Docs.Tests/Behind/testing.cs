global using Namel3ss.Testing;

namespace Shop;

public enum Urgency
{
    Low,
    High,
}

internal static class Behind
{
    [Connector("score")]
    public static Task<int> ScoreAsync(string rule, CancellationToken cancellationToken) => Task.FromResult(rule.Length);

    [Connector("pager")]
    public static Task PageAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
