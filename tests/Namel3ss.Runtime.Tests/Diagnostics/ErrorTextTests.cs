using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Diagnostics;

/// <summary>An error says the chain of its messages.</summary>
public sealed class ErrorTextTests
{
    private static readonly (Exception Error, string Text)[] Errors =
    [
        (new InvalidOperationException("boom"), "boom"),
        (new HttpRequestException("The SSL connection could not be established, see inner exception.", new IOException("The certificate has expired.")),
            "The SSL connection could not be established, see inner exception. The certificate has expired."),
        (new InvalidOperationException("The order was not saved", new IOException("no store", new UnauthorizedAccessException("The disk is read-only."))),
            "The order was not saved: no store: The disk is read-only."),
        (new TypeInitializationException("Engine", new DllNotFoundException("libengine was not found.")),
            "The type initializer for 'Engine' threw an exception. libengine was not found."),
        (new InvalidOperationException("Not saved: disk full", new IOException("disk full.")), "Not saved: disk full"),
        (new InvalidOperationException("refused", new IOException("refused (localhost:11434)")), "refused (localhost:11434)"),
        (new InvalidOperationException("a", new InvalidOperationException("b", new InvalidOperationException("a"))), "a: b"),
        (new AggregateException(new IOException("one", new IOException("deep")), new IOException("two")), "One or more errors occurred. (one) (two): deep"),
        (new SilentException(), "Namel3ss.Runtime.Tests.Diagnostics.ErrorTextTests+SilentException"),
        (new InvalidOperationException("outer", new HostileException()),
            "outer: Namel3ss.Runtime.Tests.Diagnostics.ErrorTextTests+HostileException, whose message cannot be read"),
    ];

    [Fact]
    public void The_messages_stand_one_after_another_and_each_once() =>
        Assert.Equal(Errors.Select(error => error.Text), Errors.Select(error => ErrorText.Of(error.Error)));

    [Fact]
    public void It_is_bounded_however_much_there_is()
    {
        Exception deep = new InvalidOperationException("0");
        for (var i = 1; i < 10_000; i++)
        {
            deep = new InvalidOperationException($"x{i}", deep);
        }

        Assert.Equal("x9999: x9998: x9997: x9996: x9995: x9994: x9993: x9992: x9991: x9990", ErrorText.Of(deep));
        Assert.Equal(8001, ErrorText.Of(new InvalidOperationException(new string('a', 100_000))).Length);
        Assert.Equal(new string('a', 7999) + "…", ErrorText.Of(new InvalidOperationException(new string('a', 7999) + "😀")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Step_run_json_and_progress_say_it(bool parallel)
    {
        var reports = new List<string?>();
        var run = await LabChain.RunGroupAsync(
            1,
            (_, _) => throw new InvalidOperationException("The order was not saved.", new IOException("The disk is read-only.")),
            new Lab().Options(parallel) with { Progress = new Reports(reports) });

        const string Text = "The order was not saved. The disk is read-only.";
        Assert.Equal(("Step 'a' failed: " + Text, Text), (run.Error, run.Steps.Items[0].Error));
        Assert.Equal([null, Text], reports);
        Assert.Contains($"\"error\":\"{Text}\"", run.ToJson(), StringComparison.Ordinal);
        Assert.Equal("Step 'a' failed: " + Text, Assert.Throws<ChainFailedException>(() => run.EnsureOk()).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exception_whose_message_throws_is_a_failed_step(bool parallel)
    {
        var lab = new Lab();
        var running = Flow.FlowChain.RunAsync(
            Flow.FlowChain.Info(name => new CompilerServices.StepInfo(name, "connector", "work") { Retry = new CompilerServices.RetryInfo(1) }),
            async (chain, steps) => await chain.Run(steps.First, _ => Task.FromException<int>(new HostileException())),
            lab.Options(parallel) with { Progress = new Reports([]) });
        await lab.Time.RunAsync(running);
        var run = await running;

        Assert.Equal((ChainStatus.Error, 2), (run.Status, run.Steps.First.Attempts));
        Assert.EndsWith(", whose message cannot be read", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    private sealed class Reports(List<string?> texts) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value) => texts.Add(value.Error);
    }

    private sealed class SilentException : Exception
    {
        public override string Message => null!;
    }

    private sealed class HostileException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");
    }
}
