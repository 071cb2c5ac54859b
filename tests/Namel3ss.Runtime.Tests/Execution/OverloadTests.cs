using System.Text.Json;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

/// <summary>Every way in which a connector can give its value.</summary>
public sealed class OverloadTests
{
    [Theory]
    [InlineData(true, 50)]
    [InlineData(true, 1)]
    [InlineData(false, 50)]
    [InlineData(false, 1)]
    public async Task Every_shape_of_method_gives_its_value(bool parallel, int limit)
    {
        var (steps, run) = await RunAsync(new Lab(limit).Options(parallel), fail: false);

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.All(steps.Texts, step => Assert.Equal("text", step.Result));
        Assert.All(steps.Numbers, step => Assert.Equal(7, step.Result));
        Assert.All(steps.Plain, step => Assert.Equal((StepStatus.Ok, false), (step.Status, step.HasResult)));
    }

    [Theory]
    [InlineData(true, 50)]
    [InlineData(true, 1)]
    [InlineData(false, 50)]
    [InlineData(false, 1)]
    public async Task Every_shape_of_method_can_fail(bool parallel, int limit)
    {
        var lab = new Lab(limit);
        var (steps, run) = await RunAsync(lab.Options(parallel), fail: true);

        Assert.Equal(ChainStatus.Partial, run.Status);
        Assert.All(run.AllSteps, step => Assert.Equal((StepStatus.Failed, "boom"), (step.Status, step.Error)));
        Assert.All(steps.Numbers, step => Assert.Null(step.Result));
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Fact]
    public void Items_that_are_null_are_left_out_of_a_list_be_they_null_in_csharp_or_in_json()
    {
        JsonElement?[] items = [JsonDocument.Parse("1").RootElement, null, JsonDocument.Parse("null").RootElement];

        Assert.Equal([1], StepValue.Present(items).Select(item => item.GetInt32()));
        Assert.Equal([1, 3], StepValue.Present((int?[])[1, null, 3]));
        Assert.Equal(["a"], StepValue.Present((string?[])["a", null]));
        Assert.Empty(StepValue.Present((List<string?>?)null));
    }

    [Fact]
    public async Task A_sequence_becomes_a_list()
    {
        Assert.Equal([1, 2, 3], await AsyncSequence.ToListAsync(CountAsync(), CancellationToken.None));

        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AsyncSequence.ToListAsync(CountAsync(source.Token), source.Token));

        static async IAsyncEnumerable<int> CountAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            for (var i = 1; i <= 3; i++)
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
                yield return i;
            }
        }
    }

    private static async Task<(ManySteps Steps, ChainRun Run)> RunAsync(ChainOptions options, bool fail)
    {
        var steps = new ManySteps();
        var chain = Chain.Start(ManySteps.Info, steps, options, CancellationToken.None);
        try
        {
            var calls = new[]
            {
                chain.Run(steps.Texts[0], token => GiveAsync("text")),
                chain.Run(steps.Texts[1], token => GiveValueAsync("text")),
                chain.RunOnPool(steps.Texts[2], token => Give("text")),
                chain.RunInline(steps.Texts[3], token => Give("text")),
                chain.Run(steps.Numbers[0], token => GiveAsync(7)),
                chain.Run(steps.Numbers[1], token => GiveValueAsync(7)),
                chain.RunOnPool(steps.Numbers[2], token => Give(7)),
                chain.RunInline(steps.Numbers[3], token => Give(7)),
                chain.Run(steps.Numbers[4], token => GiveAsync<int?>(7)),
                chain.Run(steps.Numbers[5], token => GiveValueAsync<int?>(7)),
                chain.RunOnPool(steps.Numbers[6], token => Give<int?>(7)),
                chain.RunInline(steps.Numbers[7], token => Give<int?>(7)),
                chain.Run(steps.Plain[0], token => DoAsync()),
                chain.Run(steps.Plain[1], token => DoValueAsync()),
                chain.RunOnPool(steps.Plain[2], token => Do()),
                chain.RunInline(steps.Plain[3], token => Do()),
            };
            foreach (var call in calls)
            {
                await call;
            }
        }
        catch (Exception error)
        {
            chain.Stop(error);
        }

        return (steps, new ManyRun(chain.End(), steps));

        T Give<T>(T value) => fail ? throw new InvalidOperationException("boom") : value;

        async Task<T> GiveAsync<T>(T value)
        {
            await Task.Yield();
            return Give(value);
        }

        async ValueTask<T> GiveValueAsync<T>(T value)
        {
            await Task.Yield();
            return Give(value);
        }

        void Do() => Give(0);

        async Task DoAsync()
        {
            await Task.Yield();
            Do();
        }

        async ValueTask DoValueAsync()
        {
            await Task.Yield();
            Do();
        }
    }

    private sealed class ManySteps : ChainSteps
    {
        public static readonly ChainInfo Info = LabChain.Info(
            16, step: index => new StepInfo(LabChain.Name(index), "connector", "work") { StopOnError = false });

        public StepRun<string?>[] Texts { get; } = [.. Enumerable.Range(0, 4).Select(i => new StepRun<string?>(Info, i))];

        public StepRun<int?>[] Numbers { get; } = [.. Enumerable.Range(4, 8).Select(i => new StepRun<int?>(Info, i))];

        public StepRun[] Plain { get; } = [.. Enumerable.Range(12, 4).Select(i => new StepRun(Info, i))];

        protected override StepRun[] All() => [.. Texts, .. Numbers, .. Plain];
    }

    private sealed class ManyRun(in ChainEnd end, ManySteps steps) : ChainRun<ManySteps>(end, steps);
}
