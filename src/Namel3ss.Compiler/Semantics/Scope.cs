using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>An input or a loop variable.</summary>
/// <param name="Type">Null if only C# knows it.</param>
internal sealed record ScopeVariable(string Name, TypeModel? Type, BoundExpression Value);

/// <summary>The names that mean something where an expression stands: inputs, loop variables and steps.</summary>
internal sealed class Scope(EquatableArray<ScopeVariable> variables, StepReader steps, ReadPosition position)
{
    public EquatableArray<ScopeVariable> Variables => variables;

    public StepReader Steps => steps;

    public ReadPosition Position => position;

    /// <summary>Every name, for suggestions.</summary>
    public IEnumerable<string> Names => variables.Select(variable => variable.Name).Concat(steps.NamesBefore(position));

    public ScopeVariable? FindVariable(string name) => variables.FirstOrDefault(variable => variable.Name == name);

    /// <summary>What an expression's name names: <c>_3d</c> is how it writes the input or step "3d".</summary>
    public string NameOf(string written) =>
        !Has(written) && written.Length > 1 && written[0] == '_' && char.IsDigit(written[1]) && Has(written.Substring(1))
            ? written.Substring(1)
            : written;

    /// <summary>How an expression writes a name.</summary>
    public static string InExpression(string name) => char.IsDigit(name[0]) ? "_" + name : name;

    public bool Has(string name) => FindVariable(name) is not null || steps.HasStep(name);

    /// <summary>The same place with one more variable.</summary>
    public Scope With(ScopeVariable variable) => new(variables.Append(variable).ToEquatableArray(), steps, position);

    public Scope At(ReadPosition place) => new(variables, steps, place);
}
