using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;
using Namel3ss.Generator.Connectors;
using Diagnostic = Namel3ss.Compiler.Diagnostics.Diagnostic;

namespace Namel3ss.Generator.Project;

/// <summary>Whether the project can compile generated code at all. If not, none is added: one error, not hundreds.</summary>
internal static class Contract
{
    /// <summary>The assembly attribute by which a runtime says its contract version.</summary>
    private const string MetadataKey = "Namel3ss.ContractVersion";

    /// <summary>Of a project that has <c>.ai</c> files.</summary>
    public static EquatableArray<Diagnostic> Check(Microsoft.CodeAnalysis.Compilation compilation)
    {
        if (compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp12 } csharp)
        {
            return EquatableArray.Create(ProjectDiagnostics.LanguageVersion(csharp.LanguageVersion.ToDisplayString()));
        }

        INamedTypeSymbol? marker = compilation.GetTypesByMetadataName(ConnectorReader.AttributeName).FirstOrDefault();
        if (marker is null)
        {
            return EquatableArray.Create(ProjectDiagnostics.RuntimeMissing());
        }

        int? version = VersionOf(marker.ContainingAssembly);
        return version == Compiler.Compilation.ContractVersion
            ? default
            : EquatableArray.Create(ProjectDiagnostics.Contract(
                Compiler.Compilation.ContractVersion,
                version,
                Compiler.Compilation.Version,
                marker.ContainingAssembly.Identity.Version.ToString(3)));
    }

    private static int? VersionOf(IAssemblySymbol runtime)
    {
        string? written = AssemblyMarks.Values(runtime, MetadataKey).FirstOrDefault();
        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : null;
    }
}
