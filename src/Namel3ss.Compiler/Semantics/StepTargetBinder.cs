using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Finds out what each step calls, before anything is bound that reads a step: in a loop a step can read a later one,
/// whose type must be known then.
/// </summary>
internal sealed class StepTargetBinder(string chainName, FileDiagnostics diagnostics, TypeBinder types, ProjectModel project)
{
    private readonly ConnectorTable _connectors = project.Connectors;
    private readonly LlmIndex _llms = project.Index.Llms;

    public StepTarget Bind(StepSyntax step)
    {
        string kind = BindKind(step);
        StepTarget target = kind switch
        {
            "connector" => BindConnector(step),
            "llm" => BindLlm(step),
            "python" => BindPython(step),
            "chain" => BindChain(step),
            "template" => New(step, kind, StepKind.TargetOf(step).Text, ExpressionTypes.String),
            _ => New(step, kind, StepKind.TargetOf(step).Text, null),
        };

        // Of a step that is of another kind than it says, nobody can tell which keys are wrong.
        if (kind != "llm" || target.Llm is not null || _connectors.Find(target.Text) is null)
        {
            CheckKeys(step, kind == "connector" && target.Llm is not null ? "llm" : kind);
        }

        return target;
    }

    /// <summary>Whether the chain goes on when the step fails.</summary>
    public static bool StopsOnError(StepSyntax step) =>
        step.Flag(Keys.StopOnError) ?? !(step.Flag(Keys.ContinueOnError) ?? false);

    private static StepTarget New(
        StepSyntax step, string kind, string text, TypeModel? value, ConnectorModel? connector = null, (string, string)? function = null, string? llm = null, ChainSignature? chain = null)
    {
        bool isReadable = kind == "template" || connector is not null || function is not null || llm is not null || chain is not null;
        bool isForEach = step.Find(Keys.ForEach) is not null;
        bool itemMayBeAbsent = step.Find(Keys.If) is not null || !StopsOnError(step) || value is { IsNullable: true };
        return new StepTarget(kind, text, isReadable ? value : TypeBinder.Dynamic, isReadable && chain is not { IsResultKnown: false }, isForEach, itemMayBeAbsent, connector, function, Llm: llm, Chain: chain);
    }

    private string BindKind(StepSyntax step)
    {
        string? kind = StepKind.Of(step, chainName, project.Index, project.Connectors);
        if (kind is null && step.Find(Keys.Kind)?.Value is ScalarSyntax written)
        {
            diagnostics.Add(NameDiagnostics.UnknownKind(diagnostics.At(written.Span), written.Text, diagnostics.Hint(written.Text, StepKind.All)));
        }

        return kind ?? "";
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
        NameSyntax target = StepKind.TargetOf(step);
        if (_connectors.Find(target.Text) is { } connector)
        {
            diagnostics.Add(diagnostics.At(target.Span), connector.Notice);
            if (connector.Notice is { IsError: true })
            {
                return New(step, "connector", target.Text, null);
            }

            CheckReturns(step, connector.Callee, ValueType(connector));
            return New(step, "connector", target.Text, ValueType(connector), connector);
        }

        if (_llms.Find(target.Text) is not null)
        {
            return NewLlm(step, "connector", target);
        }

        // A target that could not be read, a misspelt `target`, or a method that cannot be a connector is one mistake already.
        bool isReported = target.Text.Length == 0 || _connectors.Refused.Contains(target.Text)
            || (ReferenceEquals(target, step.Name) && diagnostics.HasReadingErrors(step.Span));
        if (isReported)
        {
            return New(step, "connector", target.Text, null);
        }

        string? meant = diagnostics.Meant(target.Text,
            _connectors.Connectors.Near(target.Text).Select(connector => connector.Name)
                .Concat(_llms.Entries.Near(target.Text).Select(llm => llm.Name))
                .Concat(OtherChains(target.Text)));
        diagnostics.Add(BindingDiagnostics.UnknownConnector(diagnostics.At(target.Span), target.Text, Suggestion.Hint(meant)));
        return New(step, "connector", target.Text, null) with { Meant = meant is null ? null : _connectors.Find(meant) };
    }

