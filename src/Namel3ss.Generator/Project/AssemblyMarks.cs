using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Connectors;

namespace Namel3ss.Generator.Project;

/// <summary>Reads <c>[assembly: AssemblyMetadata("key", "value")]</c>.</summary>
internal static class AssemblyMarks
{
    public static IEnumerable<string> Values(IAssemblySymbol assembly, string key) =>
        from attribute in assembly.GetAttributes()
        where attribute.AttributeClass is { Name: "AssemblyMetadataAttribute" } type
            && TypeReader.MetadataName(type) == "System.Reflection.AssemblyMetadataAttribute"
        let arguments = attribute.ConstructorArguments
        where arguments.Length == 2 && arguments[0].Value as string == key
        select arguments[1].Value as string ?? "";
}
