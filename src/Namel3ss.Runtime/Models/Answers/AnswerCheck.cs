using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// Holds a JSON value to the schema that was sent, and writes it as the type's converters read it: what means the same in another form is put
/// right, anything else is refused with its place.
/// </summary>
/// <param name="writer">Takes the value. What it has got when the value is refused means nothing.</param>
/// <param name="options">The options by which the value will be read.</param>
internal sealed class AnswerCheck(Utf8JsonWriter writer, JsonSerializerOptions options)
{
    private const int MostNames = 20;

    /// <summary>Why the value does not fit.</summary>
    public AnswerMisfit? Misfit { get; private set; }

    /// <summary>Writes a value; false if it does not fit.</summary>
    public bool Write(SchemaNode schema, JsonElement value) => Write(schema, value, AnswerPath.Root);

    private bool Write(SchemaNode schema, JsonElement value, AnswerPath path)
    {
        schema = schema.Target;
        if (schema.Branches.Count > 0)
        {
            return AnswerBranch.Choose(schema, ref value, out var branch, out var reason) ? Write(branch, value, path) : Fail(path, reason);
        }

        if (schema.Values is not null)
        {
            return WriteOneOf(schema, value, path);
        }

        if (!AnswerValue.Allows(schema, value) && !AnswerValue.TryConvert(schema, ref value, options))
        {
            return Fail(path, value.ValueKind == JsonValueKind.Null
                ? "is null, which it may not be"
                : $"is {AnswerValue.Show(value)}, not {AnswerValue.Expected(schema)}");
        }

        if (schema.Denied.Any(denied => JsonValue.DeepEquals(denied, value)))
        {
            return Fail(path, $"is {AnswerValue.Show(value)}, which it may not be");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteObject(schema, value, path);
            case JsonValueKind.Array:
                return WriteArray(schema, value, path);
            case JsonValueKind.String:
                if (AnswerText.Problem(schema, value.GetString()!, out var text) is { } problem)
                {
                    return Fail(path, problem);
                }

                writer.WriteStringValue(text);
                return true;
            case JsonValueKind.Number:
                if (AnswerNumber.Problem(schema, value, out var number) is { } wrong)
                {
                    return Fail(path, wrong);
                }

                writer.WriteRawValue(number);
                return true;
            default:
                value.WriteTo(writer);
                return true;
        }
    }

    private bool WriteOneOf(SchemaNode schema, JsonElement value, AnswerPath path)
    {
        var index = AnswerValue.IndexOf(schema.Values!, AnswerValue.Described(value) ?? value);
        if (index < 0)
        {
            return Fail(path, value.ValueKind == JsonValueKind.Null ? "is null, which it may not be" : NotOneOf(value, schema.Values!));
        }

        (schema.ReadAs ?? schema.Values!)[index].WriteTo(writer);
        return true;
    }

    public static string NotOneOf(JsonElement value, IEnumerable<JsonElement> values)
    {
        var names = values.Where(allowed => allowed.ValueKind != JsonValueKind.Null).Select(allowed => allowed.GetRawText()).ToArray();
        return $"is {AnswerValue.Show(value)}, not {(names.Length == 1 ? "" : "one of ")}{Listed(names)}";
    }

    private bool WriteArray(SchemaNode schema, JsonElement value, AnswerPath path)
    {
        var count = value.GetArrayLength();
        if (Outside(count, schema.ItemCount) is { } limit)
        {
            return Fail(path, $"has {count} {(count == 1 ? "item" : "items")}, {limit}");
        }

        writer.WriteStartArray();
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (!Write(schema.Items ?? SchemaNode.Anything, item, path.Item(index++)))
            {
                return false;
            }
        }

        writer.WriteEndArray();
        return true;
    }

    private bool WriteObject(SchemaNode schema, JsonElement value, AnswerPath path)
    {
        var members = new Dictionary<string, JsonElement>(options.PropertyNameCaseInsensitive ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var name = member.Name;
            if (IsKnown(schema, ref name) || (!name.StartsWith('$') || schema.Properties is null))
            {
                if (schema.PropertyNames is { } names && !TryKey(names, ref name, path))
                {
                    return false;
                }

                if (!members.TryAdd(name, member.Value))
                {
                    return Fail(path.Member(name), "stands there twice");
                }
            }
        }

        if (Outside(members.Count, schema.MemberCount) is { } limit)
        {
            return Fail(path, $"has {members.Count} {(members.Count == 1 ? "member" : "members")}, {limit}");
        }

        var missing = schema.Required.Where(name => !members.ContainsKey(name)).ToArray();
        if (missing.Length > 0)
        {
            return missing.Length == 1 ? Fail(path.Member(missing[0]), "is missing") : Fail(path, $"lacks {Listed([.. missing.Select(name => $"'{name}'")])}");
        }

        writer.WriteStartObject();
        // System.Text.Json wants to know first which type it is.
        foreach (var (name, inner) in members.OrderBy(member => schema.Properties?.GetValueOrDefault(member.Key) is { IsConstant: true } ? 0 : 1))
        {
            var at = path.Member(name);
            var own = schema.Properties?.GetValueOrDefault(name);
            if (own is null && schema.IsClosed)
            {
                return Fail(at, $"is not known; known are {Listed([.. schema.Properties?.Keys ?? []])}");
            }

            writer.WritePropertyName(name);
            if (!Write(own ?? schema.Others ?? SchemaNode.Anything, inner, at))
            {
                return false;
            }
        }

        writer.WriteEndObject();
        return true;
    }

    /// <summary>Whether the schema has the member, and its name there.</summary>
    private bool IsKnown(SchemaNode schema, ref string name)
    {
        if (schema.Properties is null || schema.Properties.ContainsKey(name))
        {
            return schema.Properties is not null;
        }

        var written = name;
        var known = options.PropertyNameCaseInsensitive
            ? schema.Properties.Keys.FirstOrDefault(key => string.Equals(key, written, StringComparison.OrdinalIgnoreCase))
            : null;
        name = known ?? name;
        return known is not null;
    }

    private bool TryKey(SchemaNode names, ref string name, AnswerPath path)
    {
        if (names.Values is { } values)
        {
            var key = AnswerValue.Text(name);
            var index = AnswerValue.IndexOf(values, key);
            if (index < 0)
            {
                return Fail(path.Member(name), $"is not known; known are {Listed([.. values.Select(value => value.GetString()!)])}");
            }

            name = values[index].GetString()!;
            return true;
        }

        if (AnswerText.Problem(names, name, out var text) is { } problem)
        {
            return Fail(path.Member(name), $"is a name that does not fit: it {problem}");
        }

        name = text;
        return true;
    }

    public static string? Outside(int count, (int? Least, int? Most) limits) =>
        count < limits.Least ? $"fewer than {limits.Least}" : count > limits.Most ? $"more than {limits.Most}" : null;

    private static string Listed(string[] names) => names.Length <= MostNames
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNames))} and {names.Length - MostNames} more";

    private bool Fail(AnswerPath path, string reason)
    {
        Misfit ??= new AnswerMisfit(path.ToString(), reason);
        return false;
    }
}
