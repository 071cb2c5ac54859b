using Microsoft.CodeAnalysis;

namespace Namel3ss.Generator.Analyzers;

/// <summary>Methods of tests that fail by themselves where a value or an exception is not as expected.</summary>
internal static class Assertions
{
    public static bool OfValue(IMethodSymbol method) =>
        method.Name.StartsWith("Should", StringComparison.Ordinal)
        || method.ContainingType.Name is "Assert" or "CollectionAssert" or "StringAssert" or "ClassicAssert" or "Verifier";

    /// <summary><c>Assert.ThrowsAsync</c>, <c>Record.ExceptionAsync</c>, <c>Should.Throw</c> and others of these names.</summary>
    public static bool OfException(IMethodSymbol method) =>
        OfValue(method) || method.Name.Contains("Throw") || method.Name.Contains("Exception") || method.Name.Contains("Catch");
}
