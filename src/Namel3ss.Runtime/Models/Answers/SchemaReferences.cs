using System.Text.Json.Nodes;

namespace Namel3ss;

/// <summary>
/// Gives a schema's references names: the exporter's say where a type stood first, which ends to hold once the schema stands in another one, and
/// which few providers know. What is referred to goes to <c>$defs</c>, which all of them do.
/// </summary>
internal static class SchemaReferences
{
    /// <summary>Moves what is referred to.</summary>
    /// <param name="root">The schema, which stays the root.</param>
    /// <param name="rootMoves">Whether the schema will stand in another one: then <c>#</c> is not it any more.</param>
    /// <param name="definitions">What was moved.</param>
    /// <returns>The schema, or the reference to it.</returns>
    public static JsonObject Move(JsonObject root, bool rootMoves, out JsonObject definitions)
    {
        var references = new List<(JsonObject Node, string Pointer)>();
        AnswerSchema.Visit(root, node =>
        {
            if (node["$ref"] is { } pointer)
            {
                references.Add((node, (string)pointer!));
            }
        });
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var targets = new List<(string Name, JsonObject Node)>();
        foreach (var pointer in references.Select(reference => reference.Pointer).Distinct().Where(pointer => rootMoves || pointer != "#"))
        {
            var name = Name(pointer, names.Values);
            names.Add(pointer, name);
            targets.Add((name, Find(root, pointer)));
        }

        foreach (var (node, pointer) in references)
        {
            if (names.TryGetValue(pointer, out var name))
            {
                node["$ref"] = $"#/$defs/{name}";
            }
        }

        definitions = [];
        var result = root;
        foreach (var (name, node) in targets)
        {
            var reference = new JsonObject { ["$ref"] = $"#/$defs/{name}" };
            if (node == root)
            {
                result = reference;
            }
            else
            {
                Replace(node, reference);
            }

            definitions[name] = node;
        }

        return result;
    }

    private static void Replace(JsonObject node, JsonObject other)
    {
        if (node.Parent is JsonArray list)
        {
            list[node.GetElementIndex()] = other;
        }
        else
        {
            node.Parent![node.GetPropertyName()] = other;
        }
    }

    private static JsonObject Find(JsonNode root, string pointer)
    {
        var node = root;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            node = node is JsonArray list
                ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]!
                : node[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]!;
        }

        return (JsonObject)node;
    }

    /// <summary>The member that is referred to, so that a model may know what it reads.</summary>
    private static string Name(string pointer, ICollection<string> taken)
    {
        var parts = pointer.Split('/').Skip(1).Where(part => part is not ("properties" or "items" or "additionalProperties" or "anyOf") && !part.All(char.IsAsciiDigit));
        var last = new string([.. (parts.LastOrDefault() ?? "").Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')]);
        var name = last.Length == 0 ? "item" : last;
        for (var i = 2; taken.Contains(name); i++)
        {
            name = $"{(last.Length == 0 ? "item" : last)}{i}";
        }

        return name;
    }
}
