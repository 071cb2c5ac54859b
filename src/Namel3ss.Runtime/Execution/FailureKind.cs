using System.Net.Sockets;
using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>Says of a failure whether it may pass, and what it was.</summary>
internal static class FailureKind
{
    private const int DeepestCause = 10;

    public static RetryOn Of(Exception error) => First(error, OfStatus) ?? First(error, OfType) ?? RetryOn.Unknown;

    /// <summary>What the outermost exception says of which anything can be said.</summary>
    private static RetryOn? First(Exception error, Func<Exception, RetryOn?> kind)
    {
        var cause = error;
        for (var depth = 0; cause is not null && depth < DeepestCause; depth++)
        {
            if (kind(cause) is { } found)
            {
                return found;
            }

            cause = cause.InnerException;
        }

        return null;
    }

    /// <summary>What a provider's status says. Of those that a client is to blame for, most come again with the same request.</summary>
    private static RetryOn? OfStatus(Exception error) => ProviderError.Status(error) switch
    {
        408 => RetryOn.Timeout,
        429 => ProviderError.IsQuotaExhausted(error) ? RetryOn.Permanent : RetryOn.RateLimit,
        // A conflict with what just goes on, a lock, too early, closed by a proxy on the way.
        409 or 423 or 425 or 499 => RetryOn.Server,
        >= 500 => RetryOn.Server,
        >= 400 => RetryOn.Permanent,
        // The client of OpenAI says so if there was no answer.
        0 => RetryOn.Network,
        _ => null,
    };

    private static RetryOn? OfType(Exception error) => error switch
    {
        ChatModelException or JsonException => RetryOn.Answer,
        PythonException { IsMismatch: true } => RetryOn.Permanent,
        // A cancellation that was not ours: so do the clients of HTTP say that they ran out of time.
        TimeoutException or OperationCanceledException => RetryOn.Timeout,
        _ when RetryAfter.IsNoted(error) => RetryOn.RateLimit,
        HttpRequestException or SocketException => RetryOn.Network,
        // Of the exceptions that derive from it most are about files.
        IOException when error.GetType() == typeof(IOException) || error is HttpIOException => RetryOn.Network,
        // What is called wrongly or is not there at all is so the next time too.
        ArgumentException or IndexOutOfRangeException or KeyNotFoundException or ArithmeticException => RetryOn.Permanent,
        NotSupportedException or NotImplementedException or ChainConfigurationException => RetryOn.Permanent,
        TypeLoadException or MemberAccessException or BadImageFormatException => RetryOn.Permanent,
        _ => null,
    };
}
