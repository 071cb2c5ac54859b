using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Namel3ss.Runtime.Tests.Models.Answers.Agreement;

/// <summary>
/// Makes answers out of the schema that was sent and nothing else, as a model does: right ones, and ones with a single fault. It knows JSON Schema
/// by its specification and shares no code with the reader.
/// </summary>
internal sealed class SchemaAnswers(JsonElement root, Random random)
{
    // A member of the same name cannot stand in a tree twice: it is written under this one, and renamed in the text.
    private const string Twice = "\u2042";

    private static readonly string[] Words = ["a", "text", "👍 ü", "12", "true", "{}", "a\"b\\c"];

    private readonly List<(string Kind, Action Do)> _faults = [];

    /// <summary>An answer that the schema allows.</summary>
    public string Right()
    {
        _faults.Clear();
        return Made(root, 0, isRoot: true)?.ToJsonString() ?? "null";
    }

    /// <summary>An answer with one fault, and which; null if nothing can be wrong with it.</summary>
    public (string Answer, string Fault)? Wrong()
    {
        _faults.Clear();
        var answer = Made(root, 0, isRoot: true);
        if (_faults.Count == 0)
        {
            return null;
        }

        // By kinds, so that rare ones have their share.
        var kinds = _faults.GroupBy(fault => fault.Kind).ToArray();
        var kind = kinds[random.Next(kinds.Length)].ToArray();
        var (name, act) = kind[random.Next(kind.Length)];
        act();
        return (answer!.ToJsonString().Replace(@"\u2042", "", StringComparison.Ordinal), name);
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IEnumerable<T> from)
    {
        var all = from.ToArray();
        return all[random.Next(all.Length)];
    }

    /// <summary>A value; its own faults, in the place where it stands, are told to whoever puts it there.</summary>
    private JsonNode? Made(JsonElement schema, int depth, bool isRoot = false)
    {
        schema = Target(schema);
        if (Member(schema, "anyOf") is { } branches)
        {
            var options = branches.EnumerateArray().Where(branch => depth < 6 || Kinds(branch).Contains("null")).ToArray();
            return Made(Pick(options.Length > 0 ? options : [.. branches.EnumerateArray()]), depth, isRoot);
        }

        if (Member(schema, "const") is { } constant)
        {
            return Node(constant);
        }

        if (Member(schema, "enum") is { } values)
        {
            return Node(Pick(values.EnumerateArray()));
        }

        var kinds = Kinds(schema);
        var kind = kinds.Length == 0 ? Pick(["string", "integer", "boolean", "null"]) : kinds.Contains("null") && depth >= 4 ? "null" : Pick(kinds);
        return kind switch
        {
            "object" => Object(schema, depth, isRoot),
            "array" => Array(schema, depth),
            "string" => Text(schema),
            "integer" => Number(schema, isInteger: true),
            "number" => Number(schema, Chance(40)),
            "boolean" => Chance(50),
            _ => null,
        };
    }

    private JsonObject Object(JsonElement schema, int depth, bool isRoot)
    {
        var made = new JsonObject();
        var required = Required(schema);
        foreach (var property in Member(schema, "properties") is { } properties ? properties.EnumerateObject().OrderBy(_ => random.Next()).ToArray() : [])
        {
            if (!required.Contains(property.Name) && Chance(depth < 4 ? 30 : 100))
            {
                continue;
            }

            Put(property.Name, property.Value);
            if (required.Contains(property.Name))
            {
                _faults.Add(("missing", () => made.Remove(property.Name)));
                _faults.Add(("misnamed", () =>
                {
                    made.Remove(property.Name, out var value);
                    made[property.Name + "x"] = value;
                }));
            }
        }

        if (Member(schema, "additionalProperties") is { ValueKind: JsonValueKind.Object } others)
        {
            var least = Count(schema, "minProperties") ?? 0;
            foreach (var name in Enumerable.Range(0, Math.Max(least, depth < 4 ? random.Next(3) : 0)).Select(i => Key(schema, i)).Distinct())
            {
                Put(name, others);
            }

            if (least > 0)
            {
                _faults.Add(("too few members", () => made.Clear()));
            }

            if (Member(schema, "propertyNames") is not null)
            {
                _faults.Add(("wrong key", () => made["no such key!"] = Made(others, 5)));
            }
        }
        else if (Member(schema, "additionalProperties") is { ValueKind: JsonValueKind.False })
        {
            _faults.Add(("unknown member", () => made["unknown"] = 1));
        }
        else if (!isRoot && Member(schema, "properties") is not null && Chance(10))
        {
            // Whatever is not excluded is allowed.
            made["not_asked_for"] = "x";
        }

        return made;

        void Put(string name, JsonElement inner)
        {
            made[name] = Made(inner, depth + 1);
            Replace(inner, value => made[name] = value);
            _faults.Add(("twice", () => made[name + Twice] = made[name]?.DeepClone()));
        }
    }

