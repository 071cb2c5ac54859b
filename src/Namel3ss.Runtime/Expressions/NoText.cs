using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Namel3ss.CompilerServices;

/// <summary>Values that have a place in a conversation, and none in a text: as JSON they would be noise to the model, and cost tokens.</summary>
internal static class NoText
{
    private static readonly ConditionalWeakTable<JsonTypeInfo, StrongBox<string?>> Known = [];

    /// <summary>Refuses a value that is such a one, whatever its type says.</summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public static void Refuse<T>(T value)
    {
        if (!typeof(T).IsValueType && value is not null && Place(value.GetType()) is { } place)
        {
            throw new InvalidOperationException($"{WithArticle(value.GetType())} cannot be a part of a text: {place}");
        }
    }

    /// <summary>Refuses a value whose type has such a one in it.</summary>
    /// <exception cref="InvalidOperationException">It has.</exception>
    public static void RefuseIn(JsonTypeInfo type)
    {
        if (Known.GetValue(type, static type => new StrongBox<string?>(Problem(type, AiTypeName.Of(type.Type), []))).Value is { } problem)
        {
            throw new InvalidOperationException(problem);
        }
    }

    private static string WithArticle(Type type) => $"{(type.Name[0] == 'A' ? "An" : "A")} {type.Name}";

    private static string? Problem(JsonTypeInfo type, string path, HashSet<Type> seen)
    {
        if (!seen.Add(type.Type))
        {
            return null;
        }

        return type.Kind switch
        {
            JsonTypeInfoKind.Object => type.Properties.Select(property => Problem(type, property.PropertyType, $"{path}.{property.Name}", seen)).FirstOrDefault(problem => problem is not null),
            JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary when type.ElementType is { } element => Problem(type, element, $"{path}[]", seen),
            _ => null,
        };
    }

    private static string? Problem(JsonTypeInfo owner, Type type, string path, HashSet<Type> seen) =>
        Place(type) is { } place ? $"{WithArticle(type)}, {path}, cannot be a part of a text: {place}"
        : owner.Options.TryGetTypeInfo(type, out var info) ? Problem(info, path, seen)
        : null;

    private static string? Place(Type type) =>
        typeof(ChatMessage).IsAssignableFrom(type) || typeof(ChatResponse).IsAssignableFrom(type)
            ? "write its text, '.text', or hand it to a connector, which can send it with an IChatClient."
        : typeof(AITool).IsAssignableFrom(type)
            ? "tools belong to the IChatClient that the llm names, in ChatOptions.Tools and with UseFunctionInvocation."
        : typeof(AIContent).IsAssignableFrom(type)
            ? "it belongs in a ChatMessage, which a connector can send with an IChatClient."
        : null;
}
