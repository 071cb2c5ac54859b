using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace WebApi;

internal static class TicketEndpoints
{
    public static void MapTickets(this WebApplication app)
    {
        app.MapPost("/tickets", TriageAsync);
        app.MapPost("/tickets/events", Watch);
    }

    /// <summary>Runs the chain, and answers with the run: its result, its steps, and what went wrong.</summary>
    private static async Task<IResult> TriageAsync(NewTicket ticket, IChains chains, CancellationToken cancellationToken)
    {
        if (Mistakes(ticket) is { } mistakes)
        {
            return mistakes;
        }

        var run = await chains.RunTriageTicketAsync(ticket.Email, ticket.Message, cancellationToken: cancellationToken);
        return TypedResults.Text(run.ToJson(), "application/json", statusCode: run.Status switch
        {
            ChainStatus.Ok or ChainStatus.Partial => StatusCodes.Status200OK,
            ChainStatus.Timeout => StatusCodes.Status504GatewayTimeout,
            _ => StatusCodes.Status502BadGateway,
        });
    }

    /// <summary>Runs the chain, and streams what happens as server-sent events: each step that starts and ends, and last the run.</summary>
    private static IResult Watch(NewTicket ticket, IChains chains, CancellationToken cancellationToken) => Mistakes(ticket)
        ?? TypedResults.ServerSentEvents(EventsAsync(ticket, chains, cancellationToken));

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        NewTicket ticket, IChains chains, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = ChainEvents.StreamAsync(
            (options, token) => chains.RunTriageTicketAsync(ticket.Email, ticket.Message, options, token),
            cancellationToken: cancellationToken);
        await foreach (var item in events)
        {
            yield return new SseItem<string>(item.ToJson(), item.Type);
        }
    }

    private static IResult? Mistakes(NewTicket ticket)
    {
        var mistakes = new Dictionary<string, string[]>();
        if (!ticket.Email.Contains('@', StringComparison.Ordinal))
        {
            mistakes["email"] = ["An address is needed, to answer to."];
        }

        if (string.IsNullOrWhiteSpace(ticket.Message))
        {
            mistakes["message"] = ["What is it about?"];
        }

        return mistakes.Count == 0 ? null : TypedResults.ValidationProblem(mistakes);
    }
}
