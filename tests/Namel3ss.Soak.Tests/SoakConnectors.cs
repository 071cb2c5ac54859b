using System.Runtime.CompilerServices;

namespace Namel3ss.Soak.Tests;

internal static class SoakConnectors
{
    [Connector("works")]
    public static Task<int> WorksAsync(Parcel parcel, CancellationToken token) => CountedAsync(parcel, parcel.Draw(), token);

    [Connector("works_or_hangs")]
    public static Task<int> WorksOrHangsAsync(Parcel parcel, CancellationToken token) => CountedAsync(parcel, parcel.Draw(hasTimeout: true), token);

    [Connector("works_unlimited", TakesPermit = false)]
    public static async ValueTask<int> WorksUnlimitedAsync(Parcel parcel, CancellationToken token)
    {
        await parcel.Draw().HappenAsync(token);
        return 1;
    }

    [Connector("blocks")]
    public static int Blocks(Parcel parcel, CancellationToken token) => Counted(parcel, parcel.Draw(), token);

    [Connector("blocks_or_hangs")]
    public static int BlocksOrHangs(Parcel parcel, CancellationToken token) => Counted(parcel, parcel.Draw(hasTimeout: true), token);

    [Connector("quick", Inline = true)]
    public static int Quick(Parcel parcel) => parcel.Draw() == Fault.Throws ? throw new SoakException() : 1;

    [Connector("increment", Inline = true)]
    public static int Increment(int value) => value + 1;

    [Connector("streams")]
    public static async IAsyncEnumerable<int> StreamsAsync(Parcel parcel, [EnumeratorCancellation] CancellationToken token)
    {
        parcel.World.Enter();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                await parcel.Draw().HappenAsync(token);
                yield return i;
            }
        }
        finally
        {
            parcel.World.Leave();
            if (parcel.Draw() == Fault.Throws)
            {
                throw new SoakException();
            }
        }
    }

    /// <summary>Holds a permit, which the run within it uses.</summary>
    [Connector("runs_a_chain")]
    public static async Task<string> RunsAChainAsync(Parcel parcel, CancellationToken token)
    {
#pragma warning disable N3S2067 // That it holds its permit is what is tested.
        var run = await Chains.RunShortAsync(parcel, [1], new() { Limiter = parcel.World.Limiter, EnableParallelSteps = parcel.Seed % 2 == 0 }, token);
#pragma warning restore N3S2067
        return $"{run.Status}";
    }

    [Connector("gate.pass")]
    public static Task PassAsync(Gate gate) => gate.PassAsync();

    /// <summary>Not async itself: it may throw before it has a task to give.</summary>
    private static Task<int> CountedAsync(Parcel parcel, Fault fault, CancellationToken token)
    {
        var happening = fault.HappenAsync(token);
        return happening.IsCompletedSuccessfully ? Task.FromResult(1) : FinishAsync();

        async Task<int> FinishAsync()
        {
            parcel.World.Enter();
            try
            {
                await happening;
                return 1;
            }
            finally
            {
                parcel.World.Leave();
            }
        }
    }

    private static int Counted(Parcel parcel, Fault fault, CancellationToken token)
    {
        parcel.World.Enter();
        try
        {
            fault.Happen(token);
            return 1;
        }
        finally
        {
            parcel.World.Leave();
        }
    }
}

/// <summary>Made and disposed of for each call that has no container.</summary>
internal sealed class Tool : IDisposable
{
    private bool _isBroken;

    [Connector("tool.use")]
    public async Task<int> UseAsync(Parcel parcel, CancellationToken token)
    {
        _isBroken = parcel.Draw() == Fault.Throws;
        await parcel.Draw().HappenAsync(token);
        return 1;
    }

    public void Dispose()
    {
        if (_isBroken)
        {
            throw new SoakException();
        }
    }
}

/// <summary>Of a scope of the container.</summary>
internal sealed class Scoped : IAsyncDisposable
{
    private readonly World _world;
    private bool _isBroken;

    public Scoped(World world)
    {
        _world = world;
        world.OpenScope();
    }

    [Connector("scoped.work")]
    public async Task<int> WorkAsync(Parcel parcel, CancellationToken token)
    {
        _isBroken = parcel.Draw() == Fault.Throws;
        await parcel.Draw().HappenAsync(token);
        return 1;
    }

    [Connector("scoped.block")]
    public int Block(Parcel parcel, CancellationToken token)
    {
        parcel.Draw().Happen(token);
        return 1;
    }

    public async ValueTask DisposeAsync()
    {
        _world.CloseScope();
        await Task.Yield();
        if (_isBroken)
        {
            throw new SoakException();
        }
    }
}
