using System.Reflection;

namespace Namel3ss.Generator.Tests;

/// <summary>What the assemblies in the analyzers' folder may need: no more than every supported compiler has.</summary>
public class ReferenceTests
{
    [Fact]
    public void The_generator_needs_no_newer_Roslyn_than_the_oldest_SDK_has()
    {
        AssemblyName[] roslyn = [.. typeof(ChainGenerator).Assembly.GetReferencedAssemblies()
            .Where(reference => reference.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))];

        // A newer one would be dropped with a mere warning (CS9057).
        Assert.NotEmpty(roslyn);
        Assert.All(roslyn, reference => Assert.Equal(new Version(4, 8, 0, 0), reference.Version));

        // Workspaces are there in an editor, and not in a build (RS1038).
        Assert.DoesNotContain(roslyn, reference => reference.Name!.Contains("Workspaces", StringComparison.Ordinal));
    }

    [Fact]
    public void The_compiler_needs_nothing() => Assert.Equal(
        ["netstandard"], typeof(Compiler.Compilation).Assembly.GetReferencedAssemblies().Select(reference => reference.Name));
}
