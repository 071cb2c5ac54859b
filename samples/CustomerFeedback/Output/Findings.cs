using System.Globalization;
using Spectre.Console;

namespace CustomerFeedback;

/// <summary>The findings as tables.</summary>
internal static class Findings
{
    private const int WidthBesideBar = 53;
    private const int ShortestBar = 5;
    private const int LongestBar = 20;

    public static void Write(IAnsiConsole console, FeedbackSummary? summary, bool isPartial)
    {
        Report.Heading(console, isPartial ? "Partial findings" : "Findings");
        if (summary is null)
        {
            console.WriteLine(" No source was analyzed in time.");
            return;
        }

        if (isPartial)
        {
            console.MarkupLineInterpolated($" [yellow]Only of the steps that completed: {string.Join(", ", summary.Sources.Select(source => source.Source))}.[/]");
        }

        console.Write(SourcesTable(summary, console.Profile.Capabilities.Unicode, Math.Min(console.Profile.Width - WidthBesideBar, LongestBar)));
        console.Write(new Columns(Themes("Liked", summary.Liked, "green"), Themes("Disliked", summary.Disliked, "red")) { Expand = false });
        WriteQuotes(console, summary.Quotes);
        WriteNotes(console, summary);
    }

    private static Table SourcesTable(FeedbackSummary summary, bool unicode, int barWidth)
    {
        var table = new Table { Border = unicode ? TableBorder.Rounded : TableBorder.Ascii, BorderStyle = new Style(Color.Grey) }
            .AddColumn("source")
            .AddColumn(new TableColumn("texts").RightAligned())
            .AddColumn(new TableColumn("[green]good[/]").RightAligned())
            .AddColumn(new TableColumn("mixed").RightAligned())
            .AddColumn(new TableColumn("[red]bad[/]").RightAligned())
            .AddColumn(new TableColumn("mean").RightAligned());
        if (barWidth >= ShortestBar)
        {
            table.AddColumn("");
        }

        foreach (var source in summary.Sources)
        {
            table.AddRow(Row(source.Source, source.Counts, source.MeanScore));
        }

        if (summary.Sources.Count > 1)
        {
            table.AddEmptyRow().AddRow(Row("[bold]all[/]", summary.Counts, summary.MeanScore));
        }

        return table;

        string[] Row(string name, Counts counts, double mean)
        {
            string[] cells = [name, Number(counts.Scored), Number(counts.Positive), Number(counts.Neutral), Number(counts.Negative), Score(mean)];
            return barWidth >= ShortestBar ? [.. cells, Bar(counts, unicode, barWidth)] : cells;
        }
    }

    private static string Bar(Counts counts, bool unicode, int width)
    {
        if (counts.Scored == 0)
        {
            return "";
        }

        var good = (int)Math.Round((double)counts.Positive / counts.Scored * width);
        var bad = (int)Math.Round((double)counts.Negative / counts.Scored * width);
        return $"[green]{new string(unicode ? '█' : '#', good)}[/][grey]{new string(unicode ? '·' : '.', Math.Max(width - good - bad, 0))}[/][red]{new string(unicode ? '▒' : '-', bad)}[/]";
    }

    private static Table Themes(string title, IReadOnlyList<ThemeSentiment> themes, string colour)
    {
        var table = new Table { Border = TableBorder.Simple, BorderStyle = new Style(Color.Grey) }
            .AddColumn($"[{colour}]{title}[/]")
            .AddColumn(new TableColumn("[green]good[/]").RightAligned())
            .AddColumn(new TableColumn("[red]bad[/]").RightAligned());
        foreach (var theme in themes)
        {
            table.AddRow(theme.Theme, Number(theme.Positive), Number(theme.Negative));
        }

        return table;
    }

    private static void WriteQuotes(IAnsiConsole console, IReadOnlyList<Quote> quotes)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn());
        foreach (var quote in quotes)
        {
            grid.AddRow(
                $" [{(quote.Score > 0 ? "green" : "red")}]{Score(quote.Score)}[/]",
                $"“{Markup.Escape(Shorten(quote.Text))}” [grey]{quote.Source}, {Markup.Escape(quote.Author)}[/]");
        }

        console.Write(grid);
        console.WriteLine();
    }

    private static void WriteNotes(IAnsiConsole console, FeedbackSummary summary)
    {
        var languages = string.Join(", ", summary.Languages.Select(language => $"{language.Key} {language.Value}"));
        console.MarkupLine($" [grey]languages: {languages}; without text: {summary.Counts.Empty}[/]");
        if (summary.AgreesWithStars is { } stars)
        {
            console.MarkupLine($" [grey]the word list agrees with the customer's own stars in {stars.Agreeing} of {stars.Rated} reviews[/]");
        }

        foreach (var entry in summary.Unreadable)
        {
            console.MarkupLineInterpolated($" [yellow]not read: {entry.Source} line {entry.Line}: {entry.Reason}[/]");
        }
    }

    private static string Shorten(string text)
    {
        // A mail's subject and a review's title stand in a line of their own.
        var titleEnd = text.IndexOf('\n', StringComparison.Ordinal);
        var line = (titleEnd < 0 ? text : $"{text[..titleEnd]} – {text[titleEnd..].Trim()}").Replace('\n', ' ');
        return line.Length <= 110 ? line : line[..line.LastIndexOf(' ', 109)] + " …";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Score(double score) => score.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
