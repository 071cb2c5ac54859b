namespace Namel3ss.Package.Tests;

/// <summary><c>dotnet run app.cs</c>.</summary>
public class FileProgramTests : IClassFixture<PackageFeed>
{
    [Fact]
    public async Task A_program_of_one_file_sees_its_chains_and_their_edits()
    {
        Workspace folder = PackageFeed.CreateWorkspace("script")
            .Write("app.cs", $"#:package Namel3ss.Generator@{PackageFeed.Version}\n{Workspace.Program}{Workspace.Connector}")
            .Write("greeting.ai", Workspace.Chain)
            .Write("elsewhere/other.ai", "not a chain");

        Assert.Equal(["Hello Ada"], (await folder.RunAsync("run", "app.cs")).Succeeded().Lines);
        folder.Write("greeting.ai", Workspace.Chain.Replace("Ada", "Grace"));
        Assert.Equal(["Hello Grace"], (await folder.RunAsync("run", "app.cs")).Succeeded().Lines);
    }
}
