namespace Namel3ss.Package.Tests.Cases;

/// <summary><c>cases.tsv</c> is complete and names tests that are there.</summary>
public sealed class ListTests
{
    [Fact]
    public void Every_folder_has_a_line() => Assert.Equal(
        Case.Folders.Order(StringComparer.Ordinal), Case.All.Select(@case => @case.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_test_of_every_kind_is_there() => Assert.All(Case.All.Select(@case => @case.Test).OfType<string>().Distinct(), test =>
    {
        string[] name = test.Split('.');
        Assert.Contains(
            Directory.GetFiles(Path.Combine(PackageFeed.Repository, "tests"), $"{name[0]}*.cs", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains($" {name[1]}(", StringComparison.Ordinal));
    });
}
