using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace Namel3ss;

/// <summary>Reads what a provider's exception knows of the answer behind it.</summary>
internal static class ProviderError
{
    private const string RetryAfter = "Retry-After";
    private const string RetryAfterMilliseconds = "retry-after-ms";

    /// <summary>
    /// Notes in the exception's data, where a retry looks for it, how long the provider asks to wait. The clients of OpenAI and Azure
    /// have the answer in <c>GetRawResponse()</c>; they are known by that shape, so that nobody needs the packages of all providers.
    /// </summary>
    public static void NoteRetryAfter(Exception error)
    {
        try
        {
            for (var cause = error; cause is not null; cause = cause.InnerException)
            {
                if (Headers(cause) is { } headers && Wait(headers) is { } wait)
                {
                    error.Data[RetryAfter] = wait;
                    return;
                }
            }
        }
        catch (Exception)
        {
            // Others' types may have members of these names that do something else; the provider's error counts, and not that.
        }
    }

    private static object? Wait(object headers) =>
        double.TryParse(Header(headers, RetryAfterMilliseconds), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
            // A retry waits for a day at most.
            && milliseconds is >= 0 and <= 24 * 3600 * 1000
            ? TimeSpan.FromMilliseconds(milliseconds)
            : Header(headers, RetryAfter);

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where the members are trimmed away, a retry makes its own pause.")]
    private static object? Headers(Exception error)
    {
        var response = error.GetType().GetMethod("GetRawResponse", Type.EmptyTypes)?.Invoke(error, null);
        return response?.GetType().GetProperty("Headers", BindingFlags.Public | BindingFlags.Instance)?.GetValue(response);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where the members are trimmed away, a retry makes its own pause.")]
    private static string? Header(object headers, string name)
    {
        var arguments = new object?[] { name, null };
        var read = headers.GetType().GetMethod("TryGetValue", [typeof(string), typeof(string).MakeByRefType()]);
        return read?.Invoke(headers, arguments) is true ? arguments[1] as string : null;
    }
}
