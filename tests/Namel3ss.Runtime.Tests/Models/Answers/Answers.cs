using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Namel3ss.Runtime.Tests.Models.Answers;

/// <summary>Reads answers as a step does, without a run around it.</summary>
internal static class Answers
{
    /// <summary>The options that users come with.</summary>
    public static readonly IReadOnlyDictionary<string, JsonSerializerOptions> Options = new Dictionary<string, JsonSerializerOptions>
    {
        ["default"] = ChainJson.Default,
        ["web"] = Prepared(new JsonSerializerOptions(JsonSerializerDefaults.Web)),
        ["plain"] = Prepared(new JsonSerializerOptions()),
        ["kebab"] = Prepared(new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseUpper) },
        }),
        ["strict"] = Prepared(new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals | JsonNumberHandling.AllowReadingFromString,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter() },
        }),
    };

    public static AnswerFormat Format<T>(JsonSerializerOptions? options = null, bool nullable = false) =>
        AnswerFormat.Of(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), nullable, false, options ?? ChainJson.Default, "the test", null);

    public static JsonElement Schema(AnswerFormat format) => Assert.IsType<ChatResponseFormatJson>(format.Response).Schema!.Value;

    /// <summary>The value of an answer that fits.</summary>
    public static T Read<T>(string answer, JsonSerializerOptions? options = null, bool nullable = false)
    {
        var value = AnswerReader.Read(Format<T>(options, nullable), Thinking.Remove(answer) ?? "", out var misfit);
        Assert.True(misfit is null, misfit?.ToString());
        return (T)value!;
    }

    /// <summary>What is wrong with an answer that does not fit.</summary>
    public static string Misfit<T>(string answer, JsonSerializerOptions? options = null, bool nullable = false)
    {
        var value = AnswerReader.Read(Format<T>(options, nullable), Thinking.Remove(answer) ?? "", out var misfit);
        Assert.True(misfit is not null, $"It was read: {value}");
        return misfit.ToString();
    }

    private static JsonSerializerOptions Prepared(JsonSerializerOptions options)
    {
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        options.MakeReadOnly();
        return options;
    }
}

public enum Level
{
    Low,
    VeryHigh,
}

[Flags]
public enum Rights
{
    Read = 1,
    Write = 2,
}

public sealed record Urgency(Level Level, string Reason);

public sealed record Payee(string Name, string Account);

public sealed record Payment(decimal Amount, Payee To);

public sealed record Node(string Name, IReadOnlyList<Node> Children);

public sealed record Chapter(string Title, Section First);

public sealed record Section(string Title, Section? Next);

[JsonDerivedType(typeof(Refund), "refund")]
[JsonDerivedType(typeof(Reply), "reply_with")]
public abstract record Decision(string Why);

public sealed record Refund(string Why, decimal Amount) : Decision(Why);

public sealed record Reply(string Why, Decision? Then) : Decision(Why);
