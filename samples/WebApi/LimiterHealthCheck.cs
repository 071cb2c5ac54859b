using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WebApi;

/// <summary>
/// Whether calls to models get through: degraded when every look for <see cref="TooLong"/> found calls waiting for a permit. A short queue is
/// what the limit is for; one that stays means that more comes in than the provider may be asked.
/// </summary>
public sealed class LimiterHealthCheck(TimeProvider clock, ChainLimiter limiter) : IHealthCheck
{
    public static readonly TimeSpan TooLong = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private long? _queuedSince;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (inUse, waiting) = (limiter.InUse, limiter.Waiting);
        var queued = QueuedFor(waiting);
        var data = new Dictionary<string, object>
        {
            ["limit"] = limiter.MaxConcurrentCalls,
            ["in_use"] = inUse,
            ["waiting"] = waiting,
            ["queued_seconds"] = (int)queued.TotalSeconds,
        };
        return Task.FromResult(queued >= TooLong
            ? HealthCheckResult.Degraded($"Calls have been waiting for a permit for {queued.TotalSeconds:0} s; MAX_CONCURRENT_LLM_CALLS is {limiter.MaxConcurrentCalls}.", data: data)
            : HealthCheckResult.Healthy(data: data));
    }

    private TimeSpan QueuedFor(int waiting)
    {
        lock (_lock)
        {
            if (waiting == 0)
            {
                _queuedSince = null;
                return TimeSpan.Zero;
            }

            _queuedSince ??= clock.GetTimestamp();
            return clock.GetElapsedTime(_queuedSince.Value);
        }
    }
}
