using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// <c># n3-disable N3S3001, N3S3002</c>: ids with commas between them; what follows the last one is the writer's
/// reason and not read.
/// </summary>
internal static class SuppressionComment
{
    private const string Keyword = "n3-disable";

    public static bool IsOne(string text, int start, int end) => FindIds(text, start, end) >= 0;

    public static EquatableArray<SuppressionSyntax> ReadAll(Lexer lexer)
    {
        var result = new List<SuppressionSyntax>();
        int[]? nextCode = null;
        foreach (TextSpan comment in lexer.SuppressionComments)
        {
            int own = lexer.File.GetLinePosition(comment.Start).Line;
            bool isAlone = lexer.LineAt(own).ContentStart == comment.Start;
            int line = isAlone ? (nextCode ??= FindNextCodeLines(lexer))[own] : own;
            result.AddRange(Read(lexer.Text, comment).Select(id =>
                new SuppressionSyntax(id, lexer.Text.Substring(id.Start, id.Length), line)));
        }

        return result.ToEquatableArray();
    }

    /// <summary>Where the ids begin, or -1 if the comment is an ordinary one.</summary>
    private static int FindIds(string text, int start, int end)
    {
        int i = SkipSpaces(text, start + 1, end);
        if (end - i < Keyword.Length || string.CompareOrdinal(text, i, Keyword, 0, Keyword.Length) != 0)
        {
            return -1;
        }

        i += Keyword.Length;
        return i == end || Lexer.IsSpace(text[i]) ? i : -1;
    }

    private static List<TextSpan> Read(string text, TextSpan comment)
    {
        int i = SkipSpaces(text, FindIds(text, comment.Start, comment.End), comment.End);
        var ids = new List<TextSpan>();
        while (i < comment.End)
        {
            int start = i;
            while (i < comment.End && text[i] != ',' && !Lexer.IsSpace(text[i]))
            {
                i++;
            }

            ids.Add(TextSpan.FromBounds(start, i));
            i = SkipSpaces(text, i, comment.End);
            if (i == comment.End || text[i] != ',')
            {
                break;
            }

            i = SkipSpaces(text, i + 1, comment.End);
        }

        // Without an id the comment does nothing, which the user should hear: the keyword stands for the missing id.
        return ids.Count > 0 ? ids : [comment with { Length = 0 }];
    }

    /// <summary>For each line the next one below it that holds more than a comment; itself if there is none.</summary>
    private static int[] FindNextCodeLines(Lexer lexer)
    {
        var result = new int[lexer.File.LineCount];
        int next = -1;
        for (int number = result.Length - 1; number >= 0; number--)
        {
            result[number] = next < 0 ? number : next;
            Line line = lexer.LineAt(number);
            if (!line.IsBlank && lexer.Text[line.ContentStart] != '#')
            {
                next = number;
            }
        }

        return result;
    }

    private static int SkipSpaces(string text, int start, int end)
    {
        while (start < end && Lexer.IsSpace(text[start]))
        {
            start++;
        }

        return start;
    }
}
