using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>
/// Runs a chain as sections 3 to 7 of the language say, in file order, one thing after another. Slow, and by the words:
/// what the compiler and the runtime do is not looked at. The schedule matters only once a step has stopped the chain:
/// then the steps beside it may have run, and with what outcome is worked out too.
/// </summary>
internal sealed class Interpreter
{
    private readonly Plan _plan;
    private readonly ChainModel _chain;
    private readonly Readings _readings;
    private readonly Schedule _schedule;
    private readonly Needs _needs;
    private readonly IReadOnlyDictionary<string, object?> _arguments;
    private readonly Journal _journal;
    private readonly Limit? _ownLimit;
    private readonly Limit[] _limits;
    private readonly Stack<Frame> _frames = new();
    private readonly Frame _root = new(null, null);
    private readonly HashSet<string> _stoppers = [];
    private readonly HashSet<ChainStatus> _ends = [];
    private readonly HashSet<bool?> _arePermanent = [];
    private bool _isPartial;
    private bool _isStopped;

    /// <param name="limits">Those around the run.</param>
    private Interpreter(Plan plan, IReadOnlyDictionary<string, object?> arguments, Journal journal, IEnumerable<Limit> limits)
    {
        (_plan, _chain, _readings, _schedule) = (plan, plan.Chain, plan.Readings, plan.Schedule);
        (_needs, _arguments, _journal) = (new Needs(plan.Readings), arguments, journal);
        _ownLimit = _chain.Timeout is { } timeout ? new Limit(timeout) : plan.IsCalled ? null : Limit.Default;
        _limits = _ownLimit is null ? [.. limits] : [.. limits, _ownLimit];
        _frames.Push(_root);
    }

    public static Expectation Run(Plan plan, IReadOnlyDictionary<string, object?> arguments) => new Interpreter(plan, arguments, new Journal(), []).Run();

    private Expectation Run()
    {
        try
        {
            RunBlock(_chain.Body);
        }
        catch (StoppedException stop) when (stop.Limit == _ownLimit || stop.Limit is null)
        {
            _isStopped = true;
        }

        // What has not run at a normal end was passed over.
        Outcome notRun = new(_isStopped ? StepStatus.NotStarted : StepStatus.Skipped);
        HashSet<string> lists = [.. _readings.Layout.Sites.Where(site => site.Loop is not null || site.Step.ForEach is not null).Select(site => site.Step.Name)];
        Dictionary<string, IReadOnlyList<Outcome>> steps = _readings.Layout.Sites.Select(site => site.Step.Name).Distinct().ToDictionary(
            name => name,
            name => _root.All(name) is { Count: > 0 } all || lists.Contains(name) ? _root.All(name) : [notRun]);
        HashSet<ChainStatus> statuses = _isStopped ? _ends : [_isPartial ? ChainStatus.Partial : ChainStatus.Ok];
        return new(_plan, statuses, _isStopped ? null : Result(), steps, lists, _stoppers, _journal)
        {
            IsPermanent = _arePermanent.Count == 1 ? _arePermanent.Single() : null,
        };
    }

    /// <summary>Of several outputs, the first that has a value; a list of a loop, if the loop ran the step or nothing else is left.</summary>
    private object? Result() => _chain.Outputs
        .Where((name, i) => i == _chain.Outputs.Count - 1 || _readings.Layout.Named(name).First().Loop is null || _root.All(name).Count > 0)
        .Select(name => Read(name, int.MaxValue, []))
        .FirstOrDefault(value => value is not null);

    private void RunBlock(IReadOnlyList<Node> block)
    {
        foreach (IReadOnlyList<Node> group in _schedule.Groups(block))
        {
            RunGroup(group);
        }
    }

