using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Namel3ss.Generator.Tests.Harness;

/// <summary>A file of a project; without text, one that cannot be opened.</summary>
internal sealed class TestFile(string path, string? text) : AdditionalText
{
    // From a stream, as the compiler reads files: of a string, the checksum would count a byte order mark.
    private readonly SourceText? _text = text is null
        ? null
        : SourceText.From(new MemoryStream(Encoding.UTF8.GetBytes(text)), Encoding.UTF8, SourceHashAlgorithm.Sha256);

    public override string Path => path;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => _text;
}
