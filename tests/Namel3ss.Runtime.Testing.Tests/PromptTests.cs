using Microsoft.Extensions.AI;

namespace Namel3ss.Testing.Tests;

/// <summary>What a test sees of the questions to chat models.</summary>
public sealed class PromptTests
{
    [Fact]
    public async Task The_prompt_of_a_faked_step_is_made_from_the_values_of_the_run()
    {
        using var test = new ChainTest();
        test.Fake((Chains.TriageTicketSteps s) => s.Classify, Urgency.Low);
        test.Fake((Chains.TriageTicketSteps s) => s.Notify);

        await test.RunAsync(options => Chains.RunTriageTicketAsync("Fire!", options));

        Assert.Equal(
            new SentPrompt("How urgent? Fire!", "You are brief.", "fast", Attempt: 1, Iteration: null),
            Assert.Single(test.Prompts((Chains.TriageTicketSteps s) => s.Classify)));
    }

    [Fact]
    public async Task A_fake_may_answer_by_the_prompt()
    {
        using var test = new ChainTest();
        test.Fake((Chains.TriageTicketSteps s) => s.Classify, call => call.Prompt.Contains("Fire", StringComparison.Ordinal) ? Urgency.High : Urgency.Low);
        test.Fake((Chains.TriageTicketSteps s) => s.Notify);

        var runs = await test.RunAsync(options => Task.WhenAll(
            Chains.RunTriageTicketAsync("Fire!", options), Chains.RunTriageTicketAsync("Hello", options)));

        Assert.Equal(["Dear customer: high", "Dear customer: low"], runs.Select(run => run.EnsureOk(allowPartial: true)));
        Assert.Equal(["How urgent? Fire!", "How urgent? Hello"], test.Prompts((Chains.TriageTicketSteps s) => s.Classify).Select(prompt => prompt.Text));
    }

    [Fact]
    public async Task Each_attempt_and_each_item_asks_and_a_chain_that_is_called_too()
    {
        using var test = new ChainTest();
        test.Fake((Chains.ReviewAllSteps s) => s.Review, call => call.Prompt.ToUpperInvariant(), after: TimeSpan.FromSeconds(1));
        test.Fails((Chains.ReviewAllSteps s) => s.Review, new HttpRequestException("503"), times: 1);

        var run = await test.RunAsync(options => Chains.RunReviewEachAsync(["a", "b"], options));

        Assert.Equal("[\"A: A\",\"B: B\"]", run.EnsureOk());
        Assert.Equal(
            [("a: A", "fast", 1, 1), ("a: A", "fast", 2, 1), ("b: B", "fast", 1, 2)],
            test.Prompts((Chains.ReviewAllSteps s) => s.Review).Select(prompt => (prompt.Text, prompt.Model, prompt.Attempt, prompt.Iteration!.Value)));
        Assert.All(test.Prompts((Chains.ReviewAllSteps s) => s.Review), prompt => Assert.Equal("Be fair.", prompt.System));
    }

    [Fact]
    public async Task What_goes_to_a_real_client_is_seen_as_well()
    {
        using var test = new ChainTest { ChatClients = new Dictionary<string, IChatClient> { ["fast"] = new Echo() } };

        var run = await test.RunAsync(options => Chains.RunReviewAllAsync(["x"], options));

        Assert.Equal("[\"Be fair.|x: X\"]", run.EnsureOk());
        Assert.Equal("x: X", Assert.Single(test.Prompts((Chains.ReviewAllSteps s) => s.Review)).Text);
    }

    [Fact]
    public async Task A_prompt_that_cannot_be_made_fails_a_faked_step_as_it_would_the_real_one()
    {
        using var test = new ChainTest();
        test.Fake((Chains.ReviewThirdSteps s) => s.Review, "never");

        var run = await test.RunAsync(options => Chains.RunReviewThirdAsync(["one", "two"], options));

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.Equal(StepStatus.Failed, run.Steps.Review.Status);
    }

    [Fact]
    public async Task Branches_that_share_a_name_and_a_model_are_told_apart()
    {
        using var test = new ChainTest { ChatClients = new Dictionary<string, IChatClient> { ["fast"] = new Echo() } };
        test.Fake((Chains.GreetPolitelySteps s) => s.Greeting, "At your service.", branch: 1);

        var runs = await test.RunAsync(options => Task.WhenAll(
            Chains.RunGreetPolitelyAsync(true, options), Chains.RunGreetPolitelyAsync(false, options)));

        Assert.Equal(["At your service.", "You are brief.|Hi."], runs.Select(run => run.EnsureOk()));
        Assert.Equal([1, 2], test.Schedule.Select(step => step.Branch));
        Assert.Equal("Good day.", Assert.Single(test.Prompts((Chains.GreetPolitelySteps s) => s.Greeting, branch: 1)).Text);
        Assert.Equal("Hi.", Assert.Single(test.Prompts((Chains.GreetPolitelySteps s) => s.Greeting, branch: 2)).Text);
        Assert.Equal(2, test.Prompts((Chains.GreetPolitelySteps s) => s.Greeting).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => test.Prompts((Chains.GreetPolitelySteps s) => s.Greeting, branch: 3));
    }

    [Fact]
    public async Task A_fake_of_one_branch_leaves_the_other_in_need_of_a_model()
    {
        using var test = new ChainTest();
        test.Fake((Chains.GreetPolitelySteps s) => s.Greeting, "At your service.", branch: 1);
        await Assert.ThrowsAsync<ChainConfigurationException>(() => test.RunAsync(options => Chains.RunGreetPolitelyAsync(true, options)));

        test.Fake((Chains.GreetPolitelySteps s) => s.Greeting, "Hi!", branch: 2);
        Assert.Equal("At your service.", (await test.RunAsync(options => Chains.RunGreetPolitelyAsync(true, options))).EnsureOk());
    }

    [Fact]
    public async Task A_step_without_a_model_has_no_prompts_and_neither_has_a_test_that_ran_nothing()
    {
        using var test = new ChainTest();
        Assert.Throws<InvalidOperationException>(() => test.Prompts((Chains.TriageTicketSteps s) => s.Classify));

        await test.RunAsync(options => Chains.RunScoreAllAsync(options));

        Assert.Empty(test.Prompts((Chains.TriageTicketSteps s) => s.Classify));
        Assert.Contains("Step 'letter' asks no chat model.",
            Assert.Throws<ArgumentException>(() => test.Prompts((Chains.TriageTicketSteps s) => s.Letter)).Message, StringComparison.Ordinal);
    }

    private sealed class Echo : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, string.Join('|', messages.Select(message => message.Text)))));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
