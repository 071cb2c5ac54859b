using System.Text.Json;

namespace Namel3ss.Package.Tests;

/// <summary>Which files of a folder a project takes.</summary>
public class ItemTests : IClassFixture<PackageFeed>
{
    [Fact]
    public async Task What_a_build_has_written_is_no_input_of_the_next()
    {
        Workspace app = PackageFeed.CreateWorkspace("own")
            .Write("own.csproj", Workspace.Project())
            .Write("greeting.ai", Workspace.Chain)
            .Write("tools/calc.py", "")
            .Write("own.deps.json", "{}")
            .Write("Generated/Namel3ss.Generator/Namel3ss.Generator.ChainGenerator/greeting.g.cs", "")
            .Write("Generated/Other.Generator/other.g.cs", "")
            .Write("publish/tools/calc.py", "")
            .Write("out/app/own.deps.json", "{}")
            .Write("out/app/tools/calc.py", "")
            .Write("out/calc.py", "");

        (await app.RunAsync("restore")).Succeeded();
        Assert.Equal(["greeting.ai", "out/calc.py", "tools/calc.py"], await ItemsAsync(app, "own.csproj", "AdditionalFiles"));
        Assert.Equal(["Generated/Other.Generator/other.g.cs"], await ItemsAsync(app, "own.csproj", "Compile"));
    }

    [Fact]
    public async Task Python_files_are_those_of_projects_that_reference_the_package_themselves()
    {
        Workspace both = PackageFeed.CreateWorkspace("both")
            .Write("Lib/Lib.csproj", Workspace.Project().Replace("<OutputType>Exe</OutputType>", "", StringComparison.Ordinal))
            .Write("Lib/tools/calc.py", "")
            .Write("Web/Web.csproj",
                """
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><ProjectReference Include="../Lib/Lib.csproj" /></ItemGroup>
                </Project>
                """)
            .Write("Web/own.ai", Workspace.Chain)
            .Write("Web/scripts/rotate_keys.py", "");

        (await both.RunAsync("restore", "Web")).Succeeded();
        Assert.Equal(["tools/calc.py"], await ItemsAsync(both, "Lib/Lib.csproj", "AdditionalFiles"));
        Assert.Equal(["own.ai"], await ItemsAsync(both, "Web/Web.csproj", "AdditionalFiles"));
    }

    private static async Task<string[]> ItemsAsync(Workspace workspace, string project, string type)
    {
        DotnetResult read = (await workspace.RunAsync("msbuild", project, "-getItem:" + type)).Succeeded();
        using JsonDocument items = JsonDocument.Parse(read.Output);
        return [.. items.RootElement.GetProperty("Items").GetProperty(type).EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
    }
}
