using System.Text.Json;
using Namel3ss.CompilerServices;
using static Namel3ss.Runtime.Tests.Expressions.ArithmeticTests;

namespace Namel3ss.Runtime.Tests.Expressions;

public class ComparisonTests
{
    private enum Urgency
    {
        Low,
        High,
    }

    private sealed record Feedback(string Text);

    [Fact]
    public void Numbers_of_any_two_types_are_compared_by_value()
    {
        Assert.True(Operators.Equal(1, 1.0));
        Assert.True(Operators.Equal(1m, (byte)1));
        Assert.True(Operators.Equal(0.1m, 0.1));
        Assert.True(Operators.Equal(ulong.MaxValue, ulong.MaxValue));
        Assert.False(Operators.Equal(ulong.MaxValue, -1));
        Assert.False(Operators.Equal(9007199254740993, 9007199254740992.0));
        Assert.True(Operators.Greater(9007199254740993, 9007199254740992.0));
        Assert.True(Operators.Less(9007199254740992.0, 9007199254740993));
        Assert.True(Operators.Less(-1, ulong.MaxValue));
        Assert.True(Operators.Less(decimal.MaxValue, 1e300));
        Assert.True(Operators.Greater(decimal.MinValue, double.NegativeInfinity));
        Assert.True(Operators.Less(decimal.MaxValue, 79228162514264337593543950336d));
        Assert.True(Operators.Less(0.5m, 0.75));
        Assert.True(Operators.GreaterOrEqual(2, 2.0f));
        Assert.True(Operators.NotEqual(1, 2));
    }

    [Fact]
    public void NaN_is_equal_to_nothing_and_in_no_order()
    {
        Assert.False(Operators.Equal(double.NaN, double.NaN));
        Assert.True(Operators.NotEqual(double.NaN, double.NaN));
        Assert.False(Operators.Less(double.NaN, 1));
        Assert.False(Operators.GreaterOrEqual(1m, double.NaN));
        Assert.False(Operators.Equal(Json("1"), double.NaN));
    }

    [Fact]
    public void Null_equals_null_alone_and_is_in_no_order()
    {
        Assert.True(Operators.Equal((int?)null, null));
        Assert.True(Operators.Equal(null, (int?)null));
        Assert.False(Operators.Equal((int?)0, null));
        Assert.False(Operators.Equal(0, null));
        Assert.True(Operators.Equal((string?)null, null));
        Assert.False(Operators.Equal("", null));
        Assert.True(Operators.Equal((Urgency?)null, null));
        Assert.True(Operators.NotEqual((Urgency?)Urgency.Low, null));
        Assert.True(Operators.Equal((Feedback?)null, null));
        Assert.True(Operators.Equal((DateTimeOffset?)null, null));
        Assert.False(Operators.Equal('x', null));
        Assert.False(Operators.Less((int?)null, 1));
        Assert.False(Operators.GreaterOrEqual((int?)null, (int?)null));
        Assert.False(Operators.LessOrEqual((string?)null, null));
        Assert.False(Operators.Less(null, "a"));
        Assert.False(Operators.Less((Urgency?)null, Urgency.High));
        Assert.False(Operators.LessOrEqual((DateTimeOffset?)null, null));
    }

    [Fact]
    public void Text_is_compared_ordinally()
    {
        Assert.True(Operators.Less("B", "a"));
        Assert.False(Operators.Equal("a", "A"));
        Assert.True(Operators.Equal('x', "x"));
        Assert.False(Operators.Equal("xy", 'x'));
        Assert.True(Operators.GreaterOrEqual("b", "b"));
        Assert.False(Operators.LessOrEqual("c", "b"));
    }

