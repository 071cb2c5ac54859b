using System.Globalization;
using System.Text.Json;

namespace Namel3ss.Runtime.Tests.Models.Answers.Agreement;

/// <summary>
/// The schema that is sent and the reader agree: of random types, what the schema allows is read, and what it excludes is refused.
/// <c>NAMEL3SS_ANSWER_TYPES</c> sets how many types, <c>NAMEL3SS_ANSWER_SEED</c> which.
/// </summary>
public sealed class AgreementTests
{
    private const int AnswersOfEach = 50;

    private static readonly int Types = Setting("NAMEL3SS_ANSWER_TYPES", 200);

    private static readonly int Seed = Setting("NAMEL3SS_ANSWER_SEED", 1);

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    [Fact]
    public void What_the_schema_allows_is_read_and_what_it_excludes_is_refused()
    {
        var wrongs = new List<string>();
        var faults = new Dictionary<string, int>();
        var (right, wrong) = (0, 0);
        var types = RandomTypes.Make(Types, Seed);
        for (var i = 0; i < types.Count; i++)
        {
            var (type, isNullable, source) = types[i];
            var (name, options) = Answers.Options.ElementAt(i % Answers.Options.Count);
            var format = AnswerFormat.Of(type, isNullable, false, options, "the test", null);
            var schema = Answers.Schema(format);
            var answers = new SchemaAnswers(schema, new Random(Seed + i));
            for (var n = 0; n < AnswersOfEach; n += 2)
            {
                var answer = answers.Right();
                var value = AnswerReader.Read(format, answer, out var misfit);
                right++;
                if (misfit is not null || !Agreement.Same(answer, format, value))
                {
                    wrongs.Add($"refused or changed ({misfit}) with the {name} options, seed {Seed + i}:\n{answer}\nread: {Agreement.Json(format, value)}\nschema: {schema.GetRawText()}\n{source}");
                    break;
                }

                if (answers.Wrong() is not var (faulty, fault))
                {
                    continue;
                }

                wrong++;
                faults[fault] = faults.GetValueOrDefault(fault) + 1;
                value = AnswerReader.Read(format, faulty, out misfit);
                if (misfit is null)
                {
                    wrongs.Add($"taken, though '{fault}', with the {name} options, seed {Seed + i}:\n{faulty}\nread: {Agreement.Json(format, value)}\nschema: {schema.GetRawText()}\n{source}");
                    break;
                }
            }
        }

        Assert.True(wrongs.Count == 0, $"{wrongs.Count} of {types.Count} types:\n\n{string.Join("\n\n", wrongs.OrderBy(text => text.Length).Take(5))}");
        Assert.Equal(Types * AnswersOfEach / 2, right);
        // Nearly all types can be answered wrongly, and in all ways.
        Assert.True(wrong > right * 9 / 10, $"{wrong} of {right}");
        Assert.True(faults.Count > 20, string.Join(", ", faults.OrderBy(fault => fault.Key)));
    }
}

/// <summary>Whether a value is what the answer said.</summary>
internal static class Agreement
{
    public static string Json(AnswerFormat format, object? value)
    {
        try
        {
            return value is null ? "null" : JsonSerializer.Serialize(value, format.Type);
        }
        catch (JsonException error)
        {
            // A null that the type does not allow.
            return JsonSerializer.Serialize(error.Message);
        }
    }

    public static bool Same(string answer, AnswerFormat format, object? value)
    {
        using var said = JsonDocument.Parse(answer);
        using var read = JsonDocument.Parse(Json(format, value));
        return Same(format.IsWrapped ? said.RootElement.GetProperty("value") : said.RootElement, read.RootElement);
    }

    private static bool Same(JsonElement said, JsonElement read)
    {
        switch (said.ValueKind)
        {
            case JsonValueKind.Object when read.ValueKind == JsonValueKind.Object:
                // What was not asked for is not kept.
                return said.EnumerateObject().All(member => member.Name == "not_asked_for" || (read.TryGetProperty(member.Name, out var own) && Same(member.Value, own)));
            case JsonValueKind.Array when read.ValueKind == JsonValueKind.Array:
                var items = read.EnumerateArray().ToArray();
                // A set has none of them twice.
                return said.GetArrayLength() == items.Length
                    ? said.EnumerateArray().Zip(items).All(pair => Same(pair.First, pair.Second))
                    : said.EnumerateArray().All(item => items.Any(own => Same(item, own)));
            case JsonValueKind.Number when read.ValueKind == JsonValueKind.Number:
                return Math.Abs(said.GetDouble() - read.GetDouble()) < 0.001;
            case JsonValueKind.String when read.ValueKind == JsonValueKind.String:
                return SameText(said.GetString()!, read.GetString()!);
            case JsonValueKind.String when read.ValueKind == JsonValueKind.Number:
                // An enum that the options write as its number.
                return said.GetString() is "First" or "SecondOne" or "Third";
            default:
                return said.ValueKind == read.ValueKind;
        }
    }

    private static bool SameText(string said, string read) =>
        said == read
        || (DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && DateTimeOffset.TryParse(read, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var other)
            && (time == other || (said.IndexOf(':', StringComparison.Ordinal) == 2 && said.StartsWith(read[..8], StringComparison.Ordinal))));
}
