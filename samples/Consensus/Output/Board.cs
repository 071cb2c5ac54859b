using System.Globalization;
using Samples;
using Spectre.Console;

namespace Consensus;

/// <summary>The table of all tickets, filled while the models answer.</summary>
internal sealed class Board(IReadOnlyList<string> questions, IReadOnlyList<Seat> seats)
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(80);

    private readonly List<Row> _rows = [.. questions.Select(question => new Row(question))];

    public bool AllOk => _rows.TrueForAll(row => row.Run is { IsOk: true });

    public async Task ShowAsync(IAnsiConsole console, Func<string, IProgress<ChainProgress>, Task<Chains.MultiModelConsensusRun>> ask)
    {
        if (console.Profile.Capabilities is { Ansi: true, Interactive: true })
        {
            await console.Live(Table(console)).StartAsync(async context =>
            {
                await foreach (var _ in FramesAsync(ask))
                {
                    context.UpdateTarget(Table(console));
                }
            });
        }
        else
        {
            foreach (var row in _rows)
            {
                await row.AskAsync(ask);
                console.WriteLine($"  {Duration.Text(row.Run!.Elapsed),7}  {row.Question}");
            }

            console.Write(Table(console));
        }

        WriteDissent(console);
        console.WriteLine();
        console.MarkupLine("[bold]How the last one ran[/]");
        console.Write(new TimelineChart(_rows[^1].Recorder!));
        foreach (var error in _rows.Select(row => row.Run?.Error).OfType<string>().Distinct())
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[red]{error}[/]");
        }
    }

    private async IAsyncEnumerable<Row> FramesAsync(Func<string, IProgress<ChainProgress>, Task<Chains.MultiModelConsensusRun>> ask)
    {
        foreach (var row in _rows)
        {
            var asking = row.AskAsync(ask);
            while (!asking.IsCompleted)
            {
                yield return row;
                await Task.WhenAny(asking, Task.Delay(Frame));
            }

            await asking;
            yield return row;
        }
    }

    private Table Table(IAnsiConsole console)
    {
        var unicode = console.Profile.Capabilities.Unicode;
        var table = new Table { Border = unicode ? TableBorder.Rounded : TableBorder.Ascii, BorderStyle = new Style(Color.Grey) }
            .AddColumn("ticket")
            .AddColumn("gpt4").AddColumn("claude").AddColumn("gemini")
            .AddColumn("consensus");
        foreach (var row in _rows)
        {
            var answer = row.Agreement?.Answer;
            table.AddRow(
                Markup.Escape(row.Question),
                Cell(row, "gpt4_response", row.Run?.Steps.Gpt4Response.Result, answer, unicode),
                Cell(row, "claude_response", row.Run?.Steps.ClaudeResponse.Result, answer, unicode),
                Cell(row, "gemini_response", row.Run?.Steps.GeminiResponse.Result, answer, unicode),
                Verdict(row));
        }

        return table;
    }

    private static string Cell(Row row, string step, string? text, string? consensus, bool unicode)
    {
        if (text is not null)
        {
            if (ModelAnswer.Read(text) is not { } answer)
            {
                return "[yellow]unreadable[/]\n";
            }

            var colour = consensus is null ? "default" : answer.Answer == consensus ? "green" : "yellow";
            return string.Create(CultureInfo.InvariantCulture, $"[{colour}]{Markup.Escape(answer.Answer)}[/]\n[grey]{answer.Confidence:F2}[/]");
        }

        return row.Recorder?.Steps.FirstOrDefault(times => times.Step == step)?.Status switch
        {
            StepStatus.Waiting => "[grey]waits[/]\n",
            StepStatus.Running => "[aqua]runs[/]\n",
            StepStatus.Ok => unicode ? "[green]✓[/]\n" : "[green]ok[/]\n",
            StepStatus.Failed => "[red]failed[/]\n",
            _ => "\n",
        };
    }

    private static string Verdict(Row row) => (row.Agreement, row.Run) switch
    {
        ({ } agreement, _) => string.Create(
            CultureInfo.InvariantCulture,
            $"[bold]{Markup.Escape(agreement.Answer)}[/]\n[{(agreement.Verdict == "unanimous" ? "green" : "yellow")}]{agreement.Verdict}[/] [grey]{agreement.Votes}/{agreement.Of} {agreement.WeightedAgreement:F2}[/]"),
        (_, { IsOk: false } run) => $"[red]{run.Status.ToString().ToLowerInvariant()}[/]",
        _ => "",
    };

    private void WriteDissent(IAnsiConsole console)
    {
        var dissents = _rows.Where(row => row.Agreement is { Dissent.Count: > 0 }).ToList();
        if (dissents.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.MarkupLine("[bold]Dissent[/]");
        foreach (var row in dissents)
        {
            console.MarkupLineInterpolated($" “{row.Question}”");
            foreach (var dissent in row.Agreement!.Dissent)
            {
                console.MarkupLineInterpolated($"   [yellow]{dissent.Answer}[/]  [grey]{dissent.Model}, {Answers(dissent.Model)}: {dissent.Reason}[/]");
            }
        }
    }

    private string Answers(string model) => seats.First(seat => seat.Model == model).Answers;

    private sealed class Row(string question)
    {
        public string Question => question;

        public RunRecorder? Recorder { get; private set; }

        public Chains.MultiModelConsensusRun? Run { get; private set; }

        public Agreement? Agreement { get; private set; }

        public async Task AskAsync(Func<string, IProgress<ChainProgress>, Task<Chains.MultiModelConsensusRun>> ask)
        {
            Recorder = new RunRecorder();
            var run = await ask(question, Recorder);
            Recorder.Complete(run);
            Agreement = run.Result is { } result ? Agreement.Read(result) : null;
            Run = run;
        }
    }
}
