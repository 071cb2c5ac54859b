using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

public sealed class FailureTests
{
    private static readonly InvalidOperationException Boom = new("boom");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_step_stops_the_chain_and_is_named(bool parallel)
    {
        var lab = new Lab();
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new() { Analyze = (source, _) => source == "email" ? throw Boom : Task.FromResult(1) }, lab.Options(parallel));

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.False(run.IsOk);
        Assert.Equal("Step 'analyze_email' failed: boom", run.Error);
        Assert.Same(Boom, run.Exception);
        Assert.Null(run.Result);
        Assert.False(run.HasResult);
        Assert.False(run.TryGetResult(out _));
        Assert.Equal(StepStatus.Ok, run.Steps.AnalyzeTwitter.Status);
        Assert.Equal(StepStatus.Failed, run.Steps.AnalyzeEmail.Status);
        Assert.Same(Boom, run.Steps.AnalyzeEmail.Exception);
        Assert.Equal("boom", run.Steps.AnalyzeEmail.Error);
        Assert.Equal(StepStatus.NotStarted, run.Steps.AnalyzeReviews.Status);
        Assert.Equal(0, run.Steps.AnalyzeReviews.Attempts);
        Assert.Equal(StepStatus.NotStarted, run.Steps.AggregateResults.Status);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    public static TheoryData<bool, string> WaysToFail
    {
        get
        {
            var data = new TheoryData<bool, string>();
            foreach (var parallel in new[] { true, false })
            {
                foreach (var way in new[] { "throws", "faulted", "later", "null", "cancelled", "timeout" })
                {
                    data.Add(parallel, way);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WaysToFail))]
    public async Task However_a_step_fails_the_chain_ends_with_Error(bool parallel, string way)
    {
        var lab = new Lab();
        var run = await LabChain.RunGroupAsync(3, (index, _) => index == 1 ? FailAsync() : Task.FromResult(1), lab.Options(parallel));

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.Equal(StepStatus.Failed, run.Steps.Items[1].Status);
        Assert.StartsWith("Step 'b' failed: ", run.Error, StringComparison.Ordinal);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);

        Task<int> FailAsync() => way switch
        {
            "throws" => throw Boom,
            "faulted" => Task.FromException<int>(Boom),
            "later" => LaterAsync(),
            "null" => null!,
            "cancelled" => Task.FromCanceled<int>(new CancellationToken(true)),
            _ => Task.FromException<int>(new TimeoutException("the provider is slow")),
        };

        static async Task<int> LaterAsync()
        {
            await Task.Yield();
            throw Boom;
        }
    }

    [Fact]
    public async Task A_method_that_returns_null_in_place_of_a_task_is_told_so()
    {
        var run = await LabChain.RunGroupAsync(1, (_, _) => null!, new Lab().Options());

        Assert.Equal("Step 'a' failed: The method returned null in place of a Task.", run.Error);
    }

    [Fact]
    public async Task A_task_that_has_failed_already_stops_the_chain_before_the_next_step_starts()
    {
        var lab = new Lab();
        var run = await LabChain.RunGroupAsync(
            2,
            (index, _) =>
            {
                lab.Started.Enqueue(LabChain.Name(index));
                return Task.FromException<int>(Boom);
            },
            lab.Options());

        Assert.Equal(["a"], lab.Started);
        Assert.Equal([StepStatus.Failed, StepStatus.NotStarted], run.Statuses);
    }

    [Fact]
    public async Task The_caller_has_the_error_at_once_while_neighbours_that_ignore_their_token_still_run()
    {
        var lab = new Lab();
        CancellationToken seen = default;
        var running = LabChain.RunGroupAsync(
            3,
            (index, token) =>
            {
                seen = token;
                return lab.StubbornAsync(LabChain.Name(index));
            },
            lab.Options());
        await lab.StartedAsync(3);
        lab.Fail("c", Boom);
        var run = await running;

        Assert.Equal("Step 'c' failed: boom", run.Error);
        Assert.Equal([StepStatus.Cancelled, StepStatus.Cancelled, StepStatus.Failed], run.Statuses);
        Assert.Equal(2, lab.Limiter.InUse);
        // The body wakes first, then the token is cancelled.
        await Lab.UntilAsync(() => seen.IsCancellationRequested);

        lab.Complete("a", 5);
        lab.Fail("b", Boom);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Equal([StepStatus.Cancelled, StepStatus.Cancelled, StepStatus.Failed], run.Statuses);
        Assert.Null(run.Steps.Items[0].Result);
        Assert.Null(run.Steps.Items[1].Exception);
    }

