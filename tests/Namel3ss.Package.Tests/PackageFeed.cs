using System.Reflection;

namespace Namel3ss.Package.Tests;

/// <summary>Both packages in a folder outside the repository, for projects that lie there too.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Metadata = typeof(PackageFeed).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(attribute => attribute.Key, attribute => attribute.Value);

    private readonly string _root = Directory.CreateTempSubdirectory("namel3ss-packages-").FullName;

    public static string Version => Metadata["PackageVersion"]!;

    public string Folder => Path.Combine(_root, "feed");

    public async Task InitializeAsync()
    {
        foreach (string project in new[] { "Namel3ss.Generator", "Namel3ss.Runtime" })
        {
            string path = Path.Combine(Metadata["RepositoryRoot"]!, "src", project, project + ".csproj");
            (await Dotnet.RunAsync(_root, "pack", path, "--configuration", Metadata["Configuration"]!, "--output", Folder)).Succeeded();
        }

        // Beside the sources that the machine has: the folder of the new packages, and what is restored already.
        File.WriteAllText(Path.Combine(_root, "nuget.config"),
            $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(_root, "restored")}" />
              </config>
              <packageSources>
                <add key="namel3ss-feed" value="{Folder}" />
                <add key="namel3ss-restored" value="{Metadata["PackageRoot"]}" />
              </packageSources>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>An empty folder that sees the feed and nothing of the repository.</summary>
    internal Workspace CreateWorkspace(string name) => new(Directory.CreateDirectory(Path.Combine(_root, Guid.NewGuid().ToString("n")[..8], name)).FullName);
}

[CollectionDefinition(nameof(PackageFeed))]
public sealed class PackageFeedCollection : ICollectionFixture<PackageFeed>;
