using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Results;

/// <summary>The guide's JSON, field for field.</summary>
public sealed class JsonTests
{
    private const string TimeoutJson =
        """
        {
          "status": "timeout",
          "result": null,
          "steps": [
            {
              "name": "a",
              "kind": "connector",
              "target": "work",
              "status": "ok",
              "result": 1,
              "elapsed_ms": 812
            },
            {
              "name": "b",
              "kind": "connector",
              "target": "work",
              "status": "cancelled",
              "result": null,
              "elapsed_ms": 119188
            }
          ],
          "error": "Chain 'analysis' execution timed out after 120 seconds",
          "metadata": {
            "elapsed_ms": 120000,
            "timeout_seconds": 120
          }
        }
        """;

    [Fact]
    public async Task A_timeout_has_the_guides_shape()
    {
        var lab = new Lab();
        var info = new ChainInfo("analysis", 120, LabChain.Step(0), LabChain.Step(1), LabChain.Step(2));
        var running = LabChain.RunAsync(
            info,
            async (chain, steps) =>
            {
                await chain.Run(steps.Items[0], token => lab.TakeAsync("a", TimeSpan.FromMilliseconds(812), token));
                await chain.Run(steps.Items[1], _ => lab.StubbornAsync("b"));
                await chain.Run(steps.Items[2], _ => Task.FromResult(1));
            },
            lab.Options());
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromMilliseconds(812));
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(120) - TimeSpan.FromMilliseconds(812));
        var run = await running;

        Assert.Equal(TimeoutJson.ReplaceLineEndings(), run.ToJson(indented: true).ReplaceLineEndings());
        Assert.Equal(Compact(TimeoutJson), run.ToJson());
        Assert.Null(run.Result);
    }

    [Fact]
    public async Task A_run_that_went_well_carries_values_as_snake_case_and_enums_as_text()
    {
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), new Lab().Options());

        Assert.Equal(
            Compact(
                """
                {"status":"ok","result":{"total_score":19,"overall_mood":"very_good"},"steps":[
                {"name":"analyze_twitter","kind":"connector","target":"sentiment_analyzer","status":"ok","result":7,"elapsed_ms":0},
                {"name":"analyze_email","kind":"connector","target":"sentiment_analyzer","status":"ok","result":5,"elapsed_ms":0},
                {"name":"analyze_reviews","kind":"connector","target":"sentiment_analyzer","status":"ok","result":7,"elapsed_ms":0},
                {"name":"aggregate_results","kind":"connector","target":"aggregator","status":"ok","result":{"total_score":19,"overall_mood":"very_good"},"elapsed_ms":0}],
                "error":null,"metadata":{"elapsed_ms":0,"timeout_seconds":180}}
                """),
            run.ToJson());
    }

    [Fact]
    public void A_tuple_is_written_with_its_items()
    {
        string json = JsonSerializer.Serialize((Name: "x", Count: 2), ChainJson.Default);

        Assert.Equal("""{"item1":"x","item2":2}""", json);
        Assert.Equal(("x", 2), JsonSerializer.Deserialize<(string, int)>(json, ChainJson.Default));
    }

    [Fact]
    public async Task A_failure_is_told_in_words_and_no_exception_is_written()
    {
        var run = await LabChain.RunGroupAsync(
            LabChain.Info(2, 0.5), (index, _) => index == 0 ? throw new InvalidOperationException("it's \"bad\"") : Task.FromResult(1), new Lab().Options());

        Assert.Equal(
            Compact(
                """
                {"status":"error","result":null,"steps":[
                {"name":"a","kind":"connector","target":"work","status":"failed","result":null,"error":"it's \"bad\"","elapsed_ms":0}],
                "error":"Step 'a' failed: it's \"bad\"","metadata":{"elapsed_ms":0,"timeout_seconds":0.5}}
                """),
            run.ToJson());
    }

    [Fact]
    public async Task A_skipped_step_is_listed_and_one_that_never_started_is_not()
    {
        var run = await LabChain.RunAsync(
            LabChain.Info(3),
            async (chain, steps) =>
            {
                await chain.Run(steps.Items[0], _ => Task.FromResult(1));
                await chain.Skip(steps.Items[1]);
            },
            new Lab().Options());

        using var json = JsonDocument.Parse(run.ToJson());
        Assert.Equal(["ok", "skipped"], json.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString()));
    }

    [Fact]
    public void A_value_whose_member_throws_names_its_step()
    {
        var info = new ChainInfo("lab", null, LabChain.Step(0));
        var steps = new BrokenSteps(info);
        var run = new BrokenRun(ChainEnd.Ok(info, steps.Only, new Broken()), steps);

        var error = Assert.Throws<JsonException>(() => run.ToJson());

        Assert.Equal("The value of step 'a' cannot be written as JSON: out of order", error.Message);
        Assert.IsType<System.Net.WebException>(error.InnerException);
    }

    private sealed class Broken
    {
        public int Number => throw new System.Net.WebException("out of order");
    }

    private sealed class BrokenSteps(ChainInfo info) : ChainSteps
    {
        public StepRun<Broken?> Only { get; } = new(info, 0);

        protected override StepRun[] All() => [Only];
    }

    [JsonConverter(typeof(ChainRunJsonConverter))]
    private sealed class BrokenRun(in ChainEnd end, BrokenSteps steps) : ChainRun<BrokenSteps, Broken, Broken?>(end, steps, steps.Only)
    {
        protected override Broken ReadResult() => Steps.Only.Result!;
    }

    [Fact]
    public async Task Serialising_a_run_gives_the_same_whatever_the_options_are()
    {
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), new Lab().Options());
        var expected = run.ToJson();

        Assert.Equal(expected, JsonSerializer.Serialize(run));
        Assert.Equal(expected, JsonSerializer.Serialize(run, JsonSerializerOptions.Web));
        Assert.Equal(expected, JsonSerializer.Serialize<object>(run));
        Assert.Equal(expected, JsonSerializer.Serialize<ChainRun>(run));
        Assert.Equal(expected, JsonSerializer.Serialize(run, RunContext.Default.CustomerFeedbackAnalysisRun));
        Assert.Equal($$"""{"run":{{expected}}}""", JsonSerializer.Serialize(new { run }));
    }

    [Fact]
    public async Task Steps_in_the_users_own_json_have_the_shape_of_those_in_a_run()
    {
        var info = LabChain.Info(2, step: index => new(LabChain.Name(index), "connector", "work") { StopOnError = false });
        var run = await LabChain.RunGroupAsync(info, (index, _) => index == 0 ? throw new IOException("no network") : Task.FromResult(7), new Lab().Options());
        string[] expected =
        [
            """{"name":"a","kind":"connector","target":"work","status":"failed","result":null,"error":"no network","elapsed_ms":0}""",
            """{"name":"b","kind":"connector","target":"work","status":"ok","result":7,"elapsed_ms":0}""",
        ];

        Assert.Equal($"[{expected[0]},{expected[1]}]", JsonSerializer.Serialize(run.AllSteps, JsonSerializerOptions.Web));
        Assert.Equal(expected[0], JsonSerializer.Serialize(run.Steps.Items[0]));
        Assert.Equal($$"""{"Items":[{{expected[0]}},{{expected[1]}}]}""", JsonSerializer.Serialize(run.Steps));
        Assert.Equal(
            """[{"name":"","kind":"","target":"","iteration":1,"status":"ok","result":7,"elapsed_ms":0}]""",
            JsonSerializer.Serialize<StepRuns<int?>>([StepRun<int?>.Ok(7)]));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<StepRun<int?>>("{}"));
    }

    [Fact]
    public void Source_generated_metadata_of_the_base_class_is_enough_if_it_is_asked_for()
    {
        var run = FeedbackChain.CustomerFeedbackAnalysisRun.Failed(new InvalidOperationException("boom"));

        // The same but for how the serializer's own encoder writes quotes.
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(run.ToJson()), JsonSerializer.SerializeToElement(run, BaseRunContext.Default.ChainRun)));
        Assert.StartsWith(
            $"JsonTypeInfo metadata for type '{run.GetType()}' was not provided",
            Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(run, BaseRunContext.Default.Options)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_cannot_be_read_back() => Assert.Equal(
        "A CustomerFeedbackAnalysisRun is the result of a run and cannot be read back from JSON.",
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<FeedbackChain.CustomerFeedbackAnalysisRun>("{}")).Message.Split(" The unsupported")[0]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_endpoint_may_return_a_run(bool sourceGenerated)
    {
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), new Lab().Options());
        var services = new ServiceCollection().AddLogging();
        services.ConfigureHttpJsonOptions(options =>
        {
            if (sourceGenerated)
            {
                options.SerializerOptions.TypeInfoResolver = RunContext.Default;
            }
        });
        var context = new DefaultHttpContext { RequestServices = services.BuildServiceProvider() };
        using var body = new MemoryStream();
        context.Response.Body = body;
        var endpoint = RequestDelegateFactory.Create(() => run, new RequestDelegateFactoryOptions { ServiceProvider = context.RequestServices });
        await endpoint.RequestDelegate(context);

        Assert.Equal(run.ToJson(), System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    [Fact]
    public async Task Values_are_written_with_the_runs_own_options()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper };
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), new Lab().Options() with { JsonSerializerOptions = options });

        Assert.Contains("""
            {"TOTAL-SCORE":19,"OVERALL-MOOD":1}
            """, run.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_that_knows_the_projects_types_is_enough()
    {
        // No metadata of int and none of reflection: plain types need none of the user's.
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), new Lab().Options() with { JsonSerializerOptions = SummaryContext.Default.Options });

        using var json = JsonDocument.Parse(run.ToJson());
        Assert.Equal(19, json.RootElement.GetProperty("result").GetProperty("TotalScore").GetInt32());
        Assert.Equal(7, json.RootElement.GetProperty("steps")[0].GetProperty("result").GetInt32());
    }

    [Fact]
    public async Task A_type_without_metadata_is_named_with_the_attribute_to_add()
    {
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), new Lab().Options() with { JsonSerializerOptions = NothingContext.Default.Options });

        Assert.Equal(
            "The type Namel3ss.Runtime.Tests.Chains.FeedbackSummary has no JSON metadata, but the value of step 'aggregate_results' (feedback.ai:25) needs it. "
            + "Add [JsonSerializable(typeof(Namel3ss.Runtime.Tests.Chains.FeedbackSummary))] to your JsonSerializerContext, "
            + "and give its options as JsonSerializerOptions of ChainOptions or Namel3ssOptions.",
            Assert.Throws<ChainConfigurationException>(() => run.ToJson()).Message);
    }

    [Fact]
    public async Task A_step_whose_types_must_have_metadata_does_not_start_without()
    {
        var called = false;
        var info = LabChain.Info(1, step: _ => new StepInfo("score", "python", "scorer.score")
        {
            Json = [typeof(int?), typeof(IReadOnlyList<Dictionary<string, FeedbackSummary[]>>)],
            Location = "feedback.ai:3",
        });
        var options = new Lab().Options() with { JsonSerializerOptions = NothingContext.Default.Options };
        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => LabChain.RunAsync(
            info,
            (_, _) =>
            {
                called = true;
                return Task.CompletedTask;
            },
            options));

        Assert.False(called);
        Assert.StartsWith(
            "The type System.Collections.Generic.IReadOnlyList<System.Collections.Generic.Dictionary<System.String, Namel3ss.Runtime.Tests.Chains.FeedbackSummary[]>> "
            + "has no JSON metadata, but step 'score' of chain 'lab' (feedback.ai:3) needs it. ",
            error.Message,
            StringComparison.Ordinal);
        Assert.True((await LabChain.RunAsync(info, (_, _) => Task.CompletedTask, new Lab().Options())).IsOk);
        await Assert.ThrowsAsync<ChainConfigurationException>(() => LabChain.RunAsync(info, (_, _) => Task.CompletedTask, options));
    }

    [Theory]
    [InlineData("""{"total_score":1,"overall_mood":"bad"}""", true)]
    [InlineData("""{"total_score":1,"overall_mood":0}""", false)]
    [InlineData("""{"total":1,"overall_mood":"bad"}""", false)]
    [InlineData("""{"total_score":1,"overall_mood":null}""", false)]
    public void The_default_options_take_a_misnamed_or_missing_member_for_an_error(string json, bool isValid)
    {
        if (isValid)
        {
            Assert.Equal(new FeedbackSummary(1, Mood.Bad), JsonSerializer.Deserialize<FeedbackSummary>(json, ChainJson.Default));
        }
        else
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FeedbackSummary>(json, ChainJson.Default));
        }
    }

    [Fact]
    public void The_default_options_respect_nullability() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Named>("""{"name":null}""", ChainJson.Default));

    [Fact]
    public void Options_without_a_resolver_get_one()
    {
        var options = ChainJson.Prepare(new JsonSerializerOptions());

        Assert.True(options.IsReadOnly);
        Assert.IsType<DefaultJsonTypeInfoResolver>(options.TypeInfoResolver);
        Assert.Same(options, ChainJson.Prepare(options));
    }

    private static string Compact(string json) => string.Concat(json.Split('\n').Select(line => line.Trim()))
        .Replace("\": ", "\":", StringComparison.Ordinal);

    private sealed record Named(string Name);
}

[JsonSerializable(typeof(FeedbackChain.CustomerFeedbackAnalysisRun))]
internal sealed partial class RunContext : JsonSerializerContext;

[JsonSerializable(typeof(ChainRun))]
internal sealed partial class BaseRunContext : JsonSerializerContext;

[JsonSerializable(typeof(FeedbackSummary))]
internal sealed partial class SummaryContext : JsonSerializerContext;

[JsonSerializable(typeof(Version))]
internal sealed partial class NothingContext : JsonSerializerContext;
