namespace WebApi;

/// <summary>
/// What the chain's steps call, beside the model. The class comes from the container: <c>AddChains()</c> registers it, once per scope.
/// None of it calls a model, so none counts against the limit of concurrent calls.
/// </summary>
internal sealed class Connectors(TicketStore store, ILogger<Connectors> logger)
{
    [Connector("customers.find", TakesPermit = false)]
    public Task<Customer> FindCustomerAsync(string email, CancellationToken cancellationToken) =>
        store.FindCustomerAsync(email, cancellationToken);

    /// <param name="email">The chain's input of that name.</param>
    /// <param name="limit">Filled by the step's <c>options:</c>.</param>
    /// <param name="cancellationToken">Cancelled when the step or the chain times out, or when the client is gone.</param>
    [Connector("tickets.history", TakesPermit = false)]
    public Task<IReadOnlyList<string>> HistoryAsync(string email, int limit, CancellationToken cancellationToken) =>
        store.HistoryAsync(email, limit, cancellationToken);

    [Connector("tickets.save", TakesPermit = false)]
    public Task<Ticket> SaveAsync(
        string email, string message, Team team, Urgency urgency, string reason, string reply, CancellationToken cancellationToken) =>
        store.SaveAsync(new Ticket(0, email, message, team, urgency, reason, reply), cancellationToken);

    /// <summary>Stands for a pager.</summary>
    [Connector("on_call.page", TakesPermit = false)]
    public void Page(Team team, string reason) => logger.LogWarning("Paging {Team}: {Reason}", team, reason);
}
