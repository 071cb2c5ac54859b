using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

/// <summary>Steps with <c>stop_on_error: false</c>, and those that read them.</summary>
public sealed class AbsentValueTests
{
    private static readonly ChainInfo Tolerant =
        LabChain.Info(3, step: index => new StepInfo(LabChain.Name(index), "connector", "work") { StopOnError = index == 2 });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_chain_goes_on_without_the_value_of_a_tolerated_step_and_is_partial(bool parallel)
    {
        var lab = new Lab();
        var run = await LabChain.RunAsync(Tolerant, (chain, steps) => BodyAsync(chain, steps, bFails: false), lab.Options(parallel));

        Assert.Equal(ChainStatus.Partial, run.Status);
        Assert.False(run.IsOk);
        Assert.Null(run.Error);
        Assert.Equal([StepStatus.Failed, StepStatus.Ok, StepStatus.Ok], run.Statuses);
        Assert.Equal(20, run.Result);
        Assert.Equal(20, run.EnsureOk(allowPartial: true));
        var error = Assert.Throws<ChainFailedException>(() => run.EnsureOk());
        Assert.Equal("Chain 'lab' is only partly done: step 'a' failed: no a", error.Message);
        Assert.Equal("no a", error.InnerException!.Message);
        Assert.Same(run, error.Run);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_step_that_needs_an_absent_value_is_skipped(bool parallel)
    {
        var run = await LabChain.RunAsync(Tolerant, (chain, steps) => BodyAsync(chain, steps, bFails: true), new Lab().Options(parallel));

        Assert.Equal(ChainStatus.Partial, run.Status);
        Assert.Equal([StepStatus.Failed, StepStatus.Failed, StepStatus.Skipped], run.Statuses);
        Assert.Equal((0, TimeSpan.Zero), (run.Steps.Items[2].Attempts, run.Steps.Items[2].Elapsed));
        Assert.Null(run.Result);
        var error = Assert.Throws<ChainFailedException>(() => run.EnsureOk(allowPartial: true));
        Assert.Equal("Chain 'lab' has no result: its step 'c' was skipped", error.Message);
    }

    [Fact]
    public async Task A_list_takes_the_values_that_there_are()
    {
        int[]? seen = null;
        await LabChain.RunAsync(
            Tolerant,
            async (chain, steps) =>
            {
                await chain.Run(steps.Items[0], _ => Task.FromException<int>(new InvalidOperationException()));
                await chain.Run(steps.Items[1], _ => Task.FromResult(2));
                seen = [.. steps.Items[0].Present(), .. steps.Items[1].Present()];
            },
            new Lab().Options());

        Assert.Equal([2], seen!);
    }

    [Fact]
    public async Task A_skip_without_a_failure_leaves_the_run_ok()
    {
        var run = await LabChain.RunAsync(
            LabChain.Info(2),
            async (chain, steps) =>
            {
                await chain.Skip(steps.Items[0]);
                await chain.Run(steps.Items[1], _ => Task.FromResult(2));
            },
            new Lab().Options());

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal([StepStatus.Skipped, StepStatus.Ok], run.Statuses);
    }

    [Fact]
    public async Task A_chain_whose_value_was_skipped_has_no_result_to_give()
    {
        var run = await LabChain.RunAsync(
            LabChain.Info(1),
            async (chain, steps) => await chain.Skip(steps.Items[0]),
            new Lab().Options());

        Assert.Equal("Chain 'lab' has no result: its step 'a' was skipped", Assert.Throws<ChainFailedException>(() => run.EnsureOk()).Message);
    }

    [Fact]
    public void A_value_that_a_method_promised_and_did_not_give_is_named()
    {
        var info = LabChain.Info(1);
        var fake = new StepRun<string?>(info, 0);
        ChainEnd.Ok(info, fake, null);

        Assert.False(fake.HasResult);
        Assert.Empty(fake.Present());
        Assert.Equal("Step 'a' has no value: its method returned null.", Assert.Throws<InvalidOperationException>(() => fake.Value()).Message);
    }

    private static async Task BodyAsync(Chain chain, LabSteps steps, bool bFails)
    {
        chain.Group(2);
        var a = chain.Run(steps.Items[0], _ => FailLaterAsync());
        var b = chain.Run(steps.Items[1], _ => bFails ? Task.FromException<int>(new InvalidOperationException("no b")) : Task.FromResult(2));
        await a;
        await b;
        if (steps.Items[1].HasResult)
        {
            await chain.Run(steps.Items[2], _ => Task.FromResult(steps.Items[1].Value() * 10));
        }
        else
        {
            await chain.Skip(steps.Items[2]);
        }
    }

    private static async Task<int> FailLaterAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("no a");
    }
}
