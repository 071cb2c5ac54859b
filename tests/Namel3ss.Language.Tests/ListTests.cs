namespace Namel3ss.Language.Tests;

/// <summary>Lists of results, with parallel execution off and on and under both schedules: the results are the same.</summary>
public sealed class ListTests
{
    public static TheoryData<bool, bool> Modes => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    private static ChainOptions Mode(bool parallel) => new() { EnableParallelSteps = parallel };

    [Theory]
    [InlineData(false, true, "34 4 5 a,c,word")]
    [InlineData(true, true, "34 4 5 a,c,word")]
    [InlineData(false, false, "34 4 -1 word")]
    [InlineData(true, false, "34 4 -1 word")]
    public async Task Items_that_are_null_are_left_out_of_a_list_that_takes_none(bool parallel, bool any, string expected) =>
        Assert.Equal(expected, (await Chains.RunLeftOutAsync(any, Mode(parallel))).EnsureOk());

    [Theory]
    [InlineData(false, true, "false 2")]
    [InlineData(true, true, "false 2")]
    [InlineData(false, false, "true 0")]
    [InlineData(true, false, "true 0")]
    public async Task A_chain_whose_outputs_have_not_run_has_no_value_for_its_caller(bool parallel, bool any, string expected) =>
        Assert.Equal(expected, (await Chains.RunAsksLoopOrBranchAsync(any, Mode(parallel))).EnsureOk());

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_list_of_a_last_step_for_each_item_is_the_chains_value(bool parallel, bool flows)
    {
        IReadOnlyList<int> doubled = flows
            ? (await Chains.RunFlowingDoublesAsync([1, 2, 3], Mode(parallel))).EnsureOk()
            : (await Chains.RunDoublesAsync([1, 2, 3], Mode(parallel))).EnsureOk();

        Assert.Equal([2, 4, 6], doubled);
        Assert.Empty((await Chains.RunDoublesAsync([], Mode(parallel))).EnsureOk());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task An_item_that_is_skipped_or_tolerated_is_null_in_the_value(bool parallel, bool flows)
    {
        IReadOnlyList<int?> some = flows
            ? (await Chains.RunFlowingSomeDoublesAsync([1, 2, 3], Mode(parallel))).EnsureOk()
            : (await Chains.RunSomeDoublesAsync([1, 2, 3], Mode(parallel))).EnsureOk();
        var words = flows
            ? (ChainRun)await Chains.RunFlowingWordsOrNullAsync([false, true], Mode(parallel))
            : await Chains.RunWordsOrNullAsync([false, true], Mode(parallel));
        var run = await Chains.RunWordsOrNullAsync([false, true], Mode(parallel));

        Assert.Equal([null, 4, 6], some);
        Assert.Equal(ChainStatus.Partial, run.Status);
        IReadOnlyList<string?> values = run.EnsureOk(allowPartial: true);
        Assert.Equal(["fine", null], values);
        Assert.True(run.TryGetResult(out IReadOnlyList<string?>? got));
        Assert.Equal(values, got);
        Assert.StartsWith("""{"status":"partial","result":["fine",null],"steps":[{"name":"word",""", words.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_list_of_a_loop_is_what_ran_in_it(bool parallel, bool flows)
    {
        ChainRun loop = flows
            ? await Chains.RunFlowingLoopListAsync([1, 2, 3], Mode(parallel))
            : await Chains.RunLoopListAsync([1, 2, 3], Mode(parallel));
        IReadOnlyList<int> counted = flows
            ? (await Chains.RunFlowingCountedAsync(3, Mode(parallel))).EnsureOk()
            : (await Chains.RunCountedAsync(3, Mode(parallel))).EnsureOk();

        Assert.Equal([4, 6], (await Chains.RunLoopListAsync([1, 2, 3], Mode(parallel))).EnsureOk());
        Assert.StartsWith("""{"status":"ok","result":[4,6],""", loop.ToJson(), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], counted);
        Assert.Empty((await Chains.RunCountedAsync(0, Mode(parallel))).EnsureOk());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Of_several_lists_the_first_that_ran_is_the_value(bool parallel, bool flows)
    {
        foreach (bool large in new[] { false, true })
        {
            IReadOnlyList<int> first = flows
                ? (await Chains.RunFlowingFirstListAsync([1, 2], large, Mode(parallel))).EnsureOk()
                : (await Chains.RunFirstListAsync([1, 2], large, Mode(parallel))).EnsureOk();
            IReadOnlyList<int> other = flows
                ? (await Chains.RunFlowingListOrOneAsync(large, Mode(parallel))).EnsureOk(allowPartial: true)
                : (await Chains.RunListOrOneAsync(large, Mode(parallel))).EnsureOk(allowPartial: true);

            Assert.Equal(large ? [100, 200] : [2, 4], first);
            Assert.Equal(large ? [10, 20] : [2, 4], other);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_results_of_an_inner_loop_are_a_list_of_this_iteration_in_the_outer_one(bool parallel, bool flows)
    {
        if (flows)
        {
            var flowing = await Chains.RunFlowingTableAsync([1, 2], [10, 20, 30], Mode(parallel));
            Assert.Equal([60, 120], flowing.EnsureOk());
            Assert.Equal(180, flowing.Steps.AllCells.Result);
            return;
        }

        var run = await Chains.RunTableAsync([1, 2], [10, 20, 30], Mode(parallel));
        Assert.Equal([60, 120], run.EnsureOk());
        Assert.Equal(["3: [10,20,30]", "3: [20,40,60]"], run.Steps.RowText.Values());
        Assert.Equal(180, run.Steps.AllCells.Result);
        Assert.Equal([10, 20, 30, 20, 40, 60], run.Steps.Cell.Values());
        Assert.Equal([1, 2, 3, 1, 2, 3], run.Steps.Cell.Select(cell => cell.Iteration));
        Assert.Equal(["1,1", "1,2", "1,3", "2,1", "2,2", "2,3"], run.Steps.Cell.Select(cell => string.Join(',', cell.Iterations)));
        Assert.Equal([[1], [2]], run.Steps.RowText.Select(row => row.Iterations));
        Assert.Empty(run.Steps.AllCells.Iterations);
        Assert.Contains("\"iteration\":3,\"iterations\":[2,3],\"status\":\"ok\",\"result\":60,", run.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"iteration\":2,\"status\":\"ok\",\"result\":\"3: [20,40,60]\",", run.ToJson(), StringComparison.Ordinal);
        Assert.Equal([0, 0], (await Chains.RunTableAsync([1, 2], [], Mode(parallel))).EnsureOk());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Loops_nest_three_deep_and_each_level_reads_its_own(bool parallel, bool flows)
    {
        IReadOnlyList<string> planes = flows
            ? (await Chains.RunFlowingCubeAsync([1, 2], Mode(parallel))).EnsureOk()
            : (await Chains.RunCubeAsync([1, 2], Mode(parallel))).EnsureOk();

        Assert.Equal(["2 lines, 4 ones, first 111, last 121,122", "2 lines, 4 ones, first 211, last 221,222"], planes);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Items_in_a_loop_are_read_in_the_same_iteration_and_may_be_passed_over_there(bool parallel, bool flows)
    {
        if (flows)
        {
            var flowing = await Chains.RunFlowingItemsOfRowsAsync([false, true, false], Mode(parallel));
            Assert.Equal(["[2,4] 6", "none 0", "[2,4] 6"], flowing.EnsureOk(allowPartial: true));
            return;
        }

        var run = await Chains.RunItemsOfRowsAsync([false, true, false], Mode(parallel));
        Assert.Equal(["[2,4] 6", "none 0", "[2,4] 6"], run.EnsureOk(allowPartial: true));
        Assert.Equal([StepStatus.Ok, StepStatus.Skipped, StepStatus.Ok], run.Steps.Total.Select(step => step.Status));
        Assert.Equal([2, 4, 2, 4], run.Steps.Doubled.Values());
        Assert.Equal(["1,1", "1,2", "3,1", "3,2"], run.Steps.Doubled.Select(item => string.Join(',', item.Iterations)));

        // Of the second iteration there is no item, but the step as a whole.
        Assert.Equal(
            [(1, StepStatus.Ok), (2, StepStatus.Ok), (null, StepStatus.Skipped), (1, StepStatus.Ok), (2, StepStatus.Ok)],
            run.AllSteps.Where(step => step.Name == "doubled").Select(step => (step.Iteration, step.Status)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_while_in_a_for_counts_anew_and_a_for_in_a_while_is_read_by_its_condition(bool parallel, bool flows)
    {
        IReadOnlyList<string> steps = flows
            ? (await Chains.RunFlowingWhileInForAsync([2, 0, 3], Mode(parallel))).EnsureOk()
            : (await Chains.RunWhileInForAsync([2, 0, 3], Mode(parallel))).EnsureOk();
        IReadOnlyList<string> once = flows
            ? (await Chains.RunFlowingForInWhileAsync(["a", "b", "c"], Mode(parallel))).EnsureOk()
            : (await Chains.RunForInWhileAsync(["a", "b", "c"], Mode(parallel))).EnsureOk();
        IReadOnlyList<string> often = flows
            ? (await Chains.RunFlowingForInWhileAsync(["a"], Mode(parallel))).EnsureOk()
            : (await Chains.RunForInWhileAsync(["a"], Mode(parallel))).EnsureOk();

        Assert.Equal(["2: 2", "0: 0", "3: 3"], steps);
        Assert.Equal(["a0!,b0!,c0!"], once);
        Assert.Equal(["a0!", "a1!", "a1!", "a1!"], often);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_condition_of_an_inner_while_reads_a_later_step_of_the_outer_loop_as_of_its_last_iteration(bool parallel, bool flows)
    {
        IReadOnlyList<int> early = flows
            ? (await Chains.RunFlowingOuterBeforeAsync([1, 1, 0], Mode(parallel))).EnsureOk()
            : (await Chains.RunOuterBeforeAsync([1, 1, 0], Mode(parallel))).EnsureOk();

        Assert.Equal([1, 2, 1, 2], early);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Branches_that_take_turns_in_a_loop_each_keep_their_own_facts(bool parallel, bool flows)
    {
        ChainRun run = flows
            ? await Chains.RunFlowingBranchesOfALoopAsync([2, 1, 3], Mode(parallel))
            : await Chains.RunBranchesOfALoopAsync([2, 1, 3], Mode(parallel));

        Assert.Equal([4, 2, 6], (await Chains.RunBranchesOfALoopAsync([2, 1, 3], Mode(parallel))).EnsureOk());
        Assert.Equal(["double_it", "increment", "double_it"], run.AllSteps.Select(step => step.Target));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_step_for_each_item_in_a_branch_not_taken_has_no_list_and_shows_so(bool parallel, bool flows)
    {
        ChainRun either = flows
            ? await Chains.RunFlowingPassedOverAsync(large: false, [1], Mode(parallel))
            : await Chains.RunPassedOverAsync(large: false, [1], Mode(parallel));
        var run = await Chains.RunPassedOverAsync(large: false, [1], Mode(parallel));

        Assert.Equal(ChainStatus.Ok, either.Status);
        Assert.StartsWith(
            """{"status":"ok","result":null,"steps":[{"name":"doubled","kind":"connector","target":"double_it","status":"skipped","result":null,"elapsed_ms":0},""",
            either.ToJson(), StringComparison.Ordinal);
        Assert.False(run.HasResult);
        Assert.Null(run.Result);
        Assert.True(run.Steps.Doubled.IsSkipped);
        Assert.Equal("no list, 0", run.Steps.Text.Result);
        Assert.Equal("Chain 'passed_over' has no result: its step 'doubled' was skipped", Assert.Throws<ChainFailedException>(() => { run.EnsureOk(); }).Message);

        var taken = await Chains.RunPassedOverAsync(large: true, [1, 2], Mode(parallel));
        Assert.False(taken.Steps.Doubled.IsSkipped);
        Assert.Equal([2, 4], taken.EnsureOk());
        Assert.Equal("[2,4], 6", taken.Steps.Text.Result);
    }

    [PythonTheory]
    [MemberData(nameof(Modes))]
    public async Task Python_takes_lists_of_dependencies_and_of_the_step_before(bool parallel, bool flows)
    {
        (string? shown, IReadOnlyList<string> previous) = flows
            ? await FlowingAsync()
            : await GroupedAsync();

        Assert.Equal("[None, 4] [4]", shown);
        Assert.Equal(["[4, 6]", "[6, 8]"], previous);

        async Task<(string?, IReadOnlyList<string>)> FlowingAsync()
        {
            var run = await Chains.RunFlowingPythonListsAsync([1, 2], Mode(parallel));
            return (run.EnsureOk(), run.Steps.Previous.Values());
        }

        async Task<(string?, IReadOnlyList<string>)> GroupedAsync()
        {
            var run = await Chains.RunPythonListsAsync([1, 2], Mode(parallel));
            return (run.EnsureOk(), run.Steps.Previous.Values());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_list_of_a_chain_that_failed_is_no_value(bool parallel)
    {
        var failed = await Chains.RunStoppedListAsync([1, 0], Mode(parallel));

        Assert.Equal(ChainStatus.Error, failed.Status);
        Assert.False(failed.HasResult);
        Assert.Null(failed.Result);
        Assert.False(failed.TryGetResult(out _));
        Assert.StartsWith("""{"status":"error","result":null,""", failed.ToJson(), StringComparison.Ordinal);
        Assert.Equal(1, failed.Steps.Word.Count(step => step.HasResult));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_several_outputs_of_a_chain_that_failed_none_counts_behind_a_list_that_ran(bool parallel)
    {
        foreach (int[] places in new int[][] { [], [0], [9, 0], [0, 9] })
        {
            var each = await Chains.RunStoppedItemsOrOneAsync(places, Mode(parallel));
            Assert.Equal((ChainStatus.Error, StepStatus.Ok), (each.Status, each.Steps.Instead.Status));
            Assert.Null(each.Result);
            Assert.False(each.HasResult);
        }

        Assert.Null((await Chains.RunStoppedLoopOrOneAsync([2], Mode(parallel))).Result);
        Assert.Null((await Chains.RunStoppedLoopOrOneAsync([1], Mode(parallel))).Result);
        Assert.Equal([10, 20], (await Chains.RunStoppedLoopOrOneAsync([], Mode(parallel))).Result);
    }

    [Fact]
    public void A_test_makes_a_run_whose_first_output_is_an_empty_list() =>
        Assert.Empty(Chains.StoppedLoopOrOneRun.Ok([]).EnsureOk());

    [Fact]
    public void A_test_makes_a_run_with_a_list()
    {
        var some = Chains.SomeDoublesRun.Ok([null, 4]);
        var table = Chains.TableRun.Ok([1, 2], new() { RowSum = [StepRun<int?>.Ok(7)], AllCells = StepRun<int?>.Ok(3) });
        var skipped = Chains.DoublesRun.Failed(new InvalidOperationException("no"), new() { Doubled = StepRuns<int?>.Skipped() });

        Assert.Equal([null, 4], some.EnsureOk());
        Assert.Equal([StepStatus.Skipped, StepStatus.Ok], some.Steps.Doubled.Select(step => step.Status));
        Assert.Equal([1, 2], table.EnsureOk());
        Assert.Equal(["row_sum", "row_sum", "all_cells"], table.AllSteps.Where(step => step.Status == StepStatus.Ok).Select(step => step.Name));
        Assert.Equal(["fine"], Chains.WordsOrNullRun.Ok(["fine"]).EnsureOk());
        Assert.True(skipped.Steps.Doubled.IsSkipped);
        Assert.Equal(("doubled", StepStatus.Skipped), (skipped.AllSteps[0].Name, skipped.AllSteps[0].Status));
        Assert.False(Chains.DoublesRun.TimedOut().HasResult);
    }
}
