using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Diagnostic = Namel3ss.Compiler.Diagnostics.Diagnostic;
using Location = Namel3ss.Compiler.Text.Location;

namespace Namel3ss.Generator.Connectors;

/// <summary>Why a marked method cannot be a connector: said at the method, in its own names.</summary>
internal sealed class ConnectorRefusals(string name, string display, Microsoft.CodeAnalysis.Compilation compilation)
{
    public IEnumerable<Diagnostic> Find(IMethodSymbol method, Location location, Location nameLocation)
    {
        if (!ConnectorName.IsUsable(name))
        {
            yield return ConnectorDiagnostics.UnusableName(nameLocation, name, display);
        }

        if (KindThatHasNoName(method) is { } what)
        {
            yield return ConnectorDiagnostics.NotAMethod(location, name, what);
            yield break;
        }

        if (Owner(method, location) is { } owner)
        {
            yield return owner;
        }

        if (method.IsGenericMethod)
        {
            yield return ConnectorDiagnostics.Generic(location, name, display, isMethod: true);
        }

        foreach (Diagnostic diagnostic in Parameters(method, location))
        {
            yield return diagnostic;
        }

        if (method is { IsAsync: true, ReturnsVoid: true })
        {
            yield return ConnectorDiagnostics.AsyncVoid(location, name, display);
        }
        else if (ResultThatCannotBeKept(method) is { } result)
        {
            yield return ConnectorDiagnostics.Result(location, name, display, result);
        }
    }

    private static string? KindThatHasNoName(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Ordinary when method.ContainingType.Name.Length == 0 => "a member of an extension block",
        MethodKind.Ordinary => null,
        MethodKind.LocalFunction => $"the local function {method.Name}",
        MethodKind.AnonymousFunction => "a lambda",
        MethodKind.ExplicitInterfaceImplementation => "an explicit implementation of an interface's method",
        MethodKind.PropertyGet or MethodKind.PropertySet => "an accessor of a property",
        MethodKind.EventAdd or MethodKind.EventRemove => "an accessor of an event",
        MethodKind.UserDefinedOperator or MethodKind.Conversion => "an operator",
        MethodKind.Destructor => "a finaliser",
        _ => "no ordinary method",
    };

    /// <summary>One mistake at most: a class that cannot be reached need not be told that it lacks a constructor.</summary>
    private Diagnostic? Owner(IMethodSymbol method, Location location)
    {
        for (ISymbol hidden = method; hidden is IMethodSymbol or INamedTypeSymbol; hidden = hidden.ContainingType)
        {
            if (Hiding(hidden) is { } accessibility)
            {
                string what = hidden is INamedTypeSymbol type ? TypeReader.Display(type) : "it";
                return ConnectorDiagnostics.Inaccessible(location, name, display, what, accessibility);
            }

            if (hidden.ContainingType is null)
            {
                break;
            }
        }

        INamedTypeSymbol owner = method.ContainingType;
        string ownerDisplay = TypeReader.Display(owner);
        if (IsInGenericType(owner))
        {
            return ConnectorDiagnostics.Generic(location, name, display, isMethod: false);
        }

        if (method is { IsAbstract: true, IsStatic: true })
        {
            return ConnectorDiagnostics.Abstract(location, name, display, ownerDisplay);
        }

        // A class is made by the container, or by whatever the user registers there; a struct only by its constructor.
        return !method.IsStatic && owner.IsValueType
            && ConnectorOwner.Read(owner, compilation) is { Instance: Instance.FromContainer, RequiredMember: { } required }
            ? ConnectorDiagnostics.RequiredMembers(location, name, display, ownerDisplay, required)
            : null;
    }

    private IEnumerable<Diagnostic> Parameters(IMethodSymbol method, Location location)
    {
        if (method.IsVararg)
        {
            yield return ConnectorDiagnostics.ArgumentList(location, name, display);
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
            {
                yield return ConnectorDiagnostics.ByReferenceParameter(location, name, display, parameter.Name);
            }
            else if (parameter.Type.TypeKind is Microsoft.CodeAnalysis.TypeKind.Pointer or Microsoft.CodeAnalysis.TypeKind.FunctionPointer)
            {
                yield return ConnectorDiagnostics.PointerParameter(
                    location, name, display, parameter.Name, TypeReader.Display(parameter.Type));
            }
            else if (parameter.Type.IsRefLikeType)
            {
                yield return ConnectorDiagnostics.RefStructParameter(
                    location, name, display, parameter.Name, TypeReader.Display(parameter.Type));
            }
        }
    }

    private static string? ResultThatCannotBeKept(IMethodSymbol method) =>
        method.ReturnsByRef || method.ReturnsByRefReadonly ? "a reference"
        : method.ReturnType.TypeKind is Microsoft.CodeAnalysis.TypeKind.Pointer or Microsoft.CodeAnalysis.TypeKind.FunctionPointer ? "a pointer"
        : method.ReturnType.IsRefLikeType ? $"the ref struct {TypeReader.Display(method.ReturnType)}"
        : null;

    private static bool IsInGenericType(INamedTypeSymbol? owner) =>
        owner is not null && (owner.Arity > 0 || IsInGenericType(owner.ContainingType));

    /// <summary>What keeps generated code of the same project out; null if nothing does.</summary>
    private static string? Hiding(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        _ when symbol is INamedTypeSymbol { IsFileLocal: true } => "file-local",
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => null,
    };
}