    private void RunGroup(IReadOnlyList<Node> group)
    {
        if (group is [var single])
        {
            RunNode(single);
            return;
        }

        // They run beside each other: once one has stopped the chain, those that do not wait for it may have run or not.
        var failed = new HashSet<string>();
        var unreachable = new HashSet<string>();
        StoppedException? first = null;
        int before = _journal.Calls.Count;
        foreach (Step step in group.Cast<Step>())
        {
            if (_readings.NeedsOf(step).Overlaps(unreachable))
            {
                unreachable.Add(step.Name);
                continue;
            }

            try
            {
                RunStep(step);
            }
            catch (StoppedException stop)
            {
                first ??= stop;
                failed.Add(step.Name);
                unreachable.Add(step.Name);
            }
        }

        if (first is not null)
        {
            _journal.Uncertain.UnionWith(_plan.IsCalled ? _journal.Calls.Skip(before) : []);
            foreach (Step step in group.Cast<Step>().Where(step => failed.Count > 1 || !failed.Contains(step.Name)))
            {
                foreach (Outcome outcome in _frames.Peek().Last(step.Name) ?? [])
                {
                    outcome.IsFlexible = true;
                }
            }

            throw first;
        }
    }

    private void RunNode(Node node)
    {
        (int first, IReadOnlyList<Place> path) = _readings.Layout.Of(node);
        switch (node)
        {
            case Step step:
                RunStep(step);
                break;
            case If branches:
                for (int i = 0; i < branches.Branches.Count; i++)
                {
                    if (branches.Branches[i].Condition is not { } condition || EvaluatorAt(first, [.. path, new Place(node, i)]).Holds(condition))
                    {
                        RunBlock(branches.Branches[i].Body);
                        break;
                    }
                }

                break;
            case For loop:
                RunFor(loop, EvaluatorAt(first, path));
                break;
            case While loop:
                RunWhile(loop, first, [.. path, new Place(node, 0)]);
                break;
        }
    }

    private void RunFor(For loop, Evaluator evaluator)
    {
        Frame? previous = null;
        foreach (object? item in (IReadOnlyList<object?>?)evaluator.Evaluate(loop.Items) ?? [])
        {
            var frame = new Frame(loop, previous);
            frame.Variables.Add(loop.Variable, item);
            RunIteration(frame, loop.Body);
            previous = frame;
        }
    }

    private void RunWhile(While loop, int first, IReadOnlyList<Place> path)
    {
        Frame? previous = null;
        for (int i = 0; i < loop.MaxIterations; i++)
        {
            // The condition stands before all of the body: it sees the iteration before.
            var frame = new Frame(loop, previous);
            _frames.Push(frame);
            bool holds = EvaluatorAt(first, path).Holds(loop.Condition);
            _frames.Pop();
            if (!holds)
            {
                return;
            }

            RunIteration(frame, loop.Body);
            previous = frame;
        }
    }

    private void RunIteration(Frame frame, IReadOnlyList<Node> body)
    {
        _frames.Push(frame);
        try
        {
            RunBlock(body);
        }
        finally
        {
            _frames.Pop();
        }
    }

