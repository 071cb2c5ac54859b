using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Namel3ss.Generator.Tests.Harness;

/// <summary>A file of a project; without text, one that cannot be opened.</summary>
internal sealed class TestFile(string path, SourceText? text) : AdditionalText
{
    public TestFile(string path, string? text)
        : this(path, text is null ? null : Read(Encoding.UTF8.GetBytes(text), Encoding.UTF8))
    {
    }

    // From a stream, as the compiler reads files: of a string, the checksum would count a byte order mark.
    public static SourceText Read(byte[] bytes, Encoding encoding) => SourceText.From(new MemoryStream(bytes), encoding, SourceHashAlgorithm.Sha256);

    public override string Path => path;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => text;
}
