using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Generator.Connectors;

/// <summary>Who can make an instance of a connector's class.</summary>
/// <param name="RequiredMember">Null if <c>new</c> is enough; else the member that it leaves without a value.</param>
internal sealed record ConnectorOwner(Instance Instance, Registration Registration, string? RequiredMember)
{
    public static ConnectorOwner Read(INamedTypeSymbol owner, Microsoft.CodeAnalysis.Compilation compilation)
    {
        if (owner.IsAbstract || owner.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface)
        {
            return new ConnectorOwner(Instance.FromContainer, Registration.None, null);
        }

        var notices = new NoticeReader(compilation);
        string? required = TypeReader.RequiredMember(owner);
        IMethodSymbol? plain = owner.InstanceConstructors.FirstOrDefault(constructor =>
            constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
            && IsEnough(constructor)
            && !notices.Forbids(constructor)
            && compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly));

        // A container knows nothing of required members: what it would leave empty, the user makes himself.
        bool isOpen = owner.InstanceConstructors.Any(constructor => constructor.DeclaredAccessibility == Accessibility.Public && IsEnough(constructor));
        Registration registration = owner.IsValueType ? Registration.None
            : isOpen ? Registration.Class
            : plain is not null ? Registration.Factory
            : Registration.None;
        Instance instance = plain is null ? Instance.FromContainer : owner.IsRefLikeType ? Instance.New : Instance.FromContainerOrNew;
        return new ConnectorOwner(instance, registration, required);

        bool IsEnough(IMethodSymbol constructor) => required is null || constructor.GetAttributes().Any(attribute =>
            attribute.AttributeClass is { } type
            && TypeReader.MetadataName(type) == "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute");
    }
}
