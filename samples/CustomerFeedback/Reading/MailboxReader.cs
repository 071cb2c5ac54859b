using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerFeedback;

/// <summary>
/// Reads a mailbox (mbox): mails that start with a <c>From </c> line, then headers, an empty line and the body.
/// What others wrote (quoted lines) and signatures are left out: they are not this customer's feedback.
/// </summary>
public static partial class MailboxReader
{
    public static FeedbackFile Read(string text)
    {
        var entries = new List<Feedback>();
        var unreadable = new List<UnreadableEntry>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var start = 0; start < lines.Length;)
        {
            var next = Array.FindIndex(lines, start + 1, line => line.StartsWith("From ", StringComparison.Ordinal));
            var end = next < 0 ? lines.Length : next;
            try
            {
                if (lines[start..end].Any(line => line.Length > 0))
                {
                    entries.Add(ReadMail(lines[start..end]));
                }
            }
            catch (FormatException error)
            {
                unreadable.Add(new UnreadableEntry("email", start + 1, error.Message));
            }

            start = end;
        }

        return new FeedbackFile(entries, unreadable);
    }

    private static Feedback ReadMail(string[] lines)
    {
        if (!lines[0].StartsWith("From ", StringComparison.Ordinal))
        {
            throw new FormatException("text before the first mail");
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var index = 1;
        for (string? last = null; index < lines.Length && lines[index].Length > 0; index++)
        {
            var line = lines[index];
            if (last is not null && line[0] is ' ' or '\t')
            {
                headers[last!] += " " + line.Trim();   // a folded header goes on
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw new FormatException($"a header without a colon: '{line}'");
            }

            last = line[..colon];
            headers[last] = line[(colon + 1)..].Trim();
        }

        if (!headers.TryGetValue("From", out var from))
        {
            throw new FormatException("no From header");
        }

        var body = string.Join('\n', lines.Skip(index + 1));
        if (headers.GetValueOrDefault("Content-Transfer-Encoding", "").Equals("quoted-printable", StringComparison.OrdinalIgnoreCase))
        {
            body = DecodeQuotedPrintable(body.Replace("=\n", "", StringComparison.Ordinal));
        }

        var subject = DecodeWords(headers.GetValueOrDefault("Subject", ""));
        var written = OwnWords(body);
        return new Feedback(Address(from), (subject.Length > 0 ? subject + "\n" + written : written).Trim());
    }

    private static string OwnWords(string body)
    {
        var own = body.Split('\n')
            .TakeWhile(line => line != "-- ")
            .Where(line => !line.StartsWith('>') || line.StartsWith(">From ", StringComparison.Ordinal))
            .Select(line => line.StartsWith(">From ", StringComparison.Ordinal) ? line[1..] : line);

        // A line break inside a paragraph is only the mail program's; an empty line is the writer's.
        return string.Join('\n', string.Join('\n', own).Split("\n\n").Select(paragraph => paragraph.Replace('\n', ' ').Trim()));
    }

    private static string Address(string from)
    {
        var match = AddressInBrackets().Match(from);
        return match.Success ? match.Groups[1].Value : from;
    }

    /// <summary>Encoded words of RFC 2047, as in <c>=?UTF-8?Q?R=C3=BCckmeldung?=</c>; the space between two of them is none.</summary>
    private static string DecodeWords(string header) => EncodedWord().Replace(BetweenEncodedWords().Replace(header, ""), word => word.Groups[1].Value is "B" or "b"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value))
        : DecodeQuotedPrintable(word.Groups[2].Value.Replace('_', ' ')));

    private static string DecodeQuotedPrintable(string text) => EncodedBytes().Replace(text, bytes =>
        Encoding.UTF8.GetString([.. bytes.Value.Split('=', StringSplitOptions.RemoveEmptyEntries)
            .Select(hex => byte.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))]));

    [GeneratedRegex(@"<([^>]+)>")]
    private static partial Regex AddressInBrackets();

    [GeneratedRegex(@"=\?utf-8\?([QB])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(?<=\?=)\s+(?==\?)")]
    private static partial Regex BetweenEncodedWords();

    [GeneratedRegex("(=[0-9A-Fa-f]{2})+")]
    private static partial Regex EncodedBytes();
}
