namespace Demo;

[Obsolete("use Client")]
public sealed record Customer(string Name);

public static class C
{
#pragma warning disable CS0618
    [Connector("load")] public static Customer Load() => new("x");
#pragma warning restore CS0618

    [Obsolete, Connector("find")] public static string Find() => "y";
}
