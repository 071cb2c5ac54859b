using System.Text.Json;

namespace Namel3ss.Runtime.Tests.Models.Answers;

/// <summary>What models add to their answers and may: none of it changes the value.</summary>
public sealed class ForgivenTests
{
    private const string Json = """{"level":"low","reason":"r"}""";

    public static TheoryData<string> Around => new(
        Json,
        $"```json\n{Json}\n```",
        $"````json\n{Json}\n````",
        $"```json {Json} ```",
        $"~~~\n{Json}\n~~~",
        $"Here it is:\n```json\n{Json}\n```\nTell me if you need more.",
        $"```json\n{Json}",
        $"Sure! {Json}",
        $"{Json}\nTell me if you need more.",
        $"As in [1] and {{so on}}: {Json}",
        $"\uFEFF{Json}",
        $"\u00A0\u200B\r\n{Json}\u3000",
        Json + Json,
        $"{Json}\n\n{Json}",
        $"```json\n{Json}\n```\nAgain:\n{Json}",
        JsonSerializer.Serialize(Json),
        JsonSerializer.Serialize(JsonSerializer.Serialize(Json)),
        """{"level":"low","reason":"r",}""",
        "{\n  \"level\": \"low\",\n  \"reason\": \"r\",\n}",
        "{\"level\":\"low\", // they can work\n\"reason\":\"r\"}",
        """{"level":"low",/* as asked */"reason":"r"} // done""",
        "{\"level\":\"low\", # they can work\n\"reason\":\"r\" # so they said\n}",
        $"# The answer\n{Json}\n# Tell me \"more\"",
        """{"type":"object","properties":{"level":"low","reason":"r"},"required":["level","reason"]}""",
        """{"$schema":"https://json-schema.org/draft/2020-12/schema","properties":{"level":"low","reason":"r"}}""",
        """{"properties":{"level":{"type":"string","value":"low"},"reason":{"type":"string","value":"r"}}}""",
        $$"""{"answer":{{Json}}}""",
        $$"""{"Urgency":{{Json}}}""",
        """{"type":"object","properties":{"level":{"enum":["low"]},"reason":{"type":"string"}}} """ + Json,
        """{"$schema":"x","level":"low","reason":"r","confidence":0.9}""",
        """{"level":"LOW","reason":"r"}""",
        """{" level ":"low","reason\n":"r"}""",
        """{"level":" Low ","reason":"r"}""",
        $"<think>\nPerhaps {{\"level\":\"very_high\",\"reason\":\"?\"}}\n</think>\n\n{Json}",
        $"Perhaps low?\n</think>\n\n{Json}",
        $"[THINK]Hm.[/THINK]{Json}",
        "{\"properties\":{\"value\":1}} " + Json,
        $"<thinking>a</thinking><thinking>b</thinking>```\n{Json}\n```");

    [Theory]
    [MemberData(nameof(Around))]
    public void It_is_read_as_if_it_were_not_there(string answer) => Assert.Equal(new Urgency(Level.Low, "r"), Answers.Read<Urgency>(answer));

    [Theory]
    [InlineData("very_high")]
    [InlineData("Very High")]
    [InlineData("very-high")]
    [InlineData("VERYHIGH")]
    [InlineData("VeryHigh")]
    public void A_member_of_an_enum_may_be_written_in_any_way_with_any_options(string name)
    {
        foreach (var options in Answers.Options.Values)
        {
            var names = Answers.Schema(Answers.Format<Urgency>(options)).GetProperty("properties").EnumerateObject().Select(property => property.Name).ToArray();
            Assert.Equal(new Urgency(Level.VeryHigh, "r"), Answers.Read<Urgency>($$"""{"{{names[0]}}":"{{name}}","{{names[1]}}":"r"}""", options));
        }
    }

    [Theory]
    [InlineData("""{"value":{"value":5}}""")]
    [InlineData("""{"value":5}""")]
    [InlineData("""{"value":"5"}""")]
    public void The_wrapper_may_be_missing_though_the_value_has_a_member_of_its_name(string answer) =>
        Assert.Equal(new Holder(5), Answers.Read<Holder>(answer, nullable: true));

    [Fact]
    public void What_is_null_in_the_wrapper_is_null() => Assert.Null(Answers.Read<Holder?>("""{"value":null}""", nullable: true));

