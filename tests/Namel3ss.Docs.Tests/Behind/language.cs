namespace Shop;

internal static class Behind
{
    [Connector("detect_language")]
    public static string DetectLanguage(string text) => text;

    [Connector("write_reply")]
    public static string WriteReply(string language) => language;

    [Connector("show_values")]
    public static string ShowValues(IReadOnlyDictionary<string, object?> options) => $"{options.Count}";

    [Connector("tick")]
    public static int Tick() => 1;
}
