namespace Namel3ss.Package.Tests;

/// <summary>A console program from its first build to its publishing.</summary>
public class ConsoleTests : IClassFixture<PackageFeed>
{
    [Fact]
    public async Task One_reference_a_chain_and_a_connector_are_all_that_is_needed()
    {
        Workspace app = PackageFeed.CreateWorkspace("my-app")
            .Write("my-app.csproj", Workspace.Project("<Namel3ssMaxConcurrentLlmCalls>7</Namel3ssMaxConcurrentLlmCalls>"))
            .Write("Program.cs", Workspace.Program + "Console.WriteLine(typeof(Greeter).Assembly.GetType(\"my_app.Chains\"));\n" + Workspace.Connector)
            .Write("chains/greeting.ai", Workspace.Chain)
            .Write("tools/calculator.py", "def calculate(x):\n    return x\n")
            .Write(".venv/lib/x.py", "")
            .Write("venv/lib/x.py", "")
            .Write("deep/site-packages/x.py", "")
            .Write("deep/__pycache__/x.py", "")
            .Write("bin/old/x.ai", "not a chain")
            .Write("obj/old/x.ai", "not a chain");

        DotnetResult run = (await app.RunAsync("run")).Succeeded();
        Assert.Equal(["Hello Ada", "my_app.Chains"], run.Lines);
        Assert.Contains("\"Namel3ss.MaxConcurrentLlmCalls\": 7", app.Read("bin/Debug/net10.0/my-app.runtimeconfig.json"), StringComparison.Ordinal);

        // Renamed: the chain is the same. Gone: its caller no longer compiles, however little else changed.
        File.Move(Path.Combine(app.Folder, "chains/greeting.ai"), Path.Combine(app.Folder, "renamed.ai"));
        Assert.Equal(["Hello Ada", "my_app.Chains"], (await app.RunAsync("run", "--no-restore")).Succeeded().Lines);
        File.Delete(Path.Combine(app.Folder, "renamed.ai"));
        Assert.NotEmpty((await app.RunAsync("build", "--no-restore")).Failed().Reports("error CS0103"));

        app.Write("greeting.ai", Workspace.Chain);
        (await app.RunAsync("publish", "--no-restore", "--output", "published", "-p:DebugType=none")).Succeeded();
        Assert.Equal(["tools/calculator.py"], app.PythonFiles("published"));
        Assert.Equal(["tools/calculator.py"], app.PythonFiles("bin/Debug/net10.0"));
    }
}
