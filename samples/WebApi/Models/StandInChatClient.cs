using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WebApi;

/// <summary>
/// Answers where no model is configured, so that the sample runs without a key. It is no model: it looks for a few words in the ticket, and
/// says of every answer that it is a stand-in's.
/// </summary>
internal sealed class StandInChatClient : IChatClient
{
    public const string Name = "stand-in";

    private static readonly TimeSpan SimulatedLatency = TimeSpan.FromMilliseconds(300);

    private static readonly (Team Team, string[] Words)[] Topics =
    [
        (Team.Billing, ["invoice", "charged", "refund", "money", "paid", "price"]),
        (Team.Shipping, ["parcel", "delivery", "shipping", "arrived", "courier"]),
        (Team.Account, ["password", "login", "account", "delete my data"]),
    ];

    private static readonly string[] Alarms = ["down", "urgent", "immediately", "hacked", "twice", "cannot work"];

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await Task.Delay(SimulatedLatency, cancellationToken);
        var question = messages.Last(message => message.Role == ChatRole.User).Text;
        var answer = options?.ResponseFormat is ChatResponseFormatJson
            ? JsonSerializer.Serialize(Decide(question[question.LastIndexOf("Ticket:", StringComparison.Ordinal)..]), WebApiJson.Default.TriageDecision)
            : "(The stand-in writes this.) Thank you for your message. We have read it and will come back to you.";
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)) { ModelId = Name };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(Name) : null;

    public void Dispose()
    {
    }

    private static TriageDecision Decide(string ticket)
    {
        var (team, words) = Topics.FirstOrDefault(topic => Array.Exists(topic.Words, Mentions), (Team.Technical, []));
        var alarm = Array.Find(Alarms, Mentions);
        var reason = Array.Find(words, Mentions) is { } word ? $"it says '{word}'" : "it says nothing of another team's";
        return new TriageDecision(
            team, alarm is null ? Urgency.Normal : Urgency.High, $"(stand-in) {reason}{(alarm is null ? "" : $" and '{alarm}'")}");

        bool Mentions(string what) => ticket.Contains(what, StringComparison.OrdinalIgnoreCase);
    }
}
