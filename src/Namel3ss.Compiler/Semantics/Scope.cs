using System.Collections;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>An input or a loop variable.</summary>
/// <param name="Type">Null if only C# knows it.</param>
internal sealed record ScopeVariable(string Name, TypeModel? Type, BoundExpression Value) : INamed;

/// <summary>The inputs and loop variables of a place: of a chain as many as somebody writes, so they are found by name at once.</summary>
internal sealed class ScopeVariables(IEnumerable<ScopeVariable> variables) : IEnumerable<ScopeVariable>
{
    private readonly NameTable<ScopeVariable> _all = new(variables);
    private Dictionary<string, ScopeVariable>? _byParameter;

    public ScopeVariable? Find(string name) => _all.Find(name);

    /// <summary>The variable that fills a parameter of that name.</summary>
    public ScopeVariable? FindFor(string parameter)
    {
        if (_byParameter is null)
        {
            _byParameter = new Dictionary<string, ScopeVariable>(StringComparer.Ordinal);
            foreach (ScopeVariable variable in _all.Reverse())
            {
                // Of two such, the first.
                _byParameter[CSharpNames.Fold(variable.Name)] = variable;
            }
        }

        return _byParameter.TryGetValue(CSharpNames.Fold(parameter), out ScopeVariable? found) ? found : null;
    }

    public IEnumerator<ScopeVariable> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The names that mean something where an expression stands: inputs, loop variables and steps.</summary>
internal sealed class Scope(ScopeVariables variables, StepReader steps, ReadPosition position)
{
    public ScopeVariables Variables => variables;

    public StepReader Steps => steps;

    public ReadPosition Position => position;

    /// <summary>What branches, loops, conditions and operators around it have found out.</summary>
    public KnownConditions? Conditions { get; private init; }

    /// <summary>Every name, for suggestions.</summary>
    public IEnumerable<string> Names => variables.Select(variable => variable.Name).Concat(steps.NamesFor(position));

    public ScopeVariable? FindVariable(string name) => variables.Find(name);

    /// <summary>What an expression's name names: <c>_3d</c> is how it writes the input or step "3d".</summary>
    public string NameOf(string written) =>
        !Has(written) && written.Length > 1 && written[0] == '_' && char.IsDigit(written[1]) && Has(written.Substring(1))
            ? written.Substring(1)
            : written;

    /// <summary>How an expression writes a name.</summary>
    public static string InExpression(string name) => char.IsDigit(name[0]) ? "_" + name : name;

    /// <summary>Whether the name means something that can be read here.</summary>
    public bool CanRead(string name) => FindVariable(name) is not null || steps.CanBeRead(name, position);

    public bool Has(string name) => FindVariable(name) is not null || steps.HasStep(name);

    /// <summary>The same place with one more variable.</summary>
    public Scope With(ScopeVariable variable) => new(new ScopeVariables(variables.Append(variable)), steps, position) { Conditions = Conditions };

    public Scope At(ReadPosition place) => new(variables, steps, place) { Conditions = Conditions };

    /// <summary>The same place where such a condition is known to hold or not; null for none.</summary>
    public Scope Where(BoundExpression? condition, bool holds, int? headOf = null) => condition is null ? this : new(variables, steps, position)
    {
        Conditions = new KnownConditions(new KnownCondition(condition, holds, headOf), Conditions),
    };

    /// <summary>Whether an expression, a name or a path, is known not to be null here.</summary>
    public bool HasValue(BoundExpression expression) =>
        NullLogic.KeyOf(expression) is { } key && Conditions?.Excludes(key) is true;
}
