namespace Demo;

public static class Connectors
{
    [Connector("word")] public static string Word() => "word";
}
