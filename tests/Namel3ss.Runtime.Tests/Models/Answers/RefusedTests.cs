using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Namel3ss.Runtime.Tests.Models.Answers;

/// <summary>What the schema that was sent excludes: each with its member and the reason.</summary>
public sealed class RefusedTests
{
    public static TheoryData<string, string> Urgencies => new()
    {
        { "{}", "the answer lacks 'level', 'reason'" },
        { """{"error":"I cannot help with that"}""", "the answer lacks 'level', 'reason'" },
        { """{"level":"low"}""", "'reason' is missing" },
        { """{"level":"low","Reason":"r"}""", "'reason' is missing" },
        { """{"level":"low","reason":null}""", "'reason' is null, which it may not be" },
        { """{"level":"low","reason":5}""", "'reason' is 5, not a text" },
        { """{"level":"low","reason":["r"]}""", "'reason' is a list, not a text" },
        { """{"level":"high","reason":"r"}""", "'level' is \"high\", not one of \"low\", \"very_high\"" },
        { """{"level":1,"reason":"r"}""", "'level' is 1, not one of \"low\", \"very_high\"" },
        { """{"level":"1","reason":"r"}""", "'level' is \"1\", not one of \"low\", \"very_high\"" },
        { """{"level":"low, very_high","reason":"r"}""", "'level' is \"low, very_high\", not one of \"low\", \"very_high\"" },
        { """{"level":null,"reason":"r"}""", "'level' is null, which it may not be" },
        { """{"level":"low","reason":"r","level":"low"}""", "'level' stands there twice" },
        { "null", "the answer is null, which it may not be" },
        { "[]", "the answer is a list, not an object" },
        { "7", "the answer is 7, not an object" },
        { "Very urgent!", "the answer has no JSON in it" },
        { "# Very \"urgent\"", "the answer has no JSON in it" },
        { "", "the answer is empty" },
        { " \n", "the answer is empty" },
        { """{"level":"low","reason":"r""", "the answer has broken JSON: it breaks off (line 1, column 27)" },
        { "{\"level\":\"low\"\n\"reason\":\"r\"}", "the answer has broken JSON: ',' or '}' is missing (line 2, column 1)" },
        { "{'level':'low'}", "the answer has broken JSON: a name in double quotes is missing (line 1, column 2)" },
        { """{"level":"low","reason":"\q"}""", @"the answer has broken JSON: '\q' in a text means nothing (line 1, column 27)" },
        { """{"level":"low","reason":"a"} or {"level":"low","reason":"b"}""", "the answer has different values, and nothing says which of them is meant" },
    };

    [Theory]
    [InlineData("""{"name":"a","children":[{"name":"b","children":[]}""")]
    [InlineData("""{"name":"a" "children":[{"name":"b","children":[]}]}""")]
    [InlineData("""{name:"a",children:[{"name":"b","children":[]}]}""")]
    [InlineData("""[{"name":"a","children":[]},{"name":"b","children":[]}]""")]
    public void A_part_of_an_answer_is_not_taken_for_it(string answer) => Answers.Misfit<Node>(answer);

    [Theory]
    [InlineData("[1]", "'[0]' is 1, not a text")]
    [InlineData("[\"a\",null]", "'[1]' is null, which it may not be")]
    [InlineData("""{"value":[1]}""", "'value[0]' is 1, not a text")]
    [InlineData("""{"value":["a" "b"]}""", "the answer has broken JSON: ',' or ']' is missing (line 1, column 15)")]
    [InlineData("7", "the answer is 7, not an object")]
    public void Of_a_list_without_its_wrapper_it_is_said_what_is_wrong_in_it(string answer, string misfit) =>
        Assert.Equal(misfit, Answers.Misfit<IReadOnlyList<string>>(answer));

    [Fact]
    public void A_constructor_that_throws_says_why() =>
        Assert.Equal("the answer is no Picky: no 5 please", Answers.Misfit<Picky>("""{"number":5}"""));

    private sealed class Picky
    {
        public Picky(int number) => throw new System.Net.WebException($"no {number} please");

        public int Number => 0;
    }

    [Fact]
    public void A_name_that_is_none_of_an_enum_is_told_with_those_that_are() =>
        Assert.Equal("the answer is \"critical\", not one of \"low\", \"very_high\"", Answers.Misfit<Level>("\"critical\""));

    [Theory]
    [MemberData(nameof(Urgencies))]
    public void An_answer_that_does_not_fit_says_where_and_why(string answer, string misfit) => Assert.Equal(misfit, Answers.Misfit<Urgency>(answer));

    [Fact]
    public void It_does_so_with_any_options()
    {
        foreach (var (name, options) in Answers.Options)
        {
            Assert.Equal((name, "the answer lacks"), (name, Answers.Misfit<Urgency>("{}", options)[..16]));
            var reason = Answers.Schema(Answers.Format<Urgency>(options)).GetProperty("properties").EnumerateObject().Last().Name;
            Assert.Equal($"'{reason}' is null, which it may not be", Answers.Misfit<Urgency>($$"""{"{{(reason == "Reason" ? "Level" : "level")}}":"low","{{reason}}":null}""", options));
        }
    }

