namespace Namel3ss.Testing;

/// <summary>What stands in for calls of one step.</summary>
/// <param name="Answer">Gives the value, or throws.</param>
/// <param name="After">How long a call takes by the virtual clock; null for ever.</param>
/// <param name="Times">How many calls it is for; null for all.</param>
internal sealed record Fake(Func<FakeCall, object?> Answer, TimeSpan? After, int? Times);
