using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Binds the blocks of a chain in file order, each step seeing what stands before it.</summary>
internal sealed class BodyBinder(
    ChainLayout layout,
    IReadOnlyList<StepTarget> targets,
    IReadOnlyList<IReadOnlyList<(int Index, TextSpan Span)>> dependencies,
    LiftedParameters lifted,
    FileDiagnostics diagnostics,
    TypeBinder types,
    bool isDataflow,
    Func<StepSyntax, string> propertyName)
{
    private readonly List<BoundStep> _steps = [];
    private readonly List<TypeModel> _json = [];
    private readonly List<LoopedStep> _looped = [];

    public IReadOnlyList<BoundStep> Steps => _steps;

    /// <summary>Types that the heads of branches and loops write as JSON.</summary>
    public IReadOnlyList<TypeModel> Json => _json;

    public EquatableArray<BoundStatement> Bind(EquatableArray<StatementSyntax> body, ScopeVariables inputs)
    {
        var reader = new StepReader(layout, targets, _steps, diagnostics);
        EquatableArray<BoundStatement> bound = BindBlock(body, new Scope(inputs, reader, new ReadPosition([], 0)));
        new FirstIteration(_looped, diagnostics).Check();
        return bound;
    }

    private EquatableArray<BoundStatement> BindBlock(EquatableArray<StatementSyntax> body, Scope scope)
    {
        var bound = new List<BoundStatement>();
        var neighbours = new List<int>();
        StatementSyntax? previous = null;
        foreach (StatementSyntax statement in body)
        {
            Scope here = scope.At(scope.Position with { Before = _steps.Count, Self = null, IsCondition = false });
            if (statement is StepSyntax step)
            {
                bound.Add(BindStep(step, here, previous is StepSyntax, neighbours));
            }
            else
            {
                neighbours.Clear();
                bound.Add(statement switch
                {
                    IfSyntax branches => BindIf(branches, here),
                    ForSyntax loop => BindFor(loop, here),
                    _ => BindWhile((WhileSyntax)statement, here),
                });
            }

            previous = statement;
        }

        return bound.ToEquatableArray();
    }

    /// <param name="neighbours">The parallel steps right before it, which may run at the same time.</param>
    private BoundStepStatement BindStep(StepSyntax step, Scope scope, bool followsStep, List<int> neighbours)
    {
        int index = _steps.Count;
        bool isParallel = (step.Flag(Keys.Parallel) ?? false) && dependencies[index].Count == 0;
        ReadPosition position = scope.Position with
        {
            Self = index,
            Neighbours = isParallel && !isDataflow ? neighbours.ToEquatableArray() : EquatableArray<int>.Empty,
        };
        List<StepRead> read = dependencies[index].Select(edge => scope.Steps.Read(edge.Index, position)).ToList();
        StepRead? previous = followsStep && !isParallel && step.Find(Keys.DependsOn) is null ? scope.Steps.Read(index - 1, position) : null;
        int owner = layout.Named(step.Name.Text).FirstOrDefault()?.Index ?? index;
        int? loop = position.Path.LastOrDefault(block => block.Loop is not null)?.Loop;
        var binder = new StepBinder(step, targets[index], scope.At(position), read, previous, lifted, diagnostics, types);
        BoundStep bound = binder.Bind(propertyName(step), owner, loop) with { LoopDepth = position.Path.Count(block => block.Loop is not null) };
        _steps.Add(bound);
        if (loop is not null)
        {
            // That a loop cannot begin is told at its head.
            IEnumerable<KnownCondition> conditions = (scope.Where(bound.Condition, holds: true).Conditions?.All ?? []).Where(condition => condition.HeadOf is null);
            _looped.Add(new LoopedStep(index, owner, step.Name, conditions.ToEquatableArray(), binder.Needs));
        }

        if (isParallel)
        {
            neighbours.Add(owner);
        }
        else
        {
            neighbours.Clear();
        }

        return new BoundStepStatement(index);
    }

    private BoundIf BindIf(IfSyntax statement, Scope scope)
    {
        var branches = new List<BoundBranch>();
        Scope rest = scope;
        for (int i = 0; i < statement.Branches.Count; i++)
        {
            BranchSyntax branch = statement.Branches[i];
            Scope inner = rest.At(scope.Position with { Path = layout.PathIn(statement, i), Before = _steps.Count });
            BoundExpression? condition = branch.Condition is { } syntax ? BindCondition(syntax, inner) : null;
            branches.Add(new BoundBranch(diagnostics.Lines(branch.HeadSpan), condition, BindBlock(branch.Body, inner.Where(condition, holds: true))));
            rest = rest.Where(condition, holds: false);
        }

        return new BoundIf(branches.ToEquatableArray());
    }

    private BoundFor BindFor(ForSyntax statement, Scope scope)
    {
        (BoundExpression items, TypeModel? element) =
            LoopBinder.BindItems(statement.Items, new ExpressionBinder(scope, diagnostics, types, [], _json), diagnostics);
        IReadOnlyList<Enclosing> path = layout.PathIn(statement, 0);
        string variable = statement.Variable.Text;
        Scope inner = scope.At(scope.Position with { Path = path });
        if (variable.Length > 0)
        {
            inner = inner.With(new ScopeVariable(variable, element, new BoundVariable(variable)));
        }

        return new BoundFor(path[path.Count - 1].Loop!.Value, diagnostics.Lines(statement.HeadSpan), variable, items, BindBlock(statement.Body, inner));
    }

    private BoundWhile BindWhile(WhileSyntax statement, Scope scope)
    {
        IReadOnlyList<Enclosing> path = layout.PathIn(statement, 0);
        int loop = path[path.Count - 1].Loop!.Value;
        Scope inner = scope.At(scope.Position with { Path = path, IsCondition = true });
        BoundExpression condition = BindCondition(statement.Condition, inner);
        var head = new LoopHead(loop, condition, statement.Condition.Span, scope.Steps, diagnostics);
        head.CheckBegin();
        Scope body = scope.At(scope.Position with { Path = path }).Where(condition, holds: true, headOf: loop);
        EquatableArray<BoundStatement> block = BindBlock(statement.Body, body);
        head.CheckEnd();
        return new BoundWhile(loop, diagnostics.Lines(statement.HeadSpan), condition, statement.MaxIterations, block);
    }

    private BoundExpression BindCondition(ExpressionSyntax syntax, Scope scope) => new BoundMapped(
        diagnostics.Lines(syntax.Span), new ExpressionBinder(scope, diagnostics, types, [], _json).BindCondition(syntax));
}
