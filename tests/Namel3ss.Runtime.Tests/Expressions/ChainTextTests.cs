using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using static Namel3ss.Runtime.Tests.Expressions.ArithmeticTests;

namespace Namel3ss.Runtime.Tests.Expressions;

public sealed partial class ChainTextTests
{
    internal enum Urgency
    {
        VeryHigh,
    }

    internal sealed record Feedback(string FullText, Urgency? Urgency);

    [JsonSerializable(typeof(int))]
    private sealed partial class NumbersOnlyContext : JsonSerializerContext;

    [Fact]
    public Task Plain_values_are_written_without_JSON_and_in_no_culture() => RunAsync(chain =>
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = German();
        try
        {
            Assert.Equal("a \"b\"", chain.Text("a \"b\""));
            Assert.Equal("", chain.Text((string?)null));
            Assert.Equal("", chain.Text((int?)null));
            Assert.Equal("", chain.Text((Feedback?)null));
            Assert.Null(chain.TextOrNull((int?)null));
            Assert.Null(chain.TextOrNull((Feedback?)null));
            Assert.Null(chain.TextOrNull(JsonDocument.Parse("null").RootElement));
            Assert.Null(chain.TextOrNull((JsonElement?)null));
            Assert.Equal("3", chain.TextOrNull((int?)3));
            Assert.Equal("true", chain.Text(true));
            Assert.Equal("false", chain.Text((bool?)false));
            Assert.Equal("-1234567", chain.Text(-1234567));
            Assert.Equal("255", chain.Text(byte.MaxValue));
            Assert.Equal("18446744073709551615", chain.Text(ulong.MaxValue));
            Assert.Equal("0.1", chain.Text(0.1));
            Assert.Equal("0.1", chain.Text(0.1f));
            Assert.Equal("NaN", chain.Text(double.NaN));
            Assert.Equal("-1.50", chain.Text(-1.50m));
            Assert.Equal("1.5", chain.Text((double?)1.5));
            Assert.Equal("x", chain.Text('x'));
            Assert.Equal("2026-01-02T03:04:05.0000000Z", chain.Text(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)));
            Assert.Equal("2026-01-02T03:04:05.0000000+01:00", chain.Text(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1))));
            Assert.Equal("2026-01-02", chain.Text(new DateOnly(2026, 1, 2)));
            Assert.Equal("03:04:05.0000000", chain.Text(new TimeOnly(3, 4, 5)));
            Assert.Equal("1.02:03:04", chain.Text(new TimeSpan(1, 2, 3, 4)));
            Assert.Equal("00000000-0000-0000-0000-000000000000", chain.Text(Guid.Empty));
            Assert.Equal("https://a.b/c d", chain.Text(new Uri("https://a.b/c d")));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    });

    [Fact]
    public Task Anything_else_is_the_JSON_of_the_run() => RunAsync(chain =>
    {
        Assert.Equal("""{"full_text":"It's \"ok\"","urgency":"very_high"}""", chain.Text(new Feedback("It's \"ok\"", Urgency.VeryHigh)));
        Assert.Equal("""["a","b"]""", chain.Text<IReadOnlyList<string>>(["a", "b"]));
        Assert.Equal("[1,2]", chain.Text(new[] { 1, 2 }));
    });

    [Fact]
    public Task What_JSON_writes_as_a_text_has_no_quotes() => RunAsync(chain =>
    {
        Assert.Equal("very_high", chain.Text(Urgency.VeryHigh));
        Assert.Equal("very_high", chain.Text((Urgency?)Urgency.VeryHigh));
        Assert.Equal("", chain.Text((Urgency?)null));
        Assert.Equal("1.2", chain.Text(new Version(1, 2)));
    });

    [Theory]
    [InlineData("\"a\\nb\"", "a\nb")]
    [InlineData("1.50", "1.50")]
    [InlineData("true", "true")]
    [InlineData("null", "")]
    [InlineData("{\"a\": [1]}", "{\"a\": [1]}")]
    public Task Json_is_its_text_or_as_it_was_written(string json, string expected) => RunAsync(chain =>
    {
        Assert.Equal(expected, chain.Text(Json(json)));
        Assert.Equal(expected, chain.Text((JsonElement?)Json(json)));
    });

    [Fact]
    public Task Json_of_a_value_is_always_JSON() => RunAsync(chain =>
    {
        Assert.Equal("\"a\"", chain.ToJsonText("a"));
        Assert.Equal("null", chain.ToJsonText((string?)null));
        Assert.Equal("null", chain.ToJsonText((int?)null));
        Assert.Equal("5", chain.ToJsonText((int?)5));
        Assert.Equal("\"very_high\"", chain.ToJsonText(Urgency.VeryHigh));
        Assert.Equal("{\"a\":1}", chain.ToJsonText(Json("{\"a\": 1}")));
        Assert.True(Operators.Equal(chain.ToJsonElement("a"), "a"));
        Assert.True(Operators.Equal(chain.ToJsonElement((string?)null), null));
    });

    [Theory]
    [InlineData("Jürgen 你好")]
    [InlineData("👍 <b>'it' & \"that\"</b> \\ +")]
    [InlineData("𠮷野家 a\u3000b\u00A0c\u200Dd\u2028")]
    public async Task Text_in_JSON_is_itself_whatever_the_encoder(string text)
    {
        foreach (var options in new[] { null, new JsonSerializerOptions() })
        {
            await RunAsync(
                chain =>
                {
                    // Two encoders escape quotes and backslashes in two ways.
                    var plain = Alike(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
                    Assert.Equal($"[\"{plain}\"]", Alike(chain.Text<IReadOnlyList<string>>([text])));
                    Assert.Equal($"\"{plain}\"", Alike(chain.ToJsonText(text)));
                    Assert.Equal($"{{\"{plain}\":1}}", Alike(chain.Text(new Dictionary<string, int> { [text] = 1 })));
                    Assert.Equal(text, JsonSerializer.Deserialize<string>(chain.ToJsonText(text)));
                },
                options);
        }

        static string Alike(string json) => json.Replace("\\\"", "\\u0022", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"{""a"":""\u00fc\ud83d\udc4d\u0022\u005c\u0007\n\\u00fc\ud83d""}", @"{""a"":""ü👍\u0022\u005c\u0007\n\\u00fc\ud83d""}")]
    public Task Json_from_elsewhere_too(string json, string expected) => RunAsync(chain => Assert.Equal(expected, chain.Text(Json(json))));

    private sealed record Ticket(string Title, IReadOnlyList<Scan> Scans);

    private sealed record Scan(DataContent? Photo);

    [Fact]
    public Task Messages_tools_and_files_are_no_text() => RunAsync(chain =>
    {
        const string file = "cannot be a part of a text: it belongs in a ChatMessage, which a connector can send with an IChatClient.";
        const string message = "cannot be a part of a text: write its text, '.text', or hand it to a connector, which can send it with an IChatClient.";
        const string tool = "cannot be a part of a text: tools belong to the IChatClient that the llm names, in ChatOptions.Tools and with UseFunctionInvocation.";
        var photo = new DataContent(new byte[] { 1 }, "image/png");

        Assert.Equal($"A DataContent {file}", Refused(photo));
        Assert.Equal($"A DataContent {file}", Refused<object>(photo));
        Assert.Equal($"A DataContent, Ticket.scans[].photo, {file}", Refused(new Ticket("t", [])));
        Assert.Equal($"A ChatMessage {message}", Refused(new ChatMessage(ChatRole.User, "Hi")));
        Assert.Equal($"A ChatMessage, list<ChatMessage>[], {message}", Refused<IReadOnlyList<ChatMessage>>([]));
        Assert.Equal($"A HostedWebSearchTool {tool}", Refused<AITool>(new HostedWebSearchTool()));

        string Refused<T>(T value) => Assert.Throws<InvalidOperationException>(() => chain.Text(value)).Message;
    });

    [Fact]
    public Task The_options_of_the_run_decide() => RunAsync(
        chain =>
        {
            Assert.Equal("VeryHigh", chain.Text(Urgency.VeryHigh));
            Assert.Equal("""{"FullText":"a","Urgency":null}""", chain.ToJsonText(new Feedback("a", null)));
        },
        new JsonSerializerOptions { Converters = { new JsonStringEnumConverter() } });

    [Fact]
    public Task A_type_without_metadata_is_named() => RunAsync(
        chain =>
        {
            Assert.Equal("5", chain.Text(5));
            Assert.Equal("\"a\"", chain.ToJsonText("a"));
            var error = Assert.Throws<ChainConfigurationException>(() => chain.Text(new Feedback("a", null)));
            Assert.Contains("ChainTextTests.Feedback", error.Message, StringComparison.Ordinal);
            Assert.Contains("an expression of chain 'lab'", error.Message, StringComparison.Ordinal);
        },
        new JsonSerializerOptions { TypeInfoResolver = NumbersOnlyContext.Default });

    [Fact]
    public Task Joining_and_writing_give_the_same_text() => RunAsync(chain =>
    {
        Assert.Equal(chain.Text(1.5m), Operators.Add("", 1.5m));
        Assert.Equal(chain.Text(new TimeOnly(1, 2)), Operators.Add(new TimeOnly(1, 2), ""));
        Assert.Equal(chain.Text(float.MaxValue), Operators.Add("", float.MaxValue));
        Assert.Equal(chain.Text(new Uri("https://a.b")), Operators.Add("", new Uri("https://a.b")));
    });

    private static async Task RunAsync(Action<Chain> body, JsonSerializerOptions? json = null)
    {
        Exception? failure = null;
        await LabChain.RunAsync(
            LabChain.Info(1),
            (chain, _) =>
            {
                // Outside the run's own error handling, so that what fails here fails the test.
                failure = Record.Exception(() => body(chain));
                return Task.CompletedTask;
            },
            new ChainOptions { JsonSerializerOptions = json });
        Assert.Null(failure);
    }
}
