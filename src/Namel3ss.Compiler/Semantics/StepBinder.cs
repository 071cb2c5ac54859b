using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Binds one step: what it is, what it calls and what it needs of the steps before it.</summary>
internal sealed class StepBinder(
    StepSyntax syntax,
    IReadOnlyList<BoundStep> before,
    EquatableArray<int> dependencies,
    LiftedParameters lifted,
    FileDiagnostics diagnostics,
    TypeBinder types,
    ConnectorTable connectors,
    EquatableArray<PythonModule> python)
{
    private static readonly string[] Kinds = ["connector", "llm", "prompt", "python", "chain", "template"];

    public BoundStep Bind(string propertyName)
    {
        bool isParallel = Boolean(Keys.Parallel) ?? false;
        if (isParallel && syntax.Find(Keys.DependsOn)?.Value is NamesSyntax { Names.Count: > 0 } names)
        {
            diagnostics.Add(SchedulingDiagnostics.ParallelWithDependencies(
                diagnostics.At(syntax.Find(Keys.Parallel)!.Span), syntax.Name.Text, names.Names.Select(name => name.Text)));
        }

        // A parallel step waits for nobody, so it does not read the node before it either.
        int? previous = isParallel || syntax.Find(Keys.DependsOn) is not null || before.Count == 0 ? null : before.Count - 1;
        string kind = BindKind();
        (BoundCall? call, string target) = kind switch
        {
            "connector" => BindConnector(isParallel, previous),
            "python" => BindPython(previous),
            _ => (null, Target.Text),
        };

        TypeModel? valueType = ValueType(call);
        EquatableArray<int> requires = Requires(call);
        bool stopOnError = BindStopOnError();
        return new BoundStep(
            syntax.Name.Text,
            propertyName,
            kind,
            target,
            diagnostics.Lines(syntax.Span),
            diagnostics.Lines(syntax.HeadSpan),
            call,
            valueType,
            isParallel ? diagnostics.At(syntax.Find(Keys.Parallel)!.Span) : null,
            stopOnError,
            MayBeAbsent: !stopOnError || requires.Count > 0 || valueType is { IsNullable: true },
            requires);
    }

    /// <summary>What the step calls: by default what bears its own name; empty if it could not be read.</summary>
    private NameSyntax Target => syntax.Find(Keys.Target)?.Value switch
    {
        NamesSyntax { Names.Count: 1 } names => names.Names[0],
        { } unreadable => new NameSyntax(unreadable.Span, "", IsQuoted: false),
        null => syntax.Name,
    };

    private string BindKind()
    {
        if (syntax.Find(Keys.Kind) is not { } property)
        {
            return "connector";
        }

        if (property.Value is not ScalarSyntax kind)
        {
            return "";
        }

        if (kind.Text is "connector" or "python")
        {
            return kind.Text;
        }

        diagnostics.Add(Kinds.Contains(kind.Text)
            ? NameDiagnostics.LaterKind(diagnostics.At(kind.Span), kind.Text)
            : NameDiagnostics.UnknownKind(diagnostics.At(kind.Span), kind.Text, Suggestion.Hint(kind.Text, Kinds)));
        return "";
    }

    private (BoundCall? Call, string Target) BindConnector(bool isParallel, int? previous)
    {
        NameSyntax target = Target;
        if (connectors.Find(target.Text) is { } connector)
        {
            CheckReturns(connector);
            var arguments = new ArgumentBinder(syntax, connector, before, dependencies, previous, isParallel, lifted, diagnostics);
            return (new BoundConnectorCall(connector, arguments.Bind()), target.Text);
        }

        // A target that could not be read, a misspelt `target`, or a method that cannot be a connector is one mistake already.
        bool isReported = target.Text.Length == 0 || connectors.Refused.Contains(target.Text) || (ReferenceEquals(target, syntax.Name) && diagnostics.HasReadingErrors(syntax.Span));
        if (!isReported)
        {
            diagnostics.Add(BindingDiagnostics.UnknownConnector(diagnostics.At(target.Span), target.Text,
                Suggestion.Hint(target.Text, connectors.Connectors.Select(known => known.Name))));
            LiftAsMeant(target, isParallel, previous);
        }

        return (null, target.Text);
    }

    /// <summary>Callers that name an argument of a chain compile too while the target of its step is misspelt.</summary>
    private void LiftAsMeant(NameSyntax target, bool isParallel, int? previous)
    {
        if (Suggestion.Find(target.Text, connectors.Connectors.Select(known => known.Name)) is { } meant)
        {
            new ArgumentBinder(syntax, connectors.Find(meant)!, before, dependencies, previous, isParallel, lifted, diagnostics.Discarded())
            {
                IsGuess = true,
            }.Bind();
        }
    }

    private (BoundCall? Call, string Target) BindPython(int? previous)
    {
        NameSyntax target = Target;
        TypeModel returns = syntax.Find(Keys.Returns)?.Value is TypeValueSyntax type ? types.Bind(type.Type) : TypeBinder.Json;
        if (diagnostics.HasReadingErrors(syntax.Span) && ReferenceEquals(target, syntax.Name))
        {
            return (null, target.Text);
        }

        if (new PythonTargetBinder(python, diagnostics).Bind(target) is not { } function)
        {
            return (null, target.Text);
        }

        var options = syntax.Find(Keys.Options)?.Value is MapSyntax map
            ? map.Entries.Select(entry => new BoundOption(entry.Key, JsonText.Of(entry.Value))).ToEquatableArray()
            : EquatableArray<BoundOption>.Empty;
        EquatableArray<int> read = dependencies.Where(index => before[index].ValueType is not null).ToEquatableArray();
        int? readPrevious = previous is { } index && before[index].ValueType is not null ? index : null;
        return (new BoundPythonCall(function.ModulePath, function.Name, returns, options, read, readPrevious), target.Text);
    }

    private void CheckReturns(ConnectorModel connector)
    {
        if (syntax.Find(Keys.Returns)?.Value is not TypeValueSyntax { Type: var type } value)
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

    private bool BindStopOnError()
    {
        if (syntax.Find(Keys.StopOnError) is { } stop && syntax.Find(Keys.ContinueOnError) is { } other)
        {
            diagnostics.Add(NameDiagnostics.TwoErrorPolicies(diagnostics.At(other.KeySpan), diagnostics.LineNumber(stop.KeySpan)));
        }

        return Boolean(Keys.StopOnError) ?? !(Boolean(Keys.ContinueOnError) ?? false);
    }

    private bool? Boolean(string key) =>
        syntax.Find(key)?.Value is ScalarSyntax { Kind: ScalarKind.Boolean } value ? value.Text == "true" : null;

    private static TypeModel? ValueType(BoundCall? call) => call switch
    {
        BoundConnectorCall connector => ValueType(connector.Connector),
        BoundPythonCall python => python.Returns,
        _ => new TypeModel { Name = "dynamic", Display = "dynamic", Kind = TypeKind.Unknown },
    };

    private static TypeModel? ValueType(ConnectorModel connector) =>
        connector is { Returns: ReturnShape.AsyncSequence, Value: { } item } ? TypeBinder.ListOf(item) : connector.Value;

    /// <summary>Steps that may be absent and that the call reads as if they were there.</summary>
    private EquatableArray<int> Requires(BoundCall? call) => call is BoundConnectorCall { Arguments: var arguments }
        ? arguments.Select(argument => argument.Value).OfType<BoundStepValue>()
            .Where(value => value.Access == StepAccess.Value && before[value.Step].MayBeAbsent)
            .Select(value => value.Step)
            .Distinct()
            .ToEquatableArray()
        : EquatableArray<int>.Empty;
}
