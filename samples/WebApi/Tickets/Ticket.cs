namespace WebApi;

/// <summary>What a client posts; null is what it left out.</summary>
public sealed record NewTicket(string? Email = null, string? Message = null);

/// <summary>What the model decides; the value of the step <c>decision</c>.</summary>
public sealed record TriageDecision(Team Team, Urgency Urgency, string Reason);

/// <summary>A ticket as it is saved; the chain's result.</summary>
public sealed record Ticket(int Id, string Email, string Message, Team Team, Urgency Urgency, string Reason, string Reply);

/// <summary>Who writes; the value of the step <c>customer</c>.</summary>
public sealed record Customer(string Name, Plan Plan);

public enum Team
{
    Billing,
    Shipping,
    Technical,
    Account,
}

public enum Urgency
{
    Low,
    Normal,
    High,
}

public enum Plan
{
    Free,
    Business,
}
