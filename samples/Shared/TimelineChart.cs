using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Samples;

/// <summary>A picture of a run: one bar a step on a common time axis, drawn while the run goes on and when it has ended.</summary>
internal sealed class TimelineChart(RunRecorder run) : Renderable
{
    private const int StateWidth = 10;

    private static readonly Style Faint = new(Color.Grey);
    private static readonly string[] Spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    /// <summary>The axis reaches at least to here, so that two runs can be compared by eye.</summary>
    public TimeSpan MinimumAxis { get; init; }

    /// <summary>When the run ends at the latest; drawn if the axis reaches that far.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Where the axis ends.</summary>
    public TimeSpan Axis => Max(Max(MinimumAxis, run.Elapsed), TimeSpan.FromMilliseconds(10));

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var unicode = options.Unicode;
        var now = run.Elapsed;
        var steps = run.Steps;
        var nameWidth = Math.Min(Math.Max(steps.Select(step => Name(step, unicode).Length).DefaultIfEmpty().Max(), 12), maxWidth / 3);
        var width = maxWidth - nameWidth - StateWidth - 6;
        var scale = new Scale(Axis, Math.Max(width, 10));
        var deadline = Deadline is { } at && at <= Axis ? scale.Cell(at) : -1;

        foreach (var step in steps)
        {
            var (symbol, state, style) = Describe(step, now, unicode);
            yield return new Segment(" ");
            yield return new Segment(symbol, style);
            yield return new Segment($" {Fit(Name(step, unicode), nameWidth)}  ", step.Status == StepStatus.NotStarted ? Faint : Style.Plain);
            foreach (var segment in Bar(step, now, scale, style, deadline, unicode))
            {
                yield return segment;
            }

            yield return new Segment(" " + state.PadLeft(StateWidth), step.Status == StepStatus.Ok ? Style.Plain : style);
            yield return Segment.LineBreak;
        }

        foreach (var segment in AxisLines(scale, nameWidth + 5, deadline, unicode))
        {
            yield return segment;
        }
    }

    private static IEnumerable<Segment> Bar(StepTimes step, TimeSpan now, Scale scale, Style style, int deadline, bool unicode)
    {
        var ran = step.Ran(now).Select(scale.HalfCells).ToList();
        var waitsFrom = step.Waiting is { } waiting ? scale.Cell(waiting) : int.MaxValue;
        var waitsTo = ran.Count > 0 ? (ran[0].From + 1) / 2 : step.Status == StepStatus.Waiting ? scale.Cell(now) : waitsFrom;
        for (var cell = 0; cell < scale.Cells; cell++)
        {
            var (left, right) = (Ran(cell * 2), Ran((cell * 2) + 1));
            yield return (left, right) switch
            {
                (true, true) => new Segment(unicode ? "━" : "=", style),
                (true, false) => new Segment(unicode ? "╸" : "=", style),
                (false, true) => new Segment(unicode ? "╺" : "=", style),
                _ when cell >= waitsFrom && cell < waitsTo => new Segment(unicode ? "┄" : ".", Faint),
                _ when cell == deadline => new Segment(unicode ? "┊" : "|", new Style(Color.Red)),
                _ => new Segment(" "),
            };
        }

        bool Ran(int half) => ran.Exists(range => half >= range.From && half < range.To);
    }

    private static IEnumerable<Segment> AxisLines(Scale scale, int indent, int deadline, bool unicode)
    {
        var every = scale.TickEvery();
        var line = new string(unicode ? '─' : '-', scale.Cells).ToCharArray();
        var labels = new string(' ', scale.Cells + StateWidth).ToCharArray();
        for (var tick = 0; every * tick <= scale.Length; tick++)
        {
            var cell = scale.Cell(every * tick);
            var label = every.TotalSeconds switch
            {
                < 0.1 => string.Create(CultureInfo.InvariantCulture, $"{(every * tick).TotalMilliseconds:F0} ms"),
                < 1 => string.Create(CultureInfo.InvariantCulture, $"{(every * tick).TotalSeconds:F1} s"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{(every * tick).TotalSeconds:F0} s"),
            };
            line[cell] = tick == 0 ? (unicode ? '└' : '+') : unicode ? '┴' : '+';
            label.AsSpan(0, Math.Min(label.Length, labels.Length - cell)).CopyTo(labels.AsSpan(cell));
        }

        yield return new Segment(new string(' ', indent));
        for (var cell = 0; cell < line.Length; cell++)
        {
            yield return cell == deadline ? new Segment(unicode ? "┻" : "^", new Style(Color.Red)) : new Segment(line[cell].ToString(), Faint);
        }

        yield return Segment.LineBreak;
        yield return new Segment(new string(' ', indent) + new string(labels).TrimEnd(), Faint);
        yield return Segment.LineBreak;
    }

    private static (string Symbol, string State, Style Style) Describe(StepTimes step, TimeSpan now, bool unicode)
    {
        var took = Duration.Text(step.Ran(now).Aggregate(TimeSpan.Zero, (sum, range) => sum + range.Length));
        return step.Status switch
        {
            StepStatus.Ok => (unicode ? "✓" : "+", took, new Style(Color.Green)),
            StepStatus.Running => (unicode ? Spinner[(int)(now.TotalMilliseconds / 80) % Spinner.Length] : "*", took, new Style(Color.Aqua)),
            StepStatus.Waiting => (unicode ? "◦" : ".", "waits", Faint),
            StepStatus.Failed => (unicode ? "✗" : "x", "failed", new Style(Color.Red)),
            StepStatus.TimedOut => (unicode ? "✗" : "x", "timed out", new Style(Color.Red)),
            StepStatus.Cancelled => (unicode ? "✗" : "x", "cancelled", new Style(Color.Yellow)),
            StepStatus.Skipped => (unicode ? "·" : "-", "skipped", Faint),
            _ => (unicode ? "·" : "-", "not run", Faint),
        };
    }

    private static string Name(StepTimes step, bool unicode) =>
        (step.IsNested ? "  " : "") + step.Step + (step.Runs > 1 ? $" {(unicode ? '×' : 'x')}{step.Runs}" : "");

    private static string Fit(string name, int width) => name.Length <= width ? name.PadRight(width) : name[..(width - 1)] + "…";

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    /// <summary>A time axis of so many character cells.</summary>
    private readonly record struct Scale(TimeSpan Length, int Cells)
    {
        public int Cell(TimeSpan time) => Math.Min(HalfCell(time) / 2, Cells - 1);

        /// <summary>At least one, so that what took no time is seen, too.</summary>
        public (int From, int To) HalfCells(TimeRange range)
        {
            var to = Math.Max(HalfCell(range.To), Math.Min(HalfCell(range.From), (Cells * 2) - 1) + 1);
            return (Math.Min(HalfCell(range.From), to - 1), to);
        }

        /// <summary>1, 2 or 5 times a power of ten, so that at most seven ticks stand on the axis and their labels have room.</summary>
        public TimeSpan TickEvery()
        {
            var ticks = Math.Clamp(Cells / 8, 1, 7);
            for (var unit = 0.001; ; unit *= 10)
            {
                foreach (var factor in (ReadOnlySpan<int>)[1, 2, 5])
                {
                    if (Length.TotalSeconds / (unit * factor) <= ticks)
                    {
                        return TimeSpan.FromSeconds(unit * factor);
                    }
                }
            }
        }

        private int HalfCell(TimeSpan time) => (int)Math.Clamp(Math.Round(time / Length * Cells * 2), 0, Cells * 2);
    }
}