    [Fact]
    public async Task The_first_failure_in_time_names_the_error()
    {
        var lab = new Lab();
        var running = LabChain.RunGroupAsync(2, (index, _) => lab.StubbornAsync(LabChain.Name(index)), lab.Options());
        await lab.StartedAsync(2);
        lab.Fail("b", new InvalidOperationException("first"));
        await running;
        lab.Fail("a", new InvalidOperationException("second"));

        Assert.Equal("Step 'b' failed: first", (await running).Error);
    }

    [Fact]
    public async Task A_token_callback_that_blocks_does_not_hold_the_result_up()
    {
        using var release = new ManualResetEventSlim();
        var lab = new Lab();
        var running = LabChain.RunGroupAsync(
            2,
            (index, token) =>
            {
                token.Register(release.Wait);
                return index == 0 ? lab.StubbornAsync("a") : Task.FromException<int>(Boom);
            },
            lab.Options());
        var run = await running.WaitAsync(Lab.Patience);
        release.Set();

        Assert.Equal(ChainStatus.Error, run.Status);
    }

    [Fact]
    public async Task A_token_callback_that_throws_is_logged_and_does_not_disturb_the_result()
    {
        var lab = new Lab();
        var run = await LabChain.RunGroupAsync(
            2,
            (index, token) =>
            {
                token.Register(() => throw Boom);
                return index == 0 ? lab.StubbornAsync("a") : Task.FromException<int>(Boom);
            },
            lab.Options());

        Assert.Equal("Step 'b' failed: boom", run.Error);
        await Lab.UntilAsync(() => lab.Lines.Any(line => line.StartsWith("A method that was called when chain 'lab' cancelled its steps threw", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_exception_that_no_step_made_ends_the_chain_with_Error()
    {
        var run = await LabChain.RunAsync(LabChain.Info(1), (_, _) => throw Boom, new Lab().Options());

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.Equal("Chain 'lab' failed: boom", run.Error);
        Assert.Same(Boom, run.Exception);
        Assert.Equal([StepStatus.NotStarted], run.Statuses);
    }

    [Fact]
    public async Task An_argument_that_throws_fails_its_step()
    {
        var run = await LabChain.RunAsync(
            LabChain.Info(2),
            async (chain, steps) => await chain.Run(steps.Items[1], _ => Task.FromResult(steps.Items[0].Value())),
            new Lab().Options());

        Assert.Equal("Step 'b' failed: Step 'a' has no value.", run.Error);
    }

    [Fact]
    public async Task A_step_of_an_ended_chain_can_no_longer_start()
    {
        Chain? ended = null;
        var run = await LabChain.RunAsync(
            LabChain.Info(1),
            (chain, _) =>
            {
                ended = chain;
                return Task.CompletedTask;
            },
            new Lab().Options());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await ended!.Run(run.Steps.Items[0], _ => Task.FromResult(1)));
        Assert.Equal("The chain 'lab' has ended; step 'a' can no longer start.", error.Message);
        Assert.Equal([StepStatus.NotStarted], run.Statuses);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_is_called_again_is_a_new_run(bool parallel)
    {
        var fails = true;
        Task<FeedbackChain.CustomerFeedbackAnalysisRun> RunAsync() => FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new() { Analyze = (_, _) => fails ? throw Boom : Task.FromResult(1) }, new Lab().Options(parallel));

        var first = await RunAsync();
        fails = false;
        var second = await RunAsync();

        Assert.Equal((ChainStatus.Error, ChainStatus.Ok), (first.Status, second.Status));
    }
}
