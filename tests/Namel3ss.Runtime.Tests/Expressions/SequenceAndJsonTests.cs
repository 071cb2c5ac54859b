using System.Text.Json;
using Namel3ss.CompilerServices;
using static Namel3ss.Runtime.Tests.Expressions.ArithmeticTests;

namespace Namel3ss.Runtime.Tests.Expressions;

public class SequenceAndJsonTests
{
    [Fact]
    public void Count_takes_lists_texts_and_json()
    {
        Assert.Equal(2, Operators.Count(new List<int> { 1, 2 }));
        Assert.Equal(3, Operators.Count(Enumerable.Range(0, 3).Where(_ => true)));
        Assert.Equal(4, Operators.Count("text"));
        Assert.Equal(2, Operators.Count(Json("[1, 2]")));
        Assert.Equal(1, Operators.Count(Json("{\"a\": 1}")));
        Assert.Equal(3, Operators.Count(Json("\"abc\"")));
        Assert.Equal("count(x) needs an array, an object or a text, but the JSON value is the number 1.",
            Assert.Throws<InvalidOperationException>(() => Operators.Count(Json("1"))).Message);
        Assert.Equal(0, Operators.Count((string?)null));
        Assert.Equal(0, Operators.Count((List<int>?)null));
        Assert.Equal(0, Operators.Count(Json("null")));
    }

