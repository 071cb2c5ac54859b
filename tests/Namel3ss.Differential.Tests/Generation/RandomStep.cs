using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Generation;

/// <summary>Makes random steps: what they call, their arguments and keys.</summary>
/// <param name="isLifting">What nothing fills becomes a parameter of the chain.</param>
/// <param name="isCalled">Other chains call this one, and it may run beside itself.</param>
/// <param name="callees">The chains that it may call.</param>
/// <param name="mayReadNeighbours">A parallel step may read those before it.</param>
internal sealed class RandomStep(
    Random random, RandomExpressions expressions, RandomLimits limits, bool isLifting, bool mayReadNeighbours, bool isCalled,
    IReadOnlyList<CalledChain> callees, Func<string> newVariable)
{
    private readonly Dictionary<string, DataType> _lifted = [];

    /// <param name="block">The nodes before it in its block.</param>
    /// <param name="type">The type of its call; null for any.</param>
    /// <param name="isPlain">Without <c>for_each</c>.</param>
    public Step Create(string name, Scope scope, IReadOnlyList<Node> block, DataType? type, bool isPlain)
    {
        Connector? connector = null;
        CalledChain? callee = RandomCallee(scope, type);
        bool isTemplate = callee is null && type is null or { Kind: Kind.Text, IsNullable: false, IsList: false } && random.Next(5) == 0;
        if (callee is null && !isTemplate)
        {
            connector = isCalled && (type is null || type == DataType.Integer) && random.Next(6) == 0
                ? Connectors.Find(random.Next(2) == 0 ? "hang" : "deaf")
                : RandomConnector(scope, type);
        }

        double? timeout = callee is not null ? random.Next(4) == 0 ? limits.OfCallOfChain() : null
            : connector is { IsFlaky: true, Hangs: true } || (connector is { Hangs: true } && random.Next(isCalled ? 2 : 3) > 0) ? limits.OfCall()
            : connector is not { Hangs: true } && random.Next(20) == 0 ? 20 * 3600
            : null;

        // What waits for a limit of a chain around it stands alone: beside it, another step could end that chain too.
        bool isAlone = callee is { Hangs: true } || (isCalled && timeout is null && connector is { Hangs: true });
        bool isParallel = !isAlone && random.Next(5) < 2;
        if (isParallel && !mayReadNeighbours)
        {
            Scope others = scope.Without([.. block.Reverse().TakeWhile(node => node is Step { IsParallel: true }).Cast<Step>().Select(step => step.Name)]);

            // What it has to read may be a neighbour's.
            isParallel = CanFill(others, callee?.Parameters ?? connector?.Parameters ?? []);
            scope = isParallel ? others : scope;
        }

        IReadOnlyList<string>? dependsOn = RandomDependencies(scope, isParallel, isAlone, block);
        Scope inner = scope;
        bool mayHaveItems = callee is { IsAbsenceKnown: true, Type: null or { IsList: false } } || connector is { Returns: null or { IsList: false }, IsFlaky: false };
        ForEach? forEach = isPlain || !mayHaveItems || random.Next(callee is null ? 6 : 3) > 0 ? null : RandomForEach(scope, isAlone, out inner);
        Call call = isTemplate
            ? new TemplateCall(expressions.Template(inner, mayThrow: true))
            : RandomCall(connector, callee, inner, block, isParallel, dependsOn, forEach?.Variable);
        bool mayFail = callee is not null || connector is { MayFail: true };
        return new Step(name, call)
        {
            IsParallel = isParallel,
            DependsOn = dependsOn,
            Condition = random.Next(7) == 0 ? expressions.Condition(inner) : null,
            ForEach = forEach,
            StopsOnError = mayFail ? random.Next(3) == 0 : random.Next(8) > 0,
            Retries = random.Next(mayFail ? 3 : 20) == 1 ? random.Next(1, 3) : 0,
            Timeout = timeout,
        };
    }

    private string[]? RandomDependencies(Scope scope, bool isParallel, bool isAlone, IReadOnlyList<Node> block)
    {
        Readable[] steps = [.. scope.All.Where(readable => readable is { IsStep: true, IsLater: false })];
        if (isParallel || isAlone || steps.Length == 0 || random.Next(2) == 0)
        {
            // A step that cannot be read must not be right above one that reads the step above.
            bool isUnreadable = block is [.., Step last] && !scope.Has(last.Name);
            return (isUnreadable && !isParallel) || random.Next(15) == 0 ? [] : null;
        }

        // Mostly those right before it, so that chains of dependencies come about.
        return [.. steps.Reverse().Take(4).OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(step => step.Name)];
    }

    private Connector RandomConnector(Scope scope, DataType? type)
    {
        Connector[] all = [.. Connectors.All.Where(connector =>
            (type is null || connector.Returns == type) && !(isCalled && connector.IsFlaky) && CanFill(scope, connector.Parameters))];
        return all[random.Next(all.Length)];
    }

    /// <summary>A pair can only be read, not written.</summary>
    private static bool CanFill(Scope scope, IReadOnlyList<Parameter> parameters) =>
        parameters.All(parameter => parameter.Type != DataType.Pair) || scope.All.Any(readable => readable.Type == DataType.Pair);

    private CalledChain? RandomCallee(Scope scope, DataType? type)
    {
        CalledChain[] all = [.. callees.Where(callee => (type is null || callee.Type == type) && CanFill(scope, callee.Parameters))];
        bool isNeeded = type is not null && Connectors.All.All(connector => connector.Returns != type);
        return all.Length > 0 && (isNeeded || random.Next(3) == 0) ? all[random.Next(all.Length)] : null;
    }

    private ForEach? RandomForEach(Scope scope, bool isAlone, out Scope inner)
    {
        inner = scope;
        if (expressions.List(scope) is not { } items)
        {
            return null;
        }

        string variable = random.Next(2) == 0 ? "item" : newVariable();
        DataType item = scope.All.First(readable => readable.Expression == items).Type!.Item;
        inner = scope.With(new Readable(variable, item, IsStep: false) { IsItem = true });
        return new ForEach(items, variable, !isAlone && random.Next(2) == 0 ? random.Next(2, 4) : null);
    }

    private CallWithArguments RandomCall(
        Connector? connector, CalledChain? callee, Scope scope, IReadOnlyList<Node> block, bool isParallel, IReadOnlyList<string>? dependsOn, string? variable)
    {
        var options = new List<Option>();
        IReadOnlyList<Parameter> parameters = callee?.Parameters ?? connector!.Parameters;
        foreach (Parameter parameter in parameters.Where(parameter => random.Next(parameter.IsRequired ? 2 : 3) == 0))
        {
            AddOption(parameter);
        }

        string? previous = !isParallel && dependsOn is null && block is [.., Step last] ? last.Name : null;
        var variables = scope.All.Where(readable => !readable.IsStep).ToDictionary(readable => readable.Name, readable => readable.Type!);
        while (true)
        {
            CallWithArguments call = callee is null ? new ConnectorCall(connector!, [.. options]) : new ChainCall(callee, [.. options]);
            Source[] sources = Arguments.Fill(
                call, new Step("", call) { DependsOn = dependsOn, IsParallel = isParallel }, variables.Keys,
                name => scope.All.First(readable => readable.Name == name).Type, previous);
            (Source Source, Parameter Parameter) wrong = sources.Zip(parameters)
                .FirstOrDefault(pair => !Fits(pair.First, pair.Second.Type, pair.Second.Name));
            if (wrong.Parameter is null)
            {
                foreach ((Source _, Parameter parameter) in sources.Zip(parameters).Where(pair => pair.First is FromCaller))
                {
                    _lifted.TryAdd(parameter.Name, parameter.Type);
                }

                return call;
            }

            AddOption(wrong.Parameter);
        }

        void AddOption(Parameter parameter)
        {
            // How often a flaky connector fails must not change from call to call.
            Expression? value = connector is { IsFlaky: true } && parameter.Name == "times"
                ? new Literal(random.Next(1, 3))

                // Nor may it be open whether an argument fails before the time is up.
                : connector is { Hangs: true } ? expressions.Integer(scope)
                : expressions.Argument(scope, parameter.Type);
            options.Add(new Option(parameter.Name, value ?? throw new InvalidOperationException($"Nothing in scope is a {parameter.Type}.")));
        }

        bool Fits(Source source, DataType wanted, string name) => source switch
        {
            FromVariable read => variables[read.Name] is var type && type.IsLike(wanted) && type.HasNullableItems == wanted.HasNullableItems
                && (wanted.IsNullable || !type.IsNullable),
            FromStep read => TypeOf(read.Name) is { } type && type.IsLike(wanted) && (type.HasNullableItems || !wanted.HasNullableItems),
            FromSteps reads => reads.Steps.All(read => TypeOf(read.Name)?.Kind == wanted.Kind),
            FromCaller => isLifting && connector is not { IsFlaky: true } && name != variable && (!_lifted.TryGetValue(name, out DataType? lifted) || lifted == wanted),
            _ => true,
        };

        DataType? TypeOf(string step) => scope.All.First(readable => readable.Name == step).Type;
    }
}
