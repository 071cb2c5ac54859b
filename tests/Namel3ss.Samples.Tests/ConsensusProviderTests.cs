using System.Collections.Concurrent;
using System.Text.Json;
using Consensus;
using Microsoft.AspNetCore.Http;
using Namel3ss.Runtime.Tests.Models;

namespace Namel3ss.Samples.Tests;

/// <summary>The providers' own clients, which talk to servers in this process by the providers' protocols.</summary>
public class ConsensusProviderTests
{
    private const string OpenAIKey = "sk-test-of-openai";
    private const string AnthropicKey = "sk-test-of-anthropic";
    private const string GeminiKey = "test-of-gemini";
    private const string Ticket = "The invoice page shows error 500.";

    [PythonFact]
    public async Task Each_provider_whose_key_is_there_is_asked_by_its_own_protocol()
    {
        var asked = new ConcurrentQueue<string>();
        await using var openAI = await ModelServer.StartAsync(context =>
        {
            asked.Enqueue($"{context.Request.Path} {context.Request.Headers.Authorization}");
            return ModelServer.OpenAIAsync(context, Answer("technical", 0.9));
        });
        await using var anthropic = await ModelServer.StartAsync(context =>
        {
            asked.Enqueue($"{context.Request.Path} {context.Request.Headers.Authorization}");
            return AnthropicAsync(context, $"Here it is:\n```json\n{Answer("Billing ", 0.6)}\n```");
        });
        await using var gemini = await ModelServer.StartAsync(context =>
        {
            asked.Enqueue($"{context.Request.Path} {context.Request.Headers.Authorization}");
            return ModelServer.OpenAIAsync(context, Answer("technical", 0.7));
        });

        var (exit, output, error) = await RunAsync(
            ["--json"],
            ("OPENAI_API_KEY", OpenAIKey), ("OPENAI_BASE_URL", $"{openAI.Url}/v1"),
            ("ANTHROPIC_API_KEY", AnthropicKey), ("ANTHROPIC_BASE_URL", anthropic.Url), ("ANTHROPIC_MODEL", "claude-of-the-test"),
            ("GEMINI_API_KEY", GeminiKey), ("GEMINI_BASE_URL", $"{gemini.Url}/v1beta/openai/"));

        Assert.Equal(0, exit);
        Assert.Equal(
            [$"/v1/chat/completions Bearer {OpenAIKey}", $"/v1/messages Bearer {AnthropicKey}", $"/v1beta/openai/chat/completions Bearer {GeminiKey}"],
            asked.Order(StringComparer.Ordinal).OrderBy(request => request.Contains("beta", StringComparison.Ordinal)));
        Assert.Equal(["gpt-4o", "claude-of-the-test", "gemini-2.5-flash"], new[] { openAI, anthropic, gemini }.Select(server => Model(server)));
        Assert.All(new[] { openAI, anthropic, gemini }, server =>
        {
            var request = Assert.Single(server.Requests).GetRawText();
            Assert.Contains(Ticket, request, StringComparison.Ordinal);
            Assert.Contains("You route support tickets", request, StringComparison.Ordinal);
        });
        using var run = JsonDocument.Parse(output);
        var agreement = Agreement.Read(run.RootElement.GetProperty("result"));
        Assert.Equal(("technical", "majority", 2, 3), (agreement.Answer, agreement.Verdict, agreement.Votes, agreement.Of));
        Assert.Equal(new Dissent("claude", "billing", "it is so"), Assert.Single(agreement.Dissent));
        Assert.Equal(12 + 9 + 12, run.RootElement.GetProperty("metadata").GetProperty("usage").GetProperty("input_tokens").GetInt32());
        Assert.Contains("gpt4: OpenAI gpt-4o", error, StringComparison.Ordinal);
        AssertNoKey(output + error);
    }

