namespace Namel3ss.Package.Tests;

/// <summary>A user's folder.</summary>
internal sealed record Workspace(string Folder)
{
    public const string Chain =
        """
        chain greeting:
            timeout: 60

            step hello:
                kind: connector
                target: greet
                options:
                    name: "Ada"

        """;

    public const string Connector =
        """
        public static class Greeter
        {
            [Connector("greet")]
            public static Task<string> GreetAsync(string name) => Task.FromResult("Hello " + name);
        }
        """;

    public const string Program =
        """
        var run = await Chains.RunGreetingAsync();
        Console.WriteLine(run.EnsureOk());

        """;

    /// <summary>What a user writes: one reference, no more.</summary>
    public static string Project(string properties = "", string items = "") =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Namel3ss.Generator" Version="{PackageFeed.Version}" />
            {items}
          </ItemGroup>
        </Project>
        """;

    public Workspace Write(string path, string text)
    {
        string whole = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
        return this;
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>The Python files below a folder, relative to it.</summary>
    public string[] PythonFiles(string folder)
    {
        string whole = Path.Combine(Folder, folder);
        return [.. Directory.GetFiles(whole, "*.py", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(whole, path).Replace('\\', '/'))];
    }

    public Task<DotnetResult> RunAsync(params string[] arguments) => Dotnet.RunAsync(Folder, arguments);
}
