using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>A chain while it is read.</summary>
internal sealed class ChainBuilder(NameSyntax name)
{
    public const int MaxSteps = 1000;

    public NameSyntax Name { get; } = name;

    public PropertyList Properties { get; } = new(Words.Chain, Keys.OfChain);

    public BodyBuilder Body { get; } = new(owner: null);

    /// <summary>Null until there is an <c>inputs:</c>.</summary>
    public List<InputSyntax>? Inputs { get; set; }

    /// <summary>Steps in all blocks.</summary>
    public int StepCount { get; set; }

    /// <summary>The line of <c>steps:</c>, from one.</summary>
    public int? StepsLine { get; set; }

    public bool IsInSteps { get; set; }

    public bool IsMixReported { get; set; }

    public bool IsFullReported { get; set; }
}

/// <summary>The statements of one block while they are read.</summary>
/// <param name="owner">The word of the statement that the block belongs to; null for the chain's own.</param>
internal sealed class BodyBuilder(string? owner)
{
    public string? Owner { get; } = owner;

    public List<StatementSyntax> Items { get; } = [];

    /// <summary>The branches of an <c>if</c> that the line before belonged to: others may follow. Else null.</summary>
    public List<BranchSyntax>? OpenBranches { get; private set; }

    /// <summary>The keys of a <c>while</c>.</summary>
    public PropertyList Properties { get; } = new(owner ?? Words.Chain, Keys.OfWhile);

    public void OpenIf(BranchSyntax first)
    {
        CloseIf();
        OpenBranches = [first];
    }

    /// <summary>Something else follows, or nothing: the <c>if</c> is complete.</summary>
    public void CloseIf()
    {
        if (OpenBranches is { } branches)
        {
            OpenBranches = null;
            Items.Add(new IfSyntax(
                branches[0].Span.Union(branches[branches.Count - 1].Span), branches[0].HeadSpan, branches.ToEquatableArray()));
        }
    }

    /// <summary>The name of the step at an index, empty if there is none.</summary>
    public string StepNameAt(int index) => index < Items.Count && Items[index] is StepSyntax step ? step.Name.Text : "";
}
