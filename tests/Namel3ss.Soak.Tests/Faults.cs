namespace Namel3ss.Soak.Tests;

internal enum Fault
{
    None,
    Throws,
    ThrowsLater,
    Pauses,
    IsDeaf,
    CancelsItself,
    ThrowsWhenCancelled,
    Hangs,
}

internal sealed class SoakException() : Exception("by chance");

/// <summary>What methods do wrong.</summary>
internal static class Faults
{
    /// <summary>Three of four times nothing.</summary>
    /// <param name="random">By which it happens.</param>
    /// <param name="mayHang">Whether anybody will cancel what hangs.</param>
    public static Fault Draw(Random random, bool mayHang)
    {
        var fault = (Fault)Math.Max(0, random.Next(-21, 8));
        return fault == Fault.Hangs && !mayHang ? Fault.Pauses : fault;
    }

    /// <summary>Throws at once, or gives a task that may.</summary>
    public static Task HappenAsync(this Fault fault, CancellationToken token) => fault switch
    {
        Fault.Throws => throw new SoakException(),
        Fault.CancelsItself => throw new OperationCanceledException(),
        Fault.None => Task.CompletedTask,
        _ => HappenLaterAsync(fault, token),
    };

    /// <summary>The same on this thread.</summary>
    public static void Happen(this Fault fault, CancellationToken token)
    {
        using var never = new ManualResetEventSlim();
        switch (fault)
        {
            case Fault.Throws or Fault.ThrowsLater:
                throw new SoakException();
            case Fault.CancelsItself:
                throw new OperationCanceledException();
            case Fault.Pauses:
                never.Wait(2, token);
                break;
            case Fault.IsDeaf:
                Thread.Sleep(30);
                break;
            case Fault.ThrowsWhenCancelled:
                using (token.Register(static () => throw new SoakException()))
                {
                    never.Wait(5, CancellationToken.None);
                }

                break;
            case Fault.Hangs:
                never.Wait(token);
                break;
        }
    }

    private static async Task HappenLaterAsync(Fault fault, CancellationToken token)
    {
        switch (fault)
        {
            case Fault.ThrowsLater:
                await Task.Yield();
                throw new SoakException();
            case Fault.Pauses:
                await Task.Delay(2, token);
                break;
            case Fault.IsDeaf:
                await Task.Delay(30, CancellationToken.None);
                break;
            case Fault.ThrowsWhenCancelled:
                await using (token.Register(static () => throw new SoakException()))
                {
                    await Task.Delay(5, CancellationToken.None);
                }

                break;
            case Fault.Hangs:
                await Task.Delay(Timeout.Infinite, token);
                break;
        }
    }
}
