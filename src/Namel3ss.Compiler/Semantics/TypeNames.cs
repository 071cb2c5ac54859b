using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Compiler.Semantics;

/// <summary>What was meant by a type that there is not: one of the language's or of C#'s own, misspelt or as another language calls it.</summary>
internal static class TypeNames
{
    private static readonly string[] Known =
    [
        "text", "integer", "number", "boolean", "json", "string", "int", "long", "short", "byte", "double", "float", "decimal", "bool", "char", "object",
    ];

    private static readonly Dictionary<string, string> Foreign = new(StringComparer.Ordinal)
    {
        ["str"] = "text",
        ["num"] = "number",
        ["int32"] = "integer",
        ["int64"] = "long",
        ["array"] = "list<T>",
        ["list"] = "list<T>",
        ["dict"] = "Dictionary<string, T>",
        ["map"] = "Dictionary<string, T>",
        ["any"] = "json",
        ["date"] = "DateOnly",
        ["time"] = "TimeOnly",
        ["datetime"] = "DateTimeOffset",
        ["timestamp"] = "DateTimeOffset",
        ["duration"] = "TimeSpan",
        ["uuid"] = "Guid",
        ["guid"] = "Guid",
        ["url"] = "Uri",
        ["uri"] = "Uri",
    };

    /// <summary>Null if the name is near to none; types of C# begin with a capital, so that such a one is never taken for a slip.</summary>
    public static string? Meant(string name) =>
        name.Length == 0 || !char.IsLower(name[0]) || !name.All(char.IsLetterOrDigit) ? null
        : Foreign.TryGetValue(name, out string? meant) ? meant
        : Suggestion.Find(name, Known);
}
