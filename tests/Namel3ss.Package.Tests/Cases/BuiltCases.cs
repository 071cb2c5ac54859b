using System.Globalization;
using System.Text.RegularExpressions;

namespace Namel3ss.Package.Tests.Cases;

/// <summary>
/// The chosen cases, built with the packed packages by one MSBuild and one compiler, which ends with it: for each case its own would take
/// ten times as long.
/// </summary>
public sealed partial class BuiltCases : IAsyncLifetime
{
    /// <summary>A file that gets what became of each case.</summary>
    private const string Table = "NAMEL3SS_CASES_TABLE";

    private readonly PackageFeed _feed = new();
    private readonly List<string> _table = [];
    private Workspace _workspace = null!;
    private ILookup<string, string> _reports = null!;

    public async Task InitializeAsync()
    {
        await _feed.InitializeAsync();
        _workspace = PackageFeed.CreateWorkspace("cases");
        Case.CopyAll(_workspace.Folder);
        _workspace
            .Write("Directory.Build.props", $"<Project><PropertyGroup><Namel3ssVersion>{PackageFeed.Version}</Namel3ssVersion><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>")
            .Write("All.proj",
                $"""
                <Project>
                  <ItemGroup>
                    <Case Include="{string.Join(';', Case.Chosen.Select(@case => $"{@case.Name}/**/Case.csproj"))}" />
                  </ItemGroup>
                  <Target Name="Restore">
                    <MSBuild Projects="@(Case)" Targets="Restore" />
                  </Target>
                  <Target Name="Build">
                    <MSBuild Projects="@(Case)" Targets="Build" Properties="UseSharedCompilation=true;SharedCompilationId={PackageFeed.Version}" ContinueOnError="ErrorAndContinue" />
                    <Exec Command="dotnet &quot;$(MSBuildToolsPath)/Roslyn/bincore/VBCSCompiler.dll&quot; -shutdown -pipename:{PackageFeed.Version}" />
                  </Target>
                </Project>
                """);
        (await _workspace.RunAsync("msbuild", "All.proj", "-t:Restore", "-m:1", "-v:q", "-nologo")).Succeeded();
        DotnetResult build = await _workspace.RunAsync("msbuild", "All.proj", "-t:Build", "-m:1", "-v:q", "-nologo", "-clp:NoSummary");
        _reports = build.Lines.Select(line => ReportLine().Match(line)).Where(match => match.Success)
            .ToLookup(match => CaseOf(match.Groups["project"].Value), match => match.Groups["report"].Value);
    }

    public async Task DisposeAsync()
    {
        if (Environment.GetEnvironmentVariable(Table) is { Length: > 0 } file)
        {
            await File.WriteAllLinesAsync(file, ["case\texpected\ttest of the kind\twhat is not", .. _table.Order(StringComparer.Ordinal)]);
        }

        await _feed.DisposeAsync();
    }

    /// <summary>What the build said of a case, its errors and warnings by their places, and what its program then printed.</summary>
    internal async Task<(bool HasBuilt, IReadOnlyList<string> Output)> ShowAsync(Case @case)
    {
        string folder = Path.Combine(_workspace.Folder, @case.Name);
        string[] reports = [.. _reports[@case.Name].OrderBy(Place)];
        bool hasBuilt = !reports.Any(report => report.Contains(": error ", StringComparison.Ordinal));
        IReadOnlyList<string> printed = !hasBuilt ? []
            : File.Exists(Path.Combine(folder, "run.sh")) ? await PrintAsync("bash", folder, "run.sh")
            : [.. (await Task.WhenAll(Programs(folder).Select(program => PrintAsync("dotnet", folder, "exec", "--roll-forward", "Major", program)))).SelectMany(lines => lines)];
        return (hasBuilt, [.. reports, .. printed]);
    }

    internal void Tell(Case @case, string? mistake) =>
        _table.Add($"{@case.Name}\t{(mistake is null ? "yes" : "no")}\t{@case.Test ?? "open"}\t{mistake}");

    private static async Task<IReadOnlyList<string>> PrintAsync(string program, string folder, params string[] arguments)
    {
        DotnetResult run = await Dotnet.RunProgramAsync(program, folder, arguments);
        return [.. run.Lines, .. run.Error.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static IEnumerable<string> Programs(string folder) => Directory
        .GetFiles(folder, "Case.runtimeconfig.json", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => Path.ChangeExtension(Path.ChangeExtension(file, null), "dll"));

    private static (string File, int Line, int Column) Place(string report) => PlaceOf().Match(report) is { Success: true } place
        ? (place.Groups[1].Value, Number(place.Groups[2]), Number(place.Groups[3]))
        : ("", 0, 0);

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    private string CaseOf(string project)
    {
        string[] path = Path.GetRelativePath(_workspace.Folder, project).Split(Path.DirectorySeparatorChar);
        return string.Join('/', path[..2]);
    }

    [GeneratedRegex(@"^(?<report>.*: (error|warning) .*) \[(?<project>[^\[\]]*\.csproj)(::[^\]]*)?\]$")]
    private static partial Regex ReportLine();

    [GeneratedRegex(@"^(.*)\((\d+),(\d+)")]
    private static partial Regex PlaceOf();
}
