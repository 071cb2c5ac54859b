using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Binds one chain: its steps in file order, each seeing the ones before it, then what it gives back.</summary>
internal sealed class ChainBinder(
    ChainSyntax syntax,
    FileDiagnostics diagnostics,
    TypeBinder types,
    ConnectorTable connectors,
    EquatableArray<PythonModule> python,
    CompilationOptions options)
{
    /// <summary>Members that the class of the steps inherits or has: a step's property gets another name.</summary>
    private static readonly string[] StepsMembers =
        ["All", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private readonly string _csharpName = CSharpNames.ToPascalCase(syntax.Name.Text);
    private readonly IReadOnlyList<StepSyntax> _steps = syntax.Body.OfType<StepSyntax>().ToList();
    private readonly int _errorsBefore = diagnostics.Errors;

    public BoundChain Bind()
    {
        CheckStepNames();
        if (syntax.Body.Count == 0 && !syntax.IsBroken)
        {
            diagnostics.Add(NameDiagnostics.EmptyChain(diagnostics.At(syntax.Name.Span), syntax.Name.Text));
        }

        IReadOnlyList<EquatableArray<int>> dependencies = new DependencyBinder(_steps, diagnostics).Bind();
        var lifted = new LiftedParameters(diagnostics);
        var steps = new List<BoundStep>();
        for (int i = 0; i < _steps.Count; i++)
        {
            steps.Add(new StepBinder(_steps[i], steps, dependencies[i], lifted, diagnostics, types, connectors, python)
                .Bind(PropertyName(_steps[i])));
        }

        EquatableArray<int> outputs = BindOutput(steps);
        CheckTimeout(steps);
        TypeModel? internalType = options.IsPublic ? FirstInternalType(lifted.Parameters, steps) : null;
        if (internalType is not null)
        {
            diagnostics.Add(BindingDiagnostics.InternalChain(
                diagnostics.At(syntax.Name.Span), syntax.Name.Text, internalType.Display, options.ClassName));
        }

        return new BoundChain(
            syntax.Name.Text,
            _csharpName,
            syntax.Find(Keys.Description)?.Value is ScalarSyntax description ? description.Text : "",
            syntax.Find(Keys.Timeout)?.Value is DurationSyntax timeout ? timeout.Duration : null,
            lifted.Parameters.ToEquatableArray(),
            steps.ToEquatableArray(),
            outputs,
            IsBroken: syntax.IsBroken || diagnostics.Errors > _errorsBefore || steps.Any(step => step.Call is null),
            HasUnknownParameters: steps.Any(step => step.Call is null),
            IsInternal: internalType is not null);
    }

    private string PropertyName(StepSyntax step)
    {
        string name = CSharpNames.ToPascalCase(step.Name.Text);
        return CSharpNames.Free(name, [.. StepsMembers, CSharpNames.StepsClass(_csharpName, options.ClassName)]);
    }

    private void CheckStepNames()
    {
        var first = new Dictionary<string, NameSyntax>(StringComparer.Ordinal);
        foreach (NameSyntax name in _steps.Select(step => step.Name).Where(name => name.Text.Length > 0))
        {
            string csharp = CSharpNames.ToPascalCase(name.Text);
            if (first.TryGetValue(csharp, out NameSyntax? other))
            {
                diagnostics.Add(NameDiagnostics.DuplicateStep(
                    diagnostics.At(name.Span), name.Text, other.Text, diagnostics.LineNumber(other.Span)));
            }
            else
            {
                first.Add(csharp, name);
            }
        }
    }

    private EquatableArray<int> BindOutput(IReadOnlyList<BoundStep> steps)
    {
        if (syntax.Find(Keys.Output) is not { Value: NamesSyntax names })
        {
            return DefaultOutput(steps);
        }

        var found = new List<int>();
        foreach (NameSyntax name in names.Names)
        {
            BindOutputName(name, steps, found);
        }

        // Where no name was right, callers keep the members of a chain with a value.
        return found.Count == 0 && names.Names.Count > 0 ? DefaultOutput(steps) : found.ToEquatableArray();
    }

    private static EquatableArray<int> DefaultOutput(IReadOnlyList<BoundStep> steps) =>
        steps.Count > 0 && steps[steps.Count - 1].ValueType is not null
            ? EquatableArray.Create(steps.Count - 1)
            : EquatableArray<int>.Empty;

    private void BindOutputName(NameSyntax name, IReadOnlyList<BoundStep> steps, List<int> found)
    {
        int index = _steps.FindIndex(name.Text);
        if (index < 0)
        {
            if (!_steps.HasUnreadableName())
            {
                diagnostics.Add(NameDiagnostics.UnknownOutput(diagnostics.At(name.Span), name.Text, syntax.Name.Text,
                    Suggestion.Hint(name.Text, _steps.Select(step => step.Name.Text))));
            }

            return;
        }

        if (found.Contains(index))
        {
            diagnostics.Add(NameDiagnostics.RepeatedName(diagnostics.At(name.Span), name.Text, Keys.Output));
            return;
        }

        BoundStep step = steps[index];
        if (step.ValueType is null)
        {
            diagnostics.Add(NameDiagnostics.OutputWithoutValue(
                diagnostics.At(name.Span), name.Text, ((BoundConnectorCall)step.Call!).Connector.Signature));
            return;
        }

        if (found.Count > 0 && steps[found[0]] is { } first && !first.ValueType!.IsSameAs(step.ValueType))
        {
            // Of a step whose call is unknown, so is the type.
            if (first.Call is not null && step.Call is not null)
            {
                diagnostics.Add(NameDiagnostics.OutputTypes(diagnostics.At(name.Span), name.Text, step.ValueType.FullDisplay,
                    first.Name, first.ValueType.FullDisplay));
            }

            return;
        }

        found.Add(index);
    }

    /// <summary>The guide's third don't: a timeout under ten seconds, unless every step is known to call no model.</summary>
    private void CheckTimeout(IReadOnlyList<BoundStep> steps)
    {
        bool callsNoModel = steps.Count > 0 && steps.All(step => step.Call is BoundConnectorCall { Connector.TakesPermit: false });
        if (syntax.Find(Keys.Timeout) is { Value: DurationSyntax timeout } && timeout.Duration < TimeSpan.FromSeconds(10) && !callsNoModel)
        {
            diagnostics.Add(SchedulingDiagnostics.TinyTimeout(diagnostics.At(timeout.Span), syntax.Name.Text));
        }
    }

    private static TypeModel? FirstInternalType(IEnumerable<BoundParameter> parameters, IEnumerable<BoundStep> steps) =>
        parameters.Select(parameter => parameter.Type)
            .Concat(steps.Where(step => step.ValueType is not null).Select(step => step.ValueType!))
            .FirstOrDefault(type => !type.IsPublic);
}

internal static class StepSyntaxes
{
    /// <summary>A name that is found nowhere may be that of a step whose own name could not be read, which is reported.</summary>
    public static bool HasUnreadableName(this IReadOnlyList<StepSyntax> steps) => steps.Any(step => step.Name.Text.Length == 0);

    public static int FindIndex(this IReadOnlyList<StepSyntax> steps, string name)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Name.Text == name && name.Length > 0)
            {
                return i;
            }
        }

        return -1;
    }
}