    private JsonArray Array(JsonElement schema, int depth)
    {
        var items = Member(schema, "items") ?? default;
        var (least, most) = (Count(schema, "minItems") ?? 0, Count(schema, "maxItems"));
        var made = new JsonArray();
        for (var i = depth < 4 ? least + random.Next((most ?? least + 2) - least + 1) : least; i > 0; i--)
        {
            made.Add(Made(items, depth + 1));
            var index = made.Count - 1;
            Replace(items, value => made[index] = value);
        }

        if (least > 0)
        {
            _faults.Add(("too few items", made.Clear));
        }

        if (most is { } limit)
        {
            _faults.Add(("too many items", () =>
            {
                while (made.Count <= limit)
                {
                    made.Add(Made(items, depth + 1));
                }
            }));
        }

        return made;
    }

    private string Key(JsonElement schema, int index) => Member(schema, "propertyNames") is not { } names ? $"key{index}"
        : Member(names, "enum") is { } values ? values[index % values.GetArrayLength()].GetString()!
        : Member(names, "format") is not null ? Guid.NewGuid().ToString()
        : (index * 7).ToString(CultureInfo.InvariantCulture);

    /// <summary>What may not stand in a place.</summary>
    private void Replace(JsonElement schema, Action<JsonNode?> put)
    {
        schema = Target(schema);
        if (schema.ValueKind != JsonValueKind.Object || schema.EnumerateObject().All(keyword => keyword.Name is "description" or "default"))
        {
            return;
        }

        var branches = Member(schema, "anyOf") is { } anyOf ? anyOf.EnumerateArray().Select(Target).ToArray() : [schema];
        var kinds = branches.SelectMany(Kinds).ToArray();
        if (branches.All(branch => Member(branch, "const") is null) && !kinds.Contains("null"))
        {
            _faults.Add(("null", () => put(null)));
        }

        if (branches.All(branch => Member(branch, "const") is null))
        {
            _faults.Add(("another kind", () => put(
                !kinds.Contains("boolean") && Chance(30) ? true : !kinds.Contains("object") && Chance(40) ? new JsonObject { ["x"] = 1 }
                : !kinds.Contains("array") ? new JsonArray(1) : new JsonObject { ["x"] = 1 })));
        }

        if (kinds.Contains("string") && !kinds.Contains("integer") && !kinds.Contains("number"))
        {
            _faults.Add(("a number for a text", () => put(7)));
        }

        if (!kinds.Contains("string") && branches.All(branch => Member(branch, "const") is null))
        {
            _faults.Add(("words for something else", () => put("no such thing")));
        }

        if (branches.Any(branch => Member(branch, "const") is not null))
        {
            _faults.Add(("another type", () => put("no such type")));
        }

        if (branches is [var only])
        {
            ReplaceLimited(only, put);
        }
    }

