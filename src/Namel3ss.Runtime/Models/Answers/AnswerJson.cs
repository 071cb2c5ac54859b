namespace Namel3ss;

/// <summary>A JSON value that stands in an answer.</summary>
/// <param name="Json">The value, cleaned.</param>
/// <param name="IsFenced">Whether it stands in a Markdown fence.</param>
internal readonly record struct FoundJson(string Json, bool IsFenced);

/// <summary>Finds the JSON in an answer: all of it, or objects and lists with words and Markdown fences around them.</summary>
internal static class AnswerJson
{
    /// <summary>Who writes more values than this has not answered a question.</summary>
    private const int MostValues = 100;

    /// <summary>What is looked at in vain, such as brackets that nobody closes, costs at most this many times the answer's length.</summary>
    private const int MostPasses = 16;

    /// <summary>The different values of an answer, in their order.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="maxDepth">How deep they may be nested.</param>
    /// <param name="problem">What the answer has or is if there are none.</param>
    public static List<FoundJson> Find(string text, int maxDepth, out string problem)
    {
        problem = "";
        var reader = new LenientJson(text, maxDepth, ((long)text.Length * MostPasses) + (maxDepth * MostPasses));
        if (reader.Read(0, out var end) is { } whole && reader.IsEnd(end))
        {
            return [new FoundJson(whole, IsFenced: false)];
        }

        var found = new List<FoundJson>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var fence = default(Fence);
        for (var i = 0; i < text.Length && !reader.IsExhausted;)
        {
            if (text[i] is '`' or '~' && Run(text, i) is var length and >= 3)
            {
                if (fence.IsClosedBy(text[i], length))
                {
                    AddScalar(text[fence.Start..i], fence, maxDepth, known, found);
                    fence = default;
                }
                else if (!fence.IsOpen)
                {
                    fence = new Fence(text[i], length, i + length, known.Count);
                }

                i += length;
            }
            else if (text[i] is '{' or '[')
            {
                if (reader.Read(i, out end) is { } json)
                {
                    Add(json, fence.IsOpen, known, found);
                }
                else
                {
                    end = reader.Skip(i) ?? i + 1;
                }

                i = end;
            }
            else
            {
                i++;
            }

            if (found.Count > MostValues)
            {
                problem = $"has more than {MostValues} JSON values";
                return [];
            }
        }

        if (found.Count == 0)
        {
            problem = Problem(text, reader);
        }

        return found;
    }

    private static void Add(string json, bool isFenced, HashSet<string> known, List<FoundJson> found)
    {
        if (known.Add(json))
        {
            found.Add(new FoundJson(json, isFenced));
        }
        else if (isFenced)
        {
            found[found.FindIndex(value => value.Json == json)] = new FoundJson(json, isFenced);
        }
    }

    /// <summary>A number, a text and the like cannot be told from words unless a fence holds nothing else.</summary>
    private static void AddScalar(string content, Fence fence, int maxDepth, HashSet<string> known, List<FoundJson> found)
    {
        if (known.Count > fence.KnownBefore)
        {
            return;
        }

        // The language stands on the fence's own line.
        var start = 0;
        while (start < content.Length && char.IsLetterOrDigit(content[start]) && content.Contains('\n', StringComparison.Ordinal))
        {
            start++;
        }

        var reader = new LenientJson(content, maxDepth, content.Length);
        if (reader.Read(start, out var end) is { } json && reader.IsEnd(end))
        {
            Add(json, isFenced: true, known, found);
        }
    }

    private static int Run(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] == text[start])
        {
            end++;
        }

        return end - start;
    }

    private static string Problem(string text, LenientJson reader)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "is empty";
        }

        // What got no further than its first character was no attempt at JSON.
        if (reader.Problem is not { } problem || !text.AsSpan(0, reader.ProblemAt).ContainsAny('{', '[', '"'))
        {
            return "has no JSON in it";
        }

        var line = text.AsSpan(0, reader.ProblemAt).Count('\n');
        var column = reader.ProblemAt - text.AsSpan(0, reader.ProblemAt).LastIndexOf('\n');
        return $"has broken JSON: {problem} (line {line + 1}, column {column})";
    }

    private readonly record struct Fence(char Sign, int Length, int Start, int KnownBefore)
    {
        public bool IsOpen => Length > 0;

        public bool IsClosedBy(char sign, int length) => IsOpen && sign == Sign && length >= Length;
    }
}
