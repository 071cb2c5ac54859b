namespace Namel3ss.Package.Tests.Cases;

/// <summary>What was reported of workflows once, as its reporter would meet it: each a project that uses the packages.</summary>
public sealed class CaseTests(BuiltCases built) : IClassFixture<BuiltCases>
{
    public static TheoryData<string> Names => [.. Case.Chosen.Select(@case => @case.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_case_shows_what_is_expected(string name)
    {
        Case @case = Case.Chosen.Single(@case => @case.Name == name);

        (bool hasBuilt, IReadOnlyList<string> output) = await built.ShowAsync(@case);
        string? mistake = @case.ReadExpectation().Check(hasBuilt, output);

        built.Tell(@case, mistake);
        Assert.True(mistake is null, $"{mistake}\n\n{string.Join('\n', output)}");
    }
}
