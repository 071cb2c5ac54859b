using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Generation;

/// <summary>Makes one random chain that is valid; new kinds of nodes are added here.</summary>
internal sealed class RandomChain
{
    private const int DeepestBlock = 3;

    private static readonly Input[] Possible =
    [
        new("n", DataType.Integer), new("m", DataType.Integer), new("label", DataType.Text), new("words", DataType.Text),
        new("flag", DataType.Boolean), new("numbers", DataType.Integers), new("names", DataType.Texts),
        new("maybe_n", DataType.Integer with { IsNullable = true }), new("nick", DataType.Text with { IsNullable = true }),
        new("maybe_flag", DataType.Boolean with { IsNullable = true }),
        new("value", DataType.Integer), new("text", DataType.Text), new("second", DataType.Integer),
    ];

    // Names of parameters: a dependency of such a name fills the parameter of that name.
    private static readonly string[] SpecialNames = ["left", "right", "first", "length", "prefix", "values", "parts", "otherwise"];

    private readonly Random _random;
    private readonly RandomExpressions _expressions;
    private readonly RandomStep _steps;
    private readonly RandomLimits _limits;
    private readonly bool _isForDataflowOnly;
    private readonly bool _isCalled;
    private readonly HashSet<string> _names = [];
    private int _stepsLeft;
    private int _count;

    /// <param name="callees">The chains that it may call.</param>
    private RandomChain(Random random, IReadOnlyList<CalledChain> callees, RandomLimits limits, bool isCalled)
    {
        (_random, _limits, _isCalled) = (random, limits, isCalled);
        _expressions = new RandomExpressions(random);
        _isForDataflowOnly = random.Next(4) == 0;
        _stepsLeft = isCalled ? random.Next(1, 4) : random.Next(2, 9);
        Inputs = random.Next(8) == 0 ? null : RandomInputs();
        _names.UnionWith((Inputs ?? []).Select(input => input.Name));
        _steps = new RandomStep(random, _expressions, limits, Inputs is null, _isForDataflowOnly, isCalled, callees, NewVariable);
    }

    private IReadOnlyList<Input>? Inputs { get; }

    public static ChainModel Create(string name, int seed)
    {
        var random = new Random(seed);
        var limits = new RandomLimits(random);
        var callees = new List<CalledChain>();
        for (int i = random.Next(3) == 0 ? random.Next(1, 3) : 0; i > 0; i--)
        {
            callees.Add(new CalledChain(new RandomChain(random, callees, limits, isCalled: true).Create($"sub{callees.Count + 1}")));
        }

        return new RandomChain(random, callees, limits, isCalled: false).Create(name);
    }

    private ChainModel Create(string name)
    {
        var scope = new Scope([.. (Inputs ?? []).Select(input => new Readable(input.Name, input.Type, IsStep: false))]);
        var body = new List<Node>();
        while (_stepsLeft > 0)
        {
            scope = AddNodes(body, scope, count: 1, depth: 0);
        }

        scope = _random.Next(8) == 0 ? AddLastIf(body, scope) : scope;
        Readable[] outputs = [.. scope.All.Where(readable => readable is { IsStep: true, Type: not null })];
        IReadOnlyList<string>? output = null;
        if (outputs.Length > 0 && _random.Next(2) == 0)
        {
            Readable first = outputs[_random.Next(outputs.Length)];
            output = [.. outputs.Where(other => other.Type == first.Type).OrderBy(_ => _random.Next()).Take(_random.Next(1, 4)).Select(readable => readable.Name)];
        }

        var chain = new ChainModel(name, Inputs, body, output, _isForDataflowOnly);

        // How long the chains take that it calls must not decide whether its own time is up.
        return !_isCalled ? _random.Next(4) == 0 ? chain with { Timeout = _limits.OfChain() } : chain
            : CalledChain.AllOf(chain).Count == 0 && _random.Next(2) == 0 ? chain with { Timeout = _limits.OfCalledChain() } : chain;
    }

    private Input[] RandomInputs() =>
    [
        .. Possible.Where((_, i) => _random.Next(i < 9 ? 2 : 8) == 0)
            .Select(input => _random.Next(3) == 0 && !input.Type.IsList ? input with { Default = new Literal(RandomArguments.Value(_random, input.Type)) } : input)
            .OrderBy(input => input.Default is not null),
    ];

    /// <summary>Adds nodes to a block and gives the scope behind them.</summary>
    private Scope AddNodes(List<Node> block, Scope scope, int count, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            _stepsLeft--;
            bool isBlock = depth < DeepestBlock && _random.Next(10) < 3;
            scope = !isBlock ? AddStep(block, scope) : _random.Next(4) switch
            {
                0 or 1 => AddIf(block, scope, depth),
                2 => AddFor(block, scope, depth),
                _ => AddWhile(block, scope, depth),
            };
        }

