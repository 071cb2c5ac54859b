using System.Collections.Immutable;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Generation;

/// <summary>A name that an expression can read.</summary>
/// <param name="Type">Null for a step without a value: it can only be depended on.</param>
internal sealed record Readable(string Name, DataType? Type, bool IsStep)
{
    public bool MayBeAbsent { get; init; }

    /// <summary>The list of what a step did in a loop or for each item.</summary>
    public bool IsGathered { get; init; }

    /// <summary>A step of the loop around that stands below: it is read as of the last iteration, and cannot be depended on.</summary>
    public bool IsLater { get; init; }

    /// <summary>The variable of the step's own <c>for_each</c>.</summary>
    public bool IsItem { get; init; }

    public bool MayBeNull => MayBeAbsent || Type is { IsNullable: true };

    public Expression Expression => IsStep ? new StepValue(Name) : new Variable(Name);
}

/// <summary>What is in scope at a place.</summary>
internal sealed record Scope(ImmutableArray<Readable> All)
{
    public Scope With(Readable readable) => this with { All = [.. All.Where(other => other.Name != readable.Name), readable] };

    public Scope Without(IReadOnlyCollection<string> names) => this with { All = [.. All.Where(readable => !names.Contains(readable.Name))] };

    public bool Has(string name) => All.Any(readable => readable.Name == name);

    public static Readable Read(Step step) => new(step.Name, step.Type, IsStep: true)
    {
        MayBeAbsent = step.MayItemBeAbsent,
        IsGathered = step.ForEach is not null,
    };

    /// <summary>The scope after a loop in which all this was in scope: its steps have become lists.</summary>
    public Scope AfterLoop(Scope body)
    {
        Scope after = this;
        foreach (Readable readable in body.All.Where(readable => readable.IsStep && All.All(own => own.Name != readable.Name)))
        {
            // A list of lists is not among the types of random chains.
            if (readable.Type is { } type && (!type.IsList || readable.IsGathered))
            {
                after = after.With(readable with
                {
                    Type = type with { IsList = true, IsNullable = false },
                    MayBeAbsent = false,
                    IsGathered = true,
                });
            }
        }

        return after;
    }

    /// <summary>The scope after an <c>if</c>: a step is there for sure only if every branch has it.</summary>
    public Scope AfterBranches(IReadOnlyList<Scope> branches, bool hasElse)
    {
        Scope after = this;
        foreach (IGrouping<string, Readable> found in branches.SelectMany(branch => branch.All)
            .Where(readable => readable.IsStep && All.All(own => own.Name != readable.Name)).GroupBy(readable => readable.Name))
        {
            bool isCertain = hasElse && found.Count() == branches.Count && found.All(readable => !readable.MayBeAbsent);
            after = after.With(found.First() with { MayBeAbsent = !found.First().IsGathered && !isCertain });
        }

        return after;
    }
}
