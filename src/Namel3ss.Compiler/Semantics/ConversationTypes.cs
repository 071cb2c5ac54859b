namespace Namel3ss.Compiler.Semantics;

/// <summary>Types of Microsoft.Extensions.AI that have a place in a conversation with a model, and none in a text.</summary>
internal static class ConversationTypes
{
    private const string Namespace = "global::Microsoft.Extensions.AI.";

    /// <summary>Where a value of the type, or of its items, belongs; null if it has a text.</summary>
    public static string? PlaceOf(TypeModel? type)
    {
        if (type is { Kind: TypeKind.Sequence, Element: { } element })
        {
            return PlaceOf(element);
        }

        if (type is null || !type.Name.StartsWith(Namespace, StringComparison.Ordinal))
        {
            return null;
        }

        string name = type.Name.Substring(Namespace.Length);
        return name is "ChatMessage" or "ChatResponse" ? "write its text, '.text', or hand it to a connector, which can send it with an IChatClient"
            : name.EndsWith("Tool", StringComparison.Ordinal) || name.StartsWith("AIFunction", StringComparison.Ordinal)
                ? "tools belong to the IChatClient that the llm names, in ChatOptions.Tools and with UseFunctionInvocation"
            : name.EndsWith("Content", StringComparison.Ordinal) ? "it belongs in a ChatMessage, which a connector can send with an IChatClient"
            : null;
    }
}