        return scope;
    }

    private Scope AddStep(List<Node> block, Scope scope, string? name = null, DataType? type = null, bool isPlain = false)
    {
        Step step = _steps.Create(name ?? NewName(), scope, block, type, isPlain);
        block.Add(step);
        return scope.With(Scope.Read(step));
    }

    private Scope AddIf(List<Node> block, Scope scope, int depth)
    {
        bool hasElse = _random.Next(2) == 0;
        var branches = new List<Branch>();
        var scopes = new List<Scope>();
        var shared = new List<Step>();
        int count = _random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            bool isElse = hasElse && i == count - 1 && i > 0;
            var body = new List<Node>();
            Scope inner = scope;
            Expression? condition = isElse ? null : _expressions.Condition(scope);
            foreach (Step other in shared)
            {
                inner = AddStep(body, inner, other.Name, other.Call.Type, isPlain: true);
            }

            inner = AddNodes(body, inner, _random.Next(shared.Count > 0 ? 2 : 3), depth + 1);
            if (i == 0)
            {
                shared.AddRange(body.OfType<Step>().Where(step => step is { ForEach: null, Call.Type: not null and not { Kind: Kind.Pair } }).Take(_random.Next(3)));
            }

            branches.Add(new Branch(condition, body));
            scopes.Add(inner);
        }

        block.Add(new If(branches));
        return scope.AfterBranches(scopes, branches[^1].Condition is null);
    }

    /// <summary>All its branches end in a step of one name, which is the chain's value if no output is written.</summary>
    private Scope AddLastIf(List<Node> block, Scope scope)
    {
        string name = NewName();
        DataType type = _random.Next(2) == 0 ? DataType.Integer : DataType.Text;
        var branches = new List<Branch>();
        var scopes = new List<Scope>();
        for (int i = _random.Next(1, 3); i >= 0; i--)
        {
            var body = new List<Node>();
            Expression? condition = i == 0 ? null : _expressions.Condition(scope);
            scopes.Add(AddStep(body, AddNodes(body, scope, _random.Next(2), depth: 1), name, type, isPlain: true));
            branches.Add(new Branch(condition, body));
        }

        block.Add(new If(branches));
        return scope.AfterBranches(scopes, hasElse: true);
    }

    private Scope AddFor(List<Node> block, Scope scope, int depth)
    {
        if (_expressions.List(scope) is not { } items)
        {
            return AddStep(block, scope);
        }

        string variable = NewVariable();
        DataType item = scope.All.First(readable => readable.Expression == items).Type!.Item;
        Scope inner = scope.With(new Readable(variable, item, IsStep: false));
        string? carried = _random.Next(2) == 0 ? NewName() : null;
        (List<Node> body, Scope behind) = Body(inner, carried, depth);
        block.Add(new For(variable, items, body));
        return scope.AfterLoop(behind);
    }

    private Scope AddWhile(List<Node> block, Scope scope, int depth)
    {
        string carried = NewName();
        Expression condition = _random.Next(4) > 0
            ? new Binary("<", new Binary("??", new StepValue(carried), new Literal(0)), new Literal(_random.Next(2, 30)))
            : _expressions.Condition(scope.With(Later(carried)));
        (List<Node> body, Scope behind) = Body(scope, carried, depth);
        block.Add(new While(condition, _random.Next(1, 5), body));
        return scope.AfterLoop(behind);
    }

    /// <param name="carried">A step that is read before it runs: then it is that of the iteration before.</param>
    private (List<Node> Body, Scope Behind) Body(Scope scope, string? carried, int depth)
    {
        var body = new List<Node>();
        int before = _random.Next(carried is null ? 1 : 0, 2);
        scope = AddNodes(body, carried is null ? scope : scope.With(Later(carried)), before, depth + 1);
        if (carried is not null)
        {
            scope = AddStep(body, scope, carried, DataType.Integer, isPlain: true);
        }

        return (body, AddNodes(body, scope, _random.Next(2), depth + 1));
    }

    private static Readable Later(string name) => new(name, DataType.Integer, IsStep: true) { MayBeAbsent = true, IsLater = true };

    private string NewName()
    {
        if (_random.Next(8) == 0 && SpecialNames[_random.Next(SpecialNames.Length)] is var special && _names.Add(special))
        {
            return special;
        }

        return $"s{++_count}";
    }

    private string NewVariable() => $"each{++_count}";
}
