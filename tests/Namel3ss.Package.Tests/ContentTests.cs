using System.IO.Compression;
using System.Xml.Linq;

namespace Namel3ss.Package.Tests;

public class ContentTests : IClassFixture<PackageFeed>
{
    [Fact]
    public void The_generators_package_holds_what_it_needs_and_no_more()
    {
        using ZipArchive package = Open("Namel3ss.Generator");

        Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/Namel3ss.Compiler.dll",
                "analyzers/dotnet/cs/Namel3ss.Generator.CodeFixes.dll",
                "analyzers/dotnet/cs/Namel3ss.Generator.dll",
                "build/Namel3ss.Generator.props",
                "build/Namel3ss.Generator.targets",
                "buildMultiTargeting/Namel3ss.Generator.props",
                "buildMultiTargeting/Namel3ss.Generator.targets",
                "buildTransitive/Namel3ss.Generator.props",
                "buildTransitive/Namel3ss.Generator.targets",
            ],
            package.Entries
                .Select(entry => entry.FullName)
                .Where(name => !name.StartsWith("_rels", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)
                    && !name.EndsWith(".nuspec", StringComparison.Ordinal) && name != "[Content_Types].xml")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_brings_the_runtime_of_its_own_version()
    {
        using ZipArchive package = Open("Namel3ss.Generator");
        XElement nuspec = XDocument.Load(package.GetEntry("Namel3ss.Generator.nuspec")!.Open()).Root!;
        XElement[] dependencies = [.. nuspec.Descendants().Where(element => element.Name.LocalName == "dependency")];

        Assert.Equal(2, dependencies.Length);
        Assert.All(dependencies, dependency =>
        {
            Assert.Equal("Namel3ss.Runtime", dependency.Attribute("id")!.Value);
            Assert.Equal($"[{PackageFeed.Version}]", dependency.Attribute("version")!.Value);
        });
    }

    [Fact]
    public void The_package_of_tests_is_for_both_frameworks_and_the_runtime_of_its_own_version()
    {
        using ZipArchive package = Open("Namel3ss.Runtime.Testing");
        XElement nuspec = XDocument.Load(package.GetEntry("Namel3ss.Runtime.Testing.nuspec")!.Open()).Root!;
        XElement[] dependencies = [.. nuspec.Descendants().Where(element => element.Name.LocalName == "dependency")];

        Assert.NotNull(package.GetEntry("lib/net8.0/Namel3ss.Runtime.Testing.dll"));
        Assert.NotNull(package.GetEntry("lib/net10.0/Namel3ss.Runtime.Testing.dll"));
        Assert.Equal(2, dependencies.Length);
        Assert.All(dependencies, dependency => Assert.Equal(
            ("Namel3ss.Runtime", $"[{PackageFeed.Version}]"), (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value)));
    }

    [Fact]
    public void The_runtimes_package_is_for_both_frameworks()
    {
        using ZipArchive package = Open("Namel3ss.Runtime");

        Assert.NotNull(package.GetEntry("lib/net8.0/Namel3ss.Runtime.dll"));
        Assert.NotNull(package.GetEntry("lib/net10.0/Namel3ss.Runtime.dll"));
    }

    private static ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(PackageFeed.Folder, $"{id}.{PackageFeed.Version}.nupkg"));
}
