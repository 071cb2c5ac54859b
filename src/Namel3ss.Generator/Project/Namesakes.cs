using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;
using Diagnostic = Namel3ss.Compiler.Diagnostics.Diagnostic;

namespace Namel3ss.Generator.Project;

/// <summary>Referenced assemblies whose class of chains has the name of this project's, as that of an app and of its tests.</summary>
internal static class Namesakes
{
    public static EquatableArray<Diagnostic> Find(Microsoft.CodeAnalysis.Compilation compilation, ProjectOptions options) => compilation
        .GetTypesByMetadataName(options.QualifiedClassName)
        .Where(type => !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
        .Select(type => type.ContainingAssembly.Name)
        .OrderBy(assembly => assembly, StringComparer.Ordinal)
        .Select(assembly => ProjectDiagnostics.Namesake(assembly, options.ClassName, options.QualifiedClassName))
        .ToEquatableArray();
}