    private StepTarget BindLlm(StepSyntax step)
    {
        NameSyntax target = StepKind.TargetOf(step);
        if (_llms.Find(target.Text) is not null)
        {
            return NewLlm(step, "llm", target);
        }

        bool isReported = target.Text.Length == 0 || (ReferenceEquals(target, step.Name) && diagnostics.HasReadingErrors(step.Span));
        if (!isReported)
        {
            Location at = diagnostics.At(target.Span);
            diagnostics.Add(_connectors.Find(target.Text) is not null
                ? LlmDiagnostics.LlmIsConnector(at, target.Text)
                : LlmDiagnostics.UnknownLlm(at, target.Text, diagnostics.Hint(target.Text, _llms.Entries.Near(target.Text).Select(known => known.Name)),
                    step.Find(Keys.Target) is null ? _llms.Entries.Select(known => known.Name) : []));
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
        NameSyntax target = StepKind.TargetOf(step);
        TypeModel returns = step.Find(Keys.Returns)?.Value is TypeValueSyntax type ? types.Bind(type.Type) : TypeBinder.Json;
        bool isLost = diagnostics.HasReadingErrors(step.Span) && ReferenceEquals(target, step.Name);
        return New(step, "python", target.Text, returns, function: isLost ? null : new PythonTargetBinder(project.Python, diagnostics).Bind(target));
    }

    private StepTarget BindChain(StepSyntax step)
    {
        NameSyntax target = StepKind.TargetOf(step);
        if (project.Signatures.Find(target.Text) is { } signature)
        {
            ChainSignature chain = signature with
            {
                Parameters = signature.Parameters.Select(parameter => parameter with { Type = types.Import(parameter.Type, target.Span) }).ToEquatableArray(),
                Result = signature.Result is { } result ? types.Import(result, target.Span) : null,
            };
            if (chain.IsResultKnown)
            {
                CheckReturns(step, chain.Callee, chain.Result);
            }

            return New(step, "chain", target.Text, chain.Result, chain: chain);
        }

        // A chain of the project without a signature calls itself, or its name stands twice: that is told elsewhere, or will be known.
        bool isReported = target.Text.Length == 0 || project.Index.FindByName(target.Text) is not null
            || (ReferenceEquals(target, step.Name) && diagnostics.HasReadingErrors(step.Span));
        if (!isReported)
        {
            Location at = diagnostics.At(target.Span);
            diagnostics.Add(_connectors.Find(target.Text) is not null ? CallDiagnostics.ChainIsOther(at, target.Text, "connector")
                : _llms.Find(target.Text) is not null ? CallDiagnostics.ChainIsOther(at, target.Text, "llm")
                : CallDiagnostics.UnknownChain(at, target.Text, diagnostics.Hint(target.Text, OtherChains(target.Text))));
        }

        return New(step, "chain", target.Text, null);
    }

    private IEnumerable<string> OtherChains(string near) => project.Index.Entries.Near(near).Select(entry => entry.Name).Where(name => name != chainName);

    private void CheckReturns(StepSyntax step, Callee callee, TypeModel? actual)
    {
        if (step.Find(Keys.Returns)?.Value is not TypeValueSyntax { Type: var type } value)
        {
            return;
        }

        if (actual is null || !TypeBinder.Agrees(type, actual))
        {
            diagnostics.Add(BindingDiagnostics.ReturnsDiffers(
                diagnostics.At(value.Span), type.Text, callee.Text, actual?.FullDisplay));
        }
    }

    private static TypeModel? ValueType(ConnectorModel connector) =>
        connector is { Returns: ReturnShape.AsyncSequence, Value: { } item } ? TypeBinder.ListOf(item) : connector.Value;
}
