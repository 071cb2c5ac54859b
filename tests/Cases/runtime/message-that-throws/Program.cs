using Case;

var options = new ChainOptions { Progress = new Progress() };
Console.WriteLine($"tolerated: {(await Chains.RunCAsync("x", options)).Status}");
var again = await Chains.RunRAsync(options);
Console.WriteLine($"tried again: {again.Status}: {again.Error}");

namespace Case
{
    internal sealed class Progress : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value)
        {
        }
    }

    internal sealed class ProviderException : Exception
    {
        public override string Message => throw new ObjectDisposedException("response");
    }

    internal static class C
    {
        [Connector("fails")]
        public static async Task<string> Fails(string mode)
        {
            await Task.Delay(10);
            throw new ProviderException();
        }
    }
}
