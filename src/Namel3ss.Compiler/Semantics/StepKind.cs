using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Semantics;

/// <summary>The kind of a step, written or told by what its target names.</summary>
internal static class StepKind
{
    public static readonly string[] All = ["connector", "llm", "prompt", "python", "chain", "template"];

    /// <summary>The kind; null if what is written is none.</summary>
    /// <param name="step">The step.</param>
    /// <param name="chain">The name of its chain.</param>
    /// <param name="index">The chains and chat models of the project.</param>
    /// <param name="connectors">The connectors of the project.</param>
    public static string? Of(StepSyntax step, string chain, ChainIndex index, ConnectorTable connectors) => step.Find(Keys.Kind) switch
    {
        null => Default(step, chain, index, connectors),
        { Value: ScalarSyntax { Text: "prompt" } } => "llm",
        { Value: ScalarSyntax kind } when All.Contains(kind.Text) => kind.Text,
        _ => null,
    };

    /// <summary>What the step calls: by default what bears its own name; empty if it could not be read.</summary>
    public static NameSyntax TargetOf(StepSyntax step) => step.Find(Keys.Target)?.Value switch
    {
        NamesSyntax { Names.Count: 1 } names => names.Names[0],
        { } unreadable => new NameSyntax(unreadable.Span, "", IsQuoted: false),
        null => step.Name,
    };

    private static string Default(StepSyntax step, string chain, ChainIndex index, ConnectorTable connectors)
    {
        string target = TargetOf(step).Text;
        if (step.Find(Keys.Prompt) is not null)
        {
            return "llm";
        }

        if (connectors.Find(target) is not null)
        {
            return "connector";
        }

        if (index.Llms.Find(target) is not null)
        {
            return "llm";
        }

        // A step that only happens to be called like its own chain lacks its connector: nobody means a call without end.
        bool isOwnName = step.Find(Keys.Target) is null && target == chain;
        return index.FindByName(target) is not null && !isOwnName ? "chain" : "connector";
    }
}
