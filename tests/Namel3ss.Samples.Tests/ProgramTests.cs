using System.Text.Json;

namespace Namel3ss.Samples.Tests;

/// <summary>The samples as their users run them: as programs.</summary>
public class ProgramTests
{
    [Theory]
    [InlineData("--sequential")]
    [InlineData("--parallel")]
    public async Task CustomerFeedback_prints_the_run_as_JSON_and_nothing_else(string mode)
    {
        var (exit, output, error) = await SampleProgram.RunAsync(typeof(CustomerFeedback.Connectors), "--json", "--latency", "0", mode);

        Assert.Equal((0, ""), (exit, error));
        using var run = JsonDocument.Parse(output);
        Assert.Equal(["status", "result", "steps", "error", "metadata"], run.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("ok", run.RootElement.GetProperty("status").GetString());
        Assert.True(run.RootElement.GetProperty("result").GetProperty("counts").GetProperty("scored").GetInt32() > 100);
        Assert.Equal(
            ["analyze_twitter", "analyze_email", "analyze_reviews", "aggregate_results"],
            run.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString()));
        Assert.Equal(JsonValueKind.Null, run.RootElement.GetProperty("error").ValueKind);
        Assert.Equal(180, run.RootElement.GetProperty("metadata").GetProperty("timeout_seconds").GetDouble());
    }

    [Fact]
    public async Task A_timeout_is_shown_with_what_completed_and_exit_code_1()
    {
        var (exit, output, _) = await SampleProgram.RunAsync(typeof(CustomerFeedback.Connectors), "--json", "--latency", "10m", "--timeout", "1ms");

        Assert.Equal(1, exit);
        using var run = JsonDocument.Parse(output);
        Assert.Equal("timeout", run.RootElement.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, run.RootElement.GetProperty("result").ValueKind);
        Assert.Equal("Chain 'customer_feedback_analysis' execution timed out after 0.001 seconds", run.RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task CustomerFeedback_shows_both_modes_and_the_findings_without_control_codes_when_redirected()
    {
        var (exit, output, error) = await SampleProgram.RunAsync(typeof(CustomerFeedback.Connectors), "--latency", "0");

        Assert.Equal((0, ""), (exit, error));
        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("One step after another", output, StringComparison.Ordinal);
        Assert.Contains("In parallel", output, StringComparison.Ordinal);
        Assert.Contains("The latency is simulated", output, StringComparison.Ordinal);
        Assert.Contains("times as fast", output, StringComparison.Ordinal);
        Assert.Contains("not read: twitter line", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Theory]
    [InlineData("--latency: 'x' is no duration. Write a number and its unit, like 800ms, 2s or 1m.", "--latency", "x")]
    [InlineData("--timeout: 0s is out of range; it must be between 1ms and 24h.", "--timeout", "0s")]
    [InlineData("--limit: '0' is no number from 1 to 10000.", "--limit", "0")]
    [InlineData("--json prints one run: give --parallel or --sequential, not both.", "--json", "--parallel", "--sequential")]
    public async Task A_wrong_option_is_one_clear_line_and_exit_code_2(string message, params string[] args)
    {
        var (exit, output, error) = await SampleProgram.RunAsync(typeof(CustomerFeedback.Connectors), args);

        Assert.Equal((2, ""), (exit, output));
        Assert.Equal([message, "--help lists the options."], error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(typeof(Consensus.Providers), "--question", "--question: the ticket is empty.")]
    [InlineData(typeof(RagRetrieval.Connectors), "--query", "--query: the question is empty.")]
    public async Task Nothing_is_not_asked_about(Type inSample, string option, string message)
    {
        var (exit, output, error) = await SampleProgram.RunAsync(inSample, option, " ");

        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RagRetrieval_answers_with_sentences_of_the_passages_it_cites()
    {
        var (exit, output, _) = await SampleProgram.RunAsync(typeof(RagRetrieval.Connectors), "--json", "--latency", "0", "--query", "How often is a failed job retried?");

        Assert.Equal(0, exit);
        using var run = JsonDocument.Parse(output);
        var result = run.RootElement.GetProperty("result");
        Assert.Contains("5 times by default. [1]", result.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("docs/retries.md#Retry policy", result.GetProperty("sources")[0].GetProperty("source").GetString());
        Assert.Equal(4, run.RootElement.GetProperty("steps").GetArrayLength());
    }

    [PythonFact]
    public async Task Consensus_compares_the_answers_in_Python()
    {
        var (exit, output, _) = await SampleProgram.RunAsync(typeof(Consensus.Providers), "--json", "--latency", "0", "--question", "Please delete my data and refund the year.");

        Assert.Equal(0, exit);
        using var run = JsonDocument.Parse(output);
        var agreement = Consensus.Agreement.Read(run.RootElement.GetProperty("result"));
        Assert.Equal(("account", "majority", 2, 3), (agreement.Answer, agreement.Verdict, agreement.Votes, agreement.Of));
        Assert.Equal("billing", Assert.Single(agreement.Dissent).Answer);
    }

    [Fact]
    public async Task Consensus_without_Python_says_what_is_missing_and_keeps_the_answers()
    {
        var (exit, output, _) = await SampleProgram.RunAsync(
            typeof(Consensus.Providers), [("NAMEL3SS_PYTHON", "no-such-python")], "--latency", "0", "--question", "The app crashes");

        Assert.Equal(1, exit);
        Assert.Contains("Step 'compare_responses' failed", output, StringComparison.Ordinal);
        Assert.Contains("NAMEL3SS_PYTHON", output, StringComparison.Ordinal);
        Assert.Contains("technical", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customer_feedback_analysis.ai")]
    [InlineData("multi_model_consensus.ai")]
    [InlineData("rag_parallel_retrieval.ai")]
    public void The_samples_chains_are_the_guides_own(string file) => Assert.Equal(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Guide", file)),
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", file)));
}
