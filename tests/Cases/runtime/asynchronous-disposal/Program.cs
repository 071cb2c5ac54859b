using Case;
using Microsoft.Extensions.DependencyInjection;

var services = new ServiceCollection();
services.AddScoped<Session>();
services.AddNamel3ss(options => options.EnableParallelSteps = true).AddChains();
await using var provider = services.BuildServiceProvider();
var chains = provider.GetRequiredService<IChains>();
var runs = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => chains.RunSyncOneAsync()));
Console.WriteLine($"{runs.Count(run => run.IsOk)} of 200 Ok, {(runs.Max(run => run.Elapsed) < TimeSpan.FromSeconds(3) ? "quick" : "slow")}");

namespace Case
{
    internal sealed class Session : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Task.Delay(10);
    }

    internal sealed class Db(Session session)
    {
        [Connector("db.find")]
        public string Find() => session.ToString()!;
    }
}
