using System.Text.Json;

namespace Namel3ss.Runtime.Tests.Python;

public class PythonResultTests
{
    private static async Task Gives(string expected, string expression)
    {
        using var box = new PythonBox(Code(expression));
        Assert.Equal(expected, await box.JsonAsync());
    }

    private static async Task Fails(string expected, string expression)
    {
        using var box = new PythonBox(Code(expression));
        Assert.Equal(expected, (await box.FailAsync()).Message);
    }

    private static string Code(string expression) => $$"""
        import collections, dataclasses, datetime, decimal, enum, uuid
        class Urgency(enum.Enum):
            HIGH = 'high'
        @dataclasses.dataclass
        class Verdict:
            text: str
            scores: tuple = ()
            urgency: Urgency = Urgency.HIGH
        class Other: pass
        def nest(depth):
            value = []
            for _ in range(depth): value = [value]
            return value
        def itself():
            value = []
            value.append({'x': value})
            return value
        def f(): return {{expression}}
        """;

    private sealed record Summary(string Text, int Count, DateTimeOffset? When = null);

    [PythonFact]
    public async Task Plain_values_are_JSON()
    {
        await Gives("""{"a":[1,2.5,true,null,"x"],"b":{}}""", "{'a': [1, 2.5, True, None, 'x'], 'b': {}}");
        await Gives("null", "None");
    }

    [PythonFact]
    public Task Numbers_keep_their_value() =>
        Gives(
            "[123456789012345678901234567890,0.1,1e+300,-0.0,1.10,1E+3]",
            "[123456789012345678901234567890, 0.1, 1e300, -0.0, decimal.Decimal('1.10'), decimal.Decimal('1E+3')]");

    [PythonFact]
    public Task Tuples_and_named_tuples_are_lists() =>
        Gives("[[1,2],[3,4],[]]", "[(1, 2), collections.namedtuple('P', 'x y')(3, 4), ()]");

    [PythonFact]
    public Task Dataclasses_are_objects_and_enums_their_values() =>
        Gives("""{"text":"t","scores":[1],"urgency":"high"}""", "Verdict('t', (1,))");

    [PythonFact]
    public Task Dates_are_ISO_texts() =>
        Gives(
            """["2026-02-03","2026-02-03T04:05:06","2026-02-03T04:05:06+00:00","04:05:06"]""",
            "[datetime.date(2026, 2, 3), datetime.datetime(2026, 2, 3, 4, 5, 6), datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc), datetime.time(4, 5, 6)]");

    [PythonFact]
    public Task Bytes_are_base64_and_UUIDs_texts() =>
        Gives("""["AP8=","00000000-0000-0000-0000-000000000001"]""", "[b'\\x00\\xff', uuid.UUID(int=1)]");

    [PythonFact]
    public Task Keys_that_are_no_texts_become_texts() =>
        Gives(
            """{"1":1,"true":2,"null":3,"high":{"date":"2026-02-03"}}""",
            "{1: 1, True and 'true': 2, None: 3, Urgency.HIGH: {'date': datetime.date(2026, 2, 3)}}");

    [PythonFact]
    public async Task What_has_no_JSON_form_fails_and_names_type_and_place()
    {
        await Fails(
            "sample.f: result.a[1] is a sample.Other, which has no JSON form: return dict, list, str, int, float, bool, None or a dataclass",
            "{'a': [1, Other()]}");
        await Fails("sample.f: result.tags is a set, which has no order: return sorted(…) or list(…) of it", "{'tags': {1, 2}}");
        await Fails("sample.f: result.a[1] is nan, which JSON cannot carry: return None or a finite number", "{'a': [0, float('nan')]}");
        await Fails("sample.f: result is -inf, which JSON cannot carry: return None or a finite number", "float('-inf')");
        await Fails("sample.f: result has a key of type tuple; keys are texts or numbers", "{(1, 2): 3}");
        await Fails("sample.f: the result contains itself, at result[0].x", "itself()");
        await Fails("sample.f: result is sNaN, which JSON cannot carry: return None or a finite number", "decimal.Decimal('sNaN')");
        await Fails("sample.f: the result is nested too deeply for JSON", "nest(100000)");
        await Fails(
            "sample.f: result is a generator, which has no JSON form: return dict, list, str, int, float, bool, None or a dataclass",
            "(x for x in [1])");
    }

    [PythonFact]
    public async Task Integers_that_Python_does_not_write_are_named_with_their_place()
    {
        foreach (var (place, expression) in new[]
        {
            ("result is an integer that cannot be written: ", "1 << 20000"),
            ("result.a[1] is an integer that cannot be written: ", "{'a': [0, 1 << 20000]}"),
            ("a key of result.a is an integer that cannot be written: ", "{'a': {1 << 20000: 1}}"),
        })
        {
            using var box = new PythonBox(Code(expression));
            Assert.StartsWith("sample.f: " + place, (await box.FailAsync()).Message, StringComparison.Ordinal);
        }
    }

