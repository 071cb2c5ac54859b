using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Generator.Connectors;

/// <summary>
/// Reads <c>[Obsolete]</c> and <c>[Experimental]</c>, as C# does where a name is written. What the project tells C# not to say
/// (<c>NoWarn</c>) is not said here either.
/// </summary>
internal sealed class NoticeReader(Microsoft.CodeAnalysis.Compilation compilation)
{
    /// <summary>Of a member of a value, whose type is not written.</summary>
    public Notice? OfMember(ISymbol member) => Read(member, member);

    /// <summary>Of a type, or of a method or constant that is written with its type.</summary>
    public Notice? Of(ISymbol symbol)
    {
        for (ISymbol? at = symbol; at is not (null or INamespaceSymbol or IAssemblySymbol); at = at.ContainingSymbol)
        {
            if (Read(at, at) is { } notice)
            {
                return notice;
            }
        }

        return Read(symbol.ContainingModule, symbol) ?? Read(symbol.ContainingAssembly, symbol);
    }

    /// <summary>Of a type and those that it is made of; of one that nobody may use before any other.</summary>
    public Notice? OfWritten(ITypeSymbol type)
    {
        IEnumerable<Notice?> parts = type switch
        {
            IArrayTypeSymbol array => [OfWritten(array.ElementType)],
            INamedTypeSymbol named => named.TypeArguments.Select(OfWritten).Prepend(Of(named.OriginalDefinition)),
            _ => [],
        };
        return parts.OfType<Notice>().OrderByDescending(notice => notice.IsError).FirstOrDefault();
    }

    /// <summary>Of a method that is called; also of a type of its signature that nobody may use, since generated code names those.</summary>
    public Notice? OfCall(IMethodSymbol method)
    {
        Notice? own = Of(method);
        return own is { IsError: true } ? own : method.Parameters
            .Select(parameter => OfWritten(parameter.Type))
            .Prepend(OfWritten(method.ReturnType))
            .FirstOrDefault(notice => notice is { IsError: true }) ?? own;
    }

    /// <summary>
    /// Whether C# refuses a call of the constructor. One that leaves required members out is marked for compilers that do not know them.
    /// </summary>
    public bool Forbids(IMethodSymbol constructor) =>
        TypeReader.RequiredMember(constructor.ContainingType) is null && OfMember(constructor) is { IsError: true };

    private Notice? Read(ISymbol? marked, ISymbol shown) => marked?.GetAttributes()
        .Select(attribute => attribute.AttributeClass switch
        {
            { Name: "ObsoleteAttribute" } type when TypeReader.MetadataName(type) == "System.ObsoleteAttribute" => ReadObsolete(attribute, shown),
            { Name: "ExperimentalAttribute" } type when TypeReader.MetadataName(type) == "System.Diagnostics.CodeAnalysis.ExperimentalAttribute" => ReadExperimental(attribute, shown),
            _ => null,
        })
        .FirstOrDefault(notice => notice is not null);

    private Notice? ReadObsolete(AttributeData attribute, ISymbol shown)
    {
        // That is how ref structs are hidden from compilers that do not know them.
        if (shown is INamedTypeSymbol { IsRefLikeType: true })
        {
            return null;
        }

        string? reason = attribute.ConstructorArguments.FirstOrDefault().Value as string;
        bool isError = attribute.ConstructorArguments is [_, { Value: true }];
        string id = Named(attribute, "DiagnosticId") ?? (reason is null ? "CS0612" : "CS0618");
        return !isError && IsSilenced(id) ? null : new Notice(Display(shown), "obsolete", reason ?? "", isError);
    }

    private Notice? ReadExperimental(AttributeData attribute, ISymbol shown)
    {
        string id = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        return IsSilenced(id) ? null : new Notice(Display(shown), $"experimental ({id})", Named(attribute, "Message") ?? "", IsError: false);
    }

    private bool IsSilenced(string id) =>
        compilation.Options.SpecificDiagnosticOptions.TryGetValue(id, out ReportDiagnostic report) && report == ReportDiagnostic.Suppress;

    private static string? Named(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string;

    private static string Display(ISymbol symbol) => symbol is INamedTypeSymbol type ? TypeReader.Display(type) : $"{TypeReader.Display(symbol.ContainingType)}.{symbol.Name}";
}
