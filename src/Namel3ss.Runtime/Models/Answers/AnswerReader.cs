using System.Buffers;
using System.Text.Json;

namespace Namel3ss;

/// <summary>Reads the value of an answer: finds the JSON in it, holds it to the schema that was sent, and makes the value.</summary>
internal static class AnswerReader
{
    /// <summary>What models like to put an answer under that was asked for as it is.</summary>
    private static readonly HashSet<string> Envelopes = new(StringComparer.OrdinalIgnoreCase)
    {
        AnswerFormat.SchemaName, AnswerFormat.Wrapper, "response", "result", "output", "data", "json",
    };

    private static readonly HashSet<string> SchemaKeywords = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties", "name", "strict",
    };

    /// <summary>Reads an answer.</summary>
    /// <param name="format">What was asked for.</param>
    /// <param name="answer">What the model wrote.</param>
    /// <param name="misfit">Why it is no such value; null if it is.</param>
    public static object? Read(AnswerFormat format, string answer, out AnswerMisfit? misfit)
    {
        // The wrapper is one level more.
        var depth = AnswerValue.Depth(format.Type.Options.MaxDepth) + (format.IsWrapped ? 1 : 0);
        var found = AnswerJson.Find(answer, depth, out var problem);
        if (found.Count == 0 && Word(format, answer) is { } word)
        {
            found.Add(word);
        }

        misfit = found.Count == 0 ? new AnswerMisfit("", problem) : null;
        Fit? best = null;
        var isAmbiguous = false;
        var longest = 0;
        foreach (var (json, isFenced) in found)
        {
            if (Fit.Of(format, json, depth, isFenced, out var reason) is not { } fit)
            {
                // The longest value is the likeliest to have been meant.
                (misfit, longest) = json.Length > longest ? (reason, json.Length) : (misfit, longest);
            }
            else if (best is null || fit.Rank > best.Rank)
            {
                (best, isAmbiguous) = (fit, false);
            }
            else if (fit.Rank == best.Rank)
            {
                isAmbiguous |= !fit.Json.Span.SequenceEqual(best.Json.Span);
            }
        }

        if (isAmbiguous)
        {
            misfit = new AnswerMisfit("", "has different values, and nothing says which of them is meant");
            return null;
        }

        return best?.ToValue(format, out misfit);
    }

    /// <summary>A name or a yes in place of a JSON text, where the schema leaves only few.</summary>
    private static FoundJson? Word(AnswerFormat format, string answer) =>
        // With a bracket in it, it is an attempt at JSON.
        !answer.AsSpan().ContainsAny('{', '[') && format.IsWrapped && format.Schema.Properties![AnswerFormat.Wrapper].Target is var schema
        && (schema.Values is not null || !schema.Kinds.HasFlag(SchemaKinds.String))
            ? new FoundJson(AnswerValue.Text(answer.Trim().Trim('`', '"', '.', '*')).GetRawText(), IsFenced: false)
            : null;

    /// <summary>Whether a value is the schema itself, with the values in the place of what describes them.</summary>
    private static bool IsSchema(AnswerFormat format, JsonElement root, out JsonElement values)
    {
        values = default;
        return root.ValueKind == JsonValueKind.Object && !Has(format.Schema, "properties") && root.TryGetProperty("properties", out values)
            && root.EnumerateObject().All(member => SchemaKeywords.Contains(member.Name));
    }

    /// <summary>What a value may stand for that is not what was asked for, the likeliest first, each with the schema that it should have.</summary>
    private static IEnumerable<(JsonElement Value, SchemaNode Schema, bool IsWrapped)> Readings(AnswerFormat format, JsonElement root)
    {
        var schema = format.Schema;
        if (root.ValueKind == JsonValueKind.String && !schema.Kinds.HasFlag(SchemaKinds.String))
        {
            if (AnswerValue.Inner(root, format.Type.Options.MaxDepth) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String } inner)
            {
                yield return (inner, schema, format.IsWrapped);
                foreach (var reading in Readings(format, inner))
                {
                    yield return reading;
                }
            }
        }
        else if (root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Count() == 1 && root.EnumerateObject().First() is var only
            && !Has(schema, only.Name) && schema.Others is null && schema.Properties is not null
            && (Envelopes.Contains(only.Name) || string.Equals(only.Name, format.Type.Type.Name, StringComparison.OrdinalIgnoreCase)))
        {
            yield return (only.Value, schema, format.IsWrapped);
        }

        if (format.IsWrapped && MayBeBare(format.Schema.Properties![AnswerFormat.Wrapper].Target, root))
        {
            yield return (root, format.Schema.Properties[AnswerFormat.Wrapper], false);
        }
    }

    /// <summary>
    /// Whether a value may be the one that should stand in the wrapper: an object only if it has a member that the schema names, and none that
    /// is called as the wrapper's, unless the schema names that too.
    /// </summary>
    private static bool MayBeBare(SchemaNode schema, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Object => (schema.Branches.Count > 0 ? schema.Branches.Select(branch => branch.Target) : [schema]).Any(branch =>
            branch.Properties?.Keys.Any(name => value.TryGetProperty(name, out _)) is true
            && (Has(branch, AnswerFormat.Wrapper) || !value.TryGetProperty(AnswerFormat.Wrapper, out _))),
        _ => true,
    };

    private static bool Has(SchemaNode schema, string name) => schema.Properties?.ContainsKey(name) is true;

    /// <summary>A value that fits.</summary>
    /// <param name="Json">It, as the type's converters read it.</param>
    /// <param name="IsWrapped">Whether it stands in the wrapper.</param>
    /// <param name="IsFenced">Whether it stood in a Markdown fence.</param>
    /// <param name="IsAsAsked">Whether it had the form that was asked for.</param>
    private sealed record Fit(ReadOnlyMemory<byte> Json, bool IsWrapped, bool IsFenced, bool IsAsAsked)
    {
        public int Rank => (IsFenced ? 2 : 0) + (IsAsAsked ? 1 : 0);

        public static Fit? Of(AnswerFormat format, string json, int depth, bool isFenced, out AnswerMisfit? misfit)
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = depth + 1 });
            var root = document.RootElement;
            misfit = null;
            if (IsSchema(format, root, out var values) && Of(format, values, format.Schema, format.IsWrapped, isFenced, ref misfit) is { } inner)
            {
                return inner;
            }

            if (Of(format, root, format.Schema, format.IsWrapped, isFenced, ref misfit) is { } fit)
            {
                return fit;
            }

            foreach (var (value, schema, isWrapped) in Readings(format, root))
            {
                if (isWrapped != format.IsWrapped && AnswerValue.Allows(schema.Target, value))
                {
                    // What is wrong with the value counts, and not that its wrapper is missing.
                    misfit = null;
                }

                if (Of(format, value, schema, isWrapped, isFenced, ref misfit) is { } other)
                {
                    return other;
                }
            }

            return null;
        }

        private static Fit? Of(AnswerFormat format, JsonElement value, SchemaNode schema, bool isWrapped, bool isFenced, ref AnswerMisfit? misfit)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = 1000, SkipValidation = true });
            var check = new AnswerCheck(writer, format.Type.Options);
            if (!check.Write(schema, value))
            {
                misfit ??= check.Misfit;
                return null;
            }

            writer.Flush();
            return new Fit(buffer.WrittenMemory, isWrapped, isFenced, isWrapped == format.IsWrapped);
        }

        public object? ToValue(AnswerFormat format, out AnswerMisfit? misfit)
        {
            misfit = null;
            try
            {
                var reader = new Utf8JsonReader(Json.Span, new JsonReaderOptions { MaxDepth = 1000 });
                reader.Read();
                if (IsWrapped)
                {
                    // The wrapper's only member.
                    reader.Read();
                    reader.Read();
                }

                return reader.TokenType == JsonTokenType.Null && format.Type.Type != typeof(JsonElement)
                    ? null
                    : JsonSerializer.Deserialize(ref reader, format.Type);
            }
            // Whatever the user's constructors, setters and converters throw.
            catch (Exception error)
            {
                var path = (error as JsonException)?.Path?.TrimStart('$').TrimStart('.') ?? "";
                misfit = new AnswerMisfit(path, $"is no {format.TypeName}: {ErrorText.Of(error).Split(" Path: ")[0]}", error);
                return null;
            }
        }
    }
}
