using Namel3ss;

namespace C_App;

internal static class Program
{
    private static async Task Main() => Console.WriteLine((await Chains.RunGreetAsync("X")).EnsureOk());
}

internal static class Connectors
{
    [Connector("echo")] public static string Echo(string text) => text;
}
