using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Flow;

namespace Namel3ss.Runtime.Tests.Results;

/// <summary>A run that somebody keeps keeps nothing alive but its results.</summary>
public sealed class KeptRunTests
{
    /// <summary>How a run with items ends while some of them still run.</summary>
    public enum Ending
    {
        WithItems,
        WithoutItems,
        AtAFailure,
        AtItsDeadline,
        ByItsCaller,
        OfAList,
    }

    public static TheoryData<Ending, bool> Endings
    {
        get
        {
            var data = new TheoryData<Ending, bool>();
            foreach (var ending in Enum.GetValues<Ending>())
            {
                data.Add(ending, false);
                data.Add(ending, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Items_and_iterations_let_go_of_what_ran_them(Ending ending, bool parallel)
    {
        var lab = new Lab();
        var progress = new Progress<ChainProgress>();
        using var caller = new CancellationTokenSource();

        var running = RunAsync(lab, ending, lab.Options(parallel) with { Progress = progress }, caller.Token);
        ChainRun run;
        switch (ending)
        {
            case Ending.AtItsDeadline:
                await lab.StartedAsync();
                lab.Time.Advance(TimeSpan.FromSeconds(60));
                break;
            case Ending.ByItsCaller:
                await lab.StartedAsync();
                await caller.CancelAsync();
                break;
        }

        try
        {
            run = await running;
        }
        catch (ChainCanceledException cancelled)
        {
            run = cancelled.Run;
        }

        Assert.Equal(
            ending switch
            {
                Ending.AtAFailure or Ending.OfAList => ChainStatus.Error,
                Ending.AtItsDeadline => ChainStatus.Timeout,
                Ending.ByItsCaller => ChainStatus.Cancelled,
                _ => ChainStatus.Ok,
            },
            run.Status);
        Assert.Null(Kept.By(run));
    }

    [Fact]
    public void The_walk_finds_what_is_kept()
    {
        var run = new { List = new List<object> { new { Deep = (1, (Action)(() => { })) } } };

        Assert.EndsWith("System.Action", Kept.By(run), StringComparison.Ordinal);
    }

    private static Task<FlowRun> RunAsync(Lab lab, Ending ending, ChainOptions options, CancellationToken caller) => FlowChain.RunAsync(
        FlowChain.Info(),
        async (chain, steps) =>
        {
            var loop = chain.Loop();
            foreach (var _ in loop.Over([1, 2]))
            {
                var inner = chain.Loop(3, "flow.ai:2", loop);
                while (inner.Next())
                {
                    await chain.Run(steps.More.Next(inner), _ => Task.CompletedTask);
                }
            }

            await chain.ForEach(steps.Many, () => Items(ending), 8, (step, item) => chain.Run(step, token => item switch
            {
                3 when ending == Ending.AtAFailure => Task.FromException<int>(new InvalidOperationException("Boom")),
                3 when ending is Ending.AtItsDeadline or Ending.ByItsCaller => lab.PoliteAsync("held", token),
                _ => Task.FromResult(item),
            }));
        },
        options,
        caller);

    private static IEnumerable<int> Items(Ending ending) => ending switch
    {
        Ending.WithoutItems => [],
        Ending.OfAList => throw new InvalidOperationException("Boom"),
        _ => [1, 2, 3, 4],
    };
}
