using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Namel3ss;

/// <summary>The one way in which values become JSON and back: by metadata, and by reflection only where that is enabled.</summary>
internal static class ChainJson
{
    private static readonly object PrepareLock = new();

    /// <summary>The options of whoever gives none.</summary>
    public static JsonSerializerOptions Default { get; } = CreateDefault();

    /// <summary>The given options, able to serialise; the default ones for null.</summary>
    public static JsonSerializerOptions Prepare(JsonSerializerOptions? options)
    {
        if (options is null)
        {
            return Default;
        }

        if (!options.IsReadOnly)
        {
            lock (PrepareLock)
            {
                if (!options.IsReadOnly)
                {
                    options.TypeInfoResolver ??= DefaultResolver();
                    options.MakeReadOnly();
                }
            }
        }

        return options;
    }

    /// <summary>The metadata of a type, or of its values if it may be null.</summary>
    /// <param name="options">The options to look it up in.</param>
    /// <param name="type">The type.</param>
    /// <param name="user">What needs it, for the message.</param>
    /// <param name="location">Where that stands in the <c>.ai</c> file.</param>
    /// <exception cref="ChainConfigurationException">There is none.</exception>
    public static JsonTypeInfo TypeInfo(JsonSerializerOptions options, Type type, string user, string? location) =>
        Find(options, type, out var cause) ?? throw Missing(new JsonNeed(type, user, location), cause);

    /// <summary>Whether a type, or that of its values if it may be null, has metadata.</summary>
    public static bool Has(JsonSerializerOptions options, Type type) => Find(options, type, out _) is not null;

    /// <summary>Says which of these types have no metadata: how the first is used, and what is to be written for all.</summary>
    /// <exception cref="ChainConfigurationException">Always, if one has none.</exception>
    public static void ThrowMissing(JsonSerializerOptions options, IEnumerable<JsonNeed> needs)
    {
        JsonNeed[] missing = [.. needs.Where(need => !Has(options, need.Type)).DistinctBy(need => ValueType(need.Type))];
        if (missing.Length > 0)
        {
            Find(options, missing[0].Type, out var cause);
            throw Missing(missing[0], cause, missing[1..]);
        }
    }

    private static JsonTypeInfo? Find(JsonSerializerOptions options, Type type, out Exception? cause)
    {
        cause = null;
        try
        {
            var asked = ValueType(type);
            return options.TryGetTypeInfo(asked, out var info) || PlainTypesContext.Default.Options.TryGetTypeInfo(asked, out info) ? info : null;
        }
        catch (Exception error) when (error is NotSupportedException or InvalidOperationException)
        {
            // Metadata that contradicts itself, such as two properties of one JSON name.
            cause = error;
            return null;
        }
    }

    /// <summary>The metadata of int serves an int? too; a project's JsonSerializerContext names the former.</summary>
    private static Type ValueType(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static ChainConfigurationException Missing(JsonNeed need, Exception? cause, params JsonNeed[] others)
    {
        var name = CSharpName(ValueType(need.Type));
        var user = need.Location is null ? need.User : $"{need.User} ({need.Location})";
        var also = others.Length == 0 ? "" : $" Missing too: {string.Join(", ", others.Select(other => Attribute(CSharpName(ValueType(other.Type)))))}.";
        return new ChainConfigurationException(
            cause is null
                ? $"The type {name} has no JSON metadata, but {user} needs it. Add {Attribute(name)} to your "
                    + $"JsonSerializerContext, and give its options as JsonSerializerOptions of ChainOptions or Namel3ssOptions.{also}"
                : $"The type {name}, which {user} needs, cannot become JSON: {cause.Message}",
            cause);
    }

    private static string Attribute(string type) => $"[JsonSerializable(typeof({type}))]";

    private static JsonSerializerOptions CreateDefault()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            // A tuple has nothing but fields.
            IncludeFields = true,
            // Made for reading, in logs and consoles: "Chain 'x'" stays what it is. It is not for pasting into HTML unescaped.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = DefaultResolver(),
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        if (JsonSerializer.IsReflectionEnabledByDefault && RuntimeFeature.IsDynamicCodeSupported)
        {
            options.Converters.Add(EnumsAsText());
        }

        options.MakeReadOnly();
        return options;
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Called only where dynamic code is supported; the analyzer of net8.0 does not know that guard.")]
    private static JsonStringEnumConverter EnumsAsText() => new(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Guarded by the feature switch that says whether reflection may be used.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Guarded by the feature switch that says whether reflection may be used.")]
    private static IJsonTypeInfoResolver DefaultResolver() =>
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : PlainTypesContext.Default;

    private static string CSharpName(Type type)
    {
        if (type.IsArray)
        {
            return $"{CSharpName(type.GetElementType()!)}[]";
        }

        if (!type.IsGenericType)
        {
            return (type.FullName ?? type.Name).Replace('+', '.');
        }

        var name = type.GetGenericTypeDefinition().FullName!.Replace('+', '.');
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(CSharpName))}>";
    }
}

/// <summary>A type that becomes JSON or comes from it.</summary>
/// <param name="Type">The type, with its question mark.</param>
/// <param name="User">What needs it, for the message.</param>
/// <param name="Location">Where that stands in the <c>.ai</c> file.</param>
internal sealed record JsonNeed(Type Type, string User, string? Location);

/// <summary>Types that need no metadata of the user's.</summary>
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(float))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(char))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(Uri))]
[JsonSerializable(typeof(DateTime))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(DateOnly))]
[JsonSerializable(typeof(TimeOnly))]
[JsonSerializable(typeof(TimeSpan))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(IReadOnlyList<bool>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
[JsonSerializable(typeof(IReadOnlyList<long>))]
[JsonSerializable(typeof(IReadOnlyList<double>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<JsonElement>))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class PlainTypesContext : JsonSerializerContext;
