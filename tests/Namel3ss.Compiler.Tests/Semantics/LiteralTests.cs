namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>Options as typed C# values: what each C# type takes, as which C#, and what it says to the rest. N3S2008.</summary>
public class LiteralTests
{
    private const string Types = "public enum Level { Low, VeryHigh, @class }\n";

    private static Project Taking(string type) => Project.Of($"{Types}t: int ({type} x, int other = 0)");

    private static string Source(string value) => $"chain c:\n    step t:\n        options:\n            x: {value}\n            other: 1\n";

    private static void AssertTakes(string type, string value, string csharp)
    {
        Project project = Taking(type);
        string source = Source(value);
        Assert.Empty(project.Bind(source).Diagnostics);
        string text = project.Emit(source);

        Assert.Contains($"global::Shop.C.T({csharp}, 1));", text, StringComparison.Ordinal);
        Assert.Empty(project.Connectors.Compile(project.Options, text));
    }

    private static void AssertRefuses(string type, string value, string message) =>
        Taking(type).AssertReports(Source($"⟦{value}⟧"), ("N3S2008", message));

    [Theory]
    [InlineData("bool", "true", "true")]
    [InlineData("bool?", "false", "false")]
    [InlineData("bool?", "null", "null")]
    [InlineData("string?", "null", "null")]
    [InlineData("object", "null", "null")]
    [InlineData("int[]?", "null", "null")]
    [InlineData("Level?", "null", "null")]
    [InlineData("sbyte", "-128", "(sbyte)-128")]
    [InlineData("sbyte", "127", "(sbyte)127")]
    [InlineData("byte", "0", "(byte)0")]
    [InlineData("byte?", "255", "(byte)255")]
    [InlineData("short", "-32768", "(short)-32768")]
    [InlineData("ushort", "65535", "(ushort)65535")]
    [InlineData("int", "-2147483648", "-2147483648")]
    [InlineData("int?", "2147483647", "2147483647")]
    [InlineData("uint", "4294967295", "4294967295U")]
    [InlineData("long", "-9223372036854775808", "-9223372036854775808L")]
    [InlineData("ulong", "18446744073709551615", "18446744073709551615UL")]
    [InlineData("float", "3", "3F")]
    [InlineData("float", "-1.5", "-1.5F")]
    [InlineData("float", "1e-3", "1e-3F")]
    [InlineData("double", "9007199254740993", "9007199254740993D")]
    [InlineData("double", "2.5E10", "2.5E10D")]
    [InlineData("decimal", "12345678901234567890.12345", "12345678901234567890.12345M")]
    [InlineData("decimal", "1e3", "1000M")]
    [InlineData("decimal?", "-0.10", "-0.10M")]
    [InlineData("TimeSpan", "2.5", "global::System.TimeSpan.FromTicks(25000000L)")]
    [InlineData("TimeSpan?", "-1", "global::System.TimeSpan.FromTicks(-10000000L)")]
    [InlineData("object", "12", "12")]
    [InlineData("object?", "9000000000", "9000000000L")]
    [InlineData("object", "1.5", "1.5D")]
    [InlineData("object", "-9223372036854775808", "-9223372036854775808L")]
    [InlineData("object", "true", "true")]
    public void Numbers_truth_values_and_null(string type, string value, string csharp) => AssertTakes(type, value, csharp);

    [Theory]
    [InlineData("string", "plain text", "\"plain text\"")]
    [InlineData("string", "\"2\"", "\"2\"")]
    [InlineData("string", "\"true\"", "\"true\"")]
    [InlineData("string", "\"\"", "\"\"")]
    [InlineData("string", "1.0.0", "\"1.0.0\"")]
    [InlineData("char", "x", "'x'")]
    [InlineData("char", "\"'\"", "'\\''")]
    [InlineData("char", "\"1\"", "'1'")]
    [InlineData("char", "\"\\n\"", "'\\n'")]
    [InlineData("object", "x", "\"x\"")]
    [InlineData("Level", "low", "global::Shop.Level.Low")]
    [InlineData("Level", "very_high", "global::Shop.Level.VeryHigh")]
    [InlineData("Level?", "VERYHIGH", "global::Shop.Level.VeryHigh")]
    [InlineData("Level", "class", "global::Shop.Level.@class")]
    [InlineData("Guid", "5f3c0e1a-8d5b-4f0e-9a51-0d3f3f1b8a10", "new global::System.Guid(\"5f3c0e1a-8d5b-4f0e-9a51-0d3f3f1b8a10\")")]
    [InlineData("Uri", "https://example.com/a?b=c", "new global::System.Uri(\"https://example.com/a?b=c\", global::System.UriKind.RelativeOrAbsolute)")]
    [InlineData("Uri?", "docs/a", "new global::System.Uri(\"docs/a\", global::System.UriKind.RelativeOrAbsolute)")]
    [InlineData("DateOnly", "2026-11-23", "new global::System.DateOnly(2026, 11, 23)")]
    [InlineData("TimeOnly", "10:15", "new global::System.TimeOnly(369000000000L)")]
    [InlineData("TimeOnly", "00:00:00.5", "new global::System.TimeOnly(5000000L)")]
    [InlineData("DateTime", "2026-11-23", "new global::System.DateTime(639309888000000000L, global::System.DateTimeKind.Unspecified)")]
    [InlineData("DateTime", "2026-11-23T00:00:01Z", "new global::System.DateTime(639309888010000000L, global::System.DateTimeKind.Utc)")]
    [InlineData("DateTimeOffset", "2026-11-23T00:00:01+02:00", "new global::System.DateTimeOffset(639309888010000000L, global::System.TimeSpan.FromTicks(72000000000L))")]
    [InlineData("DateTimeOffset", "2026-11-23 00:00-01:30", "new global::System.DateTimeOffset(639309888000000000L, global::System.TimeSpan.FromTicks(-54000000000L))")]
    [InlineData("DateTimeOffset?", "2026-11-23T00:00Z", "new global::System.DateTimeOffset(639309888000000000L, global::System.TimeSpan.FromTicks(0L))")]
    [InlineData("TimeSpan", "200ms", "global::System.TimeSpan.FromTicks(2000000L)")]
    [InlineData("TimeSpan", "1.5h", "global::System.TimeSpan.FromTicks(54000000000L)")]
    [InlineData("TimeSpan", "00:01:30", "global::System.TimeSpan.FromTicks(900000000L)")]
    [InlineData("TimeSpan", "2.00:00:00", "global::System.TimeSpan.FromTicks(1728000000000L)")]
    public void Text(string type, string value, string csharp) => AssertTakes(type, value, csharp);

