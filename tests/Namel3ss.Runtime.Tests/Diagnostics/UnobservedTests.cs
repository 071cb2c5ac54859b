using Microsoft.Extensions.DependencyInjection;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Diagnostics;

/// <summary>What nobody waits for any more and then throws is looked at, whether or not there is a log to write it to: a host may end its process else.</summary>
public sealed class UnobservedTests
{
    public static TheoryData<string, bool> Late
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var what in new[] { "step", "attempt", "callback", "scope" })
            {
                data.Add(what, false);
                data.Add(what, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Late))]
    public async Task It_is_observed_with_a_log_and_without(string what, bool isLogged)
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            if (e.Exception.Flatten().InnerExceptions.Any(error => error is LateException))
            {
                Interlocked.Increment(ref unobserved);
            }
        }

        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            await FailLateAsync(what, isLogged);
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            Assert.Equal(0, unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }
    }

    private static async Task FailLateAsync(string what, bool isLogged)
    {
        var lab = new Lab();
        var closing = new TaskCompletionSource();
        await using var services = new ServiceCollection().AddScoped(_ => new Service(closing.Task)).BuildServiceProvider();
        var info = LabChain.Info(1, timeoutSeconds: 10, step: _ => new("a", "connector", "work")
        {
            Timeout = what == "attempt" ? 5 : null,
            Services = [new(typeof(Service))],
        });
        var running = LabChain.RunAsync(
            info,
            async (chain, steps) =>
            {
                var step = steps.Items[0];
                await (what == "scope"
                    ? chain.Run(step, _ => chain.CallNow(step, own => own.Get<Service>().Use()))
                    : chain.Run(step, token =>
                    {
                        if (what == "callback")
                        {
                            token.Register(() => throw new LateException());
                        }

                        return lab.StubbornAsync("a");
                    }));
                await chain.LeaveScopeAsync();
            },
            lab.Options() with { LoggerFactory = isLogged ? lab.LoggerFactory : null, Services = services });
        if (what != "scope")
        {
            await lab.StartedAsync();
        }

        lab.Time.Advance(TimeSpan.FromSeconds(10));
        var run = await running;
        Assert.NotEqual(ChainStatus.Ok, run.Status);

        // Only now, when the run has been handed out.
        if (what == "scope")
        {
            closing.SetException(new LateException());
        }
        else
        {
            lab.Fail("a", new LateException());
        }

        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    private sealed class LateException : Exception;

    private sealed class Service(Task closing) : IAsyncDisposable
    {
        private int _uses;

        public int Use() => ++_uses;

        public async ValueTask DisposeAsync() => await closing;
    }
}
