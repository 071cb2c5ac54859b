namespace Namel3ss.Compiler.Text;

/// <summary>
/// A <c>.ai</c> file as the host read it. Two files are equal if path and text are: whatever is derived from
/// them alone is then equal too.
/// </summary>
public sealed class SourceFile : IEquatable<SourceFile>
{
    private readonly Lazy<int[]> _lineStarts;

    /// <param name="path">The path that diagnostics name.</param>
    /// <param name="relativePath">The path below the project, with <c>/</c>; it names the generated file.</param>
    /// <param name="text">The text, without byte order mark.</param>
    /// <param name="checksum">SHA-256 of the file's bytes in hexadecimal, for the debugger; null if unknown.</param>
    public SourceFile(string path, string relativePath, string text, string? checksum = null)
    {
        Checksum = checksum;
        Path = path;
        SymbolPath = path;
        RelativePath = relativePath;
        Text = text;
        _lineStarts = new Lazy<int[]>(FindLineStarts);
    }

    public string Path { get; }

    public string RelativePath { get; }

    public string Text { get; }

    public string? Checksum { get; }

    /// <summary>The path that <c>#line</c> names: as the symbols have it, the same on every machine where the project asks for that.</summary>
    public string SymbolPath { get; init; }

    /// <summary>The same file under another name in the project.</summary>
    public SourceFile Under(string relativePath) => new(Path, relativePath, Text, Checksum) { SymbolPath = SymbolPath, FirstGuess = FirstGuess };

    /// <summary>Where the file is no UTF-8, so that the host could but guess the character; null if it is all UTF-8.</summary>
    public int? FirstGuess { get; init; }

    public int LineCount => _lineStarts.Value.Length;

    public Location Locate(TextSpan span) =>
        new(Path, span, new LineSpan(GetLinePosition(span.Start), GetLinePosition(span.End)));

    public LinePosition GetLinePosition(int position)
    {
        int index = Array.BinarySearch(_lineStarts.Value, position);
        int line = index >= 0 ? index : ~index - 1;
        return new LinePosition(line, position - _lineStarts.Value[line]);
    }

    /// <summary>A line without what ends it; <paramref name="line"/> counts from zero.</summary>
    public TextSpan GetLine(int line)
    {
        int start = _lineStarts.Value[line];
        int end = line + 1 < LineCount ? _lineStarts.Value[line + 1] : Text.Length;
        if (end > start && Text[end - 1] == '\n')
        {
            end--;
        }

        if (end > start && Text[end - 1] == '\r')
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }

    public bool Equals(SourceFile? other) =>
        other is not null && Path == other.Path && SymbolPath == other.SymbolPath && RelativePath == other.RelativePath
        && Checksum == other.Checksum && FirstGuess == other.FirstGuess && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SourceFile);

    public override int GetHashCode() => Path.GetHashCode() ^ Text.Length;

    /// <summary>LF, CRLF and CR end a line, as in the C# compiler that shows the positions.</summary>
    private int[] FindLineStarts()
    {
        var starts = new List<int> { 0 };
        for (int i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '\n' || (Text[i] == '\r' && (i + 1 == Text.Length || Text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return starts.ToArray();
    }
}
