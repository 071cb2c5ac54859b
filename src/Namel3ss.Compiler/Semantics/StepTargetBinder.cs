using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Finds out what each step calls, before anything is bound that reads a step: in a loop a step can read a later one,
/// whose type must be known then.
/// </summary>
internal sealed class StepTargetBinder(
    FileDiagnostics diagnostics, TypeBinder types, ConnectorTable connectors, EquatableArray<PythonModule> python, LlmIndex llms)
{
    private static readonly string[] Kinds = ["connector", "llm", "prompt", "python", "chain", "template"];
    private static readonly TypeModel Dynamic = new() { Name = "dynamic", Display = "dynamic", Kind = TypeKind.Unknown };

    public StepTarget Bind(StepSyntax step)
    {
        string kind = BindKind(step);
        StepTarget target = kind switch
        {
            "connector" => BindConnector(step),
            "llm" => BindLlm(step),
            "python" => BindPython(step),
            "template" => New(step, kind, TargetOf(step).Text, ExpressionTypes.String),
            _ => New(step, kind, TargetOf(step).Text, null),
        };
        CheckKeys(step, kind == "connector" && target.Llm is not null ? "llm" : kind);
        return target;
    }

    /// <summary>Whether the chain goes on when the step fails.</summary>
    public static bool StopsOnError(StepSyntax step) =>
        step.Flag(Keys.StopOnError) ?? !(step.Flag(Keys.ContinueOnError) ?? false);

    private static StepTarget New(
        StepSyntax step, string kind, string text, TypeModel? value, ConnectorModel? connector = null, (string, string)? function = null, string? llm = null, bool isKnown = true)
    {
        bool isReadable = kind == "template" || connector is not null || function is not null || llm is not null;
        bool isForEach = step.Find(Keys.ForEach) is not null;
        bool itemMayBeAbsent = step.Find(Keys.If) is not null || !StopsOnError(step) || value is { IsNullable: true };
        return new StepTarget(kind, text, isReadable ? value : Dynamic, isReadable && isKnown, isForEach, itemMayBeAbsent, connector, function, Llm: llm);
    }

    /// <summary>What the step calls: by default what bears its own name; empty if it could not be read.</summary>
    private static NameSyntax TargetOf(StepSyntax step) => step.Find(Keys.Target)?.Value switch
    {
        NamesSyntax { Names.Count: 1 } names => names.Names[0],
        { } unreadable => new NameSyntax(unreadable.Span, "", IsQuoted: false),
        null => step.Name,
    };

    private string BindKind(StepSyntax step)
    {
        if (step.Find(Keys.Kind) is not { } property)
        {
            string target = TargetOf(step).Text;
            return step.Find(Keys.Prompt) is not null || (connectors.Find(target) is null && llms.Find(target) is not null) ? "llm" : "connector";
        }

        if (property.Value is not ScalarSyntax kind)
        {
            return "";
        }

        if (kind.Text is "connector" or "llm" or "python" or "template")
        {
            return kind.Text;
        }

        if (kind.Text == "prompt")
        {
            return "llm";
        }

        diagnostics.Add(Kinds.Contains(kind.Text)
            ? NameDiagnostics.LaterKind(diagnostics.At(kind.Span), kind.Text)
            : NameDiagnostics.UnknownKind(diagnostics.At(kind.Span), kind.Text, Suggestion.Hint(kind.Text, Kinds)));
        return "";
    }

    /// <summary>Nothing is ignored in silence: keys of another kind are mistakes.</summary>
    private void CheckKeys(StepSyntax step, string kind)
    {
        if (kind.Length == 0)
        {
            return;
        }

        foreach ((string key, string owner) in new[] { (Keys.Text, "template"), (Keys.Prompt, "llm"), (Keys.System, "llm"), (Keys.Options, "connector, python and chain"), (Keys.Target, "connector, llm, python and chain") })
        {
            bool isOwn = owner.Split([", ", " and "], StringSplitOptions.None).Contains(kind);
            if (!isOwn && step.Find(key) is { } property)
            {
                diagnostics.Add(NameDiagnostics.KeyOfOtherKind(diagnostics.At(property.KeySpan), key, owner, kind));
            }
        }
    }

    private StepTarget BindConnector(StepSyntax step)
    {
        NameSyntax target = TargetOf(step);
        if (connectors.Find(target.Text) is { } connector)
        {
            CheckReturns(step, connector);
            return New(step, "connector", target.Text, ValueType(connector), connector);
        }

        if (llms.Find(target.Text) is not null)
        {
            return NewLlm(step, "connector", target);
        }

        // A target that could not be read, a misspelt `target`, or a method that cannot be a connector is one mistake already.
        bool isReported = target.Text.Length == 0 || connectors.Refused.Contains(target.Text)
            || (ReferenceEquals(target, step.Name) && diagnostics.HasReadingErrors(step.Span));
        if (isReported)
        {
            return New(step, "connector", target.Text, null);
        }

        List<string> known = connectors.Connectors.Select(connector => connector.Name).Concat(llms.Entries.Select(llm => llm.Name)).ToList();
        diagnostics.Add(BindingDiagnostics.UnknownConnector(diagnostics.At(target.Span), target.Text, Suggestion.Hint(target.Text, known)));
        return New(step, "connector", target.Text, null) with
        {
            Meant = Suggestion.Find(target.Text, known) is { } meant ? connectors.Find(meant) : null,
        };
    }

    private StepTarget BindLlm(StepSyntax step)
    {
        NameSyntax target = TargetOf(step);
        if (llms.Find(target.Text) is not null)
        {
            return NewLlm(step, "llm", target);
        }

        bool isReported = target.Text.Length == 0 || (ReferenceEquals(target, step.Name) && diagnostics.HasReadingErrors(step.Span));
        if (!isReported)
        {
            Location at = diagnostics.At(target.Span);
            diagnostics.Add(connectors.Find(target.Text) is not null
                ? LlmDiagnostics.LlmIsConnector(at, target.Text)
                : LlmDiagnostics.UnknownLlm(at, target.Text, Suggestion.Hint(target.Text, llms.Entries.Select(known => known.Name))));
        }

        return New(step, "llm", target.Text, null);
    }

    private StepTarget NewLlm(StepSyntax step, string kind, NameSyntax target)
    {
        TypeModel returns = step.Find(Keys.Returns)?.Value is TypeValueSyntax type ? types.Bind(type.Type) : ExpressionTypes.String;
        return New(step, kind, target.Text, returns, llm: target.Text);
    }

    private StepTarget BindPython(StepSyntax step)
    {
        NameSyntax target = TargetOf(step);
        TypeModel returns = step.Find(Keys.Returns)?.Value is TypeValueSyntax type ? types.Bind(type.Type) : TypeBinder.Json;
        bool isLost = diagnostics.HasReadingErrors(step.Span) && ReferenceEquals(target, step.Name);
        return New(step, "python", target.Text, returns, function: isLost ? null : new PythonTargetBinder(python, diagnostics).Bind(target));
    }

    private void CheckReturns(StepSyntax step, ConnectorModel connector)
    {
        if (step.Find(Keys.Returns)?.Value is not TypeValueSyntax { Type: var type } value)
        {
            return;
        }

        TypeModel? actual = ValueType(connector);
        if (actual is null || !TypeBinder.Agrees(type, actual))
        {
            diagnostics.Add(BindingDiagnostics.ReturnsDiffers(
                diagnostics.At(value.Span), type.Text, connector.Signature, actual?.FullDisplay));
        }
    }

    private static TypeModel? ValueType(ConnectorModel connector) =>
        connector is { Returns: ReturnShape.AsyncSequence, Value: { } item } ? TypeBinder.ListOf(item) : connector.Value;
}
