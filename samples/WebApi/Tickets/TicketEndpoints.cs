using System.Diagnostics.CodeAnalysis;
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
        if (!TryRead(ticket, out var email, out var message, out var mistakes))
        {
            return mistakes;
        }

        var run = await chains.RunTriageTicketAsync(email, message, cancellationToken: cancellationToken);
        return TypedResults.Text(run.ToJson(), "application/json", statusCode: run.Status switch
        {
            ChainStatus.Ok or ChainStatus.Partial => StatusCodes.Status200OK,
            ChainStatus.Timeout => StatusCodes.Status504GatewayTimeout,
            _ => StatusCodes.Status502BadGateway,
        });
    }

    /// <summary>Runs the chain, and streams what happens as server-sent events: each step that starts and ends, and last the run.</summary>
    private static IResult Watch(NewTicket ticket, IChains chains, CancellationToken cancellationToken) =>
        TryRead(ticket, out var email, out var message, out var mistakes)
            ? TypedResults.ServerSentEvents(EventsAsync(email, message, chains, cancellationToken))
            : mistakes;

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        string email, string message, IChains chains, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = ChainEvents.StreamAsync(
            (options, token) => chains.RunTriageTicketAsync(email, message, options, token),
            cancellationToken: cancellationToken);
        await foreach (var item in events)
        {
            // That the other branch was not taken is sure only at the end, where nobody waits for it: it stands in the run.
            if (item.Progress?.Status != StepStatus.Skipped)
            {
                yield return new SseItem<string>(item.ToJson(), item.Type);
            }
        }
    }

    private static bool TryRead(
        NewTicket ticket,
        [NotNullWhen(true)] out string? email,
        [NotNullWhen(true)] out string? message,
        [NotNullWhen(false)] out IResult? problem)
    {
        (email, message) = (ticket.Email, ticket.Message);
        var mistakes = new Dictionary<string, string[]>();
        if (email?.Contains('@', StringComparison.Ordinal) != true)
        {
            mistakes["email"] = ["An address is needed, to answer to."];
        }

        if (string.IsNullOrWhiteSpace(message))
        {
            mistakes["message"] = ["What is it about?"];
        }

        problem = mistakes.Count == 0 ? null : TypedResults.ValidationProblem(mistakes);
        return problem is null;
    }
}
