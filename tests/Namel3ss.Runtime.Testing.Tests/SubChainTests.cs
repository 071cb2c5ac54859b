namespace Namel3ss.Testing.Tests;

/// <summary>Chains that chains call: faked as a whole, or step by step.</summary>
public sealed class SubChainTests
{
    private static readonly string[] Messages = ["a", "b", "c"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Steps_inside_are_faked_by_the_chain_that_they_stand_in(bool parallel)
    {
        using var test = new ChainTest { EnableParallelSteps = parallel };
        test.Fake((Chains.TriageTicketSteps s) => s.Classify, Urgency.High);
        test.Fake((Chains.TriageTicketSteps s) => s.Notify, after: TimeSpan.FromSeconds(1));
        test.Fake((Chains.ScoreTicketSteps s) => s.Points, call => call.Number, after: TimeSpan.FromSeconds(2));
        test.Fake((Chains.SayByeSteps s) => s.Bye);

        var run = await test.RunAsync(options => Chains.RunHandleTicketsAsync(Messages, options));

        Assert.Equal("Dear customer: high", run.EnsureOk());
        Assert.Equal([1, 2, 3], run.Steps.Scores.Values());
        Assert.Equal(TimeSpan.FromSeconds(parallel ? 1 + 4 : 1 + 6), run.Elapsed);
        test.AssertRan("points", times: 3);
        test.AssertRanBefore("handle_tickets.first", "handle_tickets.scores");
        test.AssertRanBefore("score_ticket.points", "say_bye.bye");
        Assert.Equal(parallel, Overlap());

        bool Overlap()
        {
            try
            {
                test.AssertRanTogether("points", "points");
                return true;
            }
            catch (ChainAssertionException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task A_call_is_faked_by_a_run_or_by_a_value_or_not_at_all()
    {
        using var test = new ChainTest();
        var triage = Chains.TriageTicketRun.Ok("Dear you", new() { Classify = StepRun<Urgency?>.Ok(Urgency.Low) });
        test.Fake((Chains.HandleTicketsSteps s) => s.First, triage, after: TimeSpan.FromSeconds(1));
        test.Fake((Chains.HandleTicketsSteps s) => s.Scores, call => call.Iteration);
        test.Fake((Chains.HandleTicketsSteps s) => s.Bye);

        var run = await test.RunAsync(options => Chains.RunHandleTicketsAsync(Messages, options));

        Assert.Equal("Dear you", run.EnsureOk());
        Assert.Same(triage, run.Steps.First.Run);
        Assert.Equal([1, 2, 3], run.Steps.Scores.Values());
        Assert.Equal(TimeSpan.FromSeconds(1), run.Elapsed);
        Assert.Null(run.Steps.Bye.Run);
        test.AssertNotRun("classify");
    }

    [Fact]
    public async Task A_run_that_failed_fails_its_step()
    {
        using var test = new ChainTest();
        test.Fake((Chains.HandleTicketsSteps s) => s.First, Chains.TriageTicketRun.Failed(new HttpRequestException("503")));

        var run = await test.RunAsync(options => Chains.RunHandleTicketsAsync(Messages, options));

        Assert.Equal((ChainStatus.Error, StepStatus.Failed), (run.Status, run.Steps.First.Status));
        test.AssertNotRun("scores");
    }

    [Fact]
    public async Task A_call_that_hangs_ends_by_the_timeout_of_the_caller()
    {
        using var test = new ChainTest();
        test.Hangs((Chains.HandleTicketsSteps s) => s.First);

        var run = await test.RunAsync(options => Chains.RunHandleTicketsAsync(Messages, options));

        Assert.Equal((ChainStatus.Timeout, TimeSpan.FromSeconds(300)), (run.Status, run.Elapsed));
    }
}
