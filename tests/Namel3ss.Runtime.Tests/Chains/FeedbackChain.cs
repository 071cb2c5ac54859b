using System.Text.Json.Serialization;
using Namel3ss.CompilerServices;

namespace Namel3ss.Runtime.Tests.Chains;

/// <summary>What the steps of <see cref="FeedbackChain"/> call.</summary>
public sealed class FeedbackConnectors
{
    public Func<string, CancellationToken, Task<int>> Analyze { get; init; } = (source, _) => Task.FromResult(source.Length);

    public Func<int, int, int, CancellationToken, FeedbackSummary> Aggregate { get; init; } =
        (twitter, email, reviews, _) => new FeedbackSummary(twitter + email + reviews, Mood.VeryGood);
}

public enum Mood
{
    Bad,
    VeryGood,
}

public sealed record FeedbackSummary(int TotalScore, Mood OverallMood);

/// <summary>The guide's chain, written by hand in the very shape in which it is generated: the connectors stand in for static methods.</summary>
public static class FeedbackChain
{
    public static async Task<CustomerFeedbackAnalysisRun> RunCustomerFeedbackAnalysisAsync(
        FeedbackConnectors connectors, ChainOptions? options = null, CancellationToken cancellationToken = default)
    {
        var steps = new CustomerFeedbackAnalysisSteps();
        var chain = Chain.Start(CustomerFeedbackAnalysisSteps.s_chain, steps, options, cancellationToken);
        try
        {
            chain.Group(3);
#line (4,5)-(9,29) 34 "feedback.ai"
            var analyzeTwitter = chain.Run(steps.AnalyzeTwitter, token => connectors.Analyze("twitter", token));
#line (11,5)-(16,28) 32 "feedback.ai"
            var analyzeEmail = chain.Run(steps.AnalyzeEmail, token => connectors.Analyze("email", token));
#line (18,5)-(23,30) 34 "feedback.ai"
            var analyzeReviews = chain.Run(steps.AnalyzeReviews, token => connectors.Analyze("reviews", token));
#line (4,5)-(4,26) 13 "feedback.ai"
            await analyzeTwitter;
#line (11,5)-(11,24) 13 "feedback.ai"
            await analyzeEmail;
#line (18,5)-(18,26) 13 "feedback.ai"
            await analyzeReviews;
#line (25,5)-(28,72) 13 "feedback.ai"
            await chain.RunOnPool(steps.AggregateResults, token => connectors.Aggregate(steps.AnalyzeTwitter.Value(), steps.AnalyzeEmail.Value(), steps.AnalyzeReviews.Value(), token));
#line default
        }
        catch (Exception error)
        {
            chain.Stop(error);
        }

        return new CustomerFeedbackAnalysisRun(chain.End(), steps);
    }

    [JsonConverter(typeof(ChainRunJsonConverter))]
    public sealed class CustomerFeedbackAnalysisRun : ChainRun<CustomerFeedbackAnalysisSteps, FeedbackSummary, FeedbackSummary?>
    {
        internal CustomerFeedbackAnalysisRun(in ChainEnd end, CustomerFeedbackAnalysisSteps steps) : base(end, steps, steps.AggregateResults)
        {
        }

        protected override FeedbackSummary ReadResult() => Steps.AggregateResults.Value();

        public static CustomerFeedbackAnalysisRun Ok(FeedbackSummary result, CustomerFeedbackAnalysisSteps? steps = null)
        {
            steps ??= new();
            return new(ChainEnd.Ok(CustomerFeedbackAnalysisSteps.s_chain, steps.AggregateResults, result), steps);
        }

        public static CustomerFeedbackAnalysisRun Failed(Exception exception, CustomerFeedbackAnalysisSteps? steps = null) =>
            new(ChainEnd.Failed(CustomerFeedbackAnalysisSteps.s_chain, exception), steps ?? new());

        public static CustomerFeedbackAnalysisRun TimedOut(CustomerFeedbackAnalysisSteps? steps = null) =>
            new(ChainEnd.TimedOut(CustomerFeedbackAnalysisSteps.s_chain), steps ?? new());
    }

    public sealed class CustomerFeedbackAnalysisSteps : ChainSteps
    {
        internal static readonly ChainInfo s_chain = new(
            "customer_feedback_analysis",
            180,
            new("analyze_twitter", "connector", "sentiment_analyzer") { Location = "feedback.ai:4" },
            new("analyze_email", "connector", "sentiment_analyzer") { Location = "feedback.ai:11" },
            new("analyze_reviews", "connector", "sentiment_analyzer") { Location = "feedback.ai:18" },
            new("aggregate_results", "connector", "aggregator") { Location = "feedback.ai:25" })
        {
            HasParallelSteps = true,
        };

        public StepRun<int?> AnalyzeTwitter { get; init; } = new(s_chain, 0);

        public StepRun<int?> AnalyzeEmail { get; init; } = new(s_chain, 1);

        public StepRun<int?> AnalyzeReviews { get; init; } = new(s_chain, 2);

        public StepRun<FeedbackSummary?> AggregateResults { get; init; } = new(s_chain, 3);

        protected override StepRun[] All() => [AnalyzeTwitter, AnalyzeEmail, AnalyzeReviews, AggregateResults];
    }
}
