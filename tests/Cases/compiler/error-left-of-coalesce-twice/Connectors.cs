namespace Demo;

public static class Connectors
{
    [Connector("maybe_word")] public static string? MaybeWord(string word) => word.Length > 3 ? word : null;
}
