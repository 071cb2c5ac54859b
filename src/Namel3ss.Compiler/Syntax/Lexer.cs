using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// A cursor over the lines of a file: it knows line breaks, indentation, white space and comments. Which tokens
/// stand in a line depends on the key they belong to, so the parsers read them through this cursor themselves.
/// It only moves forward, which keeps reading linear.
/// </summary>
internal sealed class Lexer
{
    private readonly Line[] _lines;
    private readonly List<TextSpan> _suppressionComments = [];
    private int _index;

    public Lexer(SourceFile file)
    {
        File = file;
        Text = file.Text;
        TabWidth = FindTabWidth(file);
        _lines = ReadLines(file, TabWidth);
        Position = Line.ContentStart;
    }

    public SourceFile File { get; }

    /// <summary>
    /// A tab counts as this many columns. In a file that mixes tabs and spaces, which is wrong anyway, it is the
    /// width that the file starts to indent by: most likely what its writer sees.
    /// </summary>
    public int TabWidth { get; }

    public string Text { get; }

    public int Position { get; set; }

    public Line Line => _lines[_index];

    /// <summary>Past the last line; <see cref="Line"/> is then an empty line that is indented less than any other.</summary>
    public bool IsAtEnd => _index == _lines.Length - 1;

    /// <summary>The end of the last text that was read, comments and white space left out.</summary>
    public int TextEnd { get; private set; }

    /// <summary>The comments that were read and hold <c>n3-disable</c>.</summary>
    public IReadOnlyList<TextSpan> SuppressionComments => _suppressionComments;

    public bool IsAtLineEnd => Position >= Line.End;

    /// <summary>The character at the cursor; NUL, which starts nothing, at the end of the line.</summary>
    public char Current => Peek(0);

    /// <summary>There is nothing but white space and a comment before the cursor's line ends.</summary>
    public bool IsAtTextEnd => IsAtLineEnd || IsCommentAt(Position);

    /// <summary>A string has ended right before another one begins, as in <c>'It''s'</c>.</summary>
    public bool IsAtDoubledQuote => Current is '"' or '\'' && Position > Line.Start && Text[Position - 1] == Current;

    public char Peek(int offset) => Position + offset < Line.End ? Text[Position + offset] : '\0';

    public Line LineAt(int number) => _lines[number];

    public void SkipSpaces()
    {
        while (!IsAtLineEnd && IsSpace(Text[Position]))
        {
            Position++;
        }
    }

    public bool IsCommentAt(int position) =>
        Text[position] == '#' && (position == Line.ContentStart || IsSpace(Text[position - 1]));

    /// <summary>From the cursor to the end of the line's text: comment and white space at the end left out.</summary>
    public TextSpan RestOfLine()
    {
        int end = Position;
        while (end < Line.End && !IsCommentAt(end))
        {
            end++;
        }

        return TextSpan.FromBounds(Position, TrimEnd(Position, end));
    }

    /// <summary>The text at the cursor up to white space, a comma, a bracket or, for keys, a colon; one character at least.</summary>
    public TextSpan FirstWord(bool upToColon = false)
    {
        int end = Position;
        while (end < Line.End && !IsSpace(Text[end])
            && (upToColon ? Text[end] != ':' : Text[end] is not (',' or ']')))
        {
            end++;
        }

        return TextSpan.FromBounds(Position, Math.Max(end, Math.Min(Position + 1, Line.End)));
    }

    public string Slice(TextSpan span) => Text.Substring(span.Start, span.Length);

    public int TrimEnd(int start, int end)
    {
        while (end > start && IsSpace(Text[end - 1]))
        {
            end--;
        }

        return end;
    }

    /// <summary>Leaves a line that was read up to the cursor, with what follows it.</summary>
    public void NextLine()
    {
        if (IsAtEnd)
        {
            return;
        }

        int textEnd = TrimEnd(Line.Start, Math.Min(Position, Line.End));
        if (textEnd > Line.ContentStart)
        {
            TextEnd = textEnd;
        }

        NoteComment();
        MoveTo(_index + 1);
    }

    /// <summary>Leaves a line with the rest of its text unread.</summary>
    public void SkipLine()
    {
        Position = RestOfLine().End;
        NextLine();
    }

    /// <summary>Moves over empty lines and lines of comment; false at the end of the file.</summary>
    public bool SkipToContent()
    {
        while (!IsAtEnd && (Line.IsBlank || Text[Line.ContentStart] == '#'))
        {
            Position = Line.ContentStart;
            NextLine();
        }

        return !IsAtEnd;
    }

    /// <summary>Leaves out the block below a line that is indented by <paramref name="width"/>.</summary>
    public void SkipDeeper(int width)
    {
        while (SkipToContent() && Line.Width > width)
        {
            SkipLine();
        }
    }

    /// <summary>Puts the cursor into a later line: the text between was read.</summary>
    public void MoveInto(int lineNumber, int position)
    {
        _index = lineNumber;
        Position = position;
        TextEnd = TrimEnd(Line.Start, position);
    }

    /// <summary>Puts the cursor before a later line, the text up to <paramref name="textEnd"/> read.</summary>
    public void MoveBefore(int lineNumber, int textEnd)
    {
        TextEnd = textEnd;
        MoveTo(lineNumber);
    }

    public static bool IsSpace(char c) => c is ' ' or '\t';

    private void MoveTo(int index)
    {
        _index = index;
        Position = Line.ContentStart;
    }

    private void NoteComment()
    {
        SkipSpaces();
        if (!IsAtLineEnd && IsCommentAt(Position) && SuppressionComment.IsOne(Text, Position, Line.End))
        {
            _suppressionComments.Add(TextSpan.FromBounds(Position, Line.End));
        }
    }

    private static Line[] ReadLines(SourceFile file, int tabWidth)
    {
        string text = file.Text;
        var lines = new Line[file.LineCount + 1];
        for (int number = 0; number < file.LineCount; number++)
        {
            TextSpan span = file.GetLine(number);
            int start = number == 0 && text.Length > 0 && text[0] == '\uFEFF' ? 1 : span.Start;
            int content = start;
            int width = 0;
            while (content < span.End && IsSpace(text[content]))
            {
                width += text[content] == '\t' ? tabWidth - (width % tabWidth) : 1;
                content++;
            }

            lines[number] = new Line(number, start, content, span.End, width);
        }

        lines[file.LineCount] = new Line(file.LineCount, text.Length, text.Length, text.Length, Width: -1);
        return lines;
    }

    private static int FindTabWidth(SourceFile file)
    {
        const int usual = 4;
        for (int number = 0; number < file.LineCount; number++)
        {
            TextSpan line = file.GetLine(number);
            int spaces = 0;
            while (spaces < line.Length && file.Text[line.Start + spaces] == ' ')
            {
                spaces++;
            }

            if (spaces < line.Length && IsSpace(file.Text[line.Start]))
            {
                return spaces == 0 ? usual : Math.Min(spaces, 2 * usual);
            }
        }

        return usual;
    }
}
