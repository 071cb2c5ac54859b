namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>When a flaky connector fails: a rule that interpreter and connector share.</summary>
internal static class Flaky
{
    public static bool FailsAt(int calls, object?[] arguments) => calls % (Math.Abs((int)arguments[0]!) + 1) != 0;

    public static string Message(int calls) => $"not at call {calls}";
}
