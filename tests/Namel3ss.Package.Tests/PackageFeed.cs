using System.Reflection;

namespace Namel3ss.Package.Tests;

/// <summary>
/// The packages in a folder outside the repository, for projects that lie there too. Classes of tests run beside each
/// other and share one: the first packs, the last takes it away.
/// </summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Metadata = typeof(PackageFeed).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(attribute => attribute.Key, attribute => attribute.Value);

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? _root;
    private static int _users;

    /// <summary>Of this run alone: a package of the same version that lies on the machine must not take its place.</summary>
    public static string Version { get; } = $"{Metadata["PackageVersion"]}-test.{DateTime.UtcNow:yyyyMMddHHmmss}";

    public static string Repository => Metadata["RepositoryRoot"]!;

    public static string Folder => Path.Combine(_root!, "feed");

    public async Task InitializeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (_users++ == 0)
            {
                _root = Directory.CreateTempSubdirectory("namel3ss-packages-").FullName;
                await PackAsync(_root);
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    public async Task DisposeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (--_users == 0)
            {
                Directory.Delete(_root!, recursive: true);
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>An empty folder that sees the feed and nothing of the repository.</summary>
    internal static Workspace CreateWorkspace(string name) =>
        new(Directory.CreateDirectory(Path.Combine(_root!, Guid.NewGuid().ToString("n")[..8], name)).FullName);

    private static async Task PackAsync(string root)
    {
        foreach (string project in new[] { "Namel3ss.Generator", "Namel3ss.Runtime", "Namel3ss.Runtime.Testing" })
        {
            string path = Path.Combine(Repository, "src", project, project + ".csproj");
            (await Dotnet.RunAsync(root, "pack", path, "--configuration", Metadata["Configuration"]!, "--output", Folder, $"-p:PackageVersion={Version}")).Succeeded();
        }

        // Beside the sources that the machine has: the folder of the new packages, and what is restored already.
        File.WriteAllText(Path.Combine(root, "nuget.config"),
            $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(root, "restored")}" />
              </config>
              <packageSources>
                <add key="namel3ss-feed" value="{Folder}" />
                <add key="namel3ss-restored" value="{Metadata["PackageRoot"]}" />
              </packageSources>
            </configuration>
            """);
    }
}
