namespace Namel3ss.Package.Tests;

/// <summary>What a build prints.</summary>
public class DiagnosticTests : IClassFixture<PackageFeed>
{
    [Fact]
    public async Task A_mistake_is_reported_once_whether_or_not_analyzers_run()
    {
        Workspace app = PackageFeed.CreateWorkspace("shop")
            .Write("shop.csproj", Workspace.Project("<WarningLevel>5</WarningLevel>"))
            .Write("Program.cs", Workspace.Program + Workspace.Connector)
            .Write("greeting.ai", Workspace.Chain.Replace("name:", "nane:"))
            .Write("short.ai", Workspace.Chain.Replace("greeting", "short").Replace("timeout: 60", "timeout: 2"));

        DotnetResult with = (await app.RunAsync("build")).Failed();
        string error = Assert.Single(with.Reports("error N3S2005"));
        Assert.StartsWith(Path.Combine(app.Folder, "greeting.ai") + "(8,", error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'name'", error, StringComparison.OrdinalIgnoreCase);
        Assert.Single(with.Reports("warning N3S3006"));
        Assert.Empty(with.Reports("error CS0103"));

        DotnetResult without = (await app.RunAsync("build", "--no-restore", "-p:RunAnalyzers=false")).Failed();
        Assert.Equal(with.Reports("error N3S2005"), without.Reports("error N3S2005"));
        Assert.Equal(with.Reports("warning N3S3006"), without.Reports("warning N3S3006"));

        app.Write("greeting.ai", Workspace.Chain).Write(".editorconfig", "root = true\n[*.ai]\nnamel3ss_diagnostic.N3S3006.severity = error\n");
        Assert.Single((await app.RunAsync("build", "--no-restore")).Failed().Reports("error N3S3006"));
        app.Write(".editorconfig", "root = true\n[*.ai]\nnamel3ss_diagnostic.N3S3006.severity = none\n");
        Assert.DoesNotContain("N3S", (await app.RunAsync("build", "--no-restore")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_other_generators_cannot_know_of_a_run_is_told_at_its_place()
    {
        Workspace app = PackageFeed.CreateWorkspace("web")
            .Write("web.csproj", Workspace.Project("<PublishAot>true</PublishAot>").Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web", StringComparison.Ordinal))
            .Write("Program.cs",
                """
                var app = WebApplication.CreateSlimBuilder(args).Build();
                app.MapGet("/", async () => await Chains.RunGreetingAsync());
                app.MapGet("/ok", async Task<IResult> () => TypedResults.Ok(await Chains.RunGreetingAsync()));
                app.Run();

                """ + Workspace.Connector)
            .Write("greeting.ai", Workspace.Chain);

        DotnetResult build = (await app.RunAsync("build")).Failed();
        string warning = Assert.Single(build.Reports("warning N3S3033"));
        Assert.StartsWith(Path.Combine(app.Folder, "Program.cs") + "(2,17)", warning, StringComparison.Ordinal);
        Assert.Contains("async Task<ChainRun> (…) => …", warning, StringComparison.Ordinal);

        Assert.StartsWith(Path.Combine(app.Folder, "Program.cs") + "(3,58)", Assert.Single(build.Reports("warning N3S2078")), StringComparison.Ordinal);

        app.Write("Program.cs", app.Read("Program.cs")
            .Replace("async ()", "async Task<ChainRun> ()", StringComparison.Ordinal)
            .Replace("Ok(", "Ok<ChainRun>(", StringComparison.Ordinal));
        Assert.Empty((await app.RunAsync("build", "--no-restore")).Succeeded().Reports("warning N3S"));
    }
}
