using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Generator.Analyzers;

/// <summary>
/// Warns where a run becomes JSON in a project without reflection (native AOT, trimming) and the metadata is missing: it would be missed
/// only when the chain has run, and all its models were asked.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RunJsonAnalyzer : DiagnosticAnalyzer
{
    private const string Reflection = "build_property.JsonSerializerIsReflectionEnabledByDefault";

    public override ImmutableArray<Microsoft.CodeAnalysis.DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RoslynDiagnostics.Of(JsonDiagnostics.OwnClassRule), RoslynDiagnostics.Of(JsonDiagnostics.MissingTypesRule));

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Reflection, out string? isOn)
                && isOn.Equals("false", StringComparison.OrdinalIgnoreCase))
            {
                var metadata = new JsonMetadata(start.Compilation);
                start.RegisterOperationAction(operation => AnalyzeCall(operation, metadata), OperationKind.Invocation);
                start.RegisterOperationAction(operation => AnalyzeReturn(operation, metadata), OperationKind.Return);
            }
        });
    }

    private static void AnalyzeCall(OperationAnalysisContext context, JsonMetadata metadata)
    {
        var call = (IInvocationOperation)context.Operation;
        IMethodSymbol method = call.TargetMethod;
        if (method.Name == "ToJson" && call.Instance is { } run)
        {
            CheckValues(context, run, metadata);
        }
        else if (WritesJson(method))
        {
            if (method.TypeArguments.FirstOrDefault(argument => EndpointReturns.RunBaseOf(argument) is not null) is { } own)
            {
                context.ReportDiagnostic(RoslynDiagnostics.Create(JsonDiagnostics.OwnClass(default, own.Name, method.Name), NameOf(call).GetLocation()));
            }

            foreach (IArgumentOperation argument in call.Arguments)
            {
                CheckValues(context, argument.Value, metadata);
            }
        }
    }

    /// <summary>What an endpoint's lambda returns.</summary>
    private static void AnalyzeReturn(OperationAnalysisContext context, JsonMetadata metadata)
    {
        if (((IReturnOperation)context.Operation).ReturnedValue is { } value && Endpoints.IsHandlerAround(context.Operation))
        {
            CheckValues(context, value, metadata);
        }
    }

    private static void CheckValues(OperationAnalysisContext context, IOperation value, JsonMetadata metadata)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        if (value.Type is { } type && EndpointReturns.RunBaseOf(type) is not null && metadata.MissingFor(type) is { Count: > 0 } missing)
        {
            context.ReportDiagnostic(RoslynDiagnostics.Create(
                JsonDiagnostics.MissingTypes(default, type.Name, missing.Select(one => one.ToMinimalDisplayString(value.SemanticModel!, value.Syntax.SpanStart))),
                value.Syntax.GetLocation()));
        }
    }

    /// <summary><c>JsonSerializer</c>, <c>Results</c>, <c>TypedResults</c>, <c>WriteAsJsonAsync</c>, <c>JsonContent</c>, <c>PostAsJsonAsync</c>.</summary>
    private static bool WritesJson(IMethodSymbol method) => method.IsGenericMethod
        && method.ContainingType is { ContainingNamespace: var space, Name: "JsonSerializer" or "Results" or "TypedResults" or "HttpResponseJsonExtensions" or "JsonContent" or "HttpClientJsonExtensions" }
        && space.ToDisplayString() is "System.Text.Json" or "Microsoft.AspNetCore.Http" or "System.Net.Http.Json";

    private static SyntaxNode NameOf(IInvocationOperation call) => (call.Syntax as InvocationExpressionSyntax)?.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        { } expression => expression,
        null => call.Syntax,
    };
}
