using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>
/// Runs a chain as sections 3 to 7 of the language say, in file order, one thing after another. Slow, and by the words:
/// what the compiler and the runtime do is not looked at. The schedule matters only once a step has stopped the chain:
/// then the steps beside it may have run, and with what outcome is worked out too.
/// </summary>
internal sealed class Interpreter
{
    private readonly ChainModel _chain;
    private readonly Readings _readings;
    private readonly Schedule _schedule;
    private readonly IReadOnlyDictionary<string, object?> _arguments;
    private readonly Stack<Frame> _frames = new();
    private readonly Frame _root = new(null, null);
    private readonly List<string> _calls = [];
    private readonly Dictionary<string, int> _flakyCalls = [];
    private readonly HashSet<string> _stoppers = [];
    private bool _isPartial;

    private Interpreter(ChainModel chain, Readings readings, Schedule schedule, IReadOnlyDictionary<string, object?> arguments)
    {
        (_chain, _readings, _schedule, _arguments) = (chain, readings, schedule, arguments);
        _frames.Push(_root);
    }

    public static Expectation Run(
        ChainModel chain, Readings readings, Schedule schedule, IReadOnlyDictionary<string, object?> arguments) =>
        new Interpreter(chain, readings, schedule, arguments).Run();

    private Expectation Run()
    {
        bool isStopped = false;
        try
        {
            RunBlock(_chain.Body);
        }
        catch (StoppedException)
        {
            isStopped = true;
        }

        // What has not run at a normal end was passed over.
        Outcome notRun = new(isStopped ? StepStatus.NotStarted : StepStatus.Skipped);
        HashSet<string> lists = [.. _readings.Layout.Sites.Where(site => site.Loop is not null || site.Step.ForEach is not null).Select(site => site.Step.Name)];
        Dictionary<string, IReadOnlyList<Outcome>> steps = _readings.Layout.Sites.Select(site => site.Step.Name).Distinct().ToDictionary(
            name => name,
            name => _root.All(name) is { Count: > 0 } all || lists.Contains(name) ? _root.All(name) : [notRun]);
        ChainStatus status = isStopped ? ChainStatus.Error : _isPartial ? ChainStatus.Partial : ChainStatus.Ok;
        return new(status, isStopped ? null : Result(), steps, lists, _stoppers, _calls);
    }

