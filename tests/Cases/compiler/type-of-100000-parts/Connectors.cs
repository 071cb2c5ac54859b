using Namel3ss;

namespace Demo;

public static class Connectors
{
    [Connector("word")] public static string Word() => "word";

    [Connector("any")] public static string Any(object anything) => anything.GetType() + ":" + anything;

    [Connector("combine")] public static string Combine(int number, string text = "") => number + text;
}
