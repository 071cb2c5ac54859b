using System.Text.Json;
using System.Text.RegularExpressions;

namespace Namel3ss.Runtime.Tests.Models.Answers;

/// <summary>The schemas that are sent.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void A_recursive_type_refers_to_itself_wherever_it_stands()
    {
        const string node = """{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/item"}}},"required":["name","children"]}""";
        Assert.Equal(
            """{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#"}}},"required":["name","children"]}""",
            Answers.Schema(Answers.Format<Node>()).GetRawText());
        Assert.Equal(
            """{"type":"object","properties":{"value":{"type":"array","items":{"$ref":"#/$defs/item"}}},"required":["value"],"additionalProperties":false,"$defs":{"item":""" + node + "}}",
            Answers.Schema(Answers.Format<IReadOnlyList<Node>>()).GetRawText());
        Assert.Equal(
            """{"type":"object","properties":{"value":{"anyOf":[{"$ref":"#/$defs/item"},{"type":"null"}]}},"required":["value"],"additionalProperties":false,"$defs":{"item":""" + node + "}}",
            Answers.Schema(Answers.Format<Node>(nullable: true)).GetRawText());
    }

    [Fact]
    public void No_reference_points_to_nothing()
    {
        foreach (var format in new[]
        {
            Answers.Format<IReadOnlyList<Chapter>>(), Answers.Format<Chapter>(nullable: true), Answers.Format<Dictionary<string, Node>>(), Answers.Format<Decision>(),
            Answers.Format<IReadOnlyList<Decision>>(nullable: true),
        })
        {
            var schema = Answers.Schema(format);
            foreach (Match reference in Regex.Matches(schema.GetRawText(), "\"\\$ref\":\"#/\\$defs/([^\"]*)\""))
            {
                Assert.True(schema.GetProperty("$defs").TryGetProperty(reference.Groups[1].Value, out _), schema.GetRawText());
            }

            Assert.DoesNotMatch("\"\\$ref\":\"#(/[^$]|\")", schema.GetRawText());
            Assert.DoesNotContain("x-", schema.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Recursive_answers_are_read()
    {
        Assert.Equal("c", Answers.Read<IReadOnlyList<Node>>("""{"value":[{"name":"a","children":[{"name":"b","children":[{"name":"c","children":[]}]}]}]}""")[0].Children[0].Children[0].Name);
        Assert.Equal("'value[0].children[0].children' is missing", Answers.Misfit<IReadOnlyList<Node>>("""{"value":[{"name":"a","children":[{"name":"b"}]}]}"""));
        Assert.Equal("'first.next.next.title' is 1, not a text", Answers.Misfit<Chapter>("""{"title":"t","first":{"title":"t","next":{"title":"t","next":{"title":1,"next":null}}}}"""));
    }

    [Fact]
    public void An_enum_is_its_names_whatever_the_options_write()
    {
        Assert.Equal("""{"type":"string","enum":["low","very_high"]}""", Level("default"));
        Assert.Equal("""{"type":"string","enum":["Low","VeryHigh"]}""", Level("web"));
        Assert.Equal("""{"type":"string","enum":["LOW","VERY-HIGH"]}""", Level("kebab"));

        static string Level(string options) => Answers.Schema(Answers.Format<Urgency>(Answers.Options[options])).GetProperty("properties").EnumerateObject().First().Value.GetRawText();
    }

    [Fact]
    public void The_keys_of_a_dictionary_are_named()
    {
        Assert.Equal(
            """{"type":"object","additionalProperties":{"type":"integer"},"propertyNames":{"enum":["low","very_high"]}}""",
            Answers.Schema(Answers.Format<Dictionary<Level, int>>()).GetRawText());
        Assert.Equal(3, Answers.Read<Dictionary<Level, int>>("""{"Very High":3}""")[Level.VeryHigh]);
        Assert.Equal("'high' is not known; known are low, very_high", Answers.Misfit<Dictionary<Level, int>>("""{"high":3}"""));
        Assert.Equal("'1' is not known; known are Low, VeryHigh", Answers.Misfit<Dictionary<Level, int>>("""{"1":3}""", Answers.Options["web"]));
        Assert.Equal("'a' is a name that does not fit: it is \"a\", which does not match ^-?(0|[1-9][0-9]*)$", Answers.Misfit<Dictionary<int, int>>("""{"a":3}"""));
    }

    public sealed record Measured(double Weight, float? Height);

    [Fact]
    public void A_number_is_asked_for_as_one_whatever_the_options_read()
    {
        foreach (var options in Answers.Options.Values)
        {
            Assert.Equal(
                ["""{"type":"number"}""", """{"type":["number","null"]}"""],
                Answers.Schema(Answers.Format<Measured>(options)).GetProperty("properties").EnumerateObject().Select(property => property.Value.GetRawText()));
        }
    }

    public readonly record struct Point(int X, string Name, string? Note);

    [Fact]
    public void A_struct_must_have_what_it_has_no_null_for()
    {
        Assert.Equal("'value[0]' lacks 'x', 'name'", Answers.Misfit<IReadOnlyList<Point>>("""{"value":[{}]}"""));
        Assert.Equal([new Point(1, "n", null)], Answers.Read<IReadOnlyList<Point>>("""{"value":[{"x":1,"name":"n"}]}"""));
        Assert.Equal("'item2' is missing", Answers.Misfit<ValueTuple<int, string>>("""{"item1":1}"""));
    }

    public sealed record Computed(int A)
    {
        public int Twice => A * 2;
    }

    [Fact]
    public void What_nobody_can_set_is_not_asked_for() => Assert.Equal(
        """{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""", Answers.Schema(Answers.Format<Computed>()).GetRawText());

    [Fact]
    public void One_of_several_types_says_all_of_itself_in_its_branch() => Assert.Equal(
        """{"type":"object","properties":{"value":{"anyOf":[{"properties":{"$type":{"const":"refund"},"amount":{"type":"number"},"why":{"type":"string"}},"required":["$type","amount","why"],"type":"object"},"""
        + """{"properties":{"$type":{"const":"reply_with"},"then":{"$ref":"#/$defs/then"},"why":{"type":"string"}},"required":["$type","then","why"],"type":"object"}]}},"required":["value"],"additionalProperties":false,"""
        + "\"$defs\":" + """{"then":{"anyOf":[{"properties":{"$type":{"const":"refund"},"amount":{"type":"number"},"why":{"type":"string"}},"required":["$type","amount","why"],"type":"object"},"""
        + """{"properties":{"$type":{"const":"reply_with"},"then":{"$ref":"#/$defs/then"},"why":{"type":"string"}},"required":["$type","then","why"],"type":"object"},{"type":"null"}]}}}""",
        Answers.Schema(Answers.Format<Decision>()).GetRawText());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Strict_is_for_schemas_that_leave_nothing_open(bool isStrict)
    {
        AnswerFormat[] formats = isStrict
            ? [Answers.Format<Urgency>(), Answers.Format<IReadOnlyList<Node>>(), Answers.Format<Node>(), Answers.Format<Decision>(), Answers.Format<IReadOnlyList<int>>(), Answers.Format<Level>()]
            : [Answers.Format<Dictionary<string, int>>(), Answers.Format<IReadOnlyList<JsonElement>>(), Answers.Format<JsonElement>()];

        Assert.All(formats, format => Assert.Equal(isStrict, format.Strict is not null));
    }
}
