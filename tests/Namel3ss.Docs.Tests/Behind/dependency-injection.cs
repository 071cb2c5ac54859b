namespace Shop;

internal sealed class ShopContext
{
    public Task<string> FindAsync(string email, CancellationToken cancellationToken) => Task.FromResult(email);
}

internal interface IClock
{
    DateTimeOffset Now { get; }
}

internal sealed class NightClock : IClock
{
    public DateTimeOffset Now => DateTimeOffset.UtcNow;
}

internal sealed class StrictRules : ITicketRules
{
    public string Decide(string customer, IReadOnlyList<string> history, int limit, IClock clock) => customer;
}
