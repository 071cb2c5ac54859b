using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Semantics;

internal static class StepSyntaxes
{
    /// <summary>A name that is found nowhere may be that of a step whose own name could not be read, which is reported.</summary>
    public static bool HasUnreadableName(this IReadOnlyList<StepSyntax> steps) => steps.Any(step => step.Name.Text.Length == 0);

    public static int FindIndex(this IReadOnlyList<StepSyntax> steps, string name)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Name.Text == name && name.Length > 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>What a key says that is true or false; null if it is not there, or no such value.</summary>
    public static bool? Flag(this StepSyntax step, string key) =>
        step.Find(key)?.Value is ScalarSyntax { Kind: ScalarKind.Boolean } value ? value.Text == "true" : null;
}
