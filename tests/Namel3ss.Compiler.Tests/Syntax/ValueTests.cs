using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>What values mean.</summary>
public class ValueTests
{
    [Theory]
    [InlineData("twitter", "'twitter'")]
    [InlineData("two words  # comment", "'two words'")]
    [InlineData("a#b", "'a#b'")]
    [InlineData("llama3.1:8b", "'llama3.1:8b'")]
    [InlineData("https://example.org/#top?q=[1]", "'https://example.org/#top?q=[1]'")]
    [InlineData("it's \"so\"", "'it's \"so\"'")]
    [InlineData("a, b]", "'a, b]'")]
    [InlineData("\\{{ x }} \\n", "'{{ x }} \\n'")]
    [InlineData("a\u2028b\u0085c\u000Cd", "'a\u2028b\u0085c\u000Cd'")]
    [InlineData("\u00A0a", "'\u00A0a'")]
    [InlineData("a\0b", "'a\0b'")]
    public void Bare_text_runs_to_the_end_of_the_line(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("10")]
    [InlineData("1.50")]
    [InlineData("-0.5e-3")]
    [InlineData("2E+10")]
    [InlineData("123456789012345678901234567890")]
    public void A_number_is_written_as_in_JSON(string value) =>
        Assert.Equal("number " + value, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("007")]
    [InlineData("+49")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e")]
    [InlineData("1 000")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("gpt-4o-mini")]
    [InlineData("\u0661")]
    [InlineData("NaN")]
    public void What_is_not_wholly_a_number_is_text(string value) =>
        Assert.Equal($"'{value}'", Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("true", "boolean true")]
    [InlineData("false", "boolean false")]
    [InlineData("null", "null null")]
    [InlineData("\"true\"", "'true'")]
    [InlineData("'1'", "'1'")]
    [InlineData("yes", "'yes'")]
    [InlineData("True", "'True'")]
    [InlineData("true story", "'true story'")]
    public void Words_with_a_meaning_are_bare_and_in_lower_case(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("\"\"", "''")]
    [InlineData("\"a # b\" # c", "'a # b'")]
    [InlineData("'say \"x\"'", "'say \"x\"'")]
    [InlineData(@"""\n\r\t\0\\\""\'\{{\u00e9\uD83D\uDE00""", "'\n\r\t\0\\\"'{{\u00e9\U0001F600'")]
    [InlineData(@"'it\'s'", "'it's'")]
    [InlineData("\"a\u2028\u2029\u0085\u0001b\"", "'a\u2028\u2029\u0085\u0001b'")]
    [InlineData("\"{ } {a}\"", "'{ } {a}'")]
    public void Quoted_strings_resolve_escapes(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("|\n                one", "'one'")]
    [InlineData("|   # comment\n                one # two\n\n                  three \\n \"\n\n", "'one # two\n\n  three \\n \"'")]
    [InlineData("|\n                  one\n                two", "'  one\ntwo'")]
    [InlineData("|\n\n                one\n          \n                two", "'\none\n\ntwo'")]
    [InlineData("|", "''")]
    [InlineData("|\n                # text\n                key: text\n                - text", "'# text\nkey: text\n- text'")]
    [InlineData("|\n                \\{{ x }}", "'{{ x }}'")]
    public void A_block_string_ends_where_its_indentation_ends(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("\"\"\"one\"\"\"", "'one'")]
    [InlineData("\"\"\"\"\"\"", "''")]
    [InlineData("\"\"\"\n\"\"\"", "''")]
    [InlineData("\"\"\"\n                one\n                  two\n                \"\"\"", "'one\n  two'")]
    [InlineData("\"\"\"one\n                two\"\"\" # c", "'one\ntwo'")]
    [InlineData("\"\"\"\none\nkey: two\n\"\"\"", "'one\nkey: two'")]
    [InlineData("\"\"\"\n                a\\tb \\\"\"\" \\{{ # x\n\n                \"c\"\n                \"\"\"", "'a\tb \"\"\" {{ # x\n\n\"c\"'")]
    public void A_long_string_ends_at_its_quotes(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("[]", "[]")]
    [InlineData("[ ]", "[]")]
    [InlineData("[a, b c , \"d, ]\", 1, true, null,]", "['a', 'b c', 'd, ]', number 1, boolean true, null null]")]
    [InlineData("[[1, 2], [], [a:b]]", "[[number 1, number 2], [], ['a:b']]")]
    [InlineData("[ # c\n a, # d\n\n # e\n \"f\"\n ,g\n ]", "['a', 'f', 'g']")]
    [InlineData("[\na,\nb\n]", "['a', 'b']")]
    [InlineData("[https://x.org/#a, \\{{]", "['https://x.org/#a', '{{']")]
    [InlineData("[\"\"\"\n a\n b\"\"\", c]", "['a\nb', 'c']")]
    public void A_list_in_brackets_takes_any_number_of_lines(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("\n              - a\n              # c\n              - \"b\" # d\n\n              - 1", "['a', 'b', number 1]")]
    [InlineData("\n              - [1]\n              -\n                - 2", "[[number 1], [number 2]]")]
    [InlineData("\n              - a: 1\n                b: 2\n              - c:\n                  d: 3\n                e: |\n                  f\n              -\n                g: 4", "[{a: number 1, b: number 2}, {c: {d: number 3}, e: 'f'}, {g: number 4}]")]
    [InlineData("\n              - |\n                a\n              - https://x.org", "['a', 'https://x.org']")]
    public void Items_stand_on_lines_of_their_own(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("\n              a: 1\n              b:\n               c: 2\n              \"d e\": 3\n              prompt: 4\n              step: 5\n              if: 6", "{a: number 1, b: {c: number 2}, d e: number 3, prompt: number 4, step: number 5, if: number 6}")]
    [InlineData("\n              'a\\tb' : x", "{a\tb: 'x'}")]
    public void Maps_are_lines_below_their_key(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Read.Option(value)));

