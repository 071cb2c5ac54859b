using System.Globalization;
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

    private string _path = "";
    private string _reason = "";

    /// <summary>Why a value does not fit that was not written.</summary>
    public AnswerMisfit Misfit => new(_path, _reason);

    /// <summary>Writes a value; false if it does not fit.</summary>
    public bool Write(SchemaNode schema, JsonElement value)
    {
        schema = schema.Target;
        if (schema.Branches.Count > 0)
        {
            return AnswerBranch.Choose(schema, ref value, out var branch, out var reason) ? Write(branch, value) : Fail(reason);
        }

        if (schema.Values is not null)
        {
            return WriteOneOf(schema, value);
        }

        if (!AnswerValue.Allows(schema, value) && !AnswerValue.TryConvert(schema, ref value, options))
        {
            return Fail(value.ValueKind == JsonValueKind.Null
                ? "is null, which it may not be"
                : $"is {AnswerValue.Show(value)}, not {AnswerValue.Expected(schema)}");
        }

        if (schema.Denied.Count > 0 && IsDenied(schema, value))
        {
            return Fail($"is {AnswerValue.Show(value)}, which it may not be");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteObject(schema, value);
            case JsonValueKind.Array:
                return WriteArray(schema, value);
            case JsonValueKind.String when schema.Flags is { } flags:
                return WriteFlags(schema, flags, value);
            case JsonValueKind.String:
                if (AnswerText.Problem(schema, value.GetString()!, out var text) is { } problem)
                {
                    return Fail(problem);
                }

                writer.WriteStringValue(text);
                return true;
            case JsonValueKind.Number:
                if (AnswerNumber.Problem(schema, value, out var number) is { } wrong)
                {
                    return Fail(wrong);
                }

                writer.WriteRawValue(number);
                return true;
            default:
                value.WriteTo(writer);
                return true;
        }
    }

    // A method of its own, as what closes over a value costs an object with every call.
    private static bool IsDenied(SchemaNode schema, JsonElement value) => schema.Denied.Any(denied => JsonValue.DeepEquals(denied, value));

    private bool WriteOneOf(SchemaNode schema, JsonElement value)
    {
        var index = AnswerValue.IndexOf(schema.Values!, AnswerValue.Described(value) ?? value);
        if (index < 0)
        {
            return Fail(value.ValueKind == JsonValueKind.Null ? "is null, which it may not be" : NotOneOf(value, schema.Values!));
        }

        (schema.ReadAs ?? schema.Values!)[index].WriteTo(writer);
        return true;
    }

    private bool WriteFlags(SchemaNode schema, IReadOnlyList<JsonElement> flags, JsonElement value)
    {
        var indexes = value.GetString()!.Split(',').Select(name => AnswerValue.IndexOf(flags, AnswerValue.Text(name))).ToArray();
        if (indexes.Contains(-1))
        {
            return Fail(NotOneOf(value, flags) + ", or several of them");
        }

        if (schema.ReadAs is { } numbers)
        {
            writer.WriteRawValue(indexes.Select(index => Int128.Parse(numbers[index].GetRawText(), CultureInfo.InvariantCulture))
                .Aggregate(Int128.Zero, (all, one) => all | one).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteStringValue(string.Join(", ", indexes.Select(index => flags[index].GetString())));
        }

        return true;
    }

    private static string NotOneOf(JsonElement value, IEnumerable<JsonElement> values)
    {
        var names = values.Where(allowed => allowed.ValueKind != JsonValueKind.Null).Select(allowed => allowed.GetRawText()).ToArray();
        return $"is {AnswerValue.Show(value)}, not {(names.Length == 1 ? "" : "one of ")}{Listed(names)}";
    }

    private bool WriteArray(SchemaNode schema, JsonElement value)
    {
        var count = value.GetArrayLength();
        if (Outside(count, schema.ItemCount) is { } limit)
        {
            return Fail($"has {count} {(count == 1 ? "item" : "items")}, {limit}");
        }

        writer.WriteStartArray();
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (!Write(schema.Items ?? SchemaNode.Anything, item))
            {
                return In($"[{index}]");
            }

            index++;
        }

        writer.WriteEndArray();
        return true;
    }

    private bool WriteObject(SchemaNode schema, JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(options.PropertyNameCaseInsensitive ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var name = member.Name;
            if (IsKnown(schema, ref name) || (!name.StartsWith('$') || schema.Properties is null))
            {
                if (schema.PropertyNames is { } names && !TryKey(names, ref name))
                {
                    return false;
                }

                if (!members.TryAdd(name, member.Value))
                {
                    return FailAt(name, "stands there twice");
                }
            }
        }

        if (Outside(members.Count, schema.MemberCount) is { } limit)
        {
            return Fail($"has {members.Count} {(members.Count == 1 ? "member" : "members")}, {limit}");
        }

        foreach (var name in schema.Required)
        {
            if (!members.ContainsKey(name))
            {
                return Missing(schema, members);
            }
        }

        writer.WriteStartObject();
        // System.Text.Json wants to know first which type it is.
        if ((schema.Discriminator is { } first && members.Remove(first, out var type) && !WriteMember(schema, first, type))
            || !WriteAll(schema, members))
        {
            return false;
        }

        writer.WriteEndObject();
        return true;
    }

    private bool WriteAll(SchemaNode schema, Dictionary<string, JsonElement> members)
    {
        foreach (var (name, value) in members)
        {
            if (!WriteMember(schema, name, value))
            {
                return false;
            }
        }

        return true;
    }

    private bool Missing(SchemaNode schema, Dictionary<string, JsonElement> members)
    {
        var names = schema.Required.Where(name => !members.ContainsKey(name)).ToArray();
        return names.Length == 1 ? FailAt(names[0], "is missing") : Fail($"lacks {Listed([.. names.Select(name => $"'{name}'")])}");
    }

    private bool WriteMember(SchemaNode schema, string name, JsonElement value)
    {
        var own = schema.Properties?.GetValueOrDefault(name);
        if (own is null && schema.IsClosed)
        {
            return FailAt(name, $"is not known; known are {Listed([.. schema.Properties?.Keys ?? []])}");
        }

        writer.WritePropertyName(name);
        return Write(own ?? schema.Others ?? SchemaNode.Anything, value) || In(name);
    }

    /// <summary>Whether the schema has the member, and its name there.</summary>
    private bool IsKnown(SchemaNode schema, ref string name)
    {
        if (schema.Properties is null || schema.Properties.ContainsKey(name))
        {
            return schema.Properties is not null;
        }

        var comparison = options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        foreach (var key in schema.Properties.Keys)
        {
            if (name.AsSpan().Trim().Equals(key, comparison))
            {
                name = key;
                return true;
            }
        }

        return false;
    }

    private bool TryKey(SchemaNode names, ref string name)
    {
        if (names.Values is { } values)
        {
            var key = AnswerValue.Text(name);
            var index = AnswerValue.IndexOf(values, key);
            if (index < 0)
            {
                return FailAt(name, $"is not known; known are {Listed([.. values.Select(value => value.GetString()!)])}");
            }

            name = values[index].GetString()!;
            return true;
        }

        if (AnswerText.Problem(names, name, out var text) is { } problem)
        {
            return FailAt(name, $"is a name that does not fit: it {problem}");
        }

        name = text;
        return true;
    }

    public static string? Outside(int count, (int? Least, int? Most) limits) =>
        count < limits.Least ? $"fewer than {limits.Least}" : count > limits.Most ? $"more than {limits.Most}" : null;

    private static string Listed(string[] names) => names.Length <= MostNames
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNames))} and {names.Length - MostNames} more";

    private bool Fail(string reason)
    {
        (_path, _reason) = ("", reason);
        return false;
    }

    private bool FailAt(string member, string reason)
    {
        (_path, _reason) = (member, reason);
        return false;
    }

    /// <summary>What was refused stands in a member, or in an item.</summary>
    private bool In(string place)
    {
        _path = _path.Length == 0 || _path[0] == '[' ? place + _path : $"{place}.{_path}";
        return false;
    }
}
