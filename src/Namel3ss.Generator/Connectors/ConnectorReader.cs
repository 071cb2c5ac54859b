using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using Location = Namel3ss.Compiler.Text.Location;

namespace Namel3ss.Generator.Connectors;

/// <summary>Reads a method that is marked <c>[Connector]</c> into a model without Roslyn; generator and analyzer share it.</summary>
internal static class ConnectorReader
{
    public const string AttributeName = "Namel3ss.ConnectorAttribute";

    /// <summary>Null if the attribute itself does not compile: the C# compiler says so already.</summary>
    public static ConnectorReading? Read(
        IMethodSymbol method, AttributeData attribute, Microsoft.CodeAnalysis.Compilation compilation, CancellationToken cancellationToken)
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Primitive } argument])
        {
            return null;
        }

        string name = argument.Value as string ?? "";
        string display = Display(method);
        Location location = Locate(method.Locations.FirstOrDefault(candidate => candidate.IsInSource));
        Location nameLocation = Locate(NameLocation(attribute, cancellationToken)) is { Path: not null } written ? written : location;
        try
        {
            return Read(method, attribute, compilation, name, display, location, nameLocation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A bug, of which the other connectors know nothing.
            return new ConnectorReading(null, name, display, nameLocation, "",
                EquatableArray.Create(ProjectDiagnostics.InternalError($"reading the connector '{name}'", Outcome.Show(error), nameLocation)));
        }
    }

    private static ConnectorReading Read(
        IMethodSymbol method, AttributeData attribute, Microsoft.CodeAnalysis.Compilation compilation, string name, string display, Location location, Location nameLocation)
    {
        var refusals = new ConnectorRefusals(name, display, compilation).Find(method, location, nameLocation).ToEquatableArray();
        return new ConnectorReading(
            refusals.Count > 0 ? null : ReadModel(method, attribute, name, display, compilation),
            name,
            display,
            nameLocation,
            refusals.Count == 0 && TypeReader.IsPublic(method) ? TypeReader.NestedMetadataName(method.ContainingType) : "",
            refusals);
    }

    /// <summary>The method as messages write it: <c>SentimentAnalyzer.AnalyzeAsync</c>.</summary>
    public static string Display(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction || method.ContainingType is not { Name.Length: > 0 } owner
            ? method.Name
            : $"{TypeReader.Display(owner)}.{method.Name}";

    private static ConnectorModel ReadModel(
        IMethodSymbol method, AttributeData attribute, string name, string display, Microsoft.CodeAnalysis.Compilation compilation)
    {
        var types = new TypeReader(compilation);
        (ReturnShape shape, ITypeSymbol? value) = ReadReturn(method);
        ConnectorOwner owner = ConnectorOwner.Read(method.ContainingType, compilation);
        bool isOverloaded = IsOverloaded(method);
        return new ConnectorModel
        {
            Name = name,
            Owner = TypeReader.Name(method.ContainingType),
            Method = CSharpNames.Escape(method.Name),
            Display = display,
            IsOverloaded = isOverloaded,
            Overridden = isOverloaded && Overridden(method) is { } overridden ? TypeReader.Name(overridden) : null,
            Instance = method.IsStatic ? Instance.None : owner.Instance,
            Registration = method.IsStatic ? Registration.None : owner.Registration,
            Returns = shape,
            Value = value is null ? null : types.Read(value, withMembers: false),
            Parameters = method.Parameters
                .Select(parameter => types.Read(parameter) with
                {
                    ServiceKey = ServiceKey.Of(parameter),
                    DefaultCode = isOverloaded ? DefaultValue.Code(parameter) : null,
                })
                .ToEquatableArray(),
            Notice = types.Notices.OfCall(method),
            Inline = Flag(attribute, "Inline", otherwise: false),
            TakesPermit = Flag(attribute, "TakesPermit", otherwise: true),
        };
    }

    private static bool IsOverloaded(IMethodSymbol method)
    {
        IEnumerable<INamedTypeSymbol> owners = method.ContainingType.AllInterfaces;
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            owners = owners.Prepend(type);
        }

        return owners.SelectMany(owner => owner.GetMembers(method.Name)).OfType<IMethodSymbol>().Any(other =>
            !SymbolEqualityComparer.Default.Equals(other, method)
            && (other.Arity > 0 || !other.Parameters.Select(parameter => parameter.Type)
                .SequenceEqual(method.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default)));
    }

    /// <summary>Where the method comes from, as far up as it takes and returns the very same.</summary>
    private static INamedTypeSymbol? Overridden(IMethodSymbol method)
    {
        IMethodSymbol first = method;
        while (first.OverriddenMethod is { } overridden && Types(overridden).SequenceEqual(Types(method), SymbolEqualityComparer.IncludeNullability))
        {
            first = overridden;
        }

        return SymbolEqualityComparer.Default.Equals(first, method) ? null : first.ContainingType;

        static IEnumerable<ITypeSymbol> Types(IMethodSymbol method) => method.Parameters.Select(parameter => parameter.Type).Prepend(method.ReturnType);
    }

    private static (ReturnShape Shape, ITypeSymbol? Value) ReadReturn(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
        {
            return (ReturnShape.Synchronous, null);
        }

        if (method.ReturnType is INamedTypeSymbol { ContainingType: null } type)
        {
            ITypeSymbol? argument = type.TypeArguments.Length == 1 ? type.TypeArguments[0] : null;
            switch (TypeReader.MetadataName(type))
            {
                case "System.Threading.Tasks.Task":
                    return (ReturnShape.Task, null);
                case "System.Threading.Tasks.Task`1":
                    return (ReturnShape.Task, argument);
                case "System.Threading.Tasks.ValueTask":
                    return (ReturnShape.ValueTask, null);
                case "System.Threading.Tasks.ValueTask`1":
                    return (ReturnShape.ValueTask, argument);
                case "System.Collections.Generic.IAsyncEnumerable`1":
                    return (ReturnShape.AsyncSequence, argument);
            }
        }

        return (ReturnShape.Synchronous, method.ReturnType);
    }

    private static bool Flag(AttributeData attribute, string name, bool otherwise) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive, Value: bool value }
            ? value
            : otherwise;

    private static Microsoft.CodeAnalysis.Location? NameLocation(AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax { ArgumentList.Arguments: [var first, ..] }
            ? first.Expression.GetLocation()
            : null;

    private static Location Locate(Microsoft.CodeAnalysis.Location? location)
    {
        if (location is not { SourceTree: not null })
        {
            return default;
        }

        FileLinePositionSpan lines = location.GetLineSpan();
        return new Location(
            lines.Path,
            new TextSpan(location.SourceSpan.Start, location.SourceSpan.Length),
            new LineSpan(
                new LinePosition(lines.StartLinePosition.Line, lines.StartLinePosition.Character),
                new LinePosition(lines.EndLinePosition.Line, lines.EndLinePosition.Character)));
    }
}
