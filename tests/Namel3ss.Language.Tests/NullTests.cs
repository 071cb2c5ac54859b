using System.Text.Json;

namespace Namel3ss.Language.Tests;

/// <summary>The tables of docs/expressions.md and docs/language.md, "Null", row by row.</summary>
public sealed class NullTests
{
    private const string Absent =
        "true ; true ; true ; true ; true ; true ; true ; true ; true ; true ; true ; true ; true ; 0 ; 0 ; false ; false ; true ; false ; false ; true ; true ; false ; false ; false ; false ;  ; false ; false ; true ; <> ; none ; 7 ; true ; true ; true ; true ; true ; true ; 0";

    private const string Present =
        "false ; true ; false ; false ; false ; false ; false ; false ; false ; false ; false ; false ; false ; 1 ; 3 ; true ; true ; false ; true ; true ; false ; true ; true ; true ; false ; true ; true ; true ; true ; false ; <Ann> ; Ann ; 0 ; false ; true ; true ; false ; true ; true ; 0";

    private static ChainOptions Mode(bool parallel) => new() { EnableParallelSteps = parallel };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_expression_gives_the_same_for_null_wherever_that_comes_from(bool parallel)
    {
        Assert.Equal(Absent, (await Chains.RunNullOfInputAsync(null, null, Mode(parallel))).EnsureOk());
        Assert.Equal(Absent, (await Chains.RunNullOfStepAsync(false, null, Mode(parallel))).EnsureOk());
        Assert.Equal(Absent, (await Chains.RunNullOfFailureAsync(false, null, Mode(parallel))).EnsureOk(allowPartial: true));
        Assert.Equal(Absent, (await Chains.RunNullOfConnectorAsync(false, null, Mode(parallel))).EnsureOk());
        Assert.Equal(Absent, (await Chains.RunNullOfBranchAsync(false, null, Mode(parallel))).EnsureOk());
        Assert.Equal(Absent, (await Chains.RunNullOfCallAsync(false, null, Mode(parallel))).EnsureOk());
        Assert.Equal([Absent, Present], (await Chains.RunNullOfItemsAsync([null, Person.Ann], null, Mode(parallel))).EnsureOk());
        Assert.Equal([Absent, Present], (await Chains.RunNullOfEachItemAsync([null, Person.Ann], null, Mode(parallel))).EnsureOk());
        Assert.Equal([Absent, Present], (await Chains.RunNullOfSkippedItemsAsync([null, Person.Ann], null, Mode(parallel))).EnsureOk());
        Assert.Equal([Absent, Present, Absent], (await Chains.RunNullOfTheIterationBeforeAsync([Person.Ann, null, Person.Ann], null, Mode(parallel))).EnsureOk());
        Assert.Equal([Absent], (await Chains.RunNullOfWhileAsync(null, Mode(parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task And_the_same_for_a_value_wherever_that_comes_from(bool parallel)
    {
        Assert.Equal(Present, (await Chains.RunNullOfInputAsync(Person.Ann, null, Mode(parallel))).EnsureOk());
        Assert.Equal(Present, (await Chains.RunNullOfStepAsync(true, null, Mode(parallel))).EnsureOk());
        Assert.Equal(Present, (await Chains.RunNullOfFailureAsync(true, null, Mode(parallel))).EnsureOk());
        Assert.Equal(Present, (await Chains.RunNullOfConnectorAsync(true, null, Mode(parallel))).EnsureOk());
        Assert.Equal(Present, (await Chains.RunNullOfBranchAsync(true, null, Mode(parallel))).EnsureOk());
        Assert.Equal(Present, (await Chains.RunNullOfCallAsync(true, null, Mode(parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_place_decides_what_a_null_does(bool parallel)
    {
        var run = await Chains.RunNullInPlacesAsync(there: false, [1], Mode(parallel));

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal("0", run.Result);
        var steps = run.Steps;
        Assert.Equal(
            [StepStatus.Skipped, StepStatus.Ok, StepStatus.Skipped],
            new[] { steps.Taken.Status, steps.Other.Status, steps.OwnCondition.Status });
        Assert.Equal([StepStatus.Skipped, StepStatus.Skipped], new[] { steps.WholeText.Status, steps.TextOfNumber.Status });
        Assert.Equal(("<>", ""), (steps.PartOfText.Result, steps.TwoParts.Result));
        Assert.Equal(
            [StepStatus.Skipped, StepStatus.Skipped, StepStatus.Skipped, StepStatus.Skipped],
            new[] { steps.Needed.Status, steps.NeededNumber.Status, steps.NeededByName.Status, steps.InList.Status });
        Assert.Equal(("none", "none", "<><>"), (steps.Nullable.Result, steps.NullableTextOfNumber.Result, steps.OptionsText.Result));
        Assert.Equal(("", "word"), (steps.Listed.Result, steps.Order.Result));
        Assert.True(steps.Each.IsSkipped);
        Assert.Equal([StepStatus.Skipped], steps.EachOfThose.Select(step => step.Status));
        Assert.Empty(steps.Tagged);
        Assert.Empty(steps.Again);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_there_is_a_value_nothing_is_passed_over(bool parallel)
    {
        var run = await Chains.RunNullInPlacesAsync(there: true, [1], Mode(parallel));

        var steps = run.Steps;
        Assert.Equal("AnnAnn", run.EnsureOk());
        Assert.Equal(("Ann", "0", "<Ann>", "AnnAnn"), (steps.WholeText.Result, steps.TextOfNumber.Result, steps.PartOfText.Result, steps.TwoParts.Result));
        Assert.Equal((0, "Ann", "Ann,b", "Ann", "0"),
            (steps.NeededNumber.Result, steps.NeededByName.Result, steps.InList.Result, steps.Nullable.Result, steps.NullableTextOfNumber.Result));
        Assert.Equal("Ann,Ann", steps.Listed.Result);
        Assert.Equal(["aa"], steps.Each.Values());
        Assert.Equal([2], steps.EachOfThose.Values());
        Assert.Single(steps.Again);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Steps_that_start_at_once_are_passed_over_each_for_itself(bool parallel)
    {
        var none = await Chains.RunNullBetweenStepsAtOnceAsync(there: false, Mode(parallel));
        var some = await Chains.RunNullBetweenStepsAtOnceAsync(there: true, Mode(parallel));

        Assert.Equal((StepStatus.Skipped, StepStatus.Skipped, ""), (none.Steps.First.Status, none.Steps.Second.Status, none.EnsureOk()));
        Assert.Equal("AnnAnn,aa", some.EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_json_null_is_a_null_everywhere(bool parallel)
    {
        var none = await Chains.RunNullOfJsonAsync(JsonDocument.Parse("""{ "a": null }""").RootElement, Mode(parallel));
        var some = await Chains.RunNullOfJsonAsync(JsonDocument.Parse("""{ "a": 4 }""").RootElement, Mode(parallel));

        Assert.Equal(";;true;0;none;", none.Steps.Part.Result);
        Assert.Equal(
            [StepStatus.Skipped, StepStatus.Skipped, StepStatus.Skipped],
            new[] { none.Steps.Whole.Status, none.Steps.Needed.Status, none.Steps.NeededNumber.Status });
        Assert.Empty(none.Steps.Never);
        Assert.Equal(("4", "4", 16.0), (some.Steps.Whole.Result, some.Steps.Needed.Result, some.Steps.NeededNumber.Result));
        Assert.Equal("count(x) needs an array, an object or a text, but the JSON value is the number 4.", some.Steps.Part.Error);
        Assert.EndsWith("The list to go through needs an array, but the JSON value is the number 4.", some.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_condition_tells_what_is_not_null(bool parallel)
    {
        var none = (await Chains.RunNarrowedAsync(null, null, Mode(parallel))).Steps;
        var young = (await Chains.RunNarrowedAsync(Person.Ann, 2, Mode(parallel))).Steps;
        var old = (await Chains.RunNarrowedAsync(Person.Ann with { Age = 4 }, 20, Mode(parallel))).Steps;

        Assert.Equal((StepStatus.Ok, StepStatus.Skipped, "false"), (none.None.Status, none.Own.Status, none.RightOfAnd.Result));
        Assert.Equal(("AnnAnn", 4, "true", 4), (young.Name.Result, young.Own.Result, young.RightOfAnd.Result, young.InLoop[0].Result));
        Assert.Equal((8, 40), (old.Age.Result, old.Own.Result));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_expression_that_fails_fails_its_step(bool parallel)
    {
        var condition = await Chains.RunFailingConditionAsync([1], Mode(parallel));
        var need = await Chains.RunFailingNeedAsync([null], Mode(parallel));
        var list = await Chains.RunFailingListAsync(JsonDocument.Parse("[]").RootElement, Mode(parallel));
        var item = await Chains.RunFailingItemAsync([5, 0, 20], Mode(parallel));

        const string Outside = "There is no item 3: the list has 1, from 0 to 0.";
        Assert.Equal((ChainStatus.Partial, StepStatus.Failed, Outside), (condition.Status, condition.Steps.Shown.Status, condition.Steps.Shown.Error));
        Assert.Equal("none", condition.Result);
        Assert.Equal((ChainStatus.Partial, StepStatus.Failed, Outside), (need.Status, need.Steps.Shown.Status, need.Steps.Shown.Error));
        Assert.Equal((ChainStatus.Partial, "There is no item 1: the JSON array is empty."), (list.Status, Assert.Single(list.AllSteps, step => step.Name == "shown").Error));
        Assert.Equal("word", list.Result);
        Assert.Equal([StepStatus.Ok, StepStatus.Failed, StepStatus.Skipped], item.Steps.Shown.Select(step => step.Status));
        Assert.Equal(ChainStatus.Partial, item.Status);
        Assert.Equal([5, null, null], item.Result!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_a_head_it_ends_the_run_which_says_where(bool parallel)
    {
        var head = await Chains.RunFailingHeadAsync([1], Mode(parallel));
        var loop = await Chains.RunFailingLoopAsync(JsonDocument.Parse("[]").RootElement, Mode(parallel));
        var condition = await Chains.RunFailingWhileAsync([1], Mode(parallel));

        Assert.Equal(ChainStatus.Error, head.Status);
        Assert.Matches("^Chain 'failing_head' failed: .*null\\.ai:[0-9]+: There is no item 3: the list has 1, from 0 to 0\\.$", head.Error);
        Assert.Equal("word", head.Steps.First.Result);
        Assert.Matches("null\\.ai:[0-9]+: There is no item 1: the JSON array is empty\\.$", loop.Error);
        Assert.Matches("null\\.ai:[0-9]+: There is no item 3", condition.Error);
    }
}
