using System.Text.Json;
using System.Text.RegularExpressions;

namespace Namel3ss;

/// <summary>The kinds of JSON values that a schema allows.</summary>
[Flags]
internal enum SchemaKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Object = 32,
    Array = 64,
    Any = Null | Boolean | Integer | Number | String | Object | Array,
}

/// <summary>A JSON schema as the check of an answer needs it: of the keywords those that <see cref="AnswerSchema"/> writes.</summary>
internal sealed class SchemaNode
{
    /// <summary>The schema of a value that may be anything.</summary>
    public static readonly SchemaNode Anything = new(default, null);

    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, SchemaNode>? _definitions;
    private readonly string? _reference;

    private SchemaNode(JsonElement schema, Dictionary<string, SchemaNode>? definitions)
    {
        _definitions = definitions;
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        _reference = Text(schema, "$ref")?.Split('/')[^1];
        Kinds = KindsOf(schema);
        Properties = Member(schema, "properties") is { } properties
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => new SchemaNode(property.Value, definitions), StringComparer.Ordinal)
            : null;
        Required = Member(schema, "required") is { } required ? [.. required.EnumerateArray().Select(name => name.GetString()!)] : [];
        Items = Child(schema, "items");
        PropertyNames = Child(schema, "propertyNames");
        IsClosed = Member(schema, "additionalProperties") is { ValueKind: JsonValueKind.False };
        Others = IsClosed ? null : Child(schema, "additionalProperties");
        Branches = Member(schema, "anyOf") is { } branches ? [.. branches.EnumerateArray().Select(branch => new SchemaNode(branch, definitions))] : [];
        Values = Member(schema, "enum") is { } values ? [.. values.EnumerateArray()] : Member(schema, "const") is { } value ? [value] : null;
        Flags = Member(schema, AnswerSchema.FlagsKeyword) is { } flags ? [.. flags.EnumerateArray()] : null;
        ReadAs = Member(schema, AnswerSchema.ReadAsKeyword) is { } numbers ? [.. numbers.EnumerateArray()] : null;
        IsConstant = Member(schema, "const") is not null;
        Discriminator = Properties?.FirstOrDefault(property => property.Value.IsConstant).Key;
        Denied = Member(schema, "not") is { ValueKind: JsonValueKind.Object } not && Member(not, "enum") is { } denied ? [.. denied.EnumerateArray()] : [];
        Minimum = Member(schema, "minimum");
        Maximum = Member(schema, "maximum");
        ExclusiveMinimum = Member(schema, "exclusiveMinimum");
        ExclusiveMaximum = Member(schema, "exclusiveMaximum");
        Length = (Count(schema, "minLength"), Count(schema, "maxLength"));
        ItemCount = (Count(schema, "minItems"), Count(schema, "maxItems"));
        MemberCount = (Count(schema, "minProperties"), Count(schema, "maxProperties"));
        Format = Text(schema, "format") ?? Text(schema, "contentEncoding");
        Clr = Text(schema, AnswerSchema.ClrKeyword);
        Pattern = Text(schema, "pattern") is { } pattern ? new Regex(pattern, RegexOptions.CultureInvariant, LongestMatch) : null;
    }

    public SchemaKinds Kinds { get; } = SchemaKinds.Any;

    public IReadOnlyDictionary<string, SchemaNode>? Properties { get; }

    public IReadOnlyList<string> Required { get; } = [];

    public SchemaNode? Items { get; }

    public SchemaNode? PropertyNames { get; }

    /// <summary>What the values of members without a schema of their own are; null for anything.</summary>
    public SchemaNode? Others { get; }

    /// <summary>Whether there may be no members without a schema of their own.</summary>
    public bool IsClosed { get; }

    public IReadOnlyList<SchemaNode> Branches { get; } = [];

    public IReadOnlyList<JsonElement>? Values { get; }

    /// <summary>The names of which the text has one or more.</summary>
    public IReadOnlyList<JsonElement>? Flags { get; }

    /// <summary>What the type's converter reads for each of the values or flags; null for the name itself.</summary>
    public IReadOnlyList<JsonElement>? ReadAs { get; }

    /// <summary>Whether the one value says which of several types it is.</summary>
    public bool IsConstant { get; }

    /// <summary>The member that says so; null if there is none.</summary>
    public string? Discriminator { get; }

    public IReadOnlyList<JsonElement> Denied { get; } = [];

    public JsonElement? Minimum { get; }

    public JsonElement? Maximum { get; }

    public JsonElement? ExclusiveMinimum { get; }

    public JsonElement? ExclusiveMaximum { get; }

    public (int? Least, int? Most) Length { get; }

    public (int? Least, int? Most) ItemCount { get; }

    public (int? Least, int? Most) MemberCount { get; }

    public string? Format { get; }

    public string? Clr { get; }

    public Regex? Pattern { get; }

    /// <summary>The schema itself, or the one that it refers to.</summary>
    public SchemaNode Target => _reference is null ? this : _definitions![_reference].Target;

    /// <summary>Reads a whole schema.</summary>
    public static SchemaNode Parse(JsonElement schema)
    {
        var definitions = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        foreach (var definition in Member(schema, "$defs") is { } all ? all.EnumerateObject().ToArray() : [])
        {
            definitions[definition.Name] = new SchemaNode(definition.Value, definitions);
        }

        // What refers to the root refers to "#".
        return definitions["#"] = new SchemaNode(schema, definitions);
    }

    private static JsonElement? Member(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var value) ? value : null;

    private static string? Text(JsonElement schema, string keyword) => Member(schema, keyword)?.GetString();

    private static int? Count(JsonElement schema, string keyword) => Member(schema, keyword)?.GetInt32();

    private SchemaNode? Child(JsonElement schema, string keyword) => Member(schema, keyword) is { } child ? new SchemaNode(child, _definitions) : null;

    private static SchemaKinds KindsOf(JsonElement schema) => Member(schema, "type") switch
    {
        null => SchemaKinds.Any,
        { ValueKind: JsonValueKind.Array } types => types.EnumerateArray().Aggregate(SchemaKinds.None, (kinds, type) => kinds | Kind(type.GetString())),
        { } type => Kind(type.GetString()),
    };

    private static SchemaKinds Kind(string? type) => type switch
    {
        "null" => SchemaKinds.Null,
        "boolean" => SchemaKinds.Boolean,
        "integer" => SchemaKinds.Integer,
        "number" => SchemaKinds.Number | SchemaKinds.Integer,
        "string" => SchemaKinds.String,
        "object" => SchemaKinds.Object,
        "array" => SchemaKinds.Array,
        _ => SchemaKinds.Any,
    };
}
