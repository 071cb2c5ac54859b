using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Namel3ss.Generator.Analyzers;

/// <summary>Finds the handlers of ASP.NET's endpoints.</summary>
internal static class Endpoints
{
    /// <summary>What hands a handler to <c>app.MapPost</c> and its like; null for what is no handler.</summary>
    public static IArgumentOperation? ArgumentOf(IOperation handler)
    {
        IOperation? at = handler.Parent;
        while (at is IDelegateCreationOperation or IConversionOperation)
        {
            at = at.Parent;
        }

        return at is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { ContainingType.Name: "EndpointRouteBuilderExtensions" } method } } argument
            && method.Name.StartsWith("Map", StringComparison.Ordinal) ? argument : null;
    }

    /// <summary>Whether an operation is of a lambda that is a handler.</summary>
    public static bool IsHandlerAround(IOperation operation)
    {
        IOperation? at = operation;
        while (at is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            at = at.Parent;
        }

        return at is IAnonymousFunctionOperation && ArgumentOf(at) is not null;
    }
}
