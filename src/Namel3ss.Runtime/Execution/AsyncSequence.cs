using System.ComponentModel;

namespace Namel3ss.CompilerServices;

/// <summary>Turns what a connector yields over time into the value of its step.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AsyncSequence
{
    /// <summary>All items, once the last has come.</summary>
    /// <param name="items">The items.</param>
    /// <param name="cancellationToken">The step's token. Once it is cancelled no further item is asked for.</param>
    public static async Task<IReadOnlyList<T>> ToListAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        var list = new List<T>();
        var enumerator = items.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await enumerator.MoveNextAsync().CallsBackOnce())
            {
                // A sequence may ignore its token and have no end: nobody wants its items any more, and its step holds a permit.
                cancellationToken.ThrowIfCancellationRequested();
                list.Add(enumerator.Current);
            }
        }
        catch
        {
            await enumerator.DisposeQuietlyAsync().ConfigureAwait(false);
            throw;
        }

        await enumerator.DisposeAsync().CallsBackOnce();
        return list;
    }
}
