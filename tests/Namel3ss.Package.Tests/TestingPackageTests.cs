namespace Namel3ss.Package.Tests;

/// <summary>The package of tests in a user's project.</summary>
public class TestingPackageTests : IClassFixture<PackageFeed>
{
    [Fact]
    public async Task It_fakes_a_step_in_a_project_that_references_it_beside_the_generator()
    {
        string reference = $"""<PackageReference Include="Namel3ss.Runtime.Testing" Version="{PackageFeed.Version}" />""";
        Workspace app = PackageFeed.CreateWorkspace("tested")
            .Write("tested.csproj", Workspace.Project(items: reference))
            .Write("greeting.ai", Workspace.Chain)
            .Write("Program.cs",
                """
                using Namel3ss.Testing;

                using var test = new ChainTest();
                test.Fake((Chains.GreetingSteps s) => s.Hello, "Hello from the test", after: TimeSpan.FromSeconds(59));
                var run = await test.RunAsync(options => Chains.RunGreetingAsync(options));
                Console.WriteLine($"{run.EnsureOk()} {run.Elapsed.TotalSeconds}");
                Console.WriteLine(test.Schedule);

                """ + Workspace.Connector);

        DotnetResult run = (await app.RunAsync("run")).Succeeded();

        Assert.Equal(["Hello from the test 59", "  hello  |==============================|  0 to 59 s, ok"], run.Lines);
    }
}
