using Namel3ss.Runtime.Tests.Chains;
using Run = Namel3ss.Runtime.Tests.Chains.FeedbackChain.CustomerFeedbackAnalysisRun;
using Steps = Namel3ss.Runtime.Tests.Chains.FeedbackChain.CustomerFeedbackAnalysisSteps;

namespace Namel3ss.Runtime.Tests.Results;

/// <summary>Runs that users make by hand, to test their own code with.</summary>
public sealed class FakeRunTests
{
    private static readonly FeedbackSummary Summary = new(3, Mood.Bad);

    [Fact]
    public void A_run_that_went_well_needs_no_more_than_its_value()
    {
        var run = Run.Ok(Summary);

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Same(Summary, run.Result);
        Assert.Same(Summary, run.EnsureOk());
        Assert.True(run.HasResult);
        Assert.Equal(StepStatus.Ok, run.Steps.AggregateResults.Status);
        Assert.Equal(StepStatus.NotStarted, run.Steps.AnalyzeEmail.Status);
        Assert.Equal(TimeSpan.FromSeconds(180), run.Timeout);
    }

    [Fact]
    public void A_failed_run_names_no_step_and_throws_around_the_exception()
    {
        var boom = new InvalidOperationException("boom");
        var run = Run.Failed(boom);

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.Equal("Chain 'customer_feedback_analysis' failed: boom", run.Error);
        var error = Assert.Throws<ChainFailedException>(() => run.EnsureOk(allowPartial: true));
        Assert.Same(boom, error.InnerException);
        Assert.Equal(run.Error, error.Message);
        Assert.Throws<ArgumentNullException>(() => Run.Failed(null!));
    }

    [Fact]
    public void A_run_that_timed_out_has_the_steps_it_is_given_with_their_names()
    {
        var run = Run.TimedOut(new Steps
        {
            AnalyzeTwitter = StepRun<int?>.Ok(4),
            AnalyzeEmail = StepRun<int?>.Failed(new InvalidOperationException("no mail")),
            AnalyzeReviews = StepRun<int?>.Cancelled(),
            AggregateResults = StepRun<FeedbackSummary?>.Skipped(),
        });

        Assert.Equal("Chain 'customer_feedback_analysis' execution timed out after 180 seconds", run.Error);
        Assert.Equal(TimeSpan.FromSeconds(180), run.Elapsed);
        Assert.Null(run.Exception);
        Assert.Null(Assert.Throws<ChainFailedException>(() => run.EnsureOk()).InnerException);
        Assert.Equal(
            [
                ("analyze_twitter", "sentiment_analyzer", StepStatus.Ok, null, 1),
                ("analyze_email", "sentiment_analyzer", StepStatus.Failed, "no mail", 1),
                ("analyze_reviews", "sentiment_analyzer", StepStatus.Cancelled, null, 1),
                ("aggregate_results", "aggregator", StepStatus.Skipped, (string?)null, 0),
            ],
            run.AllSteps.Select(step => (step.Name, step.Target, step.Status, step.Error, step.Attempts)));
        Assert.Equal(4, run.Steps.AnalyzeTwitter.Result);
        Assert.Contains("\"analyze_email\"", run.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_without_a_value_have_factories_too()
    {
        Assert.Equal(StepStatus.Ok, StepRun.Ok().Status);
        Assert.Equal("boom", StepRun.Failed(new InvalidOperationException("boom")).Error);
        Assert.Equal(StepStatus.Cancelled, StepRun.Cancelled().Status);
        Assert.Equal(StepStatus.Skipped, StepRun.Skipped().Status);
        Assert.Throws<ArgumentNullException>(() => StepRun.Failed(null!));
    }

    [Fact]
    public void A_step_gives_the_value_it_is_made_with_only_if_it_is_ok()
    {
        Assert.Null(StepRun<int?>.Failed(new InvalidOperationException()).Result);
        Assert.Equal(0, StepRun<int?>.Ok(0).Result);
        Assert.True(StepRun<int?>.Ok(0).HasResult);
        Assert.False(StepRun<int?>.Ok(null).HasResult);
    }
}
