using Microsoft.Extensions.Logging;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// Brings a run's events to the user one at a time and in order, whatever threads they come from. Whoever finds nobody reporting
/// reports all there is; nobody ever waits for a report to return, so that a report may block on a thread that the chain is using.
/// </summary>
internal sealed class ProgressQueue(IProgress<ChainProgress>? progress, RunHarness? harness, ChainInfo chain, ILogger? logger)
{
    private readonly Queue<ChainProgress> _events = new();
    private bool _isReporting;

    /// <param name="item">The event.</param>
    /// <param name="step">The step that it is about; null if it is about none.</param>
    public void Enqueue(ChainProgress item, StepRun? step = null)
    {
        lock (_events)
        {
            if (step is not null)
            {
                harness?.Record(step, item.Status);
            }

            (progress as StreamedProgress)?.Add(item);
            _events.Enqueue(item);
        }
    }

    public void Drain()
    {
        lock (_events)
        {
            if (_isReporting)
            {
                return;
            }

            _isReporting = true;
        }

        while (true)
        {
            ChainProgress? next;
            lock (_events)
            {
                if (!_events.TryDequeue(out next))
                {
                    _isReporting = false;
                    return;
                }
            }

            BlockingThreads.EnterUsersCode();
            try
            {
                progress?.Report(next);
            }
            catch (Exception error)
            {
                logger?.ProgressFailed(chain.DisplayName, error);
            }

            BlockingThreads.LeaveUsersCode();
        }
    }
}
