using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace WebApi.Tests;

public sealed class LimiterHealthTests
{
    [Fact]
    public async Task It_is_degraded_once_calls_have_been_waiting_for_too_long_and_healthy_when_they_are_through()
    {
        var time = new FakeTimeProvider();
        var limiter = new ChainLimiter(1);
        var check = new LimiterHealthCheck(time, limiter);
        var gate = new TaskCompletionSource();
        Assert.Equal(HealthStatus.Healthy, (await LookAsync()).Status);

        // One call has the permit, the other waits for it.
        var options = new ChainOptions { Limiter = limiter, EnableParallelSteps = true };
        var run = Chains.RunTwoAtOnceAsync(gate.Task, options);
        Assert.Equal((1, 1), (limiter.InUse, limiter.Waiting));
        Assert.Equal(HealthStatus.Healthy, (await LookAsync()).Status);
        time.Advance(LimiterHealthCheck.TooLong - TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Healthy, (await LookAsync()).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        var degraded = await LookAsync();
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Equal("Calls have been waiting for a permit for 30 s; MAX_CONCURRENT_LLM_CALLS is 1.", degraded.Description);
        Assert.Equal((1, 1, 1, 30), (degraded.Data["limit"], degraded.Data["in_use"], degraded.Data["waiting"], degraded.Data["queued_seconds"]));

        gate.SetResult();
        Assert.True((await run).IsOk);
        Assert.Equal(HealthStatus.Healthy, (await LookAsync()).Status);

        Task<HealthCheckResult> LookAsync() => check.CheckHealthAsync(new HealthCheckContext());
    }
}
