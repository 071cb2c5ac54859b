using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Results;

namespace Namel3ss.Runtime.Tests.Services;

/// <summary>A type without JSON metadata is told before any step runs, and at the start of a host, with all lines that are to be written.</summary>
public sealed class MissingJsonTests
{
    private const string Message =
        "The type Namel3ss.Runtime.Tests.Chains.FeedbackSummary has no JSON metadata, but step 'judge' of chain 'outer' (shop.ai:3) needs it. "
        + "Add [JsonSerializable(typeof(Namel3ss.Runtime.Tests.Chains.FeedbackSummary))] to your JsonSerializerContext, "
        + "and give its options as JsonSerializerOptions of ChainOptions or Namel3ssOptions. "
        + "Missing too: [JsonSerializable(typeof(System.DayOfWeek))], [JsonSerializable(typeof(System.Collections.Generic.List<System.Byte>))].";

    private static readonly ChainInfo Inner = new("inner", 60, new StepInfo("score", "python", "scorer.score")
    {
        Location = "shop.ai:9",
        Json = [typeof(FeedbackSummary), typeof(int?), typeof(List<byte>)],
    });

    private static readonly ChainInfo Outer = new("outer", 60, new StepInfo("judge", "llm", "fast") { Location = "shop.ai:3", Json = [typeof(FeedbackSummary)] })
    {
        Json = [typeof(DayOfWeek?), typeof(string)],
        SubChains = () => [Inner],
    };

    [Fact]
    public async Task A_chain_names_all_that_it_and_the_chains_that_it_calls_miss()
    {
        var calls = 0;

        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => LabChain.RunAsync(
            Outer,
            (_, _) =>
            {
                calls++;
                return Task.CompletedTask;
            },
            new Lab().Options() with { JsonSerializerOptions = NothingContext.Default.Options }));

        Assert.Equal(Message, error.Message);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task A_host_does_not_start_without_what_its_chains_need()
    {
        Assert.Equal(Message, (await Assert.ThrowsAsync<ChainConfigurationException>(() => StartAsync(NothingContext.Default.Options))).Message);

        await StartAsync(json: null);

        static async Task StartAsync(System.Text.Json.JsonSerializerOptions? json)
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            builder.Services.AddNamel3ss(options => options.JsonSerializerOptions = json).AddNamel3ssChains(Outer, Inner);
            using var host = builder.Build();
            await host.StartAsync();
            await host.StopAsync();
        }
    }
}
