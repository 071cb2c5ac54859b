using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

/// <summary>What a user sees of an exception: the connector, then the step's line in the <c>.ai</c> file, and nothing of the runtime.</summary>
public sealed class StackTraceTests
{
    [Theory]
    [InlineData(true, "twitter", 4)]
    [InlineData(true, "email", 11)]
    [InlineData(true, "reviews", 18)]
    [InlineData(true, "aggregate", 25)]
    [InlineData(false, "twitter", 4)]
    [InlineData(false, "email", 11)]
    [InlineData(false, "reviews", 18)]
    [InlineData(false, "aggregate", 25)]
    public async Task The_trace_names_the_connector_and_the_line_of_the_step(bool parallel, string failing, int line)
    {
        foreach (var asynchronously in new[] { true, false })
        {
            var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(
                new()
                {
                    Analyze = (source, _) => asynchronously ? AnalyzeLaterAsync(source, failing) : Analyze(source, failing),
                    Aggregate = (_, _, _, _) => Analyze("aggregate", failing).Result > 0 ? new(1, Mood.Bad) : throw new InvalidOperationException(),
                },
                new Lab().Options(parallel));

            var trace = run.Exception!.StackTrace!.Split('\n');
            Assert.Contains(trace, frame => frame.Contains("StackTraceTests", StringComparison.Ordinal));
            Assert.Contains(trace, frame =>
                frame.Contains("RunCustomerFeedbackAnalysisAsync", StringComparison.Ordinal) && frame.Contains($"feedback.ai:line {line}", StringComparison.Ordinal));
            Assert.DoesNotContain(trace, frame => frame.Contains("Namel3ss.CompilerServices", StringComparison.Ordinal)
                || frame.Contains("StepCall", StringComparison.Ordinal) || frame.Contains("Invocation", StringComparison.Ordinal));
        }
    }

    private static Task<int> Analyze(string source, string failing) =>
        source == failing ? throw new InvalidOperationException("boom") : Task.FromResult(1);

    private static async Task<int> AnalyzeLaterAsync(string source, string failing)
    {
        await Task.Yield();
        return source == failing ? throw new InvalidOperationException("boom") : 1;
    }
}
