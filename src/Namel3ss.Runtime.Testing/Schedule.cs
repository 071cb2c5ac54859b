using System.Collections;
using System.Globalization;
using System.Text;

namespace Namel3ss.Testing;

/// <summary>The steps of a run, in the order in which they began to wait, started or were passed over; as text, a timeline.</summary>
public sealed class Schedule : IReadOnlyList<ScheduledStep>
{
    private const int Width = 30;

    private readonly IReadOnlyList<ScheduledStep> _steps;

    internal Schedule(IReadOnlyList<ScheduledStep> steps) => _steps = steps;

    /// <inheritdoc/>
    public int Count => _steps.Count;

    /// <inheritdoc/>
    public ScheduledStep this[int index] => _steps[index];

    /// <inheritdoc/>
    public IEnumerator<ScheduledStep> GetEnumerator() => _steps.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A line per step: a bar over the time of the run, when it started and ended, what became of it.</summary>
    public override string ToString()
    {
        if (_steps.Count == 0)
        {
            return "No step has run.";
        }

        var text = new StringBuilder();
        var names = _steps.Select(Name).ToList();
        var nameWidth = names.Max(name => name.Length);
        var end = _steps.Max(step => step.End ?? step.Start ?? TimeSpan.Zero);
        for (var i = 0; i < _steps.Count; i++)
        {
            var step = _steps[i];
            text.Append("  ").Append(names[i].PadRight(nameWidth)).Append("  |").Append(Bar(step, end)).Append("|  ").AppendLine(Facts(step));
        }

        return text.ToString().TrimEnd();
    }

    private string Name(ScheduledStep step)
    {
        var name = _steps.All(other => other.Chain == step.Chain) ? step.Step : $"{step.Chain}.{step.Step}";
        name += step is { HasRun: true, SharesName: true } ? string.Create(CultureInfo.InvariantCulture, $" (branch {step.Branch})") : "";
        return step.Iteration is { } iteration ? string.Create(CultureInfo.InvariantCulture, $"{name} #{iteration}") : name;
    }

    private static string Bar(ScheduledStep step, TimeSpan end)
    {
        if (step.Start is not { } start)
        {
            return new string(' ', Width);
        }

        var first = end == TimeSpan.Zero ? 0 : Math.Min((int)(start / end * Width), Width - 1);
        var last = end == TimeSpan.Zero ? Width : (int)Math.Ceiling((step.End ?? end) / end * Width);
        return (new string(' ', first) + new string('=', Math.Max(1, last - first))).PadRight(Width);
    }

    private static string Facts(ScheduledStep step)
    {
        var status = string.Concat(step.Status.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
        if (step.Start is not { } start)
        {
            return status;
        }

        var end = step.End is { } known ? Seconds(known) : "…";
        var attempts = step.Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $", {step.Attempts} attempts") : "";
        return $"{Seconds(start)} to {end} s, {status}{attempts}";
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
