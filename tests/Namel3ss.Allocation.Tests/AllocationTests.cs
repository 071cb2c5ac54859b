using Microsoft.Extensions.AI;

namespace Namel3ss.Allocation.Tests;

/// <summary>
/// The bytes of one run of generated code. A figure that falls is written here; one that rises has to be worth it to everybody who runs
/// a chain, also to those who use nothing of what it pays for.
/// </summary>
public sealed class AllocationTests
{
    private const int Runs = 500;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [InlineData(null)]
    public void The_guides_chain_whose_steps_end_at_once(bool? parallel)
    {
        var options = Options(parallel);

        Assert.Equal(864, Bytes(() => Chains.RunFeedbackAsync(options)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_guides_chain_whose_steps_end_later(bool parallel)
    {
        var options = Options(parallel);
        var pauses = new Queue<Pause>();

        var bytes = Bytes(RunAsync, prepare: () => Enumerable.Range(0, Runs).ToList().ForEach(_ => pauses.Enqueue(new Pause())));

        Assert.Equal(1672, bytes);

        Task<Chains.FeedbackRun> RunAsync()
        {
            Connectors.Pause = pauses.Dequeue();
            var run = Chains.RunFeedbackAsync(options);
            Connectors.Pause.End();
            Connectors.Pause = null;
            return run;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_that_answers_with_text(bool parallel)
    {
        var options = Options(parallel, new StandInClient("fine"));

        Assert.Equal(1840, Bytes(() => Chains.RunAnswerAsync("How are you?", options)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_that_answers_with_an_object(bool parallel)
    {
        var options = Options(parallel, new StandInClient("""{"urgent":true,"reason":"fire"}"""));

        Assert.Equal(3520, Bytes(() => Chains.RunClassifyAsync("Urgent?", options)));
    }

    private static ChainOptions Options(bool? parallel, IChatClient? client = null) => new()
    {
        EnableParallelSteps = parallel,
        Limiter = new ChainLimiter(50),
        ChatClients = client is null ? null : new Dictionary<string, IChatClient> { ["stand_in"] = client },
    };

    /// <summary>The bytes of one of some runs that end on this thread; the least of some rounds, as the runtime's own work may fall into one.</summary>
    private static double Bytes<TRun>(Func<Task<TRun>> run, Action? prepare = null)
        where TRun : ChainRun => Enumerable.Range(0, 10).Min(_ =>
    {
        // A context of the test's framework would have continuations run elsewhere.
        SynchronizationContext.SetSynchronizationContext(null);
        prepare?.Invoke();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Runs; i++)
        {
            var task = run();
            Assert.True(task.IsCompletedSuccessfully);
            Assert.True(task.Result.IsOk);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Runs;
    });
}
