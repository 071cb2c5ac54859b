namespace CustomerFeedback;

/// <summary>One thing that a customer wrote.</summary>
/// <param name="Author">Who wrote it, as the source names them: a handle, an address, a review's number.</param>
/// <param name="Text">The text, trimmed; empty if the customer left it empty.</param>
/// <param name="Stars">1 to 5, where the source asks for stars.</param>
public sealed record Feedback(string Author, string Text, int? Stars = null);

/// <summary>An entry that could not be read: it is reported, never dropped.</summary>
/// <param name="Line">The line of the file at which the entry starts, counted from 1.</param>
public sealed record UnreadableEntry(string Source, int Line, string Reason);

/// <summary>All that a source's file holds.</summary>
public sealed record FeedbackFile(IReadOnlyList<Feedback> Entries, IReadOnlyList<UnreadableEntry> Unreadable)
{
    /// <summary>Reads the file of <paramref name="source"/>: <c>twitter</c>, <c>email</c> or <c>reviews</c>.</summary>
    public static async Task<FeedbackFile> ReadAsync(string source, CancellationToken cancellationToken)
    {
        return source switch
        {
            "twitter" => TwitterReader.Read(await TextAsync("twitter.jsonl")),
            "email" => MailboxReader.Read(await TextAsync("email.mbox")),
            "reviews" => ReviewsReader.Read(await TextAsync("reviews.csv")),
            _ => throw new ArgumentException($"There is no feedback source '{source}'. The sources are twitter, email and reviews."),
        };

        Task<string> TextAsync(string file) =>
            File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Data", file), cancellationToken);
    }
}
