namespace Namel3ss.Package.Tests.Cases;

/// <summary>What <c>expected.txt</c> means.</summary>
public sealed class ExpectationTests
{
    [Theory]
    [InlineData("builds", null)]
    [InlineData("builds|one|three", null)]
    [InlineData("builds|/^t[a-z]+ 2$/", null)]
    [InlineData("builds|!four|=1 one|=2 /^t/|=0 four", null)]
    [InlineData("builds|three|one", "one: there is no such line after 'three'.")]
    [InlineData("builds|one|one", "one: there is no such line after 'one'.")]
    [InlineData("builds|/^wo/", "/^wo/: there is no such line.")]
    [InlineData("builds|!/^tw/", "!/^tw/: there is 'two 2'.")]
    [InlineData("builds|=1 /^t/", "=1 /^t/: there are 2.")]
    [InlineData("may build|one", null)]
    [InlineData("does not build|one", "It builds.")]
    public void A_built_case_is_held_against_its_lines(string expected, string? mistake) =>
        Assert.Equal(mistake, Expectation.Parse(expected.Split('|')).Check(hasBuilt: true, ["one", "two 2", "three"]));

    [Theory]
    [InlineData("builds", "It does not build.")]
    [InlineData("does not build", null)]
    [InlineData("may build", null)]
    public void A_case_that_does_not_build_may_have_to(string expected, string? mistake) =>
        Assert.Equal(mistake, Expectation.Parse([expected]).Check(hasBuilt: false, []));

    [Fact]
    public void The_first_line_says_whether_it_builds() => Assert.Throws<FormatException>(() => Expectation.Parse(["one"]));
}
