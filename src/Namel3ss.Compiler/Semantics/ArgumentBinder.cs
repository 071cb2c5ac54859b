using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Fills the parameters of what a step calls (docs/language.md, "How parameters are filled"): the rules in their
/// order, the first that matches a parameter is final.
/// </summary>
internal sealed class ArgumentBinder(
    StepSyntax step,
    Callee callee,
    Scope scope,
    ValueBinder values,
    IReadOnlyList<StepRead> dependencies,
    StepRead? previous,
    LiftedParameters lifted,
    FileDiagnostics diagnostics)
{
    private readonly BoundExpression?[] _values = new BoundExpression?[callee.Parameters.Count];
    private readonly EquatableArray<MapEntrySyntax> _options =
        step.Find(Keys.Options)?.Value is MapSyntax map ? map.Entries : EquatableArray<MapEntrySyntax>.Empty;

    private readonly HashSet<MapEntrySyntax> _usedOptions = [];
    private Dictionary<string, MapEntrySyntax>? _byParameter;
    private readonly HashSet<int> _usedDependencies = [];

    /// <summary>The steps whose values the call is given by its dependencies or the node before.</summary>
    public IEnumerable<int> Reads => _usedDependencies;

    /// <summary>The connector is only what was probably meant by a name that there is not: nothing is reported of it.</summary>
    public bool IsGuess { get; init; }

    public EquatableArray<BoundArgument> Bind()
    {
        FillSpecial();
        FillFromOptions();
        FillFromScope();
        FillFromDependenciesByName();
        FillTheOneLeft();
        FillTheList();
        FillFromPrevious();
        FillRestOfOptions();
        Lift();

        var arguments = new List<BoundArgument>();
        bool isNamed = false;
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i] is { } value)
            {
                arguments.Add(new BoundArgument(callee.Parameters[i].Name, isNamed, value));
            }
            else if (callee.Parameters[i].DefaultCode is { } defaultCode)
            {
                arguments.Add(new BoundArgument(callee.Parameters[i].Name, isNamed, new BoundConstant(defaultCode)));
            }
            else
            {
                isNamed = true;
            }
        }

        return arguments.ToEquatableArray();
    }

    private IEnumerable<int> Unfilled => Enumerable.Range(0, _values.Length)
        .Where(i => _values[i] is null && callee.Parameters[i].Type.Kind != TypeKind.OptionsMap);

    private static readonly TypeKind[] MayBeLists = [TypeKind.Other, TypeKind.Unknown, TypeKind.Object, TypeKind.Json, TypeKind.OptionsMap];

    private IEnumerable<StepRead> UnusedDependencies =>
        dependencies.Where(read => !_usedDependencies.Contains(read.Step) && read.Type is not null);

    private void FillSpecial()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            ParameterModel parameter = callee.Parameters[i];
            _values[i] = parameter.Type.Kind switch
            {
                _ when parameter.ServiceKey is { } key => new BoundService(parameter.Type.Name, key, parameter.IsOptionalService),
                TypeKind.CancellationToken => new BoundToken(),
                TypeKind.StepContext => new BoundContext(),
                _ => null,
            };
        }
    }

    private void FillFromOptions()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            ParameterModel parameter = callee.Parameters[i];
            if (_values[i] is null && FindOption(parameter.Name) is { } option)
            {
                _usedOptions.Add(option);
                _values[i] = new LiteralBinder(diagnostics, values, option).Bind(option.Value, parameter.Type);
            }
        }
    }

    private MapEntrySyntax? FindOption(string parameter)
    {
        if (_byParameter is null)
        {
            _byParameter = new Dictionary<string, MapEntrySyntax>(StringComparer.Ordinal);
            foreach (MapEntrySyntax option in _options.Reverse())
            {
                // Of two such, the first.
                _byParameter[CSharpNames.Fold(option.Key)] = option;
            }
        }

        return _byParameter.TryGetValue(CSharpNames.Fold(parameter), out MapEntrySyntax? found) ? found : null;
    }

    /// <summary>An input or a loop variable fills the parameter of its name.</summary>
    private void FillFromScope()
    {
        foreach (int i in Unfilled.ToList())
        {
            ParameterModel parameter = callee.Parameters[i];
            if (scope.Variables.FindFor(parameter.Name) is { } variable)
            {
                _values[i] = values.Give(variable, parameter.Type, parameter.Name, step.Name.Span);
            }
        }
    }

    private void FillFromDependenciesByName()
    {
        ILookup<string, StepRead> unused = UnusedDependencies.ToLookup(read => CSharpNames.Fold(read.Name), StringComparer.Ordinal);
        for (int i = 0; i < _values.Length; i++)
        {
            ParameterModel parameter = callee.Parameters[i];
            StepRead? named = unused[CSharpNames.Fold(parameter.Name)].FirstOrDefault(read => !_usedDependencies.Contains(read.Step));
            if (_values[i] is null && named is not null)
            {
                _values[i] = Read(named, parameter);
            }
        }
    }

    /// <summary>Exactly one required parameter and exactly one dependency are left: they belong together.</summary>
    private void FillTheOneLeft()
    {
        List<int> required = Unfilled.Where(i => callee.Parameters[i].IsRequired).ToList();
        List<StepRead> unused = UnusedDependencies.ToList();
        if (required.Count == 1 && unused.Count == 1 && !IsListOf(callee.Parameters[required[0]].Type, unused[0].Type!))
        {
            _values[required[0]] = Read(unused[0], callee.Parameters[required[0]]);
        }
    }

    /// <summary>One value where a list of such values is wanted goes into the list; a list goes as it is.</summary>
    private static bool IsListOf(TypeModel parameter, TypeModel value) =>
        parameter is { Kind: TypeKind.Sequence, Element: { } element }
        && (element.IsSameAs(value) || (value.Element is null && (element.Kind == TypeKind.Object || !MayBeLists.Contains(value.Kind))));

    private void FillTheList()
    {
        List<int> lists = Unfilled.Where(i => callee.Parameters[i].Type is { Kind: TypeKind.Sequence, Element: not null }).ToList();
        List<StepRead> unused = UnusedDependencies.ToList();
        if (lists.Count == 1 && unused.Count > 0)
        {
            TypeModel element = callee.Parameters[lists[0]].Type.Element!;
            _values[lists[0]] = new BoundStepList(unused.Select(read => ReadItem(read, element)).ToEquatableArray());
        }
    }

    private void FillFromPrevious()
    {
        List<int> required = Unfilled.Where(i => callee.Parameters[i].IsRequired).ToList();
        if (previous is { Type: not null } && required.Count == 1)
        {
            ParameterModel parameter = callee.Parameters[required[0]];
            _values[required[0]] = IsListOf(parameter.Type, previous.Type)
                ? new BoundStepList(EquatableArray.Create(ReadItem(previous, parameter.Type.Element!)))
                : Read(previous, parameter);
        }
    }

    private void FillRestOfOptions()
    {
        List<MapEntrySyntax> rest = _options.Where(option => !_usedOptions.Contains(option)).ToList();
        int catchAll = Enumerable.Range(0, _values.Length)
            .Where(i => _values[i] is null && callee.Parameters[i].Type.Kind == TypeKind.OptionsMap)
            .DefaultIfEmpty(-1)
            .First();
        if (catchAll >= 0)
        {
            _values[catchAll] = new BoundDictionary(rest
                .Select(option => new BoundEntry(option.Key, new LiteralBinder(diagnostics, values, option).BindNatural(option.Value)))
                .ToEquatableArray());
            _usedOptions.UnionWith(rest);
            return;
        }

        foreach (MapEntrySyntax option in rest)
        {
            if (callee.IsDoubtful)
            {
                // What it goes to is not known, but its own mistakes are told.
                new LiteralBinder(diagnostics, values, option).BindNatural(option.Value);
                continue;
            }

            diagnostics.Add(BindingDiagnostics.UnknownOption(diagnostics.At(option.KeySpan), option.Key, callee.IsConnector, callee.Text,
                diagnostics.Hint(option.Key, callee.Parameters
                    .Where((parameter, i) => _values[i] is not (BoundToken or BoundContext or BoundService) && FindOption(parameter.Name) is null)
                    .Select(parameter => CSharpNames.ToSnakeCase(parameter.Name)))));
        }
    }

    private void Lift()
    {
        // What would have filled the parameter may be lost to a mistake that is reported.
        bool isLost = IsGuess || callee.IsDoubtful || diagnostics.HasReadingErrors(step.Span)
            || _options.Any(option => !_usedOptions.Contains(option))
            || (step.Find(Keys.DependsOn)?.Value is NamesSyntax names && names.Names.Count > dependencies.Count);
        foreach (int i in Unfilled.Where(i => callee.Parameters[i].IsRequired).ToList())
        {
            _values[i] = lifted.Lift(callee.Parameters[i], step.Name.Text, callee, step.Name.Span, isLost);
        }
    }

    private BoundExpression Read(StepRead read, ParameterModel parameter)
    {
        _usedDependencies.Add(read.Step);
        BoundExpression value = values.Give(Fit(read, parameter.Type), parameter.Type, parameter.Name, step.Name.Span);
        return parameter.Type is { Kind: TypeKind.Sequence, Element: { } element } && LeavesOut(read, element)
            ? new BoundStepList(EquatableArray.Create(read.Value(StepAccess.SpreadPresent))) { IsNullIfAbsent = parameter.Type.IsNullable }
            : value;
    }

    /// <summary>Of a value that is a list itself, the items that are null.</summary>
    private static bool LeavesOut(StepRead read, TypeModel element) =>
        read.Place.List == ListReading.None && read.Type?.Element is { IsNullable: true } && element is { IsNullable: false, Kind: not TypeKind.Object };

    /// <summary>Where items cannot be null, the absent ones are left out.</summary>
    private static StepRead Fit(StepRead read, TypeModel type) =>
        read.Place.List == ListReading.ValuesOrNull && type.Element is { IsNullable: false, Kind: not TypeKind.Object }
            ? read with { Place = read.Place with { List = ListReading.Values } }
            : read;

    private BoundStepValue ReadItem(StepRead read, TypeModel element)
    {
        _usedDependencies.Add(read.Step);
        TypeModel value = read.Type!;
        bool spread = value.Element is { } item && !value.IsSameAs(element)
            && (item.IsSameAs(element) || (element.Element is null && element.Kind != TypeKind.Object));
        BoundStepValue result = read.Value((spread, read.Nulls != Nulls.Never) switch
        {
            _ when spread && LeavesOut(read, element) => StepAccess.SpreadPresent,
            (true, true) => StepAccess.SpreadIfPresent,
            (true, false) => StepAccess.Spread,
            (false, true) => element.IsNullable ? StepAccess.OrNull : StepAccess.IfPresent,
            (false, false) => StepAccess.Value,
        });
        return spread && !element.IsNullable && result.Place.List == ListReading.ValuesOrNull
            ? result with { Place = result.Place with { List = ListReading.Values } }
            : result;
    }
}