    private void RunStep(Step step)
    {
        Site site = _readings.Layout.Of(step);
        Evaluator evaluator = EvaluatorAt(site.Index, site.Path);
        if (step.ForEach is not { } forEach)
        {
            Outcome outcome = step.Condition is { } condition && !evaluator.Holds(condition) || _needs.AreMissing(step, evaluator)
                ? new Outcome(StepStatus.Skipped)
                : Execute(step, evaluator);
            Record(step, [outcome]);
            return;
        }

        var items = new Dictionary<string, object?> { [forEach.Variable] = null };
        Evaluator inner = EvaluatorAt(site.Index, site.Path, items);
        if (evaluator.Evaluate(forEach.Items) is not IReadOnlyList<object?> all)
        {
            return;
        }

        if (_needs.AreMissingForAll(step, inner, forEach.Variable))
        {
            if (step.Condition is { } asked && all.All(item => !HoldsFor(item)))
            {
                // The 'if' keeps what is missing from being null, perhaps, and is asked for each item then.
                throw new UndefinedException();
            }

            return;

            bool HoldsFor(object? item)
            {
                items[forEach.Variable] = item;
                return inner.Holds(asked);
            }
        }

        int before = _journal.Calls.Count;
        var outcomes = new List<Outcome>();
        var stops = new List<Outcome>();
        foreach (object? item in all)
        {
            items[forEach.Variable] = item;
            Outcome outcome = stops.Count > 0 && _schedule.MostCalls(step) == 1 ? new Outcome(StepStatus.NotStarted)
                : (step.Condition is { } condition && !inner.Holds(condition)) || _needs.AreMissing(step, inner) ? new Outcome(StepStatus.Skipped)
                : Execute(step, inner);
            outcomes.Add(outcome);
            if (IsStop(step, outcome))
            {
                stops.Add(outcome);
            }
        }

        if (stops.Count > 0 && _schedule.MostCalls(step) > 1)
        {
            // The others may have run beside the one that stopped the chain, or not.
            _journal.Uncertain.UnionWith(_plan.IsCalled ? _journal.Calls.Skip(before) : []);
            outcomes.ForEach(outcome => outcome.IsFlexible = stops.Count > 1 || !IsStop(step, outcome));
        }

        Record(step, outcomes);
    }

    private static bool IsStop(Step step, Outcome outcome) =>
        outcome.StruckBy is not null || (step.StopsOnError && outcome.Status is (StepStatus.Failed or StepStatus.TimedOut));

    private void Record(Step step, IReadOnlyList<Outcome> outcomes)
    {
        _frames.Peek().SetLast(step.Name, outcomes);
        foreach (Frame frame in _frames)
        {
            foreach (Outcome outcome in outcomes)
            {
                frame.Add(step.Name, outcome);
            }
        }

        _isPartial |= outcomes.Any(outcome => outcome.Status is StepStatus.Failed or StepStatus.TimedOut || outcome.Run?.Status == ChainStatus.Partial);
        Outcome[] stops = [.. outcomes.Where(outcome => IsStop(step, outcome))];
        foreach (Outcome stop in stops)
        {
            _ends.Add(stop.StruckBy is null ? ChainStatus.Error : ChainStatus.Timeout);
            _arePermanent.Add(stop.StruckBy is null ? IsPermanent(stop) : false);
            if (stop.StruckBy is null)
            {
                _stoppers.Add(step.Name);
            }
        }

        if (stops is [var first, ..])
        {
            throw new StoppedException(first.StruckBy);
        }
    }

    private Outcome Execute(Step step, Evaluator evaluator)
    {
        for (int attempt = 1; ; attempt++)
        {
            Outcome outcome = Attempt(step, evaluator) with { Attempts = attempt };
            if (outcome.Status is StepStatus.Ok or StepStatus.Cancelled || attempt > step.Retries || (IsPermanent(outcome) ?? throw new UndefinedException()))
            {
                return outcome;
            }
        }
    }

    /// <summary>What an expression fails with cannot pass, nor can it in a chain that was called.</summary>
    private static bool? IsPermanent(Outcome outcome) => outcome switch
    {
        { Run: { } run } => run.IsPermanent,
        _ => outcome.IsOfExpression,
    };

    private Outcome Attempt(Step step, Evaluator evaluator)
    {
        Limit? own = step.Timeout is { } timeout ? new Limit(timeout) : null;
        Limit[] limits = own is null ? _limits : [.. _limits, own];
        try
        {
            if (step.Call is ChainCall call)
            {
                Expectation run = RunChain(call, step, evaluator, limits);
                return run.IsStopped
                    ? new Outcome(run.Status == ChainStatus.Timeout ? StepStatus.TimedOut : StepStatus.Failed) { Run = run }
                    : new Outcome(StepStatus.Ok, run.Result) { Run = run };
            }

            return new Outcome(StepStatus.Ok, Call(step, evaluator, limits));
        }
        catch (StoppedException stop)
        {
            return stop.Limit == own ? new Outcome(StepStatus.TimedOut) : new Outcome(StepStatus.Cancelled) { StruckBy = stop.Limit };
        }
        catch (Exception error) when (error is not UndefinedException)
        {
            return new Outcome(StepStatus.Failed, Error: (error as ConnectorException)?.Message) { IsOfExpression = Needs.IsOfExpression(error) };
        }
    }

