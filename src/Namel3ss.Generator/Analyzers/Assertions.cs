using Microsoft.CodeAnalysis;

namespace Namel3ss.Generator.Analyzers;

/// <summary>Methods of tests that fail by themselves where a value, an exception or a call is not as expected.</summary>
internal static class Assertions
{
    public static bool OfValue(IMethodSymbol method) =>
        method.Name.StartsWith("Should", StringComparison.Ordinal)
        || method.ContainingType.Name is "Assert" or "CollectionAssert" or "StringAssert" or "ClassicAssert" or "Verifier";

    /// <summary><c>Assert.ThrowsAsync</c>, <c>Record.ExceptionAsync</c>, <c>Should.Throw</c> and others of these names, and what is given the calls of a mock.</summary>
    public static bool OfException(IMethodSymbol method) =>
        OfValue(method) || OfCall(method) || method.Name is "Awaiting" or "Invoking"
        || method.Name.Contains("Throw") || method.Name.Contains("Exception") || method.Name.Contains("Catch");

    /// <summary>NSubstitute's <c>Received</c>, <c>DidNotReceive</c>, <c>When</c> and <c>InOrder</c>, and what they are called with any arguments.</summary>
    public static bool OfCall(IMethodSymbol method) => method.Name.Contains("Receive") || method.Name is "When" or "WhenForAnyArgs" or "InOrder";
}
