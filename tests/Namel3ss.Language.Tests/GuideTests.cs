namespace Namel3ss.Language.Tests;

/// <summary>The guide's examples, unmodified, run in both modes.</summary>
public sealed class GuideTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Customer_feedback_is_aggregated_from_three_sources(bool parallel)
    {
        var run = await Chains.RunCustomerFeedbackAnalysisAsync(new() { EnableParallelSteps = parallel });

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.True(run.HasResult);
        Assert.Equal(new FeedbackSummary(3, (7 + 5 + 7) / 3.0), run.Result);
        Assert.Equal(new Sentiment("email", 5), run.Steps.AnalyzeEmail.Result);
        Assert.Equal(["analyze_twitter", "analyze_email", "analyze_reviews", "aggregate_results"], run.AllSteps.Select(step => step.Name));
        Assert.Equal(TimeSpan.FromSeconds(180), run.Timeout);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_summary_reads_the_parallel_steps_by_their_names(bool parallel)
    {
        var run = await Chains.RunParallelAnalysisAsync(new() { EnableParallelSteps = parallel });

        Assert.Equal("everywhere: entities, topics", run.EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retrieval_has_the_query_as_its_parameter_and_hands_over_all_passages(bool parallel)
    {
        var run = await Chains.RunRagParallelRetrievalAsync("limits", new() { EnableParallelSteps = parallel });

        Assert.Equal("gpt4 saw 4 passages", run.EnsureOk());
        Assert.Equal(["docs on limits", "more docs"], run.Steps.RetrieveDocs.Result);
    }

    [PythonTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Consensus_is_calculated_by_a_python_function(bool parallel)
    {
        var run = await Chains.RunMultiModelConsensusAsync(new() { EnableParallelSteps = parallel });

        Assert.Equal("""{"answers":["gpt4 saw 0 passages","claude","gemini"]}""", run.EnsureOk().GetRawText().Replace(" ", "").Replace("gpt4saw0passages", "gpt4 saw 0 passages"));
    }

    [Fact]
    public async Task A_chain_without_steps_ends_well_and_has_no_value()
    {
        var run = await Chains.RunAnalysisAsync();

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Empty(run.AllSteps);
        Assert.Equal(TimeSpan.FromSeconds(120), run.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(300), (await Chains.RunLongAnalysisAsync()).Timeout);
    }
}
