using Namel3ss.Compiler.Text;

namespace Namel3ss.Generator.Project;

/// <summary>
/// Each file once (a project may list one twice), under a name of its own: two outputs of one name would take all outputs away. Files
/// that are linked to one place go by where they lie.
/// </summary>
/// <param name="Repeated">Files that are there once more, as the objects that they are.</param>
/// <param name="Renamed">Files that go by another name.</param>
internal sealed record FileNames(EquatableArray<SourceFile> Repeated, EquatableArray<RenamedFile> Renamed)
{
    public static FileNames Of(IReadOnlyList<SourceFile> files, string directory)
    {
        List<IGrouping<string, SourceFile>> byPath = files.GroupBy(file => file.Path, StringComparer.Ordinal).ToList();
        Dictionary<string, string> names = byPath.ToDictionary(group => group.Key, group => group.First().RelativePath, StringComparer.Ordinal);
        foreach (Func<string, string> name in new Func<string, string>[] { path => RelativePath.Of(directory, path), path => path })
        {
            foreach (string path in names.GroupBy(file => file.Value, file => file.Key, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).SelectMany(group => group).ToList())
            {
                names[path] = name(path);
            }
        }

        return new FileNames(
            byPath.SelectMany(group => group.Skip(1)).ToEquatableArray(),
            byPath.Select(group => group.First())
                .Where(file => names[file.Path] != file.RelativePath)
                .Select(file => new RenamedFile(file.Path, names[file.Path]))
                .ToEquatableArray());
    }

    /// <summary>The file under its name; null if it is there once more.</summary>
    public SourceFile? Apply(SourceFile file) =>
        Repeated.Any(repeated => ReferenceEquals(repeated, file)) ? null
        : Renamed.FirstOrDefault(renamed => renamed.Path == file.Path) is { } other ? file.Under(other.RelativePath)
        : file;
}

internal sealed record RenamedFile(string Path, string RelativePath);