    [Theory]
    [InlineData("int[]", "[1, 2, 3]", "[1, 2, 3]")]
    [InlineData("List<int>", "[1]", "[1]")]
    [InlineData("IReadOnlyList<string>", "[a, \"b, c\"]", "[\"a\", \"b, c\"]")]
    [InlineData("IEnumerable<double>", "[1, 2.5]", "[1D, 2.5D]")]
    [InlineData("ICollection<byte?>", "[1, null]", "[(byte)1, null]")]
    [InlineData("IList<Level>", "[low, VeryHigh]", "[global::Shop.Level.Low, global::Shop.Level.VeryHigh]")]
    [InlineData("IReadOnlyCollection<int[]>", "[[1, 2], []]", "[[1, 2], []]")]
    [InlineData("IEnumerable<string>", "[]", "[]")]
    [InlineData("object", "[1, two, [null]]", "new object?[] { 1, \"two\", new object?[] { null } }")]
    [InlineData("object", "[]", "global::System.Array.Empty<object?>()")]
    [InlineData("object[]", "[1, two]", "[1, \"two\"]")]
    public void Lists(string type, string value, string csharp) => AssertTakes(type, value, csharp);

    [Theory]
    [InlineData("string", "2", "'x' is string, and the number 2 is none; write quotes around it.")]
    [InlineData("string", "1.5", "'x' is string, and the number 1.5 is none; write quotes around it.")]
    [InlineData("string", "true", "'x' is string, and true is none; write quotes around it.")]
    [InlineData("string", "null", "'x' is string, and null is none.")]
    [InlineData("string", "[a]", "'x' is string, and a list is none.")]
    [InlineData("string?", "2", "'x' is string?, and the number 2 is none; write quotes around it.")]
    [InlineData("bool", "1", "'x' is bool, and the number 1 is none.")]
    [InlineData("bool", "\"true\"", "'x' is bool, and the text 'true' is none.")]
    [InlineData("char", "xy", "'x' is char, and the text 'xy' is none; it takes a single character.")]
    [InlineData("char", "1", "'x' is char, and the number 1 is none.")]
    [InlineData("int", "null", "'x' is int, and null is none.")]
    [InlineData("int", "true", "'x' is int, and true is none.")]
    [InlineData("int", "\"1\"", "'x' is int, and the text '1' is none.")]
    [InlineData("int", "2147483648", "'x' is int, and the number 2147483648 is none; it takes whole numbers from -2147483648 to 2147483647.")]
    [InlineData("int", "1.5", "'x' is int, and the number 1.5 is none; it takes whole numbers from -2147483648 to 2147483647.")]
    [InlineData("int", "1e3", "'x' is int, and the number 1e3 is none; it takes whole numbers from -2147483648 to 2147483647.")]
    [InlineData("sbyte", "-129", "'x' is sbyte, and the number -129 is none; it takes whole numbers from -128 to 127.")]
    [InlineData("byte", "-1", "'x' is byte, and the number -1 is none; it takes whole numbers from 0 to 255.")]
    [InlineData("short", "32768", "'x' is short, and the number 32768 is none; it takes whole numbers from -32768 to 32767.")]
    [InlineData("ushort", "65536", "'x' is ushort, and the number 65536 is none; it takes whole numbers from 0 to 65535.")]
    [InlineData("uint", "-1", "'x' is uint, and the number -1 is none; it takes whole numbers from 0 to 4294967295.")]
    [InlineData("long", "9223372036854775808", "'x' is long, and the number 9223372036854775808 is none; it takes whole numbers from -9223372036854775808 to 9223372036854775807.")]
    [InlineData("ulong", "99999999999999999999999999999999", "'x' is ulong, and the number 99999999999999999999999999999999 is none; it takes whole numbers from 0 to 18446744073709551615.")]
    [InlineData("float", "1e40", "'x' is float, and the number 1e40 is none.")]
    [InlineData("double", "1e400", "'x' is double, and the number 1e400 is none.")]
    [InlineData("double", "abc", "'x' is double, and the text 'abc' is none.")]
    [InlineData("decimal", "1e30", "'x' is decimal, and the number 1e30 is none.")]
    [InlineData("object", "1e400", "'x' is a number, and the number 1e400 is none; it is larger than any number of C#.")]
    [InlineData("Level", "hihg", "'x' is Level, and the text 'hihg' is none; its members are Low, VeryHigh, class.")]
    [InlineData("Level", "very_hihg", "'x' is Level, and the text 'very_hihg' is none; its members are Low, VeryHigh, class. Did you mean 'VeryHigh'?")]
    [InlineData("Level", "1", "'x' is Level, and the number 1 is none; its members are Low, VeryHigh, class.")]
    [InlineData("Guid", "5f3c", "'x' is Guid, and the text '5f3c' is none.")]
    [InlineData("Uri", "http://[", "'x' is Uri, and the text 'http://[' is none.")]
    [InlineData("DateOnly", "23.11.2026", "'x' is DateOnly, and the text '23.11.2026' is none; write it as 2026-11-23.")]
    [InlineData("DateOnly", "2026-02-29", "'x' is DateOnly, and the text '2026-02-29' is none; write it as 2026-11-23.")]
    [InlineData("TimeOnly", "25:00", "'x' is TimeOnly, and the text '25:00' is none; write it as 10:15 or 10:15:30.")]
    [InlineData("DateTime", "tomorrow", "'x' is DateTime, and the text 'tomorrow' is none; write it as 2026-11-23T10:15:30.")]
    [InlineData("DateTime", "2026-11-23T10:15:30+02:00", "'x' is DateTime, and the text '2026-11-23T10:15:30+02:00' is none; write it as 2026-11-23T10:15:30.")]
    [InlineData("DateTimeOffset", "2026-11-23", "'x' is DateTimeOffset, and the text '2026-11-23' is none; write it with its offset, as 2026-11-23T10:15:30+02:00.")]
    [InlineData("DateTimeOffset", "2026-11-23T10:15:30", "'x' is DateTimeOffset, and the text '2026-11-23T10:15:30' is none; write it with its offset, as 2026-11-23T10:15:30+02:00.")]
    [InlineData("TimeSpan", "2 minutes", "'x' is TimeSpan, and the text '2 minutes' is none; write seconds, or a duration as 1.5s, 2m or 1h.")]
    [InlineData("TimeSpan", "1e300", "'x' is TimeSpan, and the number 1e300 is none.")]
    [InlineData("CancellationTokenSource", "x", "'x' is CancellationTokenSource, and the text 'x' is none.")]
    [InlineData("int[]", "1", "'x' is int[], and the number 1 is none.")]
    [InlineData("int", "[1]", "'x' is int, and a list is none.")]
    [InlineData("Dictionary<string, int>", "x", "'x' is Dictionary<string, int>, and the text 'x' is none.")]
    public void What_does_not_fit_is_an_error_at_the_value(string type, string value, string message) => AssertRefuses(type, value, message);

