namespace Namel3ss.Runtime.Tests.Models.Corpus;

/// <summary>What the corpus claims to hold.</summary>
public sealed class CorpusIndexTests
{
    /// <summary>What answers stand for, each with who must have one at least.</summary>
    private static readonly Dictionary<string, string> Claimed = new()
    {
        // What is an answer, and of what.
        ["as-asked"] = "openai anthropic gemini mistral ollama azure responses",
        ["last-message"] = "openai anthropic gemini mistral responses",
        ["reasoning"] = "anthropic mistral ollama deepseek groq responses",
        ["think"] = "mistral ollama vllm",
        // What is none.
        ["refusal"] = "openai anthropic responses",
        ["null-content"] = "openai anthropic ollama deepseek",
        ["no-choices"] = "openai",
        ["reasoning-alone"] = "anthropic ollama deepseek vllm responses",
        ["length"] = "openai anthropic gemini mistral ollama vllm huggingface responses",
        ["content-filter"] = "openai gemini azure responses",
        ["tool-calls"] = "openai anthropic gemini mistral ollama deepseek responses",
        ["other-finish"] = "anthropic ollama deepseek",
        // What is forgiven.
        ["fence"] = "openai anthropic gemini ollama openrouter",
        ["words-around"] = "gemini ollama",
        ["byte-order-mark"] = "ollama",
        ["trailing-comma"] = "gemini ollama openrouter",
        ["comments"] = "openai gemini ollama deepseek",
        ["raw-line-breaks"] = "openai ollama",
        ["object-twice"] = "openai ollama responses",
        ["json-in-text"] = "anthropic ollama",
        ["schema-around"] = "openai ollama doubao",
        ["envelope"] = "anthropic ollama",
        ["enum-spelling"] = "anthropic mistral ollama",
        ["scalar-as-text"] = "anthropic ollama qwen",
        ["integral-number"] = "gemini ollama",
        ["discriminator"] = "openai anthropic ollama",
        // What is refused.
        ["broken"] = "anthropic gemini mistral",
        ["enum-value"] = "openai mistral ollama",
        ["member-twice"] = "openai",
        ["missing"] = "openai anthropic gemini ollama",
        ["null"] = "openai mistral ollama qwen",
        ["range"] = "ollama",
        ["length-limit"] = "vllm",
        ["pattern"] = "ollama",
        ["format"] = "ollama",
        ["time-without-zone"] = "ollama",
        // What is an error.
        ["error-400"] = "openai anthropic gemini ollama azure groq",
        ["error-401"] = "openai anthropic mistral",
        ["error-403"] = "openai anthropic",
        ["error-404"] = "openai anthropic ollama",
        ["error-429"] = "openai anthropic gemini mistral ollama openrouter",
        ["error-5xx"] = "openai anthropic gemini ollama",
        ["error-200"] = "ollama openrouter responses",
        ["quota"] = "openai anthropic deepseek openrouter responses",
    };

    [Fact]
    public void It_has_all_that_it_claims()
    {
        var found = CorpusRow.All.Values.GroupBy(row => row.Kind).ToDictionary(rows => rows.Key, rows => rows.Select(row => row.Provider).ToHashSet());

        Assert.Equal(Claimed.Keys.Order(), found.Keys.Order());
        Assert.All(Claimed, claim => Assert.Empty(claim.Value.Split(' ').Except(found[claim.Key])));
        Assert.True(CorpusRow.All.Values.Count(row => !IsError(row)) >= 120, "Answers are missing.");
    }

    [Fact]
    public void Each_answer_has_its_file_and_says_where_it_is_known_from()
    {
        Assert.Equal(CorpusRow.All.Keys.Order(StringComparer.Ordinal), CorpusRow.Files.Order(StringComparer.Ordinal));
        Assert.All(CorpusRow.All.Values, row => Assert.StartsWith("https://", row.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_but_an_error_has_another_status_than_200() => Assert.All(
        CorpusRow.All.Values, row => Assert.True(IsError(row) || row.Bytes.AsSpan().StartsWith("HTTP/1.1 200 OK\n"u8), row.Answer));

    private static bool IsError(CorpusRow row) => row.Kind == "quota" || row.Kind.StartsWith("error-", StringComparison.Ordinal);
}
