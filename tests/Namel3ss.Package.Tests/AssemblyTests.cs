namespace Namel3ss.Package.Tests;

/// <summary>Several projects, and the switches of one.</summary>
public class AssemblyTests : IClassFixture<PackageFeed>
{
    [Fact]
    public async Task Two_assemblies_with_chains_live_in_one_process_and_share_public_connectors()
    {
        Workspace workspace = PackageFeed.CreateWorkspace("both")
            .Write("Lib/Lib.csproj", Workspace.Project("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>")
                .Replace("<OutputType>Exe</OutputType>", "").Replace("<TargetFramework>net10.0</TargetFramework>", ""))
            .Write("Lib/Greeter.cs", "namespace Lib;\n" + Workspace.Connector + "\npublic static partial class Chains;")
            .Write("Lib/greeting.ai", Workspace.Chain)
            .Write("App/App.csproj", Workspace.Project(items: "<ProjectReference Include=\"../Lib/Lib.csproj\" />"))
            .Write("App/Program.cs",
                """
                Console.WriteLine((await Lib.Chains.RunGreetingAsync()).EnsureOk());
                Console.WriteLine((await App.Chains.RunGreetingAsync()).EnsureOk());
                """)
            .Write("App/greeting.ai", Workspace.Chain.Replace("Ada", "Grace"));

        Assert.Equal(["Hello Ada", "Hello Grace"], (await workspace.RunAsync("run", "--project", "App", "--framework", "net10.0")).Succeeded().Lines);
    }

    [Fact]
    public async Task The_switches_turn_the_globs_off()
    {
        Workspace app = PackageFeed.CreateWorkspace("off")
            .Write("off.csproj", Workspace.Project("<EnableDefaultNamel3ssItems>false</EnableDefaultNamel3ssItems>", "<AdditionalFiles Include=\"chosen/*.ai\" />"))
            .Write("Program.cs", Workspace.Program + Workspace.Connector)
            .Write("chosen/greeting.ai", Workspace.Chain)
            .Write("other.ai", "not a chain")
            .Write("tool.py", "");

        Assert.Equal(["Hello Ada"], (await app.RunAsync("run")).Succeeded().Lines);
        Assert.Empty(app.PythonFiles("bin/Debug/net10.0"));
    }
}
