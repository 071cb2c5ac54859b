namespace Namel3ss.Language.Tests;

/// <summary>What steps read of each other where something is absent, comes from the iteration before, or was passed over.</summary>
public sealed class ReadingTests
{
    private static ChainOptions Mode(bool parallel) => new() { EnableParallelSteps = parallel };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Right_of_a_value_that_is_there_an_absent_step_is_not_needed(bool parallel)
    {
        var run = await Chains.RunLookedUpAsync([1, null], "Ann", 4, Mode(parallel));

        Assert.Equal("Hi Ann", run.EnsureOk());
        Assert.Equal(StepStatus.Skipped, run.Steps.Lookup.Status);
        Assert.Equal(10, run.Steps.Amount.Result);

        // The item that is null would need the step.
        Assert.Equal([2, null], run.Steps.Each.ValuesOrNull());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Right_of_a_null_a_step_is_read_and_needed(bool parallel)
    {
        var run = await Chains.RunLookedUpAsync([1, null], null, 0, Mode(parallel));

        Assert.Equal("Hi word", run.EnsureOk());
        Assert.Equal([2, 6], run.Steps.Each.Values());
        Assert.Equal(StepStatus.Skipped, (await Chains.RunLookedUpAsync([1], options: Mode(parallel))).Steps.Amount.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_waits_for_a_step_of_which_he_reads_the_iteration_before(bool parallel) =>
        Assert.Equal(
            "[\"0\",\"2\",\"5\"] [2,5,9]",
            (await Chains.RunCarriedWithoutBarriersAsync([1, 2, 3], Mode(parallel))).EnsureOk());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_for_each_that_was_passed_over_holds_nobody_up(bool parallel) =>
        Assert.Equal("word", (await Chains.RunPassedOverWithoutBarriersAsync(Mode(parallel))).EnsureOk(allowPartial: true));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_steps_of_a_loop_may_call_their_items_item(bool parallel) =>
        Assert.Equal("[2,4,2,4] [4,6,6,8]", (await Chains.RunItemsInOneLoopAsync([1, 2], Mode(parallel))).EnsureOk());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_item_runs_in_the_context_of_the_call_whoever_ended_the_one_before(bool parallel)
    {
        var lab = new Lab();

        Assert.Equal(6, (await Chains.RunItemsEndedElsewhereAsync([1, 2, 3], lab.Options(parallel))).EnsureOk());
    }
}
