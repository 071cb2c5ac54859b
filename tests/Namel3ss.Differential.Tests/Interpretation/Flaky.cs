using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>When a flaky connector fails: a rule that interpreter and connector share.</summary>
internal static class Flaky
{
    public static void ThrowAt(int calls, object?[] arguments)
    {
        if (calls % ((int)arguments[0]! + 1) != 0)
        {
            throw new ConnectorException($"not at call {calls}");
        }
    }
}
