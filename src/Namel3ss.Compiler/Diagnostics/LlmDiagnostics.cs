using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes around chat models.</summary>
internal static class LlmDiagnostics
{
    /// <summary>Of the models in a circle.</summary>
    private const int MostShown = 10;

    private static readonly DiagnosticDescriptor DuplicateLlmRule = new("N3S2070", DiagnosticSeverity.Error, "Two chat models with one name");
    private static readonly DiagnosticDescriptor NameOfConnectorRule = new("N3S2071", DiagnosticSeverity.Error, "A chat model with the name of a connector");
    private static readonly DiagnosticDescriptor UnknownFallbackRule = new("N3S2072", DiagnosticSeverity.Error, "No such chat model to fall back on");
    private static readonly DiagnosticDescriptor FallbackCircleRule = new("N3S2073", DiagnosticSeverity.Error, "Chat models that fall back on each other");
    private static readonly DiagnosticDescriptor UnknownLlmRule = new("N3S2074", DiagnosticSeverity.Error, "No such chat model");
    private static readonly DiagnosticDescriptor NoPromptRule = new("N3S2075", DiagnosticSeverity.Error, "A chat model that is asked nothing");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [DuplicateLlmRule, NameOfConnectorRule, UnknownFallbackRule, FallbackCircleRule, UnknownLlmRule, NoPromptRule];

    public static Diagnostic DuplicateLlm(Location at, string name, string firstPath, int firstLine) => new(DuplicateLlmRule, at,
        $"The llm '{name}' is already declared in {firstPath}, line {firstLine}; give one of the two another name.");

    public static Diagnostic NameOfConnector(Location at, string name, string method) => new(NameOfConnectorRule, at,
        $"'{name}' is already the name of the connector {method}; give the llm or the connector another name.");

    public static Diagnostic UnknownFallback(Location at, string name, string suggestion) => new(UnknownFallbackRule, at,
        $"There is no llm '{name}' to fall back on.{(suggestion.Length > 0 ? suggestion : Declare(name))}");

    public static Diagnostic FallbackCircle(Location at, IReadOnlyList<string> path) => new(FallbackCircleRule, at,
        path.Count == 2
            ? $"The llm '{path[0]}' falls back on itself; remove it from its own 'fallback'."
            : $"These llms fall back on each other in a circle: {Circle(path)}. Take one of them out of a 'fallback'.");

    /// <param name="others">The models that a step without a target may mean.</param>
    public static Diagnostic UnknownLlm(Location at, string name, string suggestion, IEnumerable<string> others) => new(UnknownLlmRule, at,
        $"There is no llm '{name}'.{(suggestion.Length > 0 ? suggestion
            : Choice(others.Take(MostShown + 1).Select(Shown.Quote).ToList()) is { Length: > 0 } choice ? $" Say which one the step asks, as 'target': {choice}"
            : Declare(name))}");

    public static Diagnostic LlmIsConnector(Location at, string name) => new(UnknownLlmRule, at,
        $"'{name}' is a connector and no llm; write 'kind: connector' and give it its arguments as 'options', or name an llm as 'target'.");

    public static Diagnostic NoPrompt(Location at, string step) => new(NoPromptRule, at,
        $"Nothing tells the llm what step '{step}' asks: add 'prompt: \"…\"', or an input called prompt, or 'depends_on' the steps to ask about.");

    private static string Choice(IReadOnlyList<string> names) => names.Count == 0 ? ""
        : names.Count <= MostShown ? $"{Shown.Join(names)}."
        : $"{string.Join(", ", names.Take(MostShown))} …";

    private static string Circle(IReadOnlyList<string> path) => string.Join(" → ", path.Count <= MostShown
        ? path
        : [.. path.Take(MostShown - 2), $"… {path.Count - MostShown + 1} more …", path[path.Count - 1]]);

    private static string Declare(string name) => $" Declare it in a .ai file: 'llm {name}:'.";
}