    [Fact]
    public void Contains_looks_for_items_keys_and_texts()
    {
        Assert.True(Operators.Contains("Refund now", "now"));
        Assert.False(Operators.Contains("Refund now", "Now"));
        Assert.True(Operators.Contains("abc", 'b'));
        Assert.False(Operators.Contains((string?)null, "a"));
        Assert.False(Operators.Contains("a", (string?)null));
        Assert.True(Operators.Contains("abc", Json("\"b\"")));
        Assert.True(Operators.Contains(new[] { "a", "b" }, "b"));
        Assert.True(Operators.Contains(new[] { "a", "b" }, Json("\"b\"")));
        Assert.True(Operators.Contains(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }, "A"));
        Assert.False(Operators.Contains((List<int>?)null, 1));
        Assert.True(Operators.Contains(new Dictionary<string, int> { ["a"] = 1 }, "a"));
        Assert.False(Operators.Contains(new string?[] { null }, (string?)null));
        Assert.False(Operators.Contains(new[] { 1 }, (int?)null));
        Assert.True(Operators.Contains(new[] { 1 }, (int?)1));
        Assert.True(Operators.Contains(new Dictionary<int, int> { [1] = 1 }, (int?)1));
    }

    [Fact]
    public void Contains_looks_into_json()
    {
        Assert.True(Operators.Contains(Json("[\"a\", 1, true]"), "a"));
        Assert.True(Operators.Contains(Json("[\"a\", 1.0]"), 1));
        Assert.False(Operators.Contains(Json("[\"1\"]"), 1));
        Assert.True(Operators.Contains(Json("[{\"a\": 1}]"), Json("{\"a\":1}")));
        Assert.True(Operators.Contains(Json("\"abc\""), "b"));
        Assert.True(Operators.Contains(Json("{\"a\": null}"), "a"));
        Assert.False(Operators.Contains(Json("{\"a\": null}"), "A"));
        Assert.False(Operators.Contains(Json("null"), "a"));
        Assert.False(Operators.Contains(Json("[null]"), Json("null")));
        Assert.False(Operators.Contains((JsonElement?)null, "a"));
        Assert.Equal("contains(x, y) needs a text to look for, but it is a number.",
            Assert.Throws<InvalidOperationException>(() => Operators.Contains(Json("\"abc\""), 1)).Message);
        Assert.Throws<InvalidOperationException>(() => Operators.Contains(Json("7"), 7));
    }

    [Fact]
    public void Text_functions_keep_null_and_refuse_other_json()
    {
        Assert.Equal("title", Operators.Lower("TITLE"));
        Assert.Equal("İ".ToUpperInvariant(), Operators.Upper("İ"));
        Assert.Equal("a", Operators.Trim(" a\n"));
        Assert.Null(Operators.Trim((string?)null));
        Assert.Equal("A", Operators.Upper(Json("\"a\"")));
        Assert.Null(Operators.Lower(Json("null")));
        Assert.Equal("lower(x) needs a text, but the JSON value is an array.",
            Assert.Throws<InvalidOperationException>(() => Operators.Lower(Json("[]"))).Message);
    }

    [Fact]
    public void Items_are_a_list_as_it_is_or_a_copy()
    {
        var list = new List<int> { 1 };
        Assert.Same(list, Operators.Items(list));
        Assert.Equal([0, 1], Operators.Items(Enumerable.Range(0, 2).Where(_ => true)));
        Assert.Equal([1, 2], Operators.Items(Json("[1, 2]")).Select(item => item.GetInt32()));
        Assert.Empty(Operators.Items((List<int>?)null));
        Assert.Equal("The list to go through needs an array, but the JSON value is an object.",
            Assert.Throws<InvalidOperationException>(() => Operators.Items(Json("{}"))).Message);
        Assert.Empty(Operators.Items(Json("null")));
    }

    [Fact]
    public void An_index_outside_says_what_there_is()
    {
        IReadOnlyList<string> list = ["a", "b"];
        Assert.Equal("b", Operators.Index(list, 1));
        Assert.Equal("b", Operators.Index((IList<string>)new List<string> { "a", "b" }, 1));
        Assert.Equal("b", Operators.Index(list.Where(_ => true), 1));
        Assert.Equal("b", Operators.Index(list, Json("1")));
        Assert.Equal('b', Operators.Index("ab", 1));
        Assert.Equal("There is no item 2: the list has 2, from 0 to 1.", Assert.Throws<IndexOutOfRangeException>(() => Operators.Index(list, 2)).Message);
        Assert.Throws<IndexOutOfRangeException>(() => Operators.Index(list, -1));
        Assert.Throws<IndexOutOfRangeException>(() => Operators.Index(list, 4294967296));
        Assert.Equal("There is no character 0: the text is empty.", Assert.Throws<IndexOutOfRangeException>(() => Operators.Index("", 0)).Message);
        Assert.Equal("There is no item 0: the JSON array is empty.",
            Assert.Throws<IndexOutOfRangeException>(() => Operators.Index(Json("[]"), 0)).Message);
        Assert.Throws<InvalidOperationException>(() => Operators.Index((List<int>?)null, 0));
        Assert.Throws<InvalidOperationException>(() => Operators.Index(list, Json("1.5")));
    }

    [Fact]
    public void Dictionaries_and_json_objects_are_read_by_key()
    {
        var ages = new Dictionary<string, int> { ["Ann"] = 30 };
        Assert.Equal(30, Operators.Index(ages, "Ann"));
        Assert.Equal(30, Operators.Index(ages, Json("\"Ann\"")));
        Assert.Equal("The dictionary has no key 'Bob'.", Assert.Throws<KeyNotFoundException>(() => Operators.Index(ages, "Bob")).Message);
        Assert.Equal(1, Operators.Index(Json("{\"a\": 1}"), "a")?.GetInt32());
        Assert.Equal(2, Operators.Index(Json("[1, 2]"), Json("1"))?.GetInt32());
        Assert.Equal(1, Operators.Index(Json("{\"a\": 1}"), Json("\"a\""))?.GetInt32());
        Assert.Null(Operators.Index(Json("null"), 0));
        Assert.Null(Operators.Index(Json("[1]"), (long?)null));
        Assert.Null(Operators.Index(Json("[null]"), 0));
        Assert.Null(Operators.Index(Json("{}"), Json("null")));
        Assert.Equal("x[0] needs an array, but the JSON value is an object.",
            Assert.Throws<InvalidOperationException>(() => Operators.Index(Json("{}"), 0)).Message);
    }

    [Fact]
    public void A_missing_property_is_an_error_that_names_those_there_are()
    {
        var json = Json("{\"full_title\": \"T\", \"body\": null}");
        Assert.Equal("T", Operators.Member(json, "full_title")?.GetString());
        Assert.Equal("The JSON object has no property 'FullTitle'; it has full_title, body.",
            Assert.Throws<KeyNotFoundException>(() => Operators.Member(json, "FullTitle")).Message);
        Assert.EndsWith("; it has none.", Assert.Throws<KeyNotFoundException>(() => Operators.Member(Json("{}"), "a")).Message, StringComparison.Ordinal);
        Assert.Equal("The property 'a' needs an object, but the JSON value is a text.",
            Assert.Throws<InvalidOperationException>(() => Operators.Member(Json("\"x\""), "a")).Message);
        Assert.Null(Operators.Member(null, "a"));
        Assert.Null(Operators.Member(Json("null"), "a"));
        Assert.Null(Operators.Member(json, "body"));
        var many = Json($"{{{string.Join(",", Enumerable.Range(0, 20).Select(i => $"\"p{i}\":{i}"))}}}");
        Assert.EndsWith("p11 and 8 more.", Assert.Throws<KeyNotFoundException>(() => Operators.Member(many, "a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_conditional_member_is_null_where_there_is_nothing()
    {
        Assert.Equal(1, Operators.MemberOrNull(Json("{\"a\": 1}"), "a")!.Value.GetInt32());
        Assert.Null(Operators.MemberOrNull(Json("{\"a\": null}"), "a"));
        Assert.Null(Operators.MemberOrNull(Json("{}"), "a"));
        Assert.Null(Operators.MemberOrNull(Json("null"), "a"));
        Assert.Null(Operators.MemberOrNull(null, "a"));
        Assert.Throws<InvalidOperationException>(() => Operators.MemberOrNull(Json("[]"), "a"));
    }
}
