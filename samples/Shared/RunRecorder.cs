using System.Diagnostics;

namespace Samples;

/// <summary>Listens to a run (<see cref="ChainOptions.Progress"/>) and keeps when each step waited, started and ended.</summary>
internal sealed class RunRecorder(Action<ChainProgress>? onProgress = null) : IProgress<ChainProgress>
{
    private readonly Lock _lock = new();
    private readonly List<StepTimes> _steps = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan? _elapsed;

    /// <summary>Time since the run's start; once it has ended, the time that it took.</summary>
    public TimeSpan Elapsed => _elapsed ?? Stopwatch.GetElapsedTime(_start);

    public bool IsCompleted => _elapsed is not null;

    public IReadOnlyList<StepTimes> Steps
    {
        get
        {
            lock (_lock)
            {
                return [.. _steps];
            }
        }
    }

    public void Report(ChainProgress value)
    {
        lock (_lock)
        {
            if (IsCompleted)
            {
                return;   // the run's own word was taken already; the last reports may come after it
            }

            if (value.Warning is null)
            {
                Keep(value);
            }
        }

        onProgress?.Invoke(value);
    }

    private void Keep(ChainProgress value)
    {
        var index = _steps.FindIndex(step => step.Step == value.Step && step.Chain == value.Chain);
        if (index < 0)
        {
            // The first to be heard of is a step of the run's own chain.
            index = _steps.Count;
            _steps.Add(new StepTimes(value.Chain, value.Step) { IsNested = index > 0 && value.Chain != _steps[0].Chain });
        }

        _steps[index] = _steps[index].After(value);
    }

    /// <summary>Takes the run's word for how every step ended, those included that never started.</summary>
    public void Complete(ChainRun run)
    {
        lock (_lock)
        {
            _elapsed = run.Elapsed;
            var nested = _steps.Where(step => step.IsNested).ToLookup(step => step.Chain, StringComparer.Ordinal);
            var recorded = _steps.Where(step => !step.IsNested).ToDictionary(step => step.Step, StringComparer.Ordinal);
            _steps.Clear();
            foreach (var runs in run.AllSteps.GroupBy(step => step.Name, StringComparer.Ordinal).Select(runs => runs.ToList()))
            {
                _steps.Add(recorded.GetValueOrDefault(runs[0].Name, new StepTimes("", runs[0].Name)).Complete(runs, run.Elapsed));
                _steps.AddRange(nested[runs[0].Target]);
            }
        }
    }
}
