using System.Globalization;
using System.Text;

namespace CustomerFeedback;

/// <summary>Reads reviews as CSV (RFC 4180): a header line, then <c>id,date,stars,title,text</c>; quoted fields may have commas, quotes and several lines.</summary>
public static class ReviewsReader
{
    private const int Columns = 5;

    public static FeedbackFile Read(string text)
    {
        var entries = new List<Feedback>();
        var unreadable = new List<UnreadableEntry>();
        foreach (var (line, fields, problem) in Rows(text).Skip(1))
        {
            var reason = problem ?? Check(fields, out _);
            if (reason is not null)
            {
                unreadable.Add(new UnreadableEntry("reviews", line, reason));
                continue;
            }

            Check(fields, out var stars);
            var title = fields[3].Trim();
            entries.Add(new Feedback(fields[0], (title.Length > 0 ? title + "\n" + fields[4] : fields[4]).Trim(), stars));
        }

        return new FeedbackFile(entries, unreadable);
    }

    private static string? Check(IReadOnlyList<string> fields, out int stars)
    {
        stars = 0;
        if (fields.Count != Columns)
        {
            return $"{fields.Count} fields instead of {Columns}";
        }

        return int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out stars) && stars is >= 1 and <= 5
            ? null
            : $"stars are '{fields[2]}', not 1 to 5";
    }

    private static IEnumerable<(int Line, IReadOnlyList<string> Fields, string? Problem)> Rows(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var line = 1;
        for (var at = 0; at < text.Length;)
        {
            var first = line;
            var fields = new List<string>();
            string? problem = null;
            for (var more = true; more;)
            {
                fields.Add(at < text.Length && text[at] == '"' ? Quoted(text, ref at, ref line, ref problem) : Bare(text, ref at));
                more = at < text.Length && text[at] == ',';
                at++;   // past the comma or the line's end
            }

            line++;
            if (fields.Count > 1 || fields[0].Length > 0)
            {
                yield return (first, fields, problem);
            }
        }
    }

    private static string Bare(string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny(',', '\n');
        var field = end < 0 ? text[at..] : text.Substring(at, end);
        at += field.Length;
        return field;
    }

    private static string Quoted(string text, ref int at, ref int line, ref string? problem)
    {
        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && at + 1 < text.Length && text[at + 1] == '"')
            {
                at++;   // a doubled quote is one quote
            }
            else if (text[at] == '"')
            {
                at++;
                if (at < text.Length && text[at] is not (',' or '\n'))
                {
                    problem = "text after a closing quote";
                    field.Append(Bare(text, ref at));
                }

                return field.ToString();
            }

            line += text[at] == '\n' ? 1 : 0;
            field.Append(text[at]);
        }

        problem = "a quoted field without its closing quote";
        return field.ToString();
    }
}
