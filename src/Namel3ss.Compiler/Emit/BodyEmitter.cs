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

        var owners = new HashSet<int>(group.Steps.Select(index => chain.Steps[index].Owner));
        var started = new List<(BoundStep Step, string Local)>();
        foreach (BoundStep step in group.Steps.Select(index => chain.Steps[index]))
        {
            string local = names.Local(CSharpNames.ToCamelCase(step.Name));
            var call = new CodeText().Append($"var {local} = ");
            WriteStart(call, step, group.IsDataflow ? Waits(step, owners) : []);
            code.Mapped(step.Lines, call.Append(";"));
            started.Add((step, local));
        }

        foreach ((BoundStep step, string local) in started)
        {
            code.Mapped(step.Head, $"await {local};");
        }
    }

    /// <summary>The steps of its group that a step waits for.</summary>
    private List<string> Waits(BoundStep step, HashSet<int> group) => step.WaitsFor
        .Where(group.Contains)
        .Select(index => _expressions.Handle(new BoundStepValue(index, StepAccess.Value, new StepPlace(step.Loop, IsBefore: false, ListOf(index)))))
        .ToList();

    private void WriteStart(CodeText call, BoundStep step, List<string> waits)
    {
        bool isGuarded = CallEmitter.HasGuard(step);
        bool isLazy = waits.Count > 0 || CallEmitter.CanFail(step);
        if (!isLazy)
        {
            if (isGuarded)
            {
                _calls.WriteGuard(call, step, keeps: true);
                call.Append(" ? ");
            }

            _calls.Write(call, step);
            call.Append(isGuarded ? $" : {names.Chain}.Skip({_calls.Target(step)})" : "");
            return;
        }

        call.Append(names.Chain);
        if (isGuarded)
        {
            call.Append(waits.Count > 0 ? ".After(() => " : ".If(() => ");
            _calls.WriteGuard(call, step, keeps: false);
            call.Append(waits.Count > 0 ? ", " : "");
        }
        else
        {
            call.Append(".After(");
        }

        call.Append(string.Join(", ", waits) + ")");
        _calls.Write(call, step, runner: "", isLazy: true);
    }

    private ListReading ListOf(int step) => chain.Steps[step].ForEach is null ? ListReading.None : ListReading.Values;

    private void EmitSingle(BoundStep step)
    {
        var call = new CodeText().Append("await ");
        if (!CallEmitter.HasGuard(step) || CallEmitter.CanFail(step))
        {
            WriteStart(call, step, waits: []);
            code.Mapped(step.Lines, call.Append(";"));
            return;
        }

        var guard = new CodeText().Append("if (");
        _calls.WriteGuard(guard, step, keeps: true);
        _calls.Write(call, step);
        EmitHead(guard.Append(")"), step.Head);
        code.Open();
        code.Mapped(step.Lines, call.Append(";"));
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
            code.Mapped(lines, head);
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
                WriteHead(head, branch.Condition, branch.Head);
                EmitHead(head.Append(")"), branch.Head);
            }

            EmitBraces(branch.Body);
            prefix = "else if (";
        }
    }

    private void EmitFor(BoundFor statement)
    {
        code.Hidden();
        code.Line($"var {names.Loop(statement.Loop)} = {names.Chain}.Loop({(_loop is { } outer ? names.Loop(outer) : "")});");
        var head = new CodeText().Append($"foreach (var {names.Variable(statement.Variable)} in {names.Loop(statement.Loop)}.Over(");
        WriteHead(head, statement.Items, statement.Head);
        EmitHead(head.Append("))"), statement.Head);
        EmitLoopBody(statement.Loop, statement.Body);
    }

    private void EmitWhile(BoundWhile statement)
    {
        string loop = names.Loop(statement.Loop);
        code.Hidden();
        code.Line($"var {loop} = {names.Chain}.Loop(maxIterations: {statement.MaxIterations}, location: {Location(statement.Head)}{(_loop is { } outer ? ", " + names.Loop(outer) : "")});");
        var head = new CodeText().Append("while (");
        WriteHead(head, statement.Condition, statement.Head);
        EmitHead(head.Append($" && {loop}.Next())"), statement.Head);
        EmitLoopBody(statement.Loop, statement.Body);
    }

    /// <summary>The expression of a head; what it throws ends the run, and the run's error says where it stands.</summary>
    private void WriteHead(CodeText head, BoundExpression expression, LineSpan lines)
    {
        bool canFail = BoundParts.CanFail(expression);
        head.Append(canFail ? $"{names.Chain}.Head({Location(lines)}, () => " : "");
        _expressions.Write(head, expression);
        head.Append(canFail ? ")" : "");
    }

    private string Location(LineSpan head) => CSharpText.Literal($"{relativePath}:{head.Start.Line + 1}");

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
