namespace Namel3ss.Testing;

/// <summary>What a <see cref="ChainTest"/> expected of a run did not happen. Every test framework shows it as a failed test.</summary>
/// <param name="message">What happened in its place.</param>
public sealed class ChainAssertionException(string message) : Exception(message);
