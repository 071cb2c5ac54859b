using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Generator.Project;

/// <summary>
/// The project's <c>PathMap</c>, which CI builds set. The compiler maps paths in the symbols alone; but they have the checksum of generated
/// code, which would be another in every folder if it named its file otherwise.
/// </summary>
internal sealed record PathMap(EquatableArray<(string From, string To)> Entries)
{
    public static PathMap None { get; } = new(default(EquatableArray<(string, string)>));

    public static PathMap Of(Microsoft.CodeAnalysis.Compilation compilation) => compilation.Options.SourceReferenceResolver is SourceFileResolver { PathMap: { IsDefaultOrEmpty: false } map }
        ? new PathMap(map.Select(entry => (entry.Key, entry.Value)).ToEquatableArray())
        : None;

    /// <summary>The path as the symbols have it, by the compiler's own rule.</summary>
    public string Apply(string path) => Entries.Count == 0 ? path : new SourceFileResolver(
        ImmutableArray<string>.Empty, baseDirectory: null, Entries.Select(entry => new KeyValuePair<string, string>(entry.From, entry.To)).ToImmutableArray())
        .NormalizePath(path, baseFilePath: null) ?? path;
}