    private sealed record Holder(int Value);

    [Fact]
    public void Signs_of_comments_and_commas_in_a_text_stay() =>
        Assert.Equal("a // b, } /* c */ ,]", Answers.Read<Urgency>("""{"level":"low","reason":"a // b, } /* c */ ,]"}""").Reason);

    [Theory]
    [InlineData("a\nb\tc\u0001", "a\nb\tc\u0001")]
    [InlineData(@"it\'s", "it's")]
    [InlineData(@"\ud83d\udc4d \u00e4 \\n", "👍 ä \\n")]
    [InlineData(@"cut \ud83d", "cut \uFFFD")]
    [InlineData("```json\n{\"a\":1}\n```", "```json\n{\"a\":1}\n```")]
    public void Line_breaks_and_escapes_in_a_text_are_text(string written, string read) => Assert.Equal(
        read, Answers.Read<Urgency>($$"""{"level":"low","reason":"{{written.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""").Reason);

    public sealed record Numbers(int I, long L, double D, decimal M, bool B, int? N, IReadOnlyList<int> List, Payee? To);

    [Fact]
    public void Numbers_booleans_and_objects_may_be_texts() => Assert.Equal(
        """{"I":3,"L":-4,"D":1500,"M":2.50,"B":true,"N":null,"List":[1,2,3],"To":{"Name":"n","Account":"a"}}""",
        JsonSerializer.Serialize(Answers.Read<Numbers>(
            """{"i":"3","l":-4.0,"d":" 1.5e3","m":"2.50","b":"True","n":null,"list":"[1, \"2\", 3.0,]","to":"{\"name\":\"n\",\"account\":\"a\"}"}""")));

    [Theory]
    [InlineData("""{"$type":"refund","why":"w","amount":5}""")]
    [InlineData("""{"why":"w","amount":5,"$type":"refund"}""")]
    [InlineData("""{"value":{"why":"w","$type":"Refund","amount":"5"}}""")]
    public void A_discriminator_may_stand_anywhere(string answer) => Assert.Equal(new Refund("w", 5), Answers.Read<Decision>(answer));

    [Fact]
    public void Also_within_another_one() => Assert.Equal(
        new Reply("w", new Refund("v", 1)), Answers.Read<Decision>("""{"value":{"then":{"amount":1,"why":"v","$type":"refund"},"why":"w","$type":"Reply With"}}"""));

    [Theory]
    [InlineData("""{"value":["a","b"]}""")]
    [InlineData("""["a","b"]""")]
    [InlineData("```\n[\"a\",\"b\"]\n```")]
    [InlineData("""{"value":"[\"a\",\"b\"]"}""")]
    [InlineData("""{"answer":{"value":["a","b"]}}""")]
    [InlineData("""{"properties":{"value":["a","b"]},"type":"object"}""")]
    [InlineData("""["x"] is what I thought of first. {"value":["a","b"]}""")]
    public void The_wrapper_of_what_is_no_object_may_be_missing(string answer) => Assert.Equal(["a", "b"], Answers.Read<IReadOnlyList<string>>(answer));

    [Theory]
    [InlineData("very high.")]
    [InlineData("\"Very-High\"")]
    [InlineData("**VeryHigh**")]
    [InlineData("```\n\"very_high\"\n```")]
    [InlineData("""{"value":"very_high"}""")]
    [InlineData("""{"very_high_is_it":1} {"value":"very_high"}""")]
    public void A_name_alone_is_enough_where_only_names_are(string answer) => Assert.Equal(Level.VeryHigh, Answers.Read<Level>(answer));

    [Theory]
    [InlineData("42", 42)]
    [InlineData("```\n42\n```", 42)]
    [InlineData("The answer:\n```\n42\n```", 42)]
    [InlineData("\"42\"", 42)]
    [InlineData("""{"value":42.0}""", 42)]
    [InlineData("""{"value":null}""", null)]
    public void A_number_alone_too(string answer, int? value) => Assert.Equal(value, Answers.Read<int?>(answer, nullable: true));

    [Theory]
    [InlineData("""{"a":[1,2,],}""", """{"a":[1,2]}""")]
    [InlineData("Sure: [1]", "[1]")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("null", "null")]
    public void Json_takes_any_json(string answer, string value) => Assert.Equal(value, Answers.Read<JsonElement>(answer).GetRawText());
}
