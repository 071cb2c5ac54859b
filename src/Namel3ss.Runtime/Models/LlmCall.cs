using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Namel3ss.CompilerServices;

/// <summary>A question to the chat model of a step.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LlmCall
{
    private const int LongestExcerpt = 200;

    private readonly StepRun _step;
    private readonly ModelUse _use;
    private readonly LlmInfo _model;
    private readonly ChatClients _clients;
    private readonly JsonSerializerOptions _json;
    private readonly RunHarness? _harness;
    private string? _system;
    private string _prompt = "";

    internal LlmCall(StepRun step, ModelUse use, ChatClients clients, JsonSerializerOptions json, RunHarness? harness) =>
        // The model of this attempt: should the step go on to another one while this attempt still runs, it stays with its own.
        (_step, _use, _model, _clients, _json, _harness) = (step, use, use.Current, clients, json, harness);

    /// <summary>What the conversation starts with, in place of what the model's declaration says.</summary>
    /// <param name="text">The text.</param>
    public LlmCall System(string text)
    {
        _system = text;
        return this;
    }

    /// <summary>The question.</summary>
    /// <param name="text">The text.</param>
    public LlmCall Prompt(string text)
    {
        _prompt = text;
        return this;
    }

    /// <summary>A part of the question: the value of a step, under its name.</summary>
    /// <param name="name">The step.</param>
    /// <param name="text">Its value; null leaves the part out.</param>
    public LlmCall Section(string name, string? text)
    {
        if (text is not null)
        {
            _prompt += _prompt.Length == 0 ? $"{name}:\n{text}" : $"\n\n{name}:\n{text}";
        }

        return this;
    }

    /// <summary>Asks the model.</summary>
    /// <typeparam name="T">What the step <c>returns</c>: a string for the text of the answer, anything else for structured output.</typeparam>
    /// <param name="cancellationToken">The step's token.</param>
    /// <param name="nullable">Whether null is a value of the step: <c>returns</c> has a question mark.</param>
    /// <exception cref="ChatModelException">The answer does not fit.</exception>
    public async Task<T> CallAsync<T>(CancellationToken cancellationToken, bool nullable = false)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        var system = SystemText(type);
        if (_harness?.Asks(_step, _model, system, _prompt) is true)
        {
            return default!;
        }

        var format = type == typeof(string)
            ? null
            : AnswerFormat.Of(type, nullable, _json, $"the value of step '{_step.Name}'", _step.Info?.Location);
        var options = new ChatOptions
        {
            ModelId = _model.Model,
            Temperature = _model.Temperature,
            MaxOutputTokens = _model.MaxTokens,
            ResponseFormat = format?.Response,
        };
        var response = await AskAsync(Messages(system), options, cancellationToken).ConfigureAwait(false);
        _use.Add(response.Usage);
        var text = response.Text;
        if (text.Length == 0 && (format is not null || response.FinishReason is { } reason && reason != ChatFinishReason.Stop))
        {
            throw new ChatModelException($"The chat model '{_model.Name}' gave no answer{Reason(response)}.");
        }

        if (format is null)
        {
            return (T)(object)text;
        }

        try
        {
            return (T)format.Read(text)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException or InvalidOperationException)
        {
            throw new ChatModelException(
                $"What the chat model '{_model.Name}' answered does not fit {type.Name}{Reason(response)}: {e.Message} It answered: {Excerpt(text)}", e);
        }
    }

    private async Task<ChatResponse> AskAsync(List<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        var lease = _clients.Open(_model)
            ?? throw new ChatModelException($"The container knows of an IChatClient for the chat model '{_model.Name}', but gave none.");
        await using var end = lease.ConfigureAwait(false);
        try
        {
            return await lease.Client.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false)
                ?? throw new ChatModelException($"The IChatClient of the chat model '{_model.Name}' returned null in place of a response.");
        }
        catch (Exception e)
        {
            ProviderError.NoteRetryAfter(e);
            throw;
        }
    }

    private string? SystemText(Type type)
    {
        var system = _system ?? _model.System;

        // Without a schema nothing else tells the model, and providers refuse to promise JSON when the messages do not ask for it.
        return type != typeof(JsonElement) ? system
            : system is null ? "Answer with JSON and nothing else."
            : $"{system}\nAnswer with JSON and nothing else.";
    }

    private List<ChatMessage> Messages(string? system)
    {
        var messages = new List<ChatMessage>(2);
        if (!string.IsNullOrEmpty(system))
        {
            messages.Add(new ChatMessage(ChatRole.System, system));
        }

        messages.Add(new ChatMessage(ChatRole.User, _prompt));
        return messages;
    }

    /// <summary>That an answer was cut short is the reason more often than not.</summary>
    private static string Reason(ChatResponse response) =>
        response.FinishReason is { } reason && reason != ChatFinishReason.Stop ? $" (finish reason: {SafeText.Escape(reason.Value)})" : "";

    private static string Excerpt(string text) => text.Length <= LongestExcerpt ? text : text[..LongestExcerpt] + "…";
}
