namespace Shop;

internal static class Behind
{
    [Connector("read_mails")]
    public static Task<string> ReadMailsAsync(string folder, CancellationToken cancellationToken) => Task.FromResult(folder);
}
