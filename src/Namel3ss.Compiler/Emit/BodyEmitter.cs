using Namel3ss.Compiler.Scheduling;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Emit;

/// <summary>The blocks of a chain as statements of its method.</summary>
internal sealed class BodyEmitter(CodeWriter code, BoundChain chain, ChainNames names, string relativePath)
{
    private readonly ExpressionEmitter _expressions = new(chain, names);
    private readonly CallEmitter _calls = new(chain, names, new ExpressionEmitter(chain, names));
    private int? _loop;

    public void Emit(EquatableArray<BoundStatement> block)
    {
        foreach (PlanNode node in Scheduler.Schedule(chain, block).Nodes)
        {
            switch (node)
            {
                case PlanGroup group:
                    EmitGroup(group);
                    break;
                case PlanStep single:
                    EmitSingle(chain.Steps[single.Step]);
                    break;
                case PlanBlock { Statement: BoundIf branches }:
                    EmitIf(branches);
                    break;
                case PlanBlock { Statement: BoundFor loop }:
                    EmitFor(loop);
                    break;
                case PlanBlock { Statement: BoundWhile loop }:
                    EmitWhile(loop);
                    break;
            }
        }
    }

    private void EmitGroup(PlanGroup group)
    {
        code.Hidden();
        if (Scheduler.RunsInParallel(chain, group))
        {
            code.Line($"{names.Chain}.Group({group.Steps.Count});");
        }

        var started = new List<(BoundStep Step, string Local)>();
        foreach (BoundStep step in group.Steps.Select(index => chain.Steps[index]))
        {
            string local = names.Local(CSharpNames.ToCamelCase(step.Name));
            code.Mapped(step.Lines, $"var {local} = ", Start(step, group).Append(";"));
            started.Add((step, local));
        }

        foreach ((BoundStep step, string local) in started)
        {
            code.Mapped(step.Head, "", $"await {local};");
        }
    }

    /// <summary>A step that is started with others; it waits for those of them that it needs.</summary>
    private CodeText Start(BoundStep step, PlanGroup group)
    {
        var call = new CodeText();
        List<string> waits = step.WaitsFor
            .Where(index => group.IsDataflow && group.Steps.Any(other => chain.Steps[other].Owner == index))
            .Select(index => _expressions.Handle(new BoundStepValue(index, StepAccess.Value, new StepPlace(step.Loop, IsBefore: false, ListOf(index)))))
            .ToList();
        var guard = new CodeText();
        bool isGuarded = _calls.WriteGuard(guard, step);
        if (waits.Count == 0)
        {
            if (isGuarded)
            {
                _calls.WriteGuard(call, step);
                call.Append(" ? ");
            }

            _calls.Write(call, step);
            return isGuarded ? call.Append($" : {names.Chain}.Skip({_calls.Target(step)})") : call;
        }

        call.Append($"{names.Chain}.After(");
        if (isGuarded)
        {
            call.Append("() => ");
            _calls.WriteGuard(call, step);
            call.Append(", ");
        }

        call.Append(string.Join(", ", waits) + ")");
        _calls.Write(call, step, runner: "", isLazy: true);
        return call;
    }

    private ListReading ListOf(int step) => chain.Steps[step].ForEach is null ? ListReading.None : ListReading.Values;

    private void EmitSingle(BoundStep step)
    {
        var guard = new CodeText().Append("if (");
        var call = new CodeText().Append("await ");
        _calls.Write(call, step);
        call.Append(";");
        if (!_calls.WriteGuard(guard, step))
        {
            code.Mapped(step.Lines, "", call);
            return;
        }

        guard.Append(")");
        EmitHead(guard, step.Head);
        code.Open();
        code.Mapped(step.Lines, "", call);
        code.Hidden();
        code.Close();
        code.Line("else");
        code.Open();
        code.Line($"await {names.Chain}.Skip({_calls.Target(step)});");
        code.Close();
    }

    /// <summary>A head without an expression of the file in it is plumbing.</summary>
    private void EmitHead(CodeText head, LineSpan lines)
    {
        if (head.Lines.Count == 1)
        {
            code.Hidden();
            code.Line(head.Lines[0].Text);
        }
        else
        {
            code.Mapped(lines, "", head);
        }

        code.Hidden();
    }

    private void EmitIf(BoundIf statement)
    {
        string prefix = "if (";
        foreach (BoundBranch branch in statement.Branches)
        {
            if (branch.Condition is null)
            {
                code.Hidden();
                code.Line("else");
            }
            else
            {
                var head = new CodeText().Append(prefix);
                _calls.WriteCondition(head, branch.Requires, branch.Condition);
                EmitHead(head.Append(")"), branch.Head);
            }

            EmitBraces(branch.Body);
            prefix = "else if (";
        }
    }

    private void EmitFor(BoundFor statement)
    {
        bool isGuarded = statement.Requires.Count > 0;
        code.Hidden();
        if (isGuarded)
        {
            code.Line($"if ({_expressions.Condition(statement.Requires)})");
            code.Open();
        }

        code.Line($"var {names.Loop(statement.Loop)} = {names.Chain}.Loop({(_loop is { } outer ? names.Loop(outer) : "")});");
        var head = new CodeText().Append($"foreach (var {names.Variable(statement.Variable)} in {names.Loop(statement.Loop)}.Over(");
        _expressions.Write(head, statement.Items);
        EmitHead(head.Append("))"), statement.Head);
        EmitLoopBody(statement.Loop, statement.Body);
        if (isGuarded)
        {
            code.Close();
        }
    }

    private void EmitWhile(BoundWhile statement)
    {
        string loop = names.Loop(statement.Loop);
        string location = CSharpText.Literal($"{relativePath}:{statement.Head.Start.Line + 1}");
        code.Hidden();
        code.Line($"var {loop} = {names.Chain}.Loop(maxIterations: {statement.MaxIterations}, location: {location}{(_loop is { } outer ? ", " + names.Loop(outer) : "")});");
        var head = new CodeText().Append("while (");
        _calls.WriteCondition(head, statement.Requires, statement.Condition);
        EmitHead(head.Append($" && {loop}.Next())"), statement.Head);
        EmitLoopBody(statement.Loop, statement.Body);
    }

    private void EmitLoopBody(int loop, EquatableArray<BoundStatement> body)
    {
        int? outer = _loop;
        _loop = loop;
        EmitBraces(body);
        _loop = outer;
    }

    private void EmitBraces(EquatableArray<BoundStatement> body)
    {
        code.Hidden();
        code.Open();
        Emit(body);
        code.Hidden();
        code.Close();
    }
}