    [Fact]
    public void A_member_twice_is_one_too_many_at_every_depth_and_in_any_case_that_the_options_read()
    {
        Assert.Equal("'to.account' stands there twice", Answers.Misfit<Payment>("""{"amount":1,"to":{"name":"n","account":"a","account":"b"}}"""));
        Assert.Equal("'Amount' stands there twice".ToLowerInvariant(), Answers.Misfit<Payment>(
            """{"amount":1,"Amount":2,"to":{"name":"n","account":"a"}}""", Answers.Options["web"]).ToLowerInvariant());
        Assert.Equal("'a.b[1].c' stands there twice", Answers.Misfit<JsonElement>("""{"a":{"b":[0,{"c":1,"c":1}]}}"""));
        Assert.Equal("'x.y' stands there twice", Answers.Misfit<Dictionary<string, Dictionary<string, int>>>("""{"x":{"y":1,"y":1}}"""));
    }

    public sealed record Holes(IReadOnlyList<string> Texts, List<string?> Maybe, Dictionary<string, string> Map, Dictionary<string, string?> MaybeMap, IReadOnlyList<Payee> Objects);

    [Theory]
    [InlineData("texts", "[\"a\",null]", "texts[1]")]
    [InlineData("map", """{"k":null}""", "map.k")]
    [InlineData("objects", "[null]", "objects[0]")]
    [InlineData("objects", """[{"name":"n","account":null}]""", "objects[0].account")]
    public void Null_is_refused_in_lists_and_dictionaries_too(string member, string value, string path) =>
        Assert.Equal($"'{path}' is null, which it may not be", Answers.Misfit<Holes>(Holed(member, value)));

    [Fact]
    public void And_taken_where_the_type_has_a_question_mark()
    {
        var holes = Answers.Read<Holes>(Holed("maybe", "[null,\"a\"]").Replace("\"maybe_map\":{}", "\"maybe_map\":{\"k\":null}", StringComparison.Ordinal));

        Assert.Equal([null, "a"], holes.Maybe);
        Assert.Null(holes.MaybeMap["k"]);
    }

    private static string Holed(string member, string value) => $$"""{"texts":[],"maybe":[],"map":{},"maybe_map":{},"objects":[]}"""
        .Replace($"\"{member}\":[]", $"\"{member}\":{value}", StringComparison.Ordinal).Replace($"\"{member}\":{{}}", $"\"{member}\":{value}", StringComparison.Ordinal);

    public sealed class Limits
    {
        [Range(1, 5)]
        public int R { get; set; } = 1;

        [Range(0.5, 1.5, MinimumIsExclusive = true)]
        public double D { get; set; } = 1;

        [Range(typeof(decimal), "0.1", "9.9")]
        public decimal M { get; set; } = 1;

        [StringLength(3, MinimumLength = 2)]
        public string S { get; set; } = "";

        [RegularExpression("[a-z]+")]
        public string P { get; set; } = "";

        [Length(1, 2)]
        public string[] L { get; set; } = [];

        [MinLength(1)]
        public Dictionary<string, int> Map { get; set; } = [];

        [EmailAddress]
        public string E { get; set; } = "";

        [AllowedValues("a", "b")]
        public string A { get; set; } = "";

        [DeniedValues("x")]
        public string N { get; set; } = "";

        [Base64String]
        public string B { get; set; } = "";
    }

    [Theory]
    [InlineData("r", "6", "is 6, more than 5")]
    [InlineData("r", "0", "is 0, less than 1")]
    [InlineData("r", "\"6\"", "is 6, more than 5")]
    [InlineData("d", "0.5", "is 0.5, not more than 0.5")]
    [InlineData("m", "10", "is 10, more than 9.9")]
    [InlineData("s", "\"a\"", "has 1 character, fewer than 2")]
    [InlineData("s", "\"👍👍👍👍\"", "has 4 characters, more than 3")]
    [InlineData("p", "\"1a\"", "is \"1a\", which does not match ^(?:[a-z]+)$")]
    [InlineData("p", "\"a\\n\"", "is \"a\\n\", which does not match ^(?:[a-z]+)$")]
    [InlineData("l", "[]", "has 0 items, fewer than 1")]
    [InlineData("l", "[\"a\",\"b\",\"c\"]", "has 3 items, more than 2")]
    [InlineData("map", "{}", "has 0 members, fewer than 1")]
    [InlineData("e", "\"nobody\"", "is \"nobody\", not an e-mail address")]
    [InlineData("a", "\"c\"", "is \"c\", not one of \"a\", \"b\"")]
    [InlineData("n", "\"x\"", "is \"x\", which it may not be")]
    [InlineData("b", "\"?\"", "is \"?\", not base64")]
    public void Ranges_lengths_patterns_and_formats_that_were_sent_are_held(string member, string value, string reason) =>
        Assert.Equal($"'{member}' {reason}", Answers.Misfit<Limits>($$"""{"{{member}}":{{value}}}"""));