    private object? Call(Step step, Evaluator evaluator, Limit[] limits)
    {
        if (step.Call is TemplateCall template)
        {
            return evaluator.Evaluate(template.Text);
        }

        Connector connector = ((ConnectorCall)step.Call).Connector;
        object?[] arguments = Arguments(step, evaluator);
        string key = _plan.Key(step.Name);
        _journal.Call(key);
        bool isFlakyFailure = connector.IsFlaky && _journal.IsFlakyFailure(key, arguments);
        if (connector.Hangs && (isFlakyFailure || !connector.IsFlaky))
        {
            Limit limit = limits.MinBy(limit => limit.Seconds)!;
            _journal.Strike(key, limit);
            throw new StoppedException(limit);
        }

        return isFlakyFailure ? throw new ConnectorException(Flaky.Message(_journal.FlakyCalls(key))) : connector.Body(arguments);
    }

    private Expectation RunChain(ChainCall call, Step step, Evaluator evaluator, Limit[] limits)
    {
        object?[] values = Arguments(step, evaluator);
        var arguments = call.Parameters.Select((parameter, i) => (parameter.Name, Value: values[i])).ToDictionary(pair => pair.Name, pair => pair.Value);
        return new Interpreter(_plan.Of(call.Callee.Chain), arguments, _journal, limits).Run();
    }

    private object?[] Arguments(Step step, Evaluator evaluator) =>
        Filler.Fill(_readings.Sources(step), ((CallWithArguments)step.Call).Parameters, evaluator, _arguments);

    private Evaluator EvaluatorAt(int reader, IReadOnlyList<Place> path, Dictionary<string, object?>? items = null) => new(
        name => items is not null && items.TryGetValue(name, out object? item) ? item
            : _frames.FirstOrDefault(frame => frame.Variables.ContainsKey(name)) is { } frame ? frame.Variables[name]
            : _arguments[name],
        name => Read(name, reader, path));

    /// <summary>
    /// A step's value for a reader: in the loop around both, of this iteration if it stands above, else of the last one;
    /// from outside of its loop, the list of what it gave.
    /// </summary>
    private object? Read(string name, int reader, IReadOnlyList<Place> path)
    {
        List<Site> sites = [.. _readings.Layout.Named(name)];
        Step step = sites[0].Step;
        if (_frames.FirstOrDefault(frame => frame.Loop == sites[0].Loop) is { } home)
        {
            bool isAbove = sites.Any(site => site.Index < reader && !Layout.AreInSiblingBranches(site.Path, path));
            IReadOnlyList<Outcome>? outcomes = isAbove ? home.Last(name) : home.Previous?.Last(name);
            return outcomes is null ? null : step.ForEach is null ? outcomes[0].Value : Values(step, outcomes);
        }

        // Of a list that this iteration has not made yet, the last one's is meant.
        Frame common = _frames.First(frame => frame.Loop is null || sites[0].Path.Any(place => place.Node == frame.Loop));
        return sites[0].Index < reader ? Values(step, common.All(name)) : common.Previous is { } last ? Values(step, last.All(name)) : null;
    }

    private static object?[] Values(Step step, IReadOnlyList<Outcome> outcomes) =>
        [.. outcomes.Select(outcome => outcome.Value).Where(value => value is not null || step is { ForEach: not null, MayItemBeAbsent: true })];

    /// <summary>The run has come to its end before its time.</summary>
    /// <param name="limit">Which struck; null if a step stopped the chain.</param>
    private sealed class StoppedException(Limit? limit) : Exception
    {
        public Limit? Limit => limit;
    }
}
