using System.Text.Json;

namespace CustomerFeedback;

/// <summary>Reads posts as JSON lines: one object a line, with <c>handle</c>, <c>time</c>, <c>likes</c> and <c>text</c>.</summary>
public static class TwitterReader
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static FeedbackFile Read(string text)
    {
        var entries = new List<Feedback>();
        var unreadable = new List<UnreadableEntry>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var post = JsonSerializer.Deserialize<Post>(line, Json) ?? throw new JsonException("the line is null");
                entries.Add(new Feedback(post.Handle, post.Text.Trim()));
            }
            catch (JsonException error)
            {
                unreadable.Add(new UnreadableEntry("twitter", number, Reason(error)));
            }
        }

        return new FeedbackFile(entries, unreadable);
    }

    // The serialiser's own text names C# types and offsets, which tell the owner of the file nothing.
    private static string Reason(JsonException error) => error switch
    {
        { Message: var text } when text.Contains("missing required", StringComparison.Ordinal) => "no text, handle, time or likes",
        { Path: { Length: > 2 } path } when error.Message.Contains("could not be converted", StringComparison.Ordinal) => $"'{path[2..]}' is of a wrong type",
        { BytePositionInLine: { } position } => $"broken JSON at byte {position + 1} of the line",
        _ => error.Message,
    };

    private sealed record Post(string Handle, DateTimeOffset Time, int Likes, string Text);
}
