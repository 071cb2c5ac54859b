using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Binds one chain: its steps in file order, each seeing the ones before it, then what it gives back.</summary>
internal sealed class ChainBinder(
    ChainSyntax syntax,
    FileDiagnostics diagnostics,
    TypeBinder types,
    ProjectModel project,
    CompilationOptions options)
{
    /// <summary>Members that the class of the steps inherits or has: a step's property gets another name.</summary>
    private static readonly string[] StepsMembers =
        ["All", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private readonly string _csharpName = CSharpNames.ToPascalCase(syntax.Name.Text);
    private readonly ChainLayout _layout = new(syntax);
    private readonly int _errorsBefore = diagnostics.Errors;

    public BoundChain Bind()
    {
        new NameChecker(syntax, _layout, diagnostics).Check();
        if (syntax.Body.Count == 0 && !syntax.IsBroken)
        {
            diagnostics.Add(NameDiagnostics.EmptyChain(diagnostics.At(syntax.Name.Span), syntax.Name.Text));
        }

        bool isDataflow = syntax.Find(Keys.Schedule)?.Value is ScalarSyntax { Text: "dataflow" };
        EquatableArray<BoundParameter>? inputs = BindInputs();
        var targetBinder = new StepTargetBinder(syntax.Name.Text, diagnostics, types, project);
        List<StepTarget> targets = _layout.Steps.Select(targetBinder.Bind).ToList();
        CheckBranchTypes(targets);
        IReadOnlyList<IReadOnlyList<(int Index, TextSpan Span)>> dependencies = new DependencyBinder(_layout, diagnostics).Bind();
        var lifted = new LiftedParameters(diagnostics, inputs);
        var binder = new BodyBinder(_layout, targets, dependencies, lifted, diagnostics, types, isDataflow, PropertyName);
        EquatableArray<BoundStatement> body = binder.Bind(syntax.Body, Variables(inputs));
        IReadOnlyList<BoundStep> steps = binder.Steps;
        var reader = new StepReader(_layout, targets, steps, diagnostics);
        var outputBinder = new OutputBinder(syntax, _layout, targets, reader, diagnostics);
        EquatableArray<StepOutput> outputs = outputBinder.Bind();
        CheckCircles(targets, outputs);
        CheckTimeout(steps);
        TypeModel? internalType = options.IsPublic ? FirstInternalType(lifted.Parameters, steps) : null;
        if (internalType is not null)
        {
            diagnostics.Add(BindingDiagnostics.InternalChain(
                diagnostics.At(syntax.Name.Span), syntax.Name.Text, internalType.Display, options.ClassName));
        }

        bool hasErrors = syntax.IsBroken || diagnostics.Errors > _errorsBefore;
        return new BoundChain(
            syntax.Name.Text,
            _csharpName,
            syntax.Find(Keys.Description)?.Value is ScalarSyntax description ? description.Text : "",
            syntax.Find(Keys.Timeout)?.Value is DurationSyntax timeout ? timeout.Duration : null,
            lifted.Parameters.ToEquatableArray(),
            steps.ToEquatableArray(),
            body,
            outputs,
            IsBroken: hasErrors || steps.Any(step => step.Call is null or BoundChainCall { IsBroken: true }),
            HasUnknownParameters: inputs is null && steps.Any(step => step.Call is null or BoundChainCall { IsBroken: true }),
            IsInternal: internalType is not null)
        {
            Json = binder.Json.Distinct().ToEquatableArray(),
            IsDataflow = isDataflow,
            ResultMayBeAbsent = outputBinder.MayBeAbsent,
            ResultOf = outputs.Count == 0 ? null : targets[outputs[0].Step].Chain?.Name,
            HasErrors = hasErrors,
            IsUnread = syntax.IsBroken,
            HasDoubtfulParameters = syntax.IsBroken
                || (inputs is { } known ? known.Count < syntax.Inputs!.Value.Count : lifted.AreDoubtful || targets.Any(IsDoubtful)),
        };
    }

    /// <summary>
    /// Whether what a step wants of the chain cannot be told for a mistake. It rests on no error in a call of a chain, and on no chain that
    /// is not known yet: else chains in a circle would excuse each other.
    /// </summary>
    private bool IsDoubtful(StepTarget target) => target switch
    {
        { Chain: { } chain } => chain.HasDoubtfulParameters,
        { Kind: "chain" } => project.Index.FindByName(target.Text) is null,
        _ => target is { Connector: null, Llm: null, Function: null, Kind: not "template" },
    };

    private string PropertyName(StepSyntax step)
    {
        string name = CSharpNames.ToPascalCase(step.Name.Text);
        return CSharpNames.Free(name, [.. StepsMembers, CSharpNames.StepsClass(_csharpName, options.ClassName)]);
    }

    private EquatableArray<BoundParameter>? BindInputs()
    {
        if (syntax.Inputs is not { } inputs)
        {
            return null;
        }

        var reader = new StepReader(_layout, [], [], diagnostics);
        var nothing = new Scope(new ScopeVariables([]), reader, new ReadPosition([], 0));
        var values = new ValueBinder(new ExpressionBinder(nothing, diagnostics, types, [], []), [], diagnostics);
        return new InputBinder(diagnostics, types, values).Bind(inputs);
    }

    private static ScopeVariables Variables(EquatableArray<BoundParameter>? inputs) => new(
        (inputs ?? EquatableArray<BoundParameter>.Empty).Select(input => new ScopeVariable(input.Source, input.Type, new BoundParameterValue(input.Name))));

    /// <summary>Calls that would never come to an end, or whose value has no type but that of themselves.</summary>
    private void CheckCircles(IReadOnlyList<StepTarget> targets, EquatableArray<StepOutput> outputs)
    {
        foreach (ChainCircle circle in project.Signatures.Find(syntax.Name.Text)?.Circles ?? EquatableArray<ChainCircle>.Empty)
        {
            // A second chain of that name, which is told of it, need not call what the first one does.
            if (_layout.Sites.FirstOrDefault(site => IsEndless(site, targets[site.Index], circle)) is { } call)
            {
                diagnostics.Add(CallDiagnostics.EndlessCalls(diagnostics.At(StepKind.TargetOf(call.Syntax).Span), circle.Path));
            }
        }

        if (project.Signatures.Find(syntax.Name.Text) is { IsOfItself: true } own && outputs.Count > 0 && targets[outputs[0].Step].Chain is { } chain && chain.Name == own.ResultOf)
        {
            NameSyntax step = _layout.Sites[outputs[0].Step].Syntax.Name;
            diagnostics.Add(CallDiagnostics.CircularType(diagnostics.At(step.Span), syntax.Name.Text, step.Text, chain.Name));
        }
    }

    private static bool IsEndless(StepSite site, StepTarget target, ChainCircle circle) =>
        target.Chain?.Name == circle.Target && site.Path.Count == 0 && !ChainCalls.MayBeSkipped(site.Syntax);

    /// <summary>Steps of one name, in the branches of an <c>if</c>, are one value afterwards.</summary>
    private void CheckBranchTypes(List<StepTarget> targets)
    {
        foreach (IGrouping<string, StepSite> sites in _layout.Sites.Where(site => site.Syntax.Name.Text.Length > 0).GroupBy(site => site.Syntax.Name.Text))
        {
            StepSite first = sites.First();
            foreach (StepSite site in sites.Skip(1).Where(site =>
                ChainLayout.AreInSiblingBranches(site.Path, first.Path) && targets[site.Index].IsKnown && targets[first.Index].IsKnown))
            {
                int shared = ChainLayout.SharedBlocks(site.Path, first.Path);
                (string own, string other) = (Describe(site, shared), Describe(first, shared));
                if (own != other)
                {
                    diagnostics.Add(NameDiagnostics.BranchTypes(diagnostics.At(site.Syntax.Name.Span), site.Syntax.Name.Text, own,
                        diagnostics.LineNumber(first.Syntax.Name.Span), other));
                }
            }
        }

        string Describe(StepSite site, int shared)
        {
            StepTarget target = targets[site.Index];
            bool isList = target.IsForEach || site.Path.Skip(shared).Any(block => block.Loop is not null);
            return target.ValueType is not { } type ? "without a value" : isList ? $"a list of {type.Display}" : type.Display;
        }
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
            .Concat(steps.Select(step => step.Call).OfType<BoundChainCall>().Select(call => call.RunType))
            .FirstOrDefault(type => !type.IsPublic);
}

