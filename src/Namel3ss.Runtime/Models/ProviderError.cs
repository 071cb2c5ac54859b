using System.Globalization;
using System.Net;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// Reads what a provider's exception knows of the answer behind it. The types of the clients' packages are named in text, so that nobody
/// needs the packages of all providers; each together with its member, which is how trimming sees what it has to keep.
/// </summary>
internal static class ProviderError
{
    private const string ClientResult = "System.ClientModel.ClientResultException";
    private const string AzureRequestFailed = "Azure.RequestFailedException";
    private const string AnthropicApi = "Anthropic.Exceptions.AnthropicApiException";
    private const string Ollama = "OllamaSharp.Models.Exceptions.OllamaException";
    private const string RetryAfterMilliseconds = "retry-after-ms";

    /// <summary>Codes by which providers tell that money is missing, and not patience. With the status they use for rate limits, too.</summary>
    private static readonly string[] CodesOfQuota = ["insufficient_quota", "spend_limit_reached"];

    /// <summary>The HTTP status that an exception was made of; 0 if the client got no answer, null if it knows of none.</summary>
    public static int? Status(Exception error)
    {
        if (error is HttpRequestException request)
        {
            return (int?)request.StatusCode;
        }

        try
        {
            return ClientOf(error) switch
            {
                ClientResult => (int?)Type.GetType($"{ClientResult}, System.ClientModel")?.GetProperty("Status")?.GetValue(error),
                AzureRequestFailed => (int?)Type.GetType($"{AzureRequestFailed}, Azure.Core")?.GetProperty("Status")?.GetValue(error),
                AnthropicApi => (int?)(HttpStatusCode?)Type.GetType($"{AnthropicApi}, Anthropic")?.GetProperty("StatusCode")?.GetValue(error),
                // It keeps no status, but is made of that one only.
                Ollama => (int)HttpStatusCode.BadRequest,
                _ => null,
            };
        }
        catch (Exception)
        {
            // Another version of the package; the provider's error counts, and not that.
            return null;
        }
    }

    /// <summary>Whether a status for too many requests means that the account is used up.</summary>
    public static bool IsQuotaExhausted(Exception error)
    {
        var text = ErrorText.Of(error);
        return CodesOfQuota.Any(code => text.Contains(code, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Notes in the exception's data what its message does not say: how long the provider asks to wait, where a retry looks for it, and what it says.</summary>
    /// <param name="error">What the client threw.</param>
    /// <param name="model">Who was asked.</param>
    public static void Note(Exception error, LlmInfo model)
    {
        try
        {
            NoteRetryAfter(error);
            NoteWords(error, model);
        }
        catch (Exception)
        {
            // As above.
        }
    }

    private static void NoteWords(Exception error, LlmInfo model)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (Body(cause) is { } body)
            {
                if (ProviderWords.Of(body, cause.Message, out var retryAfter) is { } words)
                {
                    cause.Data[ErrorText.WordsKey] = $"The provider says: {words}";
                }

                if (retryAfter is { } wait && !RetryAfter.IsNoted(error))
                {
                    error.Data[RetryAfter.Key] = wait;
                }
            }
            else if (cause is HttpRequestException { StatusCode: HttpStatusCode.NotFound })
            {
                cause.Data[ErrorText.WordsKey] = model.Model is { } name
                    ? $"Does the provider have the model '{SafeText.Escape(name)}', and is its address right?"
                    : "Does the provider have the model, and is its address right?";
            }
        }
    }

    private static void NoteRetryAfter(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (Header(cause, RetryAfterMilliseconds) is { } text
                && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
                // A retry waits for a day at most.
                && milliseconds is >= 0 and <= 24 * 3600 * 1000)
            {
                error.Data[RetryAfter.Key] = TimeSpan.FromMilliseconds(milliseconds);
                return;
            }

            if (Header(cause, RetryAfter.Key) is { } wait)
            {
                error.Data[RetryAfter.Key] = wait;
                return;
            }
        }
    }

    /// <summary>The body of the response that OpenAI's client has kept. Azure's has it in its message.</summary>
    private static string? Body(Exception error) => ClientOf(error) != ClientResult ? null
        : Type.GetType("System.ClientModel.Primitives.PipelineResponse, System.ClientModel")?.GetProperty("Content")?.GetValue(Response(error))?.ToString();

    private static object? Response(Exception error) =>
        Type.GetType($"{ClientResult}, System.ClientModel")?.GetMethod("GetRawResponse")?.Invoke(error, null);

    private static string? Header(Exception error, string name)
    {
        object?[] arguments = [name, null];
        switch (ClientOf(error))
        {
            case ClientResult:
                var headers = Type.GetType("System.ClientModel.Primitives.PipelineResponse, System.ClientModel")?.GetProperty("Headers")?.GetValue(Response(error));
                Type.GetType("System.ClientModel.Primitives.PipelineResponseHeaders, System.ClientModel")?.GetMethod("TryGetValue")?.Invoke(headers, arguments);
                break;
            case AzureRequestFailed:
                var response = Type.GetType($"{AzureRequestFailed}, Azure.Core")?.GetMethod("GetRawResponse")?.Invoke(error, null);
                headers = Type.GetType("Azure.Response, Azure.Core")?.GetProperty("Headers")?.GetValue(response);
                Type.GetType("Azure.Core.ResponseHeaders, Azure.Core")?.GetMethod("TryGetValue")?.Invoke(headers, arguments);
                break;
        }

        return arguments[1] as string;
    }

    /// <summary>The type of a client's package that an exception is or derives from; null if it is none of those that are known here.</summary>
    private static string? ClientOf(Exception error)
    {
        for (var type = error.GetType(); type is not null && type != typeof(Exception); type = type.BaseType)
        {
            if (type.FullName is ClientResult or AzureRequestFailed or AnthropicApi or Ollama)
            {
                return type.FullName;
            }
        }

        return null;
    }
}
