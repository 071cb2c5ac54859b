namespace Namel3ss.Testing.Tests;

/// <summary>Branches that share a name, wherever a step can stand: each has fakes of its own, and a test sees which one ran.</summary>
public sealed class BranchTests
{
    private static readonly string[] Texts = ["a", "long", "abc", "longer"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_iteration_has_the_fake_of_the_branch_that_it_takes(bool parallel)
    {
        using var test = new ChainTest { EnableParallelSteps = parallel };
        test.Fake((Chains.GradeEachSteps s) => s.Grade, 10, branch: 1);
        test.Fake((Chains.GradeEachSteps s) => s.Grade, call => call.Branch * 10, branch: 2);

        var run = await test.RunAsync(options => Chains.RunGradeEachAsync(Texts, options));

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal([1, 10, 20, 10], run.Steps.Grade.Values());
        Assert.Equal(["score_now", "score", "score", "score"], run.Steps.Grade.Select(step => step.Target));
        Assert.Equal(3, run.Steps.Grade.Select(step => step.Location).Distinct().Count());
        Assert.Equal([3, 1, 2, 1], test.Schedule.Select(step => step.Branch));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Items_have_the_fake_of_the_branch_that_they_stand_in(bool parallel)
    {
        using var test = new ChainTest { EnableParallelSteps = parallel };
        test.Fake((Chains.GradeAllSteps s) => s.Grades, 1, after: TimeSpan.FromSeconds(1), branch: 1);
        test.Fake((Chains.GradeAllSteps s) => s.Grades, 2, after: TimeSpan.FromSeconds(5), branch: 2);

        var strict = await test.RunAsync(options => Chains.RunGradeAllAsync(Texts, true, options));
        Assert.Equal([1, 1, 1, 1], test.Schedule.Select(step => step.Branch));
        var mild = await test.RunAsync(options => Chains.RunGradeAllAsync(Texts, false, options));
        Assert.Equal([2, 2, 2, 2], test.Schedule.Select(step => step.Branch));

        Assert.Equal([1, 1, 1, 1], strict.Steps.Grades.Values());
        Assert.Equal([2, 2, 2, 2], mild.Steps.Grades.Values());
        Assert.Equal(TimeSpan.FromSeconds(parallel ? 2 : 4), strict.Elapsed);
        Assert.NotEqual(strict.Steps.Grades[0].Location, mild.Steps.Grades[0].Location);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_of_a_chain_have_the_run_of_their_branch(bool parallel)
    {
        using var test = new ChainTest { EnableParallelSteps = parallel };
        var made = Chains.ScoreTicketRun.Ok(7);
        test.Fake((Chains.GradeByChainSteps s) => s.Graded, made, branch: 1);

        var strict = await test.RunAsync(options => Chains.RunGradeByChainAsync(true, options));
        var mild = await test.RunAsync(options => Chains.RunGradeByChainAsync(false, options));

        Assert.Same(made, strict.Steps.Graded.Run);
        Assert.Equal("mild".Length, mild.Steps.Graded.Run!.EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Branches_may_be_of_different_kinds(bool parallel)
    {
        using var test = new ChainTest { EnableParallelSteps = parallel };
        test.Fake((Chains.ReplySteps s) => s.Answer, "We come.", branch: 1);
        Assert.Equal("Thank you.", (await test.RunAsync(options => Chains.RunReplyAsync(false, options))).EnsureOk());
        test.Fake((Chains.ReplySteps s) => s.Answer, "Thanks!", branch: 2);

        var urgent = await test.RunAsync(options => Chains.RunReplyAsync(true, options));
        var calm = await test.RunAsync(options => Chains.RunReplyAsync(false, options));

        Assert.Equal(("We come.", "Thanks!"), (urgent.EnsureOk(), calm.EnsureOk()));
        Assert.Equal(("llm", "template"), (urgent.Steps.Answer.Kind, calm.Steps.Answer.Kind));
        Assert.Equal(2, Assert.Single(test.Schedule).Branch);
    }

    [Fact]
    public async Task The_timeline_names_the_branch_of_a_name_that_is_shared()
    {
        using var test = new ChainTest();
        test.Fake((Chains.GradeEachSteps s) => s.Grade, 1);
        test.Fake((Chains.SayByeSteps s) => s.Bye);

        await test.RunAsync(async options => (
            await Chains.RunGradeEachAsync(["abc", "long"], options),
            await Chains.RunSayByeAsync(options)));

        Assert.Equal(
            ["grade_each.grade (branch 2) #1", "grade_each.grade (branch 1) #2", "say_bye.bye"],
            test.Schedule.ToString().Split('\n').Select(line => line.Split('|')[0].Trim()));
    }
}