    [Fact]
    public void Wrong_items_are_errors_each_at_its_place() => Taking("IReadOnlyList<int>").AssertReports(
        Source("[1, ⟦two⟧, 3, ⟦null⟧]"),
        ("N3S2008", "'x' is int, and the text 'two' is none."),
        ("N3S2008", "'x' is int, and null is none."));

    [Theory]
    [InlineData("int", "\n                a: 1", "a map")]
    [InlineData("Dictionary<string, int>", "\n                a: 1\n                b: 2", "a map")]
    [InlineData("IDisposable", "\n                a: 1", "a map")]
    [InlineData("int", "[1,\n                2]", "a list")]
    public void A_wrong_value_of_several_lines_is_one_error_at_its_key(string type, string value, string what) => Taking(type).AssertReports(
        $"chain c:\n    step t:\n        options:\n            ⟦x⟧: {value}\n", ("N3S2008", $"'x' is {type}, and {what} is none."));

    [Fact]
    public void A_long_text_is_cut_in_the_message() => AssertRefuses(
        "int", new string('a', 100), $"'x' is int, and the text '{new string('a', 60)}…' is none.");

    [Fact]
    public void An_option_in_two_spellings_is_one_error() => Taking("int").AssertReports(
        "chain c:\n    step t:\n        options:\n            x: 1\n            ⟦X⟧: 2\n",
        ("N3S2005", "Nothing takes the option 'X': the connector is C.T(int x, int other = 0)."));
}