    /// <summary>Of several outputs, the first that has a value; a list of a loop, if the loop ran the step or nothing else is left.</summary>
    private object? Result()
    {
        IReadOnlyList<string> names = _chain.Output ?? (_chain.Body is [.., Step { Type: not null } last] ? [last.Name] : []);
        return names
            .Where((name, i) => i == names.Count - 1 || _readings.Layout.Named(name).First().Loop is null || _root.All(name).Count > 0)
            .Select(name => Read(name, int.MaxValue, []))
            .FirstOrDefault(value => value is not null);
    }

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
            catch (StoppedException)
            {
                failed.Add(step.Name);
                unreachable.Add(step.Name);
            }
        }

        if (failed.Count > 0)
        {
            foreach (Step step in group.Cast<Step>().Where(step => failed.Count > 1 || !failed.Contains(step.Name)))
            {
                foreach (Outcome outcome in _frames.Peek().Last(step.Name) ?? [])
                {
                    outcome.IsFlexible = true;
                }
            }

            throw new StoppedException();
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
        if (evaluator.IsMissing(loop.Items))
        {
            return;
        }

        Frame? previous = null;
        foreach (object? item in (IReadOnlyList<object?>)evaluator.Evaluate(loop.Items)!)
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
            Outcome outcome = step.Condition is { } condition && !evaluator.Holds(condition) || IsMissing(step, evaluator)
                ? new Outcome(StepStatus.Skipped)
                : Execute(step, evaluator);
            Record(step, [outcome], isStopped: IsStop(step, outcome));
            return;
        }

        var items = new Dictionary<string, object?> { [forEach.Variable] = null };
        Evaluator inner = EvaluatorAt(site.Index, site.Path, items);
        if (evaluator.IsMissing(forEach.Items) || IsMissing(step, inner))
        {
            return;
        }

        var outcomes = new List<Outcome>();
        int stops = 0;
        foreach (object? item in (IReadOnlyList<object?>)evaluator.Evaluate(forEach.Items)!)
        {
            items[forEach.Variable] = item;
            Outcome outcome = stops > 0 && _schedule.MostCalls(step) == 1 ? new Outcome(StepStatus.NotStarted)
                : step.Condition is { } condition && !inner.Holds(condition) ? new Outcome(StepStatus.Skipped)
                : Execute(step, inner);
            outcomes.Add(outcome);
            stops += IsStop(step, outcome) ? 1 : 0;
        }

        if (stops > 0 && _schedule.MostCalls(step) > 1)
        {
            // The others may have run beside the one that stopped the chain, or not.
            outcomes.ForEach(outcome => outcome.IsFlexible = stops > 1 || !IsStop(step, outcome));
        }

        Record(step, outcomes, isStopped: stops > 0);
    }

    private static bool IsStop(Step step, Outcome outcome) =>
        step.StopsOnError && outcome.Status is (StepStatus.Failed or StepStatus.TimedOut);

    private void Record(Step step, IReadOnlyList<Outcome> outcomes, bool isStopped)
    {
        _frames.Peek().SetLast(step.Name, outcomes);
        foreach (Frame frame in _frames)
        {
            foreach (Outcome outcome in outcomes)
            {
                frame.Add(step.Name, outcome);
            }
        }

        if (isStopped)
        {
            _stoppers.Add(step.Name);
            throw new StoppedException();
        }

        _isPartial |= outcomes.Any(outcome => outcome.Status is StepStatus.Failed or StepStatus.TimedOut);
    }

    private bool IsMissing(Step step, Evaluator evaluator)
    {
        if (step.Call is TemplateCall template)
        {
            return evaluator.IsMissing(template.Text);
        }

        Parameter[] parameters = ((ConnectorCall)step.Call).Connector.Parameters;
        return _readings.Sources(step).Zip(parameters).Any(pair => !pair.Second.Type.IsNullable && pair.First switch
        {
            FromOption option => evaluator.IsMissing(option.Value),
            FromStep read => evaluator.IsMissing(new StepValue(read.Name)),
            _ => false,
        });
    }

    private Outcome Execute(Step step, Evaluator evaluator)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new Outcome(StepStatus.Ok, Call(step, evaluator), attempt);
            }
            catch (Exception error) when (error is not StoppedException)
            {
                if (attempt > step.Retries)
                {
                    return error is TimeoutException
                        ? new Outcome(StepStatus.TimedOut, null, attempt)
                        : new Outcome(StepStatus.Failed, null, attempt, (error as ConnectorException)?.Message);
                }
            }
        }
    }

    private object? Call(Step step, Evaluator evaluator)
    {
        if (step.Call is TemplateCall template)
        {
            return evaluator.Evaluate(template.Text);
        }

        Connector connector = ((ConnectorCall)step.Call).Connector;
        object?[] arguments = [.. _readings.Sources(step).Zip(connector.Parameters, (source, parameter) => Argument(source, parameter, evaluator))];
        _calls.Add(step.Name);
        if (connector.Hangs)
        {
            throw new TimeoutException();
        }

        if (connector.IsFlaky)
        {
            int calls = _flakyCalls[step.Name] = _flakyCalls.GetValueOrDefault(step.Name) + 1;
            Flaky.ThrowAt(calls, arguments);
        }

        return connector.Body(arguments);
    }

    private object? Argument(Source source, Parameter parameter, Evaluator evaluator)
    {
        switch (source)
        {
            case FromOption option when evaluator.IsMissing(option.Value):
                return null;
            case FromOption option:
                object? value = evaluator.Evaluate(option.Value);
                return parameter.Type is { Kind: Kind.Text, IsList: false } && value is not null ? Evaluator.Text(value) : value;
            case FromVariable variable:
                return evaluator.Evaluate(new Variable(variable.Name));
            case FromStep read:
                object? whole = evaluator.Evaluate(new StepValue(read.Name));
                return whole is IReadOnlyList<object?> list && !parameter.Type.HasNullableItems ? list.Where(item => item is not null).ToArray() : whole;
            case FromSteps reads:
                return reads.Steps.SelectMany(read => Items(evaluator.Evaluate(new StepValue(read.Name)), read.IsSpread))
                    .Where(item => item is not null || parameter.Type.HasNullableItems)
                    .ToArray();
            case FromDefault:
                return parameter.Default;
            default:
                return _arguments[parameter.Name];
        }
    }

    private static IReadOnlyList<object?> Items(object? value, bool isSpread) =>
        !isSpread ? [value] : (IReadOnlyList<object?>?)value ?? [];

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

    private sealed class StoppedException : Exception;
}
