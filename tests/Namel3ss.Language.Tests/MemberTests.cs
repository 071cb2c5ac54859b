using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Namel3ss.Language.Tests;

internal sealed record Story(string Title, Level Level, DateTime? Day, Story? Next)
{
    public string? Note { get; init; }

    public string[] Tags = ["new", "short"];

    public (int From, int To) Range => (1, 2);

    public bool IsLast => Next is null;
}

internal static class StoryConnectors
{
    [Connector("make_story")]
    public static Story MakeStory(int depth) =>
        new($"part {depth}", Level.VeryHigh, new DateTime(2026, 11, 20 + depth), depth == 1 ? null : MakeStory(depth - 1));
}

/// <summary>Members of C# types in expressions.</summary>
public sealed class MemberTests
{
    private static ChainOptions Mode(bool parallel) => new() { EnableParallelSteps = parallel };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Members_are_read_however_deep(bool parallel)
    {
        var run = await Chains.RunMembersAsync(new Story("given", Level.Low, null, null), Level.Low, Mode(parallel));

        Assert.Equal("part 3 6 part 1 0 short 1", run.Steps.Read.Result);
        Assert.Equal("2026 true 0  |", run.Steps.Days.Result);
        Assert.Equal("""at very_high, ["new","short"], low""", run.Steps.Joined.Result);
        Assert.Equal("none", run.Steps.Passed.Result);
        Assert.Equal(StepStatus.Skipped, run.Steps.Branch.Status);
        Assert.Equal("short!", run.EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_that_is_there_is_the_same_with_and_without_its_question_mark(bool parallel)
    {
        var given = new Story("given", Level.Low, new DateTime(2025, 1, 1), new Story("last", Level.Low, null, null)) { Note = " (noted)" };
        var run = await Chains.RunMembersAsync(given, Level.VeryHigh, Mode(parallel));

        Assert.Equal("2026 true 2025 true  (noted)|", run.Steps.Days.Result);
        Assert.Equal("""at very_high, ["new","short"], very_high (noted)""", run.Steps.Joined.Result);
        Assert.Equal(" (noted)", run.Steps.Passed.Result);
        Assert.Equal("very_high", run.Steps.Branch.Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_starts_with_a_digit_is_read_with_a_line_before_it(bool parallel) =>
        Assert.Equal("15", (await Chains.RunDigitsAsync(5, Mode(parallel))).EnsureOk());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_type_without_json_metadata_is_told_before_any_step_runs(bool parallel)
    {
        var lab = new Lab();
        ChainOptions options = Mode(parallel) with { JsonSerializerOptions = new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine() } };

        var ofStep = await Assert.ThrowsAsync<ChainConfigurationException>(() => Chains.RunNeedsJsonMetadataAsync(options));
        var ofCondition = await Assert.ThrowsAsync<ChainConfigurationException>(() => Chains.RunNeedsJsonMetadataInAConditionAsync(options));

        Assert.StartsWith("The type Namel3ss.Language.Tests.Level has no JSON metadata, but step 'shown' of chain 'needs_json_metadata' (", ofStep.Message, StringComparison.Ordinal);
        Assert.StartsWith("The type Namel3ss.Language.Tests.Level has no JSON metadata, but an expression of chain 'needs_json_metadata_in_a_condition' needs it.", ofCondition.Message, StringComparison.Ordinal);
        Assert.Equal(1, lab.Attempt());
    }
}
