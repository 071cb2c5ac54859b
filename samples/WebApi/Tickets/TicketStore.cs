using System.Collections.Concurrent;

namespace WebApi;

/// <summary>
/// Stands for a <c>DbContext</c>: one per scope, and, like a <c>DbContext</c>, it throws if a second operation begins before the first has
/// ended. To have a real one, give Entity Framework's in its place; neither the chain nor <see cref="Connectors"/> notice.
/// </summary>
public sealed class TicketStore(TicketDatabase database)
{
    private int _isBusy;

    public Task<Customer> FindCustomerAsync(string email, CancellationToken cancellationToken) =>
        UseAsync(() => TicketDatabase.FindCustomer(email), cancellationToken);

    public Task<IReadOnlyList<string>> HistoryAsync(string email, int limit, CancellationToken cancellationToken) =>
        UseAsync(() => database.MessagesOf(email, limit), cancellationToken);

    public Task<Ticket> SaveAsync(Ticket ticket, CancellationToken cancellationToken) =>
        UseAsync(() => database.Add(ticket), cancellationToken);

    private async Task<T> UseAsync<T>(Func<T> operation, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isBusy, 1) == 1)
        {
            throw new InvalidOperationException("A second operation was started on this TicketStore before the first one had ended.");
        }

        try
        {
            await Task.Delay(TicketDatabase.SimulatedLatency, cancellationToken);
            return operation();
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }
}

/// <summary>Stands for the database: it keeps the newest tickets in memory.</summary>
public sealed class TicketDatabase
{
    /// <summary>The time of a way to a database and back.</summary>
    public static readonly TimeSpan SimulatedLatency = TimeSpan.FromMilliseconds(5);

    private const int Capacity = 200;
    private readonly ConcurrentQueue<Ticket> _tickets = new();
    private int _lastId;

    /// <summary>Whoever writes from a company has its plan; anybody else is new here.</summary>
    public static Customer FindCustomer(string email)
    {
        var name = email.Split('@')[0];
        return new Customer(name, email.EndsWith("@example.com", StringComparison.OrdinalIgnoreCase) ? Plan.Business : Plan.Free);
    }

    public IReadOnlyList<string> MessagesOf(string email, int limit) =>
        [.. _tickets.Where(ticket => ticket.Email == email).Reverse().Take(limit).Select(ticket => ticket.Message)];

    public Ticket Add(Ticket ticket)
    {
        var saved = ticket with { Id = Interlocked.Increment(ref _lastId) };
        _tickets.Enqueue(saved);
        while (_tickets.Count > Capacity)
        {
            _tickets.TryDequeue(out _);
        }

        return saved;
    }
}
