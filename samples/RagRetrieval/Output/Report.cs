using System.Globalization;
using Spectre.Console;

namespace RagRetrieval;

/// <summary>What a run found: the passages with their scores, and the answer with its sources.</summary>
internal static class Report
{
    public static void Introduction(IAnsiConsole console)
    {
        console.WriteLine();
        console.MarkupLine("[bold]Retrieval from three sources[/]  [grey]rag_parallel_retrieval.ai[/]");
        console.MarkupLine("[grey]The passages are really ranked (BM25). gpt4 is a local stand-in where a model[/]");
        console.MarkupLine("[grey]would be called: it quotes. The latency is simulated (--latency).[/]");
    }

    public static void Heading(IAnsiConsole console, string query)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold]{Markup.Escape(query)}[/]") { Justification = Justify.Left, Style = new Style(Color.Grey) });
    }

    public static void Write(IAnsiConsole console, Chains.RagParallelRetrievalRun run)
    {
        if (run.Error is { } error)
        {
            console.MarkupLineInterpolated($"[red]{error}[/]");
        }

        var passages = new[] { run.Steps.RetrieveDocs.Result, run.Steps.RetrieveCode.Result, run.Steps.RetrieveWeb.Result }
            .SelectMany(found => found ?? [])
            .OrderByDescending(passage => passage.Score)
            .ToList();
        console.WriteLine();
        WritePassages(console, passages, run.Result);
        console.WriteLine();
        WriteAnswer(console, run.Result);
    }

    private static void WritePassages(IAnsiConsole console, IReadOnlyList<Passage> passages, Answer? answer)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().RightAligned()).AddColumn().AddColumn();
        foreach (var passage in passages)
        {
            var cited = answer?.Sources.FirstOrDefault(source => source.Source == passage.Source);
            grid.AddRow(
                passage.Score.ToString("F2", CultureInfo.InvariantCulture),
                Markup.Escape(passage.Source),
                cited is null ? "" : $"[green]cited {Markup.Escape($"[{cited.Number}]")}[/]");
        }

        console.Write(new Padder(grid, new Padding(1, 0, 0, 0)));
    }

    private static void WriteAnswer(IAnsiConsole console, Answer? answer)
    {
        if (answer is null)
        {
            return;
        }

        if (answer.Statements.Count == 0)
        {
            console.MarkupLine(" [yellow]Nothing in the three sources speaks of this.[/]");
            return;
        }

        var text = string.Join(' ', answer.Statements.Select(statement => $"{Markup.Escape(statement.Text)} [green]{Markup.Escape($"[{statement.Source}]")}[/]"));
        console.Write(new Padder(new Markup(text), new Padding(1, 0, 1, 0)));
        console.WriteLine();
        foreach (var source in answer.Sources)
        {
            console.MarkupLine($" [green]{Markup.Escape($"[{source.Number}]")}[/] [grey]{Markup.Escape(source.Source)}[/]");
        }
    }
}
