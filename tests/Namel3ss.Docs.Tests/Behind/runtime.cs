namespace Shop;

public sealed record Summary(string Text, double Score);

internal static class Behind
{
    [Connector("read_mails")]
    public static Task<string> ReadMailsAsync(string folder, CancellationToken cancellationToken) => Task.FromResult(folder);

    [Connector("summarize")]
    public static Summary Summarize(IReadOnlyList<string> texts) => new(string.Join(' ', texts), 1);
}