    private void ReplaceLimited(JsonElement schema, Action<JsonNode?> put)
    {
        if (Member(schema, "enum") is not null)
        {
            _faults.Add(("no such name", () => put("no such name")));
            _faults.Add(("several names", () => put(string.Join(", ", Member(schema, "enum")!.Value.EnumerateArray().Select(value => value.ToString()).Take(2)))));
            _faults.Add(("the number as text", () => put("1")));
        }

        if (Kinds(schema) is ["integer", ..] and not [_, "number", ..])
        {
            _faults.Add(("a fraction", () => put(1.5)));
        }

        Limit("minimum", limit => limit - 1);
        Limit("maximum", limit => limit + 1);
        Limit("exclusiveMinimum", limit => limit);
        Limit("exclusiveMaximum", limit => limit);
        if (Count(schema, "minLength") is { } least && least > 0)
        {
            _faults.Add(("too short", () => put(new string('a', least - 1))));
        }

        if (Count(schema, "maxLength") is { } most)
        {
            _faults.Add(("too long", () => put(new string('a', most + 1))));
        }

        if (Member(schema, "pattern") is not null)
        {
            _faults.Add(("no match", () => put("!?")));
        }

        if (Member(schema, "contentEncoding") is not null)
        {
            _faults.Add(("no base64", () => put("!?")));
        }

        if (Member(schema, "not") is { } not)
        {
            _faults.Add(("denied", () => put(Node(not.GetProperty("enum")[0]))));
        }

        foreach (var wrong in Member(schema, "format")?.GetString() switch
        {
            "date-time" => (string[])["2026-02-30T10:00:00Z", "2026-02-03", "2026-02-03T10:00:00", "tomorrow"],
            "date" => ["2026-02-30", "3.2.2026", "2026-02-03T10:00:00Z"],
            "time" => ["25:00:00", "noon"],
            "uuid" => ["123", "123e4567e89b12d3a456426614174000"],
            "uri" => ["example", "/a/b"],
            "email" => ["nobody", "a b@c"],
            _ => [],
        })
        {
            _faults.Add(("format", () => put(wrong)));
        }

        void Limit(string keyword, Func<decimal, decimal> beyond)
        {
            if (Member(schema, keyword) is { } limit)
            {
                _faults.Add((keyword, () => put(beyond(limit.GetDecimal()))));
            }
        }
    }

    private JsonNode Text(JsonElement schema)
    {
        var text = Member(schema, "format")?.GetString() switch
        {
            "date-time" => Pick(["2026-12-31T10:00:00Z", "2026-02-28T23:59:59.125+02:00"]),
            "date" => "2024-02-29",
            "time" => Pick(["10:30:00Z", "23:59:59.5+01:00"]),
            "uuid" => Guid.NewGuid().ToString(),
            "uri" => Pick(["https://example.com/a?b=c", "mailto:a@b.c", "urn:isbn:1"]),
            "email" => "a.b@example.com",
            _ => null,
        };
        if (text is not null)
        {
            return text;
        }

        if (Member(schema, "contentEncoding") is not null)
        {
            return "YQ==";
        }

        // The few patterns that types and attributes of the test have.
        if (Member(schema, "pattern")?.GetString() is { } pattern)
        {
            return pattern.Contains("[a-c]", StringComparison.Ordinal) ? "abc"
                : pattern.Contains(":", StringComparison.Ordinal) && !pattern.Contains("?:", StringComparison.Ordinal) ? "1.02:03:04"
                : pattern.TrimStart('^', '(').Split('|', ')')[0];
        }

        var (least, most) = (Count(schema, "minLength"), Count(schema, "maxLength"));
        return least is null && most is null ? Pick(Words) : new string('b', random.Next(least ?? 0, (most ?? 5) + 1));
    }

    private JsonNode Number(JsonElement schema, bool isInteger)
    {
        var least = Member(schema, "minimum")?.GetDecimal() ?? Member(schema, "exclusiveMinimum")?.GetDecimal() + 0.25m ?? 0;
        var most = Member(schema, "maximum")?.GetDecimal() ?? Member(schema, "exclusiveMaximum")?.GetDecimal() - 0.25m ?? 100;
        var number = least + Math.Round((most - least) * random.Next(0, 101) / 100, 2);
        return isInteger && decimal.Ceiling(number) <= most ? decimal.Ceiling(number) : number;
    }

    private JsonElement Target(JsonElement schema)
    {
        while (Member(schema, "$ref")?.GetString() is { } pointer)
        {
            schema = pointer.Split('/').Skip(1).Aggregate(root, (at, part) => at.GetProperty(part));
        }

        return schema;
    }

    private string[] Kinds(JsonElement schema) => Member(Target(schema), "type") switch
    {
        { ValueKind: JsonValueKind.Array } types => [.. types.EnumerateArray().Select(type => type.GetString()!)],
        { ValueKind: JsonValueKind.String } type => [type.GetString()!],
        _ => [],
    };

    private static string[] Required(JsonElement schema) =>
        Member(schema, "required") is { } required ? [.. required.EnumerateArray().Select(name => name.GetString()!)] : [];

    private static JsonElement? Member(JsonElement schema, string keyword) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(keyword, out var value) ? value : null;

    private static int? Count(JsonElement schema, string keyword) => Member(schema, keyword)?.GetInt32();

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