    [Fact]
    public void What_is_within_is_taken()
    {
        var limits = Answers.Read<Limits>("""{"r":5,"d":1.5,"m":0.1,"s":"👍👍👍","p":"abc","l":["a"],"map":{"k":1},"e":"a@b.c","a":"b","n":"y","b":"YQ=="}""");

        Assert.Equal((5, 1.5, 0.1m, "👍👍👍", "abc"), (limits.R, limits.D, limits.M, limits.S, limits.P));
    }

    public sealed record Types(byte B, int I, ulong U, decimal M, float F, char C, Guid G, Uri Link, DateOnly Day, TimeSpan Span, Rights Rights);

    private const string Fitting =
        """{"b":1,"i":2,"u":3,"m":4.5,"f":0.5,"c":"x","g":"123e4567-e89b-12d3-a456-426614174000","link":"https://example.com/ä","day":"2026-12-31","span":"01:00:00","rights":"read, write"}""";

    [Theory]
    [InlineData("\"b\":1", "\"b\":256", "'b' is 256, which a Byte does not hold")]
    [InlineData("\"i\":2", "\"i\":3000000000", "'i' is 3000000000, which an integer of 32 bits does not hold")]
    [InlineData("\"i\":2", "\"i\":2.5", "'i' is 2.5, not an integer")]
    [InlineData("\"u\":3", "\"u\":-1", "'u' is -1, which a UInt64 does not hold")]
    [InlineData("4.5", "1e30", "'m' is 1e30, which a Decimal does not hold")]
    [InlineData("0.5", "1e40", "'f' is 1e40, which a Single does not hold")]
    [InlineData("\"x\"", "\"xy\"", "'c' has 2 characters, more than 1")]
    [InlineData("123e4567-e89b", "123e4567", "'g' is \"123e4567-12d3-a456-426614174000\", not a UUID such as 123e4567-e89b-12d3-a456-426614174000")]
    [InlineData("https://", "/", "'link' is \"/example.com/ä\", not a URI such as https://example.com")]
    [InlineData("12-31", "12-32", "'day' is \"2026-12-32\", not a date such as 2026-12-31")]
    [InlineData("read, write", "read, delete", "'rights' is \"read, delete\", not one of \"read\", \"write\", or several of them")]
    public void What_the_type_does_not_hold_is_refused(string right, string wrong, string misfit) =>
        Assert.Equal(misfit, Answers.Misfit<Types>(Fitting.Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void What_it_holds_is_read() => Assert.Equal(Rights.Read | Rights.Write, Answers.Read<Types>(Fitting).Rights);

    [Theory]
    [InlineData("Read", Rights.Read)]
    [InlineData("WRITE,read", Rights.Read | Rights.Write)]
    public void Flags_are_names_with_any_options(string names, Rights rights)
    {
        foreach (var options in Answers.Options.Values)
        {
            Assert.Equal(rights, Answers.Read<Rights>($$"""{"value":"{{names}}"}""", options));
            Assert.Contains("not one of", Answers.Misfit<Rights>("""{"value":"3"}""", options), StringComparison.Ordinal);
            Assert.Contains("not a text", Answers.Misfit<Rights>("""{"value":3}""", options), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"value":{"why":"w","amount":1}}""", "'value' lacks '$type', which is one of \"refund\", \"reply_with\"")]
    [InlineData("""{"value":{"$type":"other","why":"w"}}""", "'value' has the '$type' \"other\", which is not one of \"refund\", \"reply_with\"")]
    [InlineData("""{"value":{"$type":"refund","why":"w"}}""", "'value.amount' is missing")]
    public void One_of_several_types_has_to_be_named(string answer, string misfit) => Assert.Equal(misfit, Answers.Misfit<Decision>(answer));

    [Theory]
    [InlineData("""{"value":["a"],"note":"n"}""", "'note' is not known; known are value")]
    [InlineData("""{"values":["a"]}""", "'value' is missing")]
    [InlineData("""{"value":[1]}""", "'value[0]' is 1, not a text")]
    public void The_wrapper_is_held_to_its_schema(string answer, string misfit) => Assert.Equal(misfit, Answers.Misfit<IReadOnlyList<string>>(answer));

    public sealed record Checked
    {
        public Checked(int number) => Number = number > 0 ? number : throw new ArgumentException("It must be positive.");

        public int Number { get; }
    }

    [Fact]
    public void What_the_types_own_constructor_refuses_does_not_fit_either() =>
        Assert.Equal("the answer is no Checked: It must be positive.", Answers.Misfit<Checked>("""{"number":0}"""));

    [Theory]
    [InlineData("list<text>")]
    public void A_list_is_called_as_in_the_file(string name) => Assert.Equal(
        (name, "list<integer>?", "json", "Dictionary<text, number>", "Level"),
        (Answers.Format<IReadOnlyList<string>>().TypeName, Answers.Format<IReadOnlyList<int>>(nullable: true).TypeName, Answers.Format<JsonElement>().TypeName,
            Answers.Format<Dictionary<string, double>>().TypeName, Answers.Format<Level>().TypeName));
}