    [PythonFact]
    public async Task An_Ollama_takes_the_seats_without_a_key_with_its_models_in_turn()
    {
        await using var ollama = await ModelServer.StartAsync(context => ModelServer.OllamaAsync(context, Answer("delivery", 1)));
        await using var anthropic = await ModelServer.StartAsync(context => AnthropicAsync(context, Answer("delivery", 1)));

        var (exit, output, _) = await RunAsync(
            [],
            ("OLLAMA_URL", ollama.Url), ("OLLAMA_MODEL", "llama3.1:8b, qwen3:4b"),
            ("ANTHROPIC_API_KEY", AnthropicKey), ("ANTHROPIC_BASE_URL", anthropic.Url + "/"));

        Assert.Equal(0, exit);
        Assert.Equal(["llama3.1:8b", "qwen3:4b"], ollama.Requests.Select(request => request.GetProperty("model").GetString()!).Order(StringComparer.Ordinal));
        Assert.Single(anthropic.Requests);
        Assert.Contains("Ollama qwen3:4b", output, StringComparison.Ordinal);
        Assert.DoesNotContain("stand-in", output, StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task Who_has_no_key_is_a_stand_in_and_the_program_says_so()
    {
        await using var openAI = await ModelServer.StartAsync(context => ModelServer.OpenAIAsync(context, Answer("delivery", 0.5)));

        var (exit, output, _) = await RunAsync([], ("OPENAI_API_KEY", OpenAIKey), ("OPENAI_BASE_URL", openAI.Url), ("OPENAI_MODEL", "gpt-of-the-test"));

        Assert.Equal(0, exit);
        Assert.Matches("gpt4 +OpenAI gpt-of-the-test\n", output.ReplaceLineEndings("\n"));
        Assert.Contains("stand-in: nearest tickets; for a model set ANTHROPIC_API_KEY", output, StringComparison.Ordinal);
        Assert.Contains("stand-in: naive Bayes; for a model set GEMINI_API_KEY", output, StringComparison.Ordinal);
        Assert.Contains("its latency is simulated", output, StringComparison.Ordinal);
        Assert.Contains("delivery  gpt4, OpenAI gpt-of-the-test: it is so", output, StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task What_is_not_the_JSON_that_was_asked_for_is_no_vote_and_is_quoted()
    {
        await using var openAI = await ModelServer.StartAsync(context => ModelServer.OpenAIAsync(context, "I think {technical}"));

        var (exit, output, _) = await RunAsync(["--json"], ("OPENAI_API_KEY", OpenAIKey), ("OPENAI_BASE_URL", openAI.Url));

        Assert.Equal(0, exit);
        using var run = JsonDocument.Parse(output);
        var agreement = Agreement.Read(run.RootElement.GetProperty("result"));
        Assert.Equal(("technical", 2, 3), (agreement.Answer, agreement.Votes, agreement.Of));
        Assert.Equal(new Dissent("gpt4", "?", "not the JSON that it was asked for: I think {technical}"), Assert.Single(agreement.Dissent));
    }

    [PythonFact]
    public async Task If_no_model_gives_JSON_the_comparison_fails_with_what_one_wrote()
    {
        await using var ollama = await ModelServer.StartAsync(context => ModelServer.OllamaAsync(context, "No idea."));

        var (exit, output, _) = await RunAsync([], ("OLLAMA_URL", ollama.Url), ("OLLAMA_MODEL", "llama3.1:8b"));

        Assert.Equal(1, exit);
        Assert.Contains("gpt4 wrote: No idea.", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("unreadable", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_a_failed_step_and_is_not_shown()
    {
        await using var openAI = await ModelServer.StartAsync(context =>
            ModelServer.WriteAsync(context, 401, """{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"} }"""));

        var (exit, output, error) = await RunAsync([], ("OPENAI_API_KEY", OpenAIKey), ("OPENAI_BASE_URL", openAI.Url));

        Assert.Equal(1, exit);
        Assert.Contains("Step 'gpt4_response' failed", output, StringComparison.Ordinal);
        Assert.Contains("401", output, StringComparison.Ordinal);
        AssertNoKey(output + error);
    }

    [Theory]
    [InlineData("OLLAMA_URL", "localhost", "OLLAMA_URL is 'localhost', which is no http or https address. Write one like http://localhost:11434.")]
    [InlineData("OLLAMA_URL", "ftp://host", "OLLAMA_URL is 'ftp://host', which is no http or https address. Write one like http://localhost:11434.")]
    [InlineData("OPENAI_BASE_URL", "api", "OPENAI_BASE_URL is 'api', which is no http or https address. Write one like https://api.openai.com/v1.")]
    [InlineData("ANTHROPIC_BASE_URL", "/v1", "ANTHROPIC_BASE_URL is '/v1', which is no http or https address. Write one like https://api.anthropic.com.")]
    [InlineData("GEMINI_BASE_URL", "x:y", "GEMINI_BASE_URL is 'x:y', which is no http or https address. Write one like https://generativelanguage.googleapis.com/v1beta/openai/.")]
    [InlineData("OLLAMA_MODEL", " , ", "OLLAMA_MODEL is ',', which names no model. Write one like llama3.1:8b.")]
    public async Task A_wrong_variable_is_one_line_that_names_it_and_its_value(string name, string value, string message)
    {
        var (exit, output, error) = await RunAsync(
            [], ("OPENAI_API_KEY", OpenAIKey), ("ANTHROPIC_API_KEY", AnthropicKey), ("GEMINI_API_KEY", GeminiKey), ("OLLAMA_MODEL", "llama3.1:8b"), (name, value));

        Assert.Equal((1, ""), (exit, output));
        Assert.Equal(message, error.Trim());
    }

    [Theory]
    [InlineData("OPENAI_API_KEY", "sk-with a-space")]
    [InlineData("ANTHROPIC_API_KEY", "\"sk-in-quotes\"")]
    [InlineData("GEMINI_API_KEY", "sk-1234")]
    [InlineData("GEMINI_API_KEY", "schlüssel-mit-umlaut")]
    public void A_key_that_cannot_be_one_is_an_error_that_does_not_show_it(string name, string value)
    {
        var error = Assert.Throws<ChainConfigurationException>(() => Seats((name, value)));

        Assert.StartsWith($"{name} does not look like a key", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_variable_all_three_are_stand_ins() => Assert.All(Seats(("OPENAI_API_KEY", " ")), seat => Assert.True(seat.IsStandIn));

    [Fact]
    public void An_Ollama_address_without_a_model_is_an_error() => Assert.StartsWith(
        "OLLAMA_URL is set but OLLAMA_MODEL is not",
        Assert.Throws<ChainConfigurationException>(() => Seats(("OLLAMA_URL", "http://localhost:11434"))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"answer":"billing","confidence":0.5,"reason":"r"}""", "billing")]
    [InlineData("""Sure: {"answer":" Billing","confidence":0.5,"reason":"r"} Bye.""", "billing")]
    [InlineData("""{"answer":"","confidence":0.5,"reason":"r"}""", null)]
    [InlineData("""{"answer":3}""", null)]
    [InlineData("} no {", null)]
    [InlineData("", null)]
    public void An_answer_is_read_out_of_what_stands_around_it(string text, string? answer) =>
        Assert.Equal(answer, ModelAnswer.Read(text)?.Answer);

    private static IReadOnlyList<Seat> Seats(params (string Name, string Value)[] environment) =>
        Providers.Seats(name => environment.FirstOrDefault(variable => variable.Name == name).Value, TimeSpan.Zero);

    private static Task<(int Exit, string Output, string Error)> RunAsync(string[] options, params (string Name, string Value)[] environment) =>
        SampleProgram.RunAsync(typeof(Providers), environment, ["--latency", "0", "--question", Ticket, .. options]);

    private static string Answer(string team, double confidence) =>
        JsonSerializer.Serialize(new { answer = team, confidence, reason = "it is so" });

    private static Task AnthropicAsync(HttpContext context, string text) => ModelServer.WriteAsync(context, 200, $$"""
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-of-the-test","content":[{"type":"text","text":{{JsonSerializer.Serialize(text)}} }],
         "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":6} }
        """);

    private static string? Model(ModelServer server) => Assert.Single(server.Requests).GetProperty("model").GetString();

    private static void AssertNoKey(string text) =>
        Assert.All((string[])[OpenAIKey, AnthropicKey, GeminiKey], key => Assert.DoesNotContain(key, text, StringComparison.Ordinal));
}
