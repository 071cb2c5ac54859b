using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Binds one step: what its call is given, when it runs and what it needs of the steps before it.</summary>
internal sealed class StepBinder(
    StepSyntax syntax,
    StepTarget target,
    Scope scope,
    IReadOnlyList<StepRead> dependencies,
    StepRead? previous,
    LiftedParameters lifted,
    FileDiagnostics diagnostics,
    TypeBinder types)
{
    private readonly List<StepNeed> _needs = [];
    private readonly List<int> _reads = [];
    private readonly List<TypeModel> _json = [];

    /// <summary>What the step cannot do without.</summary>
    public IReadOnlyList<StepNeed> Needs => _needs;

    public BoundStep Bind(string propertyName, int owner, int? loop)
    {
        bool isParallel = syntax.Flag(Keys.Parallel) ?? false;
        if (isParallel && syntax.Find(Keys.DependsOn)?.Value is NamesSyntax { Names.Count: > 0 } names)
        {
            diagnostics.Add(SchedulingDiagnostics.ParallelWithDependencies(
                diagnostics.At(syntax.Find(Keys.Parallel)!.Span), syntax.Name.Text, names.Names.Select(name => name.Text)));
        }

        (BoundForEach? forEach, Scope inner) = BindForEach();
        int needsOfList = _needs.Count;
        BoundExpression? condition = BindCondition(inner);
        BoundCall? call = BindCall(inner.Where(condition, holds: true), isParallel);
        if (syntax.Find(Keys.StopOnError) is { } stop && syntax.Find(Keys.ContinueOnError) is { } other)
        {
            diagnostics.Add(NameDiagnostics.TwoErrorPolicies(diagnostics.At(other.KeySpan), diagnostics.LineNumber(stop.KeySpan)));
        }

        // What reads the item is asked for each item, and so is what the step's 'if' may have to keep from failing.
        ILookup<bool, BoundNeed> needs = _needs.Select((need, i) => (need.Need, IsOfItem: forEach is not null && i >= needsOfList && need.Need.AnyOf.Any(value =>
                BoundParts.Reads(value, forEach.Variable) || (condition is not null && BoundParts.CanFail(value)))))
            .Distinct().ToLookup(need => need.IsOfItem, need => need.Need);
        Nulls absent = forEach is null && target.ItemMayBeAbsent ? Nulls.Absent : Nulls.Never;
        return new BoundStep(
            syntax.Name.Text,
            propertyName,
            target.Kind,
            target.Text,
            diagnostics.Lines(syntax.Span),
            diagnostics.Lines(syntax.HeadSpan),
            call,
            target.ValueType,
            isParallel ? diagnostics.At(syntax.Find(Keys.Parallel)!.Span) : null,
            StepTargetBinder.StopsOnError(syntax),
            _needs.Where((_, i) => forEach is null || needs[false].Contains(_needs[i].Need)).Aggregate(absent, (all, need) => all | NullsOfSkipped(need.Nulls)),
            needs[false].ToEquatableArray())
        {
            Owner = owner,
            Loop = loop,
            ForEach = forEach,
            Condition = condition,
            ItemNeeds = needs[true].ToEquatableArray(),
            Timeout = syntax.Find(Keys.Timeout)?.Value is DurationSyntax timeout ? timeout.Duration : null,
            Retry = syntax.Find(Keys.Retry)?.Value as RetrySyntax,
            HasDependencies = dependencies.Count > 0,
            Json = _json.Distinct().ToEquatableArray(),
            WaitsFor = dependencies.Select(read => read.Step).Concat(_reads).Distinct().ToEquatableArray(),
        };
    }

    /// <summary>A step that was skipped for what it needs is absent for the same reason, in other words.</summary>
    private static Nulls NullsOfSkipped(Nulls need) =>
        (need & Nulls.Before) != 0 ? Nulls.Before : (need & (Nulls.Absent | Nulls.Declared)) != 0 ? Nulls.Absent : Nulls.OfData;

    private (BoundForEach? ForEach, Scope Inner) BindForEach()
    {
        if (syntax.Find(Keys.ForEach)?.Value is not { } value)
        {
            foreach (PropertySyntax property in syntax.Properties.Where(property => property.Key is Keys.As or Keys.MaxParallel))
            {
                diagnostics.Add(NameDiagnostics.NeedsForEach(diagnostics.At(property.KeySpan), property.Key, syntax.Name.Text));
            }

            return (null, scope);
        }

        string variable = syntax.Find(Keys.As)?.Value is NamesSyntax { Names: [{ Text.Length: > 0 } name] } ? name.Text : "item";
        int? maxParallel = (syntax.Find(Keys.MaxParallel)?.Value as CountSyntax)?.Count;
        if (value is not ExpressionValueSyntax { Expression: var items })
        {
            return (null, scope.With(new ScopeVariable(variable, null, new BoundVariable(variable))));
        }

        ExpressionBinder expressions = Expressions(scope);
        var values = new ValueBinder(expressions, _needs, diagnostics);
        (BoundExpression bound, TypeModel? element) = LoopBinder.BindItems(
            items, expressions, diagnostics, list => values.Need(list, Keys.ForEach, items.Span, values.Written(items)));
        return (new BoundForEach(variable, bound, maxParallel), scope.With(new ScopeVariable(variable, element, new BoundVariable(variable))));
    }

    private BoundExpression? BindCondition(Scope inner)
    {
        if (syntax.Find(Keys.If)?.Value is not ExpressionValueSyntax { Expression: var condition })
        {
            return null;
        }

        return new BoundMapped(diagnostics.Lines(condition.Span), Expressions(inner).BindCondition(condition));
    }

    private ExpressionBinder Expressions(Scope inner) => new(inner, diagnostics, types, _reads, _json);

    private BoundCall? BindCall(Scope inner, bool isParallel)
    {
        var values = new ValueBinder(Expressions(inner), _needs, diagnostics);
        if (target is { Connector: not null } or { Chain: not null })
        {
            Callee callee = target.Connector?.Callee ?? target.Chain!.Callee;
            var arguments = new ArgumentBinder(syntax, callee, inner, values, dependencies, isParallel ? null : previous, lifted, diagnostics);
            EquatableArray<BoundArgument> bound = arguments.Bind();
            _reads.AddRange(arguments.Reads);
            return target.Connector is { } connector ? new BoundConnectorCall(connector, bound) : BindChain(target.Chain!, bound);
        }

        if (target.Meant is { } meant)
        {
            // Callers that name an argument of the chain compile too while the target of its step is misspelt.
            FileDiagnostics discarded = diagnostics.Discarded();
            var guess = new ArgumentBinder(syntax, meant.Callee, inner, new ValueBinder(Expressions(inner), [], discarded), dependencies, isParallel ? null : previous, lifted, discarded)
            {
                IsGuess = true,
            };
            guess.Bind();
        }

        return target switch
        {
            { Function: { } function } => BindPython(function, inner, values, isParallel),
            { Llm: not null } => new PromptBinder(
                syntax, target, inner, dependencies, isParallel ? null : previous, _reads, lifted, diagnostics).Bind(values),
            { Kind: "template" } => BindTemplate(values),
            _ => null,
        };
    }

    private static BoundChainCall BindChain(ChainSignature chain, EquatableArray<BoundArgument> arguments)
    {
        string run = $"{chain.CSharpName}Run";
        return new BoundChainCall(chain.CSharpName, new TypeModel { Name = run, Display = run, IsPublic = !chain.IsInternal }, arguments,
            HasValue: chain.Result is not null, LeavesOut: arguments.Count < chain.Parameters.Count, IsBroken: chain.HasErrors);
    }

    private BoundPythonCall BindPython((string ModulePath, string Name) function, Scope inner, ValueBinder values, bool isParallel)
    {
        EquatableArray<BoundOption> options = syntax.Find(Keys.Options)?.Value is MapSyntax map
            ? map.Entries.Select(entry => new BoundOption(entry.Key, values.BindJson(entry.Value))).ToEquatableArray()
            : EquatableArray<BoundOption>.Empty;
        List<ScopeVariable> loopVariables = inner.Variables.Where(variable => variable.Value is BoundVariable).ToList();
        _json.AddRange(loopVariables.Select(variable => variable.Type).OfType<TypeModel>());
        EquatableArray<BoundOption> variables = loopVariables
            .Select(variable => new BoundOption(variable.Name, variable.Value))
            .ToEquatableArray();
        StepRead? before = isParallel ? null : previous;
        if (before is { Type: not null })
        {
            _reads.Add(before.Step);
        }

        return new BoundPythonCall(
            function.ModulePath,
            function.Name,
            target.ValueType!,
            options,
            variables,
            dependencies.Where(read => read.Type is not null).Select(Source).ToEquatableArray(),
            before is { Type: not null } ? Source(before) : null);
    }

    private static BoundSource Source(StepRead read) => new(read.Name, read.Value(StepAccess.Value), read.Type!);

    private BoundTemplateCall? BindTemplate(ValueBinder values)
    {
        if (syntax.Find(Keys.Text) is not { Value: not MissingValueSyntax } text)
        {
            if (!diagnostics.HasReadingErrors(syntax.Span))
            {
                diagnostics.Add(NameDiagnostics.MissingText(diagnostics.At(syntax.Name.Span), syntax.Name.Text));
            }

            return null;
        }

        return new BoundTemplateCall(values.BindText(text.Value, Keys.Text));
    }
}
