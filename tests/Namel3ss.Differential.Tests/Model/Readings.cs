namespace Namel3ss.Differential.Tests.Model;

/// <summary>What steps see of each other: types as read from a place, the sources of arguments, all steps that are read.</summary>
internal sealed class Readings(ChainModel chain)
{
    public Layout Layout { get; } = new(chain);

    /// <summary>The type of a step's name for a reader with these blocks around it; null if there is nothing to read.</summary>
    public DataType? TypeOf(string name, IReadOnlyList<Place> reader)
    {
        Site site = Layout.Named(name).First();
        bool isOutside = site.Path.Any(place => place.IsLoop && !reader.Contains(place));
        return site.Step.Type is not { } type ? null
            : !isOutside ? type
            : type.IsList && site.Step.ForEach is null ? null
            : type with { IsList = true };
    }

    public Source[] Sources(Step step)
    {
        Site site = Layout.Of(step);
        int at = site.Block.ToList().IndexOf(step);
        string? previous = !step.IsParallel && step.DependsOn is null && at > 0 && site.Block[at - 1] is Step before ? before.Name : null;
        var variables = (chain.Inputs ?? []).Select(input => input.Name)
            .Concat(site.Path.Select(place => place.Node).OfType<For>().Select(loop => loop.Variable))
            .Concat(step.ForEach is { } forEach ? [forEach.Variable] : []);
        return Arguments.Fill((CallWithArguments)step.Call, step, [.. variables], name => TypeOf(name, site.Path), previous);
    }

    /// <summary>What no step of a chain without inputs fills: it becomes a parameter.</summary>
    public IEnumerable<Input> Lifted() => Layout.Sites.Select(site => site.Step).Where(step => step.Call is CallWithArguments)
        .SelectMany(step => Sources(step).Zip(((CallWithArguments)step.Call).Parameters))
        .Where(pair => pair.First is FromCaller)
        .Select(pair => new Input(pair.Second.Name, pair.Second.Type))
        .DistinctBy(input => input.Name);

    /// <summary>The steps that a step names or reads.</summary>
    public HashSet<string> NeedsOf(Step step)
    {
        var needs = new HashSet<string>(step.DependsOn ?? []);
        var expressions = new List<Expression?> { step.Condition, step.ForEach?.Items };
        if (step.Call is TemplateCall template)
        {
            expressions.Add(template.Text);
        }
        else
        {
            foreach (Source source in Sources(step))
            {
                switch (source)
                {
                    case FromOption option:
                        expressions.Add(option.Value);
                        break;
                    case FromStep read:
                        needs.Add(read.Name);
                        break;
                    case FromSteps reads:
                        needs.UnionWith(reads.Steps.Select(read => read.Name));
                        break;
                }
            }
        }

        needs.UnionWith(expressions.OfType<Expression>().SelectMany(StepsIn));
        needs.Remove(step.Name);
        return needs;
    }

    /// <summary>The inputs and loop variables that fill the step's parameters, or are read for it.</summary>
    public IEnumerable<string> VariablesOf(Step step) => step.Call is not CallWithArguments ? [] : Sources(step).SelectMany(source => source switch
    {
        FromOption option => VariablesIn(option.Value),
        FromVariable variable => [variable.Name],
        _ => [],
    });

    public static IEnumerable<string> StepsIn(Expression expression) => Parts(expression).OfType<StepValue>().Select(step => step.Name);

    public static IEnumerable<string> VariablesIn(Expression expression) => Parts(expression).OfType<Variable>().Select(variable => variable.Name);

    /// <summary>The expression and all that it is made of.</summary>
    private static IEnumerable<Expression> Parts(Expression expression)
    {
        IEnumerable<Expression> own = expression switch
        {
            Member member => [member.Target],
            Index index => [index.Target, index.At],
            Function function => function.Arguments,
            Unary unary => [unary.Operand],
            Binary binary => [binary.Left, binary.Right],
            Template template => template.Parts.Select(part => part.Value).OfType<Expression>(),
            _ => [],
        };
        return own.SelectMany(Parts).Prepend(expression);
    }
}
