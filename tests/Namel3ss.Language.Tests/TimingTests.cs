namespace Namel3ss.Language.Tests;

/// <summary>When steps run, in virtual time: the guide's promises in exact figures.</summary>
public sealed class TimingTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData(true, 5, new[] { 5 })]
    [InlineData(true, 50, new[] { 5 })]
    [InlineData(true, 2, new[] { 2, 2, 1 })]
    [InlineData(true, 1, new[] { 1, 1, 1, 1, 1 })]
    [InlineData(false, 50, new[] { 1, 1, 1, 1, 1 })]
    public async Task Five_steps_take_as_many_rounds_as_mode_and_limit_allow(bool parallel, int limit, int[] rounds)
    {
        var lab = new Lab();
        Task<Chains.FiveStepsRun> running = Chains.RunFiveStepsAsync(lab.Options(parallel, new ChainLimiter(limit)));

        foreach (int round in rounds)
        {
            await lab.StartedAsync(round);
            Assert.Equal(round, lab.Running);
            lab.Time.Advance(Step);
            await lab.EndedAsync(round);
        }

        var run = await running;
        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal(rounds.Length * Step, run.Elapsed);
        Assert.Equal(rounds.Max(), lab.MostRunning);
        Assert.All(run.AllSteps, step => Assert.Equal(Step, step.Elapsed));
        Assert.Equal(["a", "b", "c", "d", "e"], lab.Started.Order());
    }

    [Theory]
    [InlineData(true, new[] { 2, 1, 2 })]
    [InlineData(false, new[] { 1, 1, 1, 1, 1 })]
    public async Task Consecutive_parallel_steps_form_a_group_and_groups_run_one_after_another(bool parallel, int[] rounds)
    {
        var lab = new Lab();
        Task<Chains.GroupsRun> running = Chains.RunGroupsAsync(lab.Options(parallel));

        foreach (int round in rounds)
        {
            await lab.StartedAsync(round);
            Assert.Equal(round, lab.Running);
            lab.Time.Advance(Step);
            await lab.EndedAsync(round);
        }

        Assert.Equal(rounds.Length * Step, (await running).Elapsed);
    }

    [Fact]
    public async Task A_timeout_leaves_the_value_of_an_int_chain_null()
    {
        var lab = new Lab();
        ChainOptions options = lab.Options(parallel: true);
        options = new() { Timeout = TimeSpan.FromMilliseconds(100), TimeProvider = options.TimeProvider, Limiter = options.Limiter };
        Task<Chains.WithAnIntRun> running = Chains.RunWithAnIntAsync(options);
        await lab.StartedAsync(1);
        lab.Time.Advance(TimeSpan.FromMilliseconds(100));

        var run = await running;
        int? result = run.Result;
        Assert.Null(result);
        Assert.False(run.TryGetResult(out _));
        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Equal("Chain 'with_an_int' execution timed out after 0.1 seconds", run.Error);
        Assert.Equal(StepStatus.Cancelled, run.Steps.Slow.Status);
        Assert.Equal(StepStatus.NotStarted, run.Steps.Value.Status);
    }
}
