using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Absence;

/// <summary>One line of the table: something that reads a value which may be absent or null, and the same in plain C#.</summary>
/// <param name="Kind">The type of the value.</param>
/// <param name="Text">As the file writes it, <c>x</c> being the value.</param>
/// <param name="Read">The node that reads it, whose step has the given name.</param>
/// <param name="Plain">What that step gives for the value: one result, none where it does not run, several in a loop; or <see cref="Skipped"/>.</param>
internal sealed record AbsenceRow(DataType Kind, string Text, Func<string, Expression, Node> Read, Func<object?, IReadOnlyList<object?>> Plain)
{
    /// <summary>The step does not run, and is in the results.</summary>
    public static readonly object Skipped = new();

    public override string ToString() => Text;
}
