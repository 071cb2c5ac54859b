namespace Namel3ss.Compiler.Text;

/// <summary>A stretch of a file's text, in UTF-16 code units from its start.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>The smallest span that holds both.</summary>
    public TextSpan Union(TextSpan other) => FromBounds(Math.Min(Start, other.Start), Math.Max(End, other.End));
}

/// <summary>A place in a file: line and character, both counted from zero.</summary>
public readonly record struct LinePosition(int Line, int Character);

/// <summary>A span of a file as lines and characters; the end is exclusive.</summary>
public readonly record struct LineSpan(LinePosition Start, LinePosition End);

/// <summary>Where something stands: the file's path and the span in both counts.</summary>
public readonly record struct Location(string Path, TextSpan Span, LineSpan Lines)
{
    /// <summary>The line as people count it, from one.</summary>
    public int LineNumber => Lines.Start.Line + 1;
}
