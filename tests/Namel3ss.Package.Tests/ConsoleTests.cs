namespace Namel3ss.Package.Tests;

[Collection(nameof(PackageFeed))]
public class ConsoleTests(PackageFeed feed)
{
    private const string Program =
        """
        var run = await Chains.RunGreetingAsync();
        Console.WriteLine(run.Result);

        """;

    [Fact]
    public async Task One_reference_a_chain_and_a_connector_are_all_that_is_needed()
    {
        Workspace app = feed.CreateWorkspace("my-app")
            .Write("my-app.csproj", Workspace.Project("<Namel3ssMaxConcurrentLlmCalls>7</Namel3ssMaxConcurrentLlmCalls>"))
            .Write("Program.cs", Program + "Console.WriteLine(typeof(Greeter).Assembly.GetType(\"my_app.Chains\"));\n" + Workspace.Connector)
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
        Assert.Equal(["tools/calculator.py"], PythonFiles(app, "published"));
        Assert.Equal(["tools/calculator.py"], PythonFiles(app, "bin/Debug/net10.0"));
    }

    [Fact]
    public async Task A_mistake_is_reported_once_whether_or_not_analyzers_run()
    {
        Workspace app = feed.CreateWorkspace("shop")
            .Write("shop.csproj", Workspace.Project("<WarningLevel>5</WarningLevel>"))
            .Write("Program.cs", Program + Workspace.Connector)
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
    public async Task Two_assemblies_with_chains_live_in_one_process_and_share_public_connectors()
    {
        Workspace workspace = feed.CreateWorkspace("both")
            .Write("Lib/Lib.csproj", Workspace.Project("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>")
                .Replace("<OutputType>Exe</OutputType>", "").Replace("<TargetFramework>net10.0</TargetFramework>", ""))
            .Write("Lib/Greeter.cs", "namespace Lib;\n" + Workspace.Connector + "\npublic static partial class Chains;")
            .Write("Lib/greeting.ai", Workspace.Chain)
            .Write("App/App.csproj", Workspace.Project(items: "<ProjectReference Include=\"../Lib/Lib.csproj\" />"))
            .Write("App/Program.cs",
                """
                Console.WriteLine((await Lib.Chains.RunGreetingAsync()).Result);
                Console.WriteLine((await App.Chains.RunGreetingAsync()).Result);
                """)
            .Write("App/greeting.ai", Workspace.Chain.Replace("Ada", "Grace"));

        Assert.Equal(["Hello Ada", "Hello Grace"], (await workspace.RunAsync("run", "--project", "App", "--framework", "net10.0")).Succeeded().Lines);
    }

    [Fact]
    public async Task A_program_of_one_file_sees_its_chains_and_their_edits()
    {
        Workspace folder = feed.CreateWorkspace("script")
            .Write("app.cs", $"#:package Namel3ss.Generator@{PackageFeed.Version}\n{Program}{Workspace.Connector}")
            .Write("greeting.ai", Workspace.Chain)
            .Write("elsewhere/other.ai", "not a chain");

        Assert.Equal(["Hello Ada"], (await folder.RunAsync("run", "app.cs")).Succeeded().Lines);
        folder.Write("greeting.ai", Workspace.Chain.Replace("Ada", "Grace"));
        Assert.Equal(["Hello Grace"], (await folder.RunAsync("run", "app.cs")).Succeeded().Lines);
    }

    [Fact]
    public async Task The_switches_turn_the_globs_off()
    {
        Workspace app = feed.CreateWorkspace("off")
            .Write("off.csproj", Workspace.Project("<EnableDefaultNamel3ssItems>false</EnableDefaultNamel3ssItems>", "<AdditionalFiles Include=\"chosen/*.ai\" />"))
            .Write("Program.cs", Program + Workspace.Connector)
            .Write("chosen/greeting.ai", Workspace.Chain)
            .Write("other.ai", "not a chain")
            .Write("tool.py", "");

        Assert.Equal(["Hello Ada"], (await app.RunAsync("run")).Succeeded().Lines);
        Assert.Empty(PythonFiles(app, "bin/Debug/net10.0"));
    }

    private static string[] PythonFiles(Workspace app, string folder)
    {
        string whole = Path.Combine(app.Folder, folder);
        return [.. Directory.GetFiles(whole, "*.py", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(whole, path).Replace('\\', '/'))];
    }
}
