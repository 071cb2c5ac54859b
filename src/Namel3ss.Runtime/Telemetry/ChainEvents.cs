using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Namel3ss;

/// <summary>Streams what happens in a run, for server-sent events and user interfaces.</summary>
public static class ChainEvents
{
    /// <summary>
    /// Runs a chain and yields its events in order: each step that waits, starts and ends, and last the run. None is lost and none follows
    /// the run. The chain starts when the enumeration does. Ending the enumeration early cancels the run.
    /// </summary>
    /// <typeparam name="TRun">The class that is generated for the chain's runs.</typeparam>
    /// <param name="run">
    /// The call of the chain, which has to pass both on: <c>(options, token) => Chains.RunDigestAsync(input, options, token)</c>,
    /// or just <c>Chains.RunDigestAsync</c> if the chain has no inputs.
    /// </param>
    /// <param name="options">The settings of the call. Its <see cref="ChainOptions.Progress"/> is told as ever.</param>
    /// <param name="cancellationToken">Cancels the run: the stream then ends with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ChainConfigurationException">A setting is wrong; no step has run.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; what had happened until then was yielded before.</exception>
    public static IAsyncEnumerable<ChainEvent<TRun>> StreamAsync<TRun>(
        Func<ChainOptions, CancellationToken, Task<TRun>> run, ChainOptions? options = null, CancellationToken cancellationToken = default)
        where TRun : ChainRun
    {
        ArgumentNullException.ThrowIfNull(run);
        return EnumerateAsync(run, options ?? new ChainOptions(), cancellationToken);
    }

    private static async IAsyncEnumerable<ChainEvent<TRun>> EnumerateAsync<TRun>(
        Func<ChainOptions, CancellationToken, Task<TRun>> run, ChainOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRun : ChainRun
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var progress = new StreamedProgress(options.Progress);
        var running = RunAsync();
        try
        {
            // Without a token: a cancelled run ends at once and completes the channel, with all that had happened in it.
            await foreach (var item in progress.Events.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return new ChainEvent<TRun>(item);
            }

            yield return new ChainEvent<TRun>(await running.ConfigureAwait(false));
        }
        finally
        {
            if (!running.IsCompleted)
            {
                await cancellation.CancelAsync().ConfigureAwait(false);
            }

            // If the enumeration was left early, nobody is there to hear how the run ended.
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<TRun> RunAsync()
        {
            try
            {
                return await run(options with { Progress = progress }, cancellation.Token).ConfigureAwait(false);
            }
            catch (ChainCanceledException cancelled) when (cancellationToken.IsCancellationRequested)
            {
                // The caller knows only its own token.
                throw new ChainCanceledException(cancelled.Run, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Cancelled before it began.
                throw new OperationCanceledException(cancellationToken);
            }
            finally
            {
                progress.Complete();
            }
        }
    }
}

/// <summary>
/// The reporter of a streamed run. A run puts its events here as they happen, under the lock that orders them, so that all are there when
/// the run's task completes; the reporter of the user, which may block, hears of them as ever.
/// </summary>
internal sealed class StreamedProgress(IProgress<ChainProgress>? next) : IProgress<ChainProgress>
{
    private readonly Channel<ChainProgress> _events = Channel.CreateUnbounded<ChainProgress>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<ChainProgress> Events => _events.Reader;

    public void Add(ChainProgress item) => _events.Writer.TryWrite(item);

    public void Complete() => _events.Writer.Complete();

    public void Report(ChainProgress value) => next?.Report(value);
}