    [PythonFact]
    public async Task Whatever_a_result_or_an_exception_raises_when_it_is_asked_the_worker_lives()
    {
        using var box = new PythonBox("""
            import os
            class Items(dict):
                def items(self): raise SystemExit('no items')
            class Rude(Exception):
                def __str__(self): raise KeyboardInterrupt
            class Meta(type):
                def __getattribute__(cls, name):
                    if name == '__qualname__': raise KeyError('no name')
                    return super().__getattribute__(name)
            class Nameless(Exception, metaclass=Meta): pass
            def items(): return {'a': Items(b=object())}
            def rude(): raise Rude
            def nameless(): raise Nameless('n')
            def returns_nameless(): return {'a': Nameless('n')}
            def pid(): return os.getpid()
            """);
        var process = await box.JsonAsync(function: "pid");

        Assert.StartsWith("SystemExit: no items", (await box.FailAsync(function: "items")).Message, StringComparison.Ordinal);
        Assert.StartsWith("sample.Rude: (its text cannot be shown)", (await box.FailAsync(function: "rude")).Message, StringComparison.Ordinal);
        Assert.Contains("n", (await box.FailAsync(function: "nameless")).Message, StringComparison.Ordinal);
        await box.FailAsync(function: "returns_nameless");
        Assert.Equal(process, await box.JsonAsync(function: "pid"));
    }

    [PythonFact]
    public async Task What_is_nested_too_deeply_for_the_reader_or_thrown_by_a_constructor_names_the_function()
    {
        using var box = new PythonBox(Code("nest(100)"));
        Assert.StartsWith(
            "What sample.f returned does not fit json: ", (await Assert.ThrowsAsync<PythonException>(() => box.CallAsync<JsonElement>())).Message, StringComparison.Ordinal);

        using var other = new PythonBox(Code("{'text': ''}"));
        var error = await Assert.ThrowsAsync<PythonException>(() => other.CallAsync<Strict>());
        Assert.StartsWith("What sample.f returned does not fit Strict: a text, please", error.Message, StringComparison.Ordinal);
    }

    private sealed class Strict
    {
        public Strict(string text) => Text = text.Length > 0 ? text : throw new KeyNotFoundException("a text, please");

        public string Text { get; }
    }

    [PythonFact]
    public async Task A_result_becomes_a_value_of_the_steps_type()
    {
        using var box = new PythonBox(Code("{'text': 'ok', 'count': 3, 'when': datetime.datetime(2026, 2, 3, tzinfo=datetime.timezone.utc)}"));

        Assert.Equal(
            new Summary("ok", 3, new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero)), await box.CallAsync<Summary>());
    }

    [PythonFact]
    public async Task A_result_that_does_not_fit_fails_with_its_JSON()
    {
        using var box = new PythonBox(Code("{'text': 'ok', 'cuont': 3}"));

        var error = await Assert.ThrowsAsync<PythonException>(() => box.CallAsync<Summary>());

        Assert.StartsWith("What sample.f returned does not fit Summary: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(""" It returned: {"text":"ok","cuont":3}""", error.Message, StringComparison.Ordinal);
        Assert.IsType<JsonException>(error.InnerException);
    }

    [PythonFact]
    public async Task A_long_result_that_does_not_fit_is_shortened()
    {
        using var box = new PythonBox(Code("'x' * 100000"));

        var error = await Assert.ThrowsAsync<PythonException>(() => box.CallAsync<int>());

        Assert.EndsWith("It returned: \"" + new string('x', 199) + "…", error.Message, StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task None_is_no_value_of_a_type_that_is_not_nullable()
    {
        using var box = new PythonBox(Code("None"));

        var error = await Assert.ThrowsAsync<PythonException>(() => box.CallAsync<Summary>());

        Assert.Equal("sample.f returned None, but the step returns Summary. If None is meant, write 'returns: Summary?'.", error.Message);
        Assert.Null(await box.CallAsync<Summary>(nullable: true));
        Assert.Null(await box.CallAsync<int?>());
        Assert.Equal(
            "sample.f returned None, but the step returns integer. If None is meant, write 'returns: integer?'.",
            (await Assert.ThrowsAsync<PythonException>(() => box.CallAsync<int>())).Message);
        Assert.Equal(JsonValueKind.Null, (await box.CallAsync<JsonElement>()).ValueKind);
    }

    [Fact]
    public async Task A_value_without_a_JSON_form_names_the_argument()
    {
        using var box = new PythonBox();

        var error = await box.FailAsync(a => a.Add("option", "limit", double.NaN));

        Assert.StartsWith("The option 'limit' cannot be passed to Python as JSON: ", error.Message, StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task All_of_Unicode_comes_and_goes()
    {
        const string text = "Grüße, 世界 🎉 \u2028 \0 \u001b \"\\ é";
        using var box = new PythonBox("def f(text): return [text, len(text)]\n");

        var result = await box.CallAsync<JsonElement>(a => a.Add("option", "text", text));

        Assert.Equal(text, result[0].GetString());
        Assert.Equal(text.EnumerateRunes().Count(), result[1].GetInt32());
    }

    [PythonFact]
    public async Task Half_a_surrogate_pair_becomes_a_replacement_character()
    {
        using var box = new PythonBox("def f(text): return [text, 'a\\ud800b', '\\ud83d\\ude00', {'\\udcff': 1}]\n");

        var result = await box.CallAsync<JsonElement>(a => a.Add("option", "text", "c\udc00d"));

        Assert.Equal("c\ufffdd", result[0].GetString());
        Assert.Equal("a\ufffdb", result[1].GetString());
        Assert.Equal("😀", result[2].GetString());
        Assert.Equal("""{"�":1}""", result[3].GetRawText());
    }

    [PythonFact]
    public async Task Five_megabytes_come_and_go()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789é", 500_000));
        using var box = new PythonBox("def f(text): return text[::-1]\n");

        var result = await box.CallAsync<string>(a => a.Add("option", "text", text));

        Assert.Equal(text, string.Create(result.Length, result, (reversed, from) =>
        {
            from.CopyTo(reversed);
            reversed.Reverse();
        }));
    }
}
