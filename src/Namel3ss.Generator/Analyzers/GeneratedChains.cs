using Microsoft.CodeAnalysis;

namespace Namel3ss.Generator.Analyzers;

/// <summary>What the generator has written, as the C# that calls it sees it.</summary>
internal static class GeneratedChains
{
    private const string GeneratorName = "Namel3ss.Generator";

    /// <summary>Whether a method runs a chain: a static one is marked itself, those of the injected interface as a whole.</summary>
    public static bool IsRun(IMethodSymbol method) =>
        method.Name.StartsWith("Run", StringComparison.Ordinal)
        && method.GetAttributes().Concat(method.ContainingType.GetAttributes()).Any(attribute =>
            attribute.AttributeClass?.Name == "GeneratedCodeAttribute"
            && attribute.ConstructorArguments is [{ Value: GeneratorName }, ..]);
}