    [Theory]
    [InlineData("120", 120_000)]
    [InlineData("0.5", 500)]
    [InlineData("200ms", 200)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("24h", 86_400_000)]
    [InlineData("86400", 86_400_000)]
    [InlineData("0.0001ms", 0.0001)]
    public void A_duration_is_seconds_or_has_a_unit(string value, double milliseconds)
    {
        PropertySyntax timeout = Read.Tree($"chain c:\n    timeout: {value}  # c\n").Chains[0].Find(Keys.Timeout)!;

        Assert.Equal(TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)), Assert.IsType<DurationSyntax>(timeout.Value).Duration);
    }

    [Theory]
    [InlineData("a", "<a>")]
    [InlineData("[]", "<>")]
    [InlineData("[a, \"3d\", 'b',]", "<a, 3d, b>")]
    [InlineData("\n            - a\n            - b", "<a, b>")]
    [InlineData("[true, null]", "<true, null>")]
    public void Names_are_one_or_a_list(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Step($"depends_on: {value}").Find(Keys.DependsOn)!.Value));

    [Theory]
    [InlineData("sentiment", "<sentiment>")]
    [InlineData("package.module.function", "<package.module.function>")]
    [InlineData("\"gpt-4 \u00e9\"", "<gpt-4 \u00e9>")]
    public void A_target_is_one_name(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Step($"target: {value}").Find(Keys.Target)!.Value));

    [Theory]
    [InlineData("text", "Text text")]
    [InlineData("integer?", "Integer integer? or null")]
    [InlineData("number", "Number number")]
    [InlineData("boolean", "Boolean boolean")]
    [InlineData("json", "Json json")]
    [InlineData("list<text>", "List of (Text text)")]
    [InlineData("list < list<Feedback?> ? > # c", "List of (List of (CSharp Feedback or null) or null)")]
    [InlineData("Feedback", "CSharp Feedback")]
    [InlineData("\"Dictionary<string, int>\"", "CSharp Dictionary<string, int>")]
    [InlineData("Dictionary<string, int?[]>?", "CSharp Dictionary<string, int?[]> or null")]
    [InlineData("global::A.B<C>.D[,][]", "CSharp global::A.B<C>.D[,][]")]
    [InlineData("List<text>", "CSharp List<text>")]
    [InlineData("listing", "CSharp listing")]
    [InlineData("int?[]", "CSharp int?[]")]
    public void A_type_is_of_the_language_or_of_CSharp(string value, string expected) =>
        Assert.Equal(expected, Describe.Value(Step($"returns: {value}").Find(Keys.Returns)!.Value));

    [Theory]
    [InlineData("int??")]
    [InlineData("list<>")]
    [InlineData("list<text")]
    [InlineData("A<B>>")]
    [InlineData("A B")]
    [InlineData("(int, int)")]
    [InlineData("int*")]
    [InlineData("A.")]
    [InlineData("1A")]
    [InlineData("A[1]")]
    [InlineData("A/**/")]
    [InlineData("\"A\\u2028B\"")]
    [InlineData("A\u200DB")]
    [InlineData("\"\"")]
    public void What_is_more_than_a_type_name_is_none(string value)
    {
        SyntaxTree tree = Parser.Parse(new("a.ai", "a.ai", $"chain c:\n    step s:\n        returns: {value}\n"));

        Assert.Equal("N3S0019", Assert.Single(tree.Diagnostics).Id);
    }

    private static StepSyntax Step(string line) =>
        Assert.IsType<StepSyntax>(Read.Tree($"chain c:\n    step s:\n        {line}\n").Chains[0].Body[0]);
}
