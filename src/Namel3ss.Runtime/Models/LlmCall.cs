using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Namel3ss.CompilerServices;

/// <summary>A question to the chat model of a step.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LlmCall
{
    private readonly StepRun _step;
    private readonly ModelUse _use;
    private readonly ModelAttempt _attempt;
    private readonly ChatClients _clients;
    private readonly JsonSerializerOptions _json;
    private readonly RunHarness? _harness;
    private string? _system;
    private string _prompt = "";
    private bool _areItemsNullable;

    internal LlmCall(StepRun step, ModelUse use, ChatClients clients, JsonSerializerOptions json, RunHarness? harness) =>
        // Should the step go on to another attempt while this one still runs, it stays with its own.
        (_step, _use, _attempt, _clients, _json, _harness) = (step, use, use.Begin(), clients, json, harness);

    private LlmInfo Model => _attempt.Model;

    /// <summary>What the conversation starts with, in place of what the model's declaration says.</summary>
    /// <param name="text">The text; null leaves it as the declaration has it.</param>
    public LlmCall System(string? text)
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

    /// <summary>Null may stand in the list that the step returns: its items have a question mark.</summary>
    public LlmCall NullableItems()
    {
        _areItemsNullable = true;
        return this;
    }

    /// <summary>Asks the model.</summary>
    /// <typeparam name="T">What the step <c>returns</c>: a string for the text of the answer, anything else for structured output.</typeparam>
    /// <param name="cancellationToken">The step's token.</param>
    /// <param name="nullable">Whether null is a value of the step: <c>returns</c> has a question mark.</param>
    /// <exception cref="ChatModelException">There is no answer, or it does not fit.</exception>
    public async Task<T> CallAsync<T>(CancellationToken cancellationToken, bool nullable = false)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        var system = SystemText(type);
        if (_harness?.Asks(_step, Model, system, _prompt) is true)
        {
            return default!;
        }

        var format = type == typeof(string)
            ? null
            : AnswerFormat.Of(type, nullable, _areItemsNullable, _json, $"the value of step '{_step.Name}'", _step.Info?.Location);
        var response = await AskAsync(Messages(system), format, cancellationToken).ConfigureAwait(false);
        _use.Answered(_attempt, response.FinishReason?.Value, response.Usage);
        var text = AnswerMessage.Text(response, Model);
        if (format is null)
        {
            return (T)(object)text;
        }

        var value = AnswerReader.Read(format, text, out var misfit);
        if (misfit is not null)
        {
            _attempt.Misfit = new MisfitAnswer(text, misfit.ToString());
            throw new ChatModelException(
                $"What the chat model '{Model.Name}' answered does not fit {format.TypeName}: {misfit}.{AnswerMessage.Quote(text)}", misfit.Cause);
        }

        return (T)value!;
    }

    private async Task<ChatResponse> AskAsync(List<ChatMessage> messages, AnswerFormat? format, CancellationToken cancellationToken)
    {
        var lease = _clients.Open(Model)
            ?? throw new ChatModelException($"The container knows of an IChatClient for the chat model '{Model.Name}', but gave none.");
        await using var end = lease.ConfigureAwait(false);
        var options = new ChatOptions
        {
            ModelId = Model.Model,
            Temperature = Model.Temperature,
            MaxOutputTokens = Model.MaxTokens,
            ResponseFormat = format?.Response,
        };
        if (format?.Strict is { } strict && StrictSchema.IsKnownTo(lease.Client))
        {
            options.ResponseFormat = strict;
            options.AdditionalProperties = new() { [StrictSchema.Option] = true };
        }

        try
        {
            return await lease.Client.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false)
                ?? throw new ChatModelException($"The IChatClient of the chat model '{Model.Name}' returned null in place of a response.");
        }
        catch (Exception e) when (UnreadableResponse.Is(e))
        {
            lease.HasFailed = true;
            var failure = UnreadableResponse.Failure(Model, e, out var finishReason);
            _use.Answered(_attempt, finishReason, usage: null);
            throw failure;
        }
        catch (Exception e)
        {
            lease.HasFailed = true;
            ProviderError.Note(e, Model);
            throw;
        }
    }

    private string? SystemText(Type type)
    {
        var system = _system ?? Model.System;

        // Without a schema nothing else tells the model, and providers refuse to promise JSON when the messages do not ask for it.
        return type != typeof(JsonElement) ? system
            : system is null ? "Answer with JSON and nothing else."
            : $"{system}\nAnswer with JSON and nothing else.";
    }

    private List<ChatMessage> Messages(string? system)
    {
        var messages = new List<ChatMessage>(_attempt.Before is null ? 2 : 4);
        if (!string.IsNullOrEmpty(system))
        {
            messages.Add(new ChatMessage(ChatRole.System, system));
        }

        messages.Add(new ChatMessage(ChatRole.User, _prompt));
        if (_attempt.Before is { } before)
        {
            // Providers refuse a message without text.
            if (!string.IsNullOrWhiteSpace(before.Answer))
            {
                messages.Add(new ChatMessage(ChatRole.Assistant, before.Answer));
            }

            messages.Add(new ChatMessage(ChatRole.User, $"That does not fit: {before.Reason}. Answer again, with JSON that fits and nothing else."));
        }

        return messages;
    }
}
