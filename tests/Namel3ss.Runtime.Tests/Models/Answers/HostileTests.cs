using System.Diagnostics;
using System.Text.Json;

namespace Namel3ss.Runtime.Tests.Models.Answers;

/// <summary>Answers that would bring down a careless reader.</summary>
public sealed class HostileTests
{
    // Ten megabytes take a quarter of a second; a reader whose time grows with the square would take hours.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    public static TheoryData<string, string> Hostile => new()
    {
        { "brackets", new string('[', 100_000) },
        { "braces", new string('{', 100_000) },
        { "objects in objects", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) },
        { "quotes", new string('"', 1_000_000) },
        { "an open string before each brace", string.Concat(Enumerable.Repeat("{\"a", 300_000)) },
        { "fences", new string('`', 1_000_000) },
        { "many fences", string.Concat(Enumerable.Repeat("```x\n", 300_000)) },
        { "many thoughts", string.Concat(Enumerable.Repeat("<think>a</think>", 100_000)) },
        { "an open thought", "<think>" + new string('x', 5_000_000) },
        { "comments", "{" + string.Concat(Enumerable.Repeat("/* a */", 1_000_000)) },
        { "open comments", string.Concat(Enumerable.Repeat("{/*", 300_000)) },
        { "different objects", string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{{\"a\":{i}}}")) },
        { "an endless list that nobody closes", "[[[[" + string.Concat(Enumerable.Repeat("1,", 2_000_000)) },
        { "strings in strings", Enumerable.Range(0, 16).Aggregate("[1]", (text, _) => JsonSerializer.Serialize(text)) },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void They_are_refused_in_time(string name, string answer)
    {
        var watch = Stopwatch.StartNew();

        Answers.Misfit<Urgency>(answer);
        Answers.Misfit<IReadOnlyList<Decision>>(answer);

        Assert.True(watch.Elapsed < Most, $"{name}: {watch.Elapsed}");
    }

    [Fact]
    public void A_large_answer_is_read()
    {
        var texts = Enumerable.Range(0, 200_000).Select(i => $"The {i}th text, which is not short.").ToArray();

        Assert.Equal(texts, Answers.Read<IReadOnlyList<string>>("Here:\n```json\n" + JsonSerializer.Serialize(new { value = texts }) + "\n```"));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Values_are_as_deep_as_the_options_allow(int depth, bool isRead)
    {
        var answer = string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));
        var value = AnswerReader.Read(Answers.Format<JsonElement>(), answer, out var misfit);

        Assert.Equal(isRead, misfit is null && value is JsonElement);
    }

    [Fact]
    public void A_pattern_that_takes_for_ever_is_given_up()
    {
        Assert.StartsWith("'text' is \"aaaa", Answers.Misfit<Slow>($$"""{"text":"{{new string('a', 60)}}!"}"""), StringComparison.Ordinal);
    }

    public sealed class Slow
    {
        [System.ComponentModel.DataAnnotations.RegularExpression("(a+)+b")]
        public string Text { get; set; } = "";
    }
}
