using Namel3ss.CompilerServices;

namespace Namel3ss.Testing;

/// <summary>Writes down when each step of a run started and ended.</summary>
internal sealed class Recorder(VirtualClock clock)
{
    private readonly object _lock = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<StepRun, Entry> _entries = new(ReferenceEqualityComparer.Instance as IEqualityComparer<StepRun>);
    private readonly List<Entry> _order = [];
    private readonly List<(StepInfo Step, SentPrompt Prompt)> _prompts = [];
    private int _events;

    /// <summary>What there is so far, in the order in which the steps were first heard of.</summary>
    public Schedule ToSchedule()
    {
        lock (_lock)
        {
            return new Schedule([.. _order.Select(entry => entry.ToStep())]);
        }
    }

    /// <summary>The chains of which a step was heard.</summary>
    public IReadOnlyCollection<ChainInfo> Chains
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries.Keys.Select(step => step.Info!.Chain).OfType<ChainInfo>().Distinct()];
            }
        }
    }

    /// <summary>What these steps asked so far.</summary>
    public IReadOnlyList<SentPrompt> PromptsOf(IReadOnlyCollection<StepInfo> steps)
    {
        lock (_lock)
        {
            return [.. _prompts.Where(sent => steps.Contains(sent.Step)).Select(sent => sent.Prompt)];
        }
    }

    public void Record(StepRun step, SentPrompt prompt)
    {
        lock (_lock)
        {
            _prompts.Add((step.Info!, prompt));
        }
    }

    public void Record(StepRun step, StepStatus status)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(step, out var entry))
            {
                _entries.Add(step, entry = new Entry(step));
                _order.Add(entry);
            }

            entry.Change(status, clock.GetElapsedTime(_start), ++_events);
        }
    }

    /// <summary>One step of the run.</summary>
    private sealed class Entry(StepRun step)
    {
        private StepStatus _status;
        private TimeSpan? _start;
        private TimeSpan? _end;
        private int _startOrder;
        private int _endOrder = int.MaxValue;

        public void Change(StepStatus status, TimeSpan now, int order)
        {
            _status = status;
            if (status == StepStatus.Running)
            {
                (_start, _startOrder) = (now, order);
            }
            else if (status > StepStatus.Running && _start is not null)
            {
                (_end, _endOrder) = (now, order);
            }
        }

        public ScheduledStep ToStep() => new(step.Info!.Chain?.Name ?? "", step.Name, step.Iteration, _status, _start, _end, step.Attempts)
        {
            Branch = FakeBook.BranchOf(step.Info),
            SharesName = FakeBook.SameNamed(step.Info).Skip(1).Any(),
            StartOrder = _startOrder,
            EndOrder = _endOrder,
        };
    }
}
