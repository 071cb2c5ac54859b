using System.Text.Json;

namespace Namel3ss.Runtime.Tests.Python;

/// <summary>A value that one of the two sides cannot read fails the call, by the name of the argument, and the worker lives on.</summary>
public class PythonArgumentTests
{
    private static JsonElement Json(string text) => JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 10_000 }).RootElement;

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    [PythonTheory]
    [InlineData("input", "The input 'value' cannot be passed to Python: ")]
    [InlineData("option", "The option 'value' cannot be passed to Python: ")]
    [InlineData("dependency", "The depends_on step 'value' cannot be passed to Python: ")]
    [InlineData("previous", "The step before 'value' cannot be passed to Python: ")]
    public async Task What_Python_cannot_read_is_named(string kind, string message)
    {
        using var box = new PythonBox("import os\ndef f(value): return 1\ndef pid(): return os.getpid()\n");
        var process = await box.JsonAsync(function: "pid");

        foreach (var value in new[] { new string('9', 5000), "1e400", "[-1e+999]", new string('1', 400) + ".5", "{\"a\":1.0E0400}" })
        {
            var error = await box.FailAsync(a =>
            {
                a.Add("option", "other", 1);
                a.Add(kind, "value", Json(value));
            });
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
            Assert.True(error.IsMismatch);
        }

        Assert.Equal(process, await box.JsonAsync(function: "pid"));
    }

    [PythonFact]
    public async Task Every_depth_is_read_or_named()
    {
        using var box = new PythonBox("import os\ndef f(value): return 1\ndef pid(): return os.getpid()\n");
        var process = await box.JsonAsync(function: "pid");

        foreach (var depth in new[] { 64, 500, 900, 990, 1000, 1001, 5000 })
        {
            try
            {
                Assert.Equal("1", await box.JsonAsync(a => a.Add("input", "value", Json(Nested(depth)))));
            }
            catch (PythonException error)
            {
                Assert.StartsWith("The input 'value' cannot be passed to Python", error.Message, StringComparison.Ordinal);
                Assert.True(depth > 64, error.Message);
            }
        }

        Assert.StartsWith(
            "The input 'value' cannot be passed to Python", (await box.FailAsync(a => a.Add("input", "value", Json(Nested(5000))))).Message, StringComparison.Ordinal);
        Assert.Equal(process, await box.JsonAsync(function: "pid"));
    }

    [PythonFact]
    public async Task Numbers_near_the_limits_arrive()
    {
        using var box = new PythonBox("def f(value): return value\n");

        foreach (var value in new[] { "[1e308,\"1e400\"]", "[-1.5e-400]", new string('9', 4000), "[1E+005]" })
        {
            var result = await box.CallAsync<JsonElement>(a => a.Add("input", "value", Json(value)));
            Assert.Equal(Json(value).ToString().Length > 100 ? value : result.GetRawText(), result.GetRawText());
        }
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_JSON_is_named()
    {
        using var box = new PythonBox();

        foreach (var value in new[] { "\"\\ud800\"", "{\"\\udc00\":1}", "[\"a\\ud83d\"]" })
        {
            var error = await box.FailAsync(a => a.Add("input", "value", Json(value)));
            Assert.StartsWith("The input 'value' cannot be passed to Python as JSON: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whatever_a_property_throws_the_argument_is_named()
    {
        using var box = new PythonBox();

        var error = await box.FailAsync(a => a.Add("dependency", "order", new Broken()));

        Assert.Equal("The depends_on step 'order' cannot be passed to Python as JSON: no such line", error.Message);
        Assert.IsType<KeyNotFoundException>(error.InnerException);
    }

    [PythonFact]
    public async Task Values_of_all_kinds_keep_their_places()
    {
        using var box = new PythonBox("def f(a, b, c, d, e): return [a, b, c, d, e]\n");

        Assert.Equal("""["",null,[1,"\n"],null,{"x":"é"}]""", (await box.CallAsync<JsonElement>(arguments =>
        {
            arguments.Add("option", "a", "");
            arguments.AddAbsent("dependency", "b");
            arguments.AddJson("option", "c", "[1,\"\\n\"]");
            arguments.Add<string?>("input", "d", null);
            arguments.Add("dependency", "e", Json("{\"x\":\"é\"}"));
        })).GetRawText());
    }

    private sealed class Broken
    {
        public string Line => throw new KeyNotFoundException("no such line");
    }
}
