using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Fills the parameters of a connector (docs/language.md, "How a call's parameters are filled"): the rules in their
/// order, the first that matches a parameter is final.
/// </summary>
internal sealed class ArgumentBinder(
    StepSyntax step,
    ConnectorModel connector,
    IReadOnlyList<BoundStep> before,
    EquatableArray<int> dependencies,
    int? previous,
    bool isParallel,
    LiftedParameters lifted,
    FileDiagnostics diagnostics)
{
    private readonly BoundExpression?[] _values = new BoundExpression?[connector.Parameters.Count];
    private readonly EquatableArray<MapEntrySyntax> _options =
        step.Find(Keys.Options)?.Value is MapSyntax map ? map.Entries : EquatableArray<MapEntrySyntax>.Empty;

    private readonly HashSet<MapEntrySyntax> _usedOptions = [];
    private readonly HashSet<int> _usedDependencies = [];

    /// <summary>The connector is only what was probably meant by a name that there is not: nothing is reported of it.</summary>
    public bool IsGuess { get; init; }

    public EquatableArray<BoundArgument> Bind()
    {
        FillSpecial();
        FillFromOptions();
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
                arguments.Add(new BoundArgument(connector.Parameters[i].Name, isNamed, value));
            }
            else
            {
                isNamed = true;
            }
        }

        return arguments.ToEquatableArray();
    }

    private IEnumerable<int> Unfilled => Enumerable.Range(0, _values.Length)
        .Where(i => _values[i] is null && connector.Parameters[i].Type.Kind != TypeKind.OptionsMap);

    private static readonly TypeKind[] MayBeLists = [TypeKind.Other, TypeKind.Unknown, TypeKind.Object, TypeKind.Json, TypeKind.OptionsMap];

    private IEnumerable<int> UnusedDependencies =>
        dependencies.Where(index => !_usedDependencies.Contains(index) && before[index].ValueType is not null);

    private void FillSpecial()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = connector.Parameters[i].Type.Kind switch
            {
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
            ParameterModel parameter = connector.Parameters[i];
            if (_values[i] is null && FindOption(parameter.Name) is { } option)
            {
                _usedOptions.Add(option);
                _values[i] = new LiteralBinder(diagnostics, option).Bind(option.Value, parameter.Type);
            }
        }
    }

    private MapEntrySyntax? FindOption(string parameter) =>
        _options.FirstOrDefault(option => CSharpNames.Fold(option.Key) == CSharpNames.Fold(parameter));

    private void FillFromDependenciesByName()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            ParameterModel parameter = connector.Parameters[i];
            int named = UnusedDependencies
                .Where(index => CSharpNames.Fold(before[index].Name) == CSharpNames.Fold(parameter.Name))
                .DefaultIfEmpty(-1)
                .First();
            if (_values[i] is null && named >= 0)
            {
                _values[i] = Read(named, parameter.Type);
            }
        }
    }

    /// <summary>Exactly one required parameter and exactly one dependency are left: they belong together.</summary>
    private void FillTheOneLeft()
    {
        List<int> required = Unfilled.Where(i => connector.Parameters[i].IsRequired).ToList();
        List<int> unused = UnusedDependencies.ToList();
        if (required.Count == 1 && unused.Count == 1 && !IsListOf(connector.Parameters[required[0]].Type, before[unused[0]].ValueType!))
        {
            _values[required[0]] = Read(unused[0], connector.Parameters[required[0]].Type);
        }
    }

    /// <summary>One value where a list of such values is wanted goes into the list; a list goes as it is.</summary>
    private static bool IsListOf(TypeModel parameter, TypeModel value) =>
        parameter is { Kind: TypeKind.Sequence, Element: { } element }
        && (element.IsSameAs(value) || (value.Element is null && (element.Kind == TypeKind.Object || !MayBeLists.Contains(value.Kind))));

    private void FillTheList()
    {
        List<int> lists = Unfilled.Where(i => connector.Parameters[i].Type is { Kind: TypeKind.Sequence, Element: not null }).ToList();
        List<int> unused = UnusedDependencies.ToList();
        if (lists.Count == 1 && unused.Count > 0)
        {
            TypeModel element = connector.Parameters[lists[0]].Type.Element!;
            _values[lists[0]] = new BoundStepList(unused.Select(index => ReadItem(index, element)).ToEquatableArray());
        }
    }

    private void FillFromPrevious()
    {
        List<int> required = Unfilled.Where(i => connector.Parameters[i].IsRequired).ToList();
        if (!isParallel && previous is { } index && required.Count == 1 && before[index].ValueType is not null)
        {
            TypeModel type = connector.Parameters[required[0]].Type;
            _values[required[0]] = IsListOf(type, before[index].ValueType!)
                ? new BoundStepList(EquatableArray.Create(ReadItem(index, type.Element!)))
                : Read(index, type);
        }
    }

    private void FillRestOfOptions()
    {
        List<MapEntrySyntax> rest = _options.Where(option => !_usedOptions.Contains(option)).ToList();
        int catchAll = Enumerable.Range(0, _values.Length)
            .Where(i => _values[i] is null && connector.Parameters[i].Type.Kind == TypeKind.OptionsMap)
            .DefaultIfEmpty(-1)
            .First();
        if (catchAll >= 0)
        {
            _values[catchAll] = new BoundDictionary(rest
                .Select(option => new BoundEntry(option.Key, new LiteralBinder(diagnostics, option).BindNatural(option.Value)))
                .ToEquatableArray());
            _usedOptions.UnionWith(rest);
            return;
        }

        foreach (MapEntrySyntax option in rest)
        {
            diagnostics.Add(BindingDiagnostics.UnknownOption(diagnostics.At(option.KeySpan), option.Key, connector.Signature,
                Suggestion.Hint(option.Key, connector.Parameters
                    .Where((parameter, i) => _values[i] is not (BoundToken or BoundContext) && FindOption(parameter.Name) is null)
                    .Select(parameter => CSharpNames.ToSnakeCase(parameter.Name)))));
        }
    }

    private void Lift()
    {
        // What would have filled the parameter may be lost to a mistake that is reported.
        bool isLost = IsGuess || diagnostics.HasReadingErrors(step.Span)
            || _options.Any(option => !_usedOptions.Contains(option))
            || (step.Find(Keys.DependsOn)?.Value is NamesSyntax names && names.Names.Count > dependencies.Count);
        foreach (int i in Unfilled.Where(i => connector.Parameters[i].IsRequired).ToList())
        {
            _values[i] = lifted.Lift(connector.Parameters[i], step.Name.Text, connector, step.Name.Span, isLost);
        }
    }

    private BoundStepValue Read(int index, TypeModel type)
    {
        _usedDependencies.Add(index);
        return new BoundStepValue(index, type.IsNullable ? StepAccess.OrNull : StepAccess.Value);
    }

    private BoundStepValue ReadItem(int index, TypeModel element)
    {
        _usedDependencies.Add(index);
        TypeModel value = before[index].ValueType!;
        bool spread = value.Element is { } item && !value.IsSameAs(element)
            && (item.IsSameAs(element) || (element.Element is null && element.Kind != TypeKind.Object));
        bool mayBeAbsent = before[index].MayBeAbsent;
        return new BoundStepValue(index, (spread, mayBeAbsent) switch
        {
            (true, true) => StepAccess.SpreadIfPresent,
            (true, false) => StepAccess.Spread,
            (false, true) => element.IsNullable ? StepAccess.OrNull : StepAccess.IfPresent,
            (false, false) => StepAccess.Value,
        });
    }
}