    [Fact]
    public void Enums_records_and_times_compare_as_in_CSharp()
    {
        Assert.True(Operators.Equal(Urgency.High, Urgency.High));
        Assert.True(Operators.Less(Urgency.Low, Urgency.High));
        Assert.True(Operators.Greater((Urgency?)Urgency.High, Urgency.Low));
        Assert.True(Operators.Equal(new Feedback("a"), new Feedback("a")));
        Assert.True(Operators.NotEqual(new Feedback("a"), new Feedback("b")));
        Assert.True(Operators.Less(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2)));
        Assert.True(Operators.Equal(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("\"A\"", false)]
    [InlineData("1", false)]
    [InlineData("null", false)]
    [InlineData("[\"a\"]", false)]
    public void Json_equals_text_only_as_a_text(string json, bool expected)
    {
        Assert.Equal(expected, Operators.Equal(Json(json), "a"));
        Assert.Equal(expected, Operators.Equal("a", Json(json)));
        Assert.Equal(!expected, Operators.NotEqual(Json(json), "a"));
    }

    [Fact]
    public void Json_equals_numbers_booleans_and_null_by_kind_and_value()
    {
        Assert.True(Operators.Equal(Json("1.0"), 1));
        Assert.True(Operators.Equal(Json("0.1"), 0.1));
        Assert.True(Operators.Equal(Json("0.30000000000000004"), 0.1 + 0.2));
        Assert.True(Operators.Equal(Json("0.1"), 0.1m));
        Assert.True(Operators.Equal(Json("9007199254740993"), 9007199254740993));
        Assert.False(Operators.Equal(Json("9007199254740993"), 9007199254740992));
        Assert.False(Operators.Equal(Json("9007199254740993"), 9007199254740992.0));
        Assert.False(Operators.Equal(Json("1e-40"), 0));
        Assert.False(Operators.Equal(Json("\"1\""), 1));
        Assert.True(Operators.Equal(Json("true"), true));
        Assert.False(Operators.Equal(Json("1"), true));
        Assert.True(Operators.Equal(Json("null"), null));
        Assert.True(Operators.Equal((JsonElement?)null, null));
        Assert.True(Operators.Equal(Json("null"), (string?)null));
        Assert.False(Operators.Equal(Json("0"), null));
        Assert.False(Operators.Equal(Json("false"), null));
        Assert.True(Operators.Equal(default(JsonElement), null));
    }

    [Theory]
    [InlineData("{\"a\": 1, \"b\": [1, null]}", "{\"b\":[1.0,null],\"a\":1}", true)]
    [InlineData("{\"a\": 1}", "{\"a\": 1, \"b\": 2}", false)]
    [InlineData("{\"a\": 1}", "{\"b\": 1}", false)]
    [InlineData("[1, 2]", "[2, 1]", false)]
    [InlineData("[1]", "[1, 2]", false)]
    [InlineData("1e500", "1e500", true)]
    [InlineData("1e-40", "2e-40", false)]
    [InlineData("\"\\u0061\"", "\"a\"", true)]
    [InlineData("true", "false", false)]
    public void Json_equals_json_deeply(string left, string right, bool expected) =>
        Assert.Equal(expected, Operators.Equal(Json(left), Json(right)));

    [Fact]
    public void Json_is_ordered_among_numbers_and_among_texts()
    {
        Assert.True(Operators.Greater(Json("2"), 1.5));
        Assert.True(Operators.Less(1.5m, Json("2")));
        Assert.True(Operators.Less(Json("10"), Json("9e3")));
        Assert.True(Operators.Less(Json("\"B\""), "a"));
        Assert.False(Operators.Less(Json("null"), 1));
        Assert.False(Operators.GreaterOrEqual((JsonElement?)null, 1));
        Assert.True(Operators.Greater(Json("1e40"), decimal.MaxValue));
    }

    [Fact]
    public void Json_of_two_kinds_has_no_order_and_says_which_they_are()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Operators.Less(Json("\"7\""), 8));
        Assert.Equal("'<' compares two numbers or two texts, but here it is a text and a number.", error.Message);
        Assert.Throws<InvalidOperationException>(() => Operators.Greater(Json("[]"), Json("[]")));
        Assert.Contains("too large", Assert.Throws<InvalidOperationException>(() => Operators.Less(Json("1e400"), 8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_is_true_only_for_true()
    {
        Assert.True(Operators.IsTrue(true));
        Assert.False(Operators.IsTrue((bool?)null));
        Assert.True(Operators.IsTrue(Json("true")));
        Assert.False(Operators.IsTrue(Json("false")));
        Assert.False(Operators.IsTrue(Json("null")));
        Assert.False(Operators.IsTrue((JsonElement?)null));
        var error = Assert.Throws<InvalidOperationException>(() => Operators.IsTrue(Json("\"true\"")));
        Assert.Equal("A condition needs true or false, but the JSON value is a text.", error.Message);
    }

    [Fact]
    public void What_may_be_null_is_null_for_the_null_of_json_too()
    {
        Assert.Null(Operators.Nullable(Json("null")));
        Assert.Null(Operators.Nullable((JsonElement?)default(JsonElement)));
        Assert.Equal(1, Operators.Nullable(Json("1"))!.Value.GetInt32());
        Assert.Equal(5, Operators.Nullable(5) ?? 0);
        Assert.Equal("x", Operators.Nullable((string?)null) ?? "x");
    }
}
