using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
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

    public static TheoryData<string> Packages { get; } = ["Namel3ss.Generator", "Namel3ss.Runtime", "Namel3ss.Runtime.Testing"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_says_what_it_is(string id)
    {
        using ZipArchive package = Open(id);
        Dictionary<string, string> metadata = XDocument.Load(package.GetEntry($"{id}.nuspec")!.Open()).Root!.Elements().First().Elements()
            .ToDictionary(element => element.Name.LocalName, element => element.Value);

        Assert.Equal(id, metadata["id"]);
        Assert.Equal("MIT", metadata["license"]);
        Assert.Equal("README.md", metadata["readme"]);
        Assert.Contains(".ai files", metadata["description"], StringComparison.Ordinal);
        Assert.Contains("llm", metadata["tags"].Split(' '));
        Assert.NotEmpty(metadata["authors"]);
        Assert.NotEmpty(metadata["copyright"]);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_says_where_it_comes_from(string id)
    {
        using ZipArchive package = Open(id);
        XElement repository = XDocument.Load(package.GetEntry($"{id}.nuspec")!.Open()).Root!.Descendants()
            .Single(element => element.Name.LocalName == "repository");

        Assert.Equal("https://github.com/namel3ss/Namel3ss.Generator", repository.Attribute("url")!.Value);
        Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")!.Value);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_readme_is_its_own_and_every_link_works_in_a_package_viewer(string id)
    {
        using ZipArchive package = Open(id);
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        string readme = reader.ReadToEnd();

        Assert.StartsWith($"# {id}\n", readme.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("```csharp", readme, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex(@"\]\((?!https://)"), readme);
    }

    [Theory]
    [InlineData("Namel3ss.Runtime", "T:Namel3ss.ChainOptions")]
    [InlineData("Namel3ss.Runtime.Testing", "T:Namel3ss.Testing.ChainTest")]
    public void A_library_brings_its_documentation(string id, string member)
    {
        using ZipArchive package = Open(id);

        Assert.All(new[] { "net8.0", "net10.0" }, framework =>
        {
            XElement documentation = XDocument.Load(package.GetEntry($"lib/{framework}/{id}.xml")!.Open()).Root!;
            Assert.Contains(documentation.Descendants("member"), element => element.Attribute("name")!.Value == member);
        });
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_assembly_is_deterministic_and_holds_its_symbols(string id)
    {
        using ZipArchive package = Open(id);

        Assert.All(package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)), entry =>
        {
            using var bytes = new MemoryStream();
            using (Stream stream = entry.Open())
            {
                stream.CopyTo(bytes);
            }

            bytes.Position = 0;
            using var assembly = new PEReader(bytes);
            IEnumerable<DebugDirectoryEntryType> holds = assembly.ReadDebugDirectory().Select(part => part.Type);
            Assert.Contains(DebugDirectoryEntryType.EmbeddedPortablePdb, holds);
            Assert.Contains(DebugDirectoryEntryType.Reproducible, holds);
        });
    }

    private static ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(PackageFeed.Folder, $"{id}.{PackageFeed.Version}.nupkg"));
}
