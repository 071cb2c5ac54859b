namespace Namel3ss.Compiler.Syntax;

/// <summary>One line of a file.</summary>
/// <param name="Number">From zero.</param>
/// <param name="ContentStart">Where its indentation ends.</param>
/// <param name="End">Where its text ends, the line break left out.</param>
/// <param name="Width">How far it is indented, in columns; -1 for the end of the file, so that it closes every block.</param>
internal readonly record struct Line(int Number, int Start, int ContentStart, int End, int Width)
{
    public bool IsBlank => ContentStart == End;
}
