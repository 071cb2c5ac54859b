namespace Namel3ss.Language.Tests;

/// <summary>The method that is marked is called, whatever C# would make of the values alone.</summary>
public sealed class OverloadTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connector_is_called_and_none_of_its_overloads(bool parallel)
    {
        var run = await Chains.RunOverloadsAsync(options: new ChainOptions { EnableParallelSteps = parallel });

        Assert.Equal("object long long string list 1+5+VeryHigh rest a b", run.EnsureOk());
    }
}

internal static class Overloaded
{
    [Connector("overloaded.object")]
    public static string Object(object value) => value is string ? "object" : "other";

    public static string Object(string value) => throw Wrong(value);

    [Connector("overloaded.large")]
    public static string Large(long value) => value > 0 ? "long" : "other";

    public static string Large(int value) => throw Wrong(value);

    [Connector("overloaded.nullable")]
    public static string Nullable(string? value) => value ?? "string";

    public static string Nullable(Uri? value) => throw Wrong(value);

    [Connector("overloaded.list")]
    public static string List(IReadOnlyList<string> values) => values.Count == 2 ? "list" : "other";

    public static string List(params string[] values) => throw Wrong(values);

    [Connector("overloaded.default")]
    public static string Default(int value, int more = 5, Level level = Level.VeryHigh) => $"{value}+{more}+{level}";

    public static string Default(int value) => throw Wrong(value);

    [Connector("overloaded.rest")]
    public static string Rest(params int[] values) => values.Length == 0 ? "rest" : "other";

    public static string Rest() => throw Wrong(null);

    private static InvalidOperationException Wrong(object? value) => new($"An overload was called with {value}.");
}

internal class OverloadedBase
{
    public virtual string Override(string value) => throw new InvalidOperationException($"The method of the base class was called with {value}.");

    public string Call(string value) => throw new InvalidOperationException($"The method of the base class was called with {value}.");
}

internal sealed class OverloadedInstance : OverloadedBase
{
    [Connector("overloaded.instance")]
    public string Call(object value) => $"{value}";

    [Connector("overloaded.override")]
    public override string Override(string value) => value;

    public string Override(object value) => throw new InvalidOperationException($"An overload was called with {value}.");
}
