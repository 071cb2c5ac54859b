namespace Namel3ss.Runtime.Tests.Models.Corpus;

/// <summary>A line of the index: an answer, and what becomes of it.</summary>
/// <param name="Answer">Its file, which holds the response as it goes over the wire: who sends it, and how it is called.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Type">What the step returns.</param>
/// <param name="Outcome">What is read of it.</param>
/// <param name="Source">Where the shape is known from.</param>
public sealed record CorpusRow(string Answer, string Kind, string Type, Outcome Outcome, string Source)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Models", "Corpus");

    /// <summary>The whole index.</summary>
    public static IReadOnlyDictionary<string, CorpusRow> All { get; } =
        File.ReadLines(Path.Combine(Folder, "corpus.tsv")).Skip(1).Select(Parse).ToDictionary(row => row.Answer);

    /// <summary>All answers that have a file.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.http", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, Path.ChangeExtension(file, null)).Replace('\\', '/'));

    public string Provider => Answer[..Answer.IndexOf('/', StringComparison.Ordinal)];

    public byte[] Bytes => File.ReadAllBytes(Path.Combine(Folder, Answer + ".http"));

    private static CorpusRow Parse(string line)
    {
        var cells = line.Split('\t');
        return new CorpusRow(cells[0], cells[1], cells[2], new Outcome(cells[3], cells[4], cells[5]), cells[6]);
    }
}

/// <summary>What a step makes of an answer.</summary>
/// <param name="FinishReason">Why the answer ended, as the provider says it; "-" if it does not.</param>
/// <param name="Failure">How a retry takes the failure, and how long it waits if the provider says so; "-" if there is none.</param>
/// <param name="Text">The value as JSON, or the words of the failure.</param>
public sealed record Outcome(string FinishReason, string Failure, string Text)
{
    public override string ToString() => $"{FinishReason}\t{Failure}\t{Text}";
}
