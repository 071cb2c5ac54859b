using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss.Runtime.Tests.Flow;

/// <summary>Which failures may pass, and what the words of <c>retry: on:</c> mean.</summary>
public sealed class FailureKindTests
{
    public static TheoryData<string, RetryOn> Failures { get; } = new()
    {
        { "400", RetryOn.Permanent },
        { "401", RetryOn.Permanent },
        { "402", RetryOn.Permanent },
        { "403", RetryOn.Permanent },
        { "404", RetryOn.Permanent },
        { "413", RetryOn.Permanent },
        { "422", RetryOn.Permanent },
        { "408", RetryOn.Timeout },
        { "409", RetryOn.Server },
        { "429", RetryOn.RateLimit },
        { "500", RetryOn.Server },
        { "503", RetryOn.Server },
        { "529", RetryOn.Server },
        { "quota", RetryOn.Permanent },
        { "no status", RetryOn.Network },
        { "socket", RetryOn.Network },
        { "lost", RetryOn.Network },
        { "file", RetryOn.Unknown },
        { "timeout", RetryOn.Timeout },
        { "step timeout", RetryOn.Timeout },
        { "http timeout", RetryOn.Timeout },
        { "retry after", RetryOn.RateLimit },
        { "noted", RetryOn.RateLimit },
        { "answer", RetryOn.Answer },
        { "json", RetryOn.Answer },
        { "argument", RetryOn.Permanent },
        { "no such item", RetryOn.Permanent },
        { "no such key", RetryOn.Permanent },
        { "arithmetic", RetryOn.Permanent },
        { "not supported", RetryOn.Permanent },
        { "configuration", RetryOn.Permanent },
        { "no method", RetryOn.Permanent },
        { "no library", RetryOn.Permanent },
        { "python", RetryOn.Unknown },
        { "python mismatch", RetryOn.Permanent },
        { "operation", RetryOn.Unknown },
        { "wrapped 401", RetryOn.Permanent },
        { "several", RetryOn.Server },
        { "hostile", RetryOn.Unknown },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_is_told_by_what_the_exception_says(string name, RetryOn kind) => Assert.Equal(kind, FailureKind.Of(Make(name)));

    [Fact]
    public void Any_has_every_kind() =>
        Assert.All(Enum.GetValues<RetryOn>(), kind => Assert.True(RetryOn.Any.HasFlag(kind), $"{kind}"));

    private static Exception Make(string name)
    {
        switch (name)
        {
            case "quota": return new HttpRequestException("""{"error":{"code":"insufficient_quota"}}""", null, HttpStatusCode.TooManyRequests);
            case "no status": return new HttpRequestException("no such host", new SocketException());
            case "socket": return new InvalidOperationException("wrapped", new SocketException());
            case "lost": return new HttpIOException(HttpRequestError.ResponseEnded);
            case "file": return new FileNotFoundException("notes.txt");
            case "timeout": return new TimeoutException();
            case "step timeout": return new StepTimeoutException("late");
            case "http timeout": return new TaskCanceledException("HttpClient.Timeout", new TimeoutException());
            case "retry after": return new BusyException();
            case "answer": return new ChatModelException("?", new InvalidOperationException());
            case "json": return new JsonException();
            case "argument": return new ArgumentNullException(nameof(name));
            case "no such item": return new IndexOutOfRangeException();
            case "no such key": return new KeyNotFoundException();
            case "arithmetic": return new DivideByZeroException();
            case "not supported": return new NotSupportedException();
            case "configuration": return new ChainConfigurationException("no client");
            case "no method": return new MissingMethodException("Client", "Stream");
            case "no library": return new TypeInitializationException("Engine", new DllNotFoundException("libengine"));
            case "python": return new PythonException("ValueError: boom", "ValueError", "boom");
            case "python mismatch": return new PythonException("'score' takes (text), not 'words'") { IsMismatch = true };
            case "operation": return new InvalidOperationException("the order was not saved");
            case "wrapped 401": return new InvalidOperationException("wrapped", new TimeoutException("outer", Status(401)));
            case "several": return new AggregateException(Status(503), Status(401));
            case "hostile": return new HostileException();
            case "noted":
                var noted = new HttpRequestException("busy");
                noted.Data["Retry-After"] = "5";
                return noted;
            default: return Status(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static HttpRequestException Status(int status) => new("refused", null, (HttpStatusCode)status);

    private sealed class BusyException : Exception, IRetryAfter
    {
        public TimeSpan? RetryAfter => TimeSpan.FromSeconds(1);
    }

    private sealed class HostileException : Exception, IRetryAfter
    {
        public override System.Collections.IDictionary Data => throw new InvalidOperationException("data");

        public TimeSpan? RetryAfter => throw new InvalidOperationException("no");
    }
}
