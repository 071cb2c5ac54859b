namespace Namel3ss.Differential.Tests.Model;

/// <summary>What fills a parameter.</summary>
internal abstract record Source;

internal sealed record FromOption(Expression Value) : Source;

internal sealed record FromVariable(string Name) : Source;

internal sealed record FromStep(string Name) : Source;

/// <summary>A list of the values of steps; of those that give lists, the items.</summary>
internal sealed record FromSteps(IReadOnlyList<(string Name, bool IsSpread)> Steps) : Source;

internal sealed record FromDefault : Source;

/// <summary>Nothing: it becomes a parameter of the chain.</summary>
internal sealed record FromCaller : Source;

/// <summary>Section 7 of the language, rule by rule, for connectors and chains.</summary>
internal static class Arguments
{
    /// <param name="variables">Inputs and loop variables in scope.</param>
    /// <param name="typeOf">The type of a step as this step reads it; null if it has no value.</param>
    /// <param name="previous">The step right above, if rule 7 may take it.</param>
    public static Source[] Fill(
        CallWithArguments call, Step step, IReadOnlyCollection<string> variables, Func<string, DataType?> typeOf, string? previous)
    {
        IReadOnlyList<Parameter> parameters = call.Parameters;
        var sources = new Source?[parameters.Count];
        var unused = (step.DependsOn ?? []).Where(name => typeOf(name) is not null).ToList();
        List<int> Left(Func<Parameter, bool> filter) =>
            [.. Enumerable.Range(0, parameters.Count).Where(i => sources[i] is null && filter(parameters[i]))];

        // 2. An option. 3. An input or a loop variable. 4. The dependency of that name.
        foreach (int i in Left(_ => true))
        {
            if (call.Options.FirstOrDefault(option => option.Name == parameters[i].Name) is { } option)
            {
                sources[i] = new FromOption(option.Value);
            }
            else if (variables.Contains(parameters[i].Name))
            {
                sources[i] = new FromVariable(parameters[i].Name);
            }
        }

        foreach (int i in Left(parameter => unused.Contains(parameter.Name)))
        {
            sources[i] = new FromStep(parameters[i].Name);
            unused.Remove(parameters[i].Name);
        }

        // 5. One required parameter and one dependency left; one value where a list is wanted is rule 6.
        if (Left(parameter => parameter.IsRequired) is [var required] && unused is [var only] && !IsItemOf(parameters[required].Type, typeOf(only)!))
        {
            sources[required] = new FromStep(only);
            unused.Clear();
        }

        // 6. One list left: what is left of the dependencies.
        if (Left(parameter => parameter.Type.IsList) is [var list] && unused.Count > 0)
        {
            sources[list] = new FromSteps([.. unused.Select(name => (name, typeOf(name)!.IsList))]);
        }

        // 7. One required parameter left: the step above.
        if (previous is not null && typeOf(previous) is { } before && Left(parameter => parameter.IsRequired) is [var last])
        {
            sources[last] = IsItemOf(parameters[last].Type, before) ? new FromSteps([(previous, false)]) : new FromStep(previous);
        }

        // 8. Its default. 9. The chain's caller.
        return [.. sources.Select((source, i) => source ?? (parameters[i].IsRequired ? new FromCaller() : new FromDefault()))];
    }

    private static bool IsItemOf(DataType list, DataType value) => list.IsList && !value.IsList && list.Kind == value.Kind;
}
