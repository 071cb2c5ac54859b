using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Emit;

/// <summary>A step's call as a C# expression.</summary>
internal sealed class CallEmitter(BoundChain chain, ChainNames names, ExpressionEmitter expressions)
{
    /// <param name="step">The step.</param>
    /// <param name="runner">What runs it: the chain, or the chain after other steps.</param>
    /// <param name="isLazy">The list of <c>for_each</c> cannot be read before the call's turn.</param>
    public void Write(CodeText code, BoundStep step, string? runner = null, bool isLazy = false)
    {
        if (step.ForEach is not { } forEach)
        {
            WriteCall(code, step, runner ?? names.Chain, Target(step), Own(step));
            return;
        }

        string item = names.ItemHandle(step);
        code.Append($"{runner ?? names.Chain}.ForEach({Target(step)}, {(isLazy || BoundParts.CanFail(forEach.Items) ? "() => " : "")}");
        expressions.Write(code, forEach.Items);
        code.Append($", maxParallel: {forEach.MaxParallel ?? 1}, ({item}, {names.Variable(forEach.Variable)}) => ");
        if (WriteGuard(code, step.Condition, step.ItemNeeds, keeps: true))
        {
            code.Append(" ? ");
            WriteCall(code, step, names.Chain, item, item);
            code.Append($" : {names.Chain}.Skip({item})");
        }
        else
        {
            WriteCall(code, step, names.Chain, item, item);
        }

        code.Append(")");
    }

    /// <summary>Whether something must hold for the step to run.</summary>
    public static bool HasGuard(BoundStep step) => step.Needs.Count > 0 || (step.ForEach is null && step.Condition is not null);

    /// <summary>Whether its guard may throw, which is then the step's failure.</summary>
    public static bool CanFail(BoundStep step) =>
        (step.ForEach is null && step.Condition is { } condition && BoundParts.CanFail(condition))
        || step.Needs.SelectMany(need => need.AnyOf).Any(BoundParts.CanFail);

    /// <summary>What must hold for the step to run.</summary>
    /// <param name="keeps">What the step needs is kept in locals, which its call sees.</param>
    public void WriteGuard(CodeText code, BoundStep step, bool keeps)
    {
        expressions.ForgetNeeds();
        WriteGuard(code, step.ForEach is null ? step.Condition : null, step.Needs, keeps);
    }

    private bool WriteGuard(CodeText code, BoundExpression? condition, EquatableArray<BoundNeed> needs, bool keeps)
    {
        if (condition is not null)
        {
            expressions.Write(code, condition);
            code.Append(needs.Count > 0 ? " && " : "");
        }

        code.Separate(" && ", needs, need => expressions.WriteQuestion(code, need, keeps));
        return condition is not null || needs.Count > 0;
    }

    /// <summary>The handle that the step's end is written to, made where it has to be.</summary>
    public string Target(BoundStep step) => step switch
    {
        { ForEach: not null, Loop: { } loop } => $"{Property(step)}.AllIn({names.Loop(loop)})",
        { ForEach: null, Loop: { } loop } => $"{Property(step)}.Next({names.Loop(loop)})",
        _ => Property(step),
    };

    /// <summary>The same handle as the step's call sees it.</summary>
    private string Own(BoundStep step) =>
        $"{names.Steps}.{step.PropertyName}" + (step.Loop is { } loop ? $".In({names.Loop(loop)})" : "");

    /// <summary>The property; a step that shares it with those of other branches says which one it is: of a list, each time anew.</summary>
    private string Property(BoundStep step)
    {
        string property = $"{names.Steps}.{step.PropertyName}";
        bool isPlain = ReferenceEquals(chain.Steps[step.Owner], step)
            && !(step.IsList && chain.Steps.Count(other => other.Owner == step.Owner) > 1);
        return isPlain ? property : $"{property}.As({names.StepsType}.s_chain, {names.IndexOf(step)})";
    }

    private void WriteCall(CodeText code, BoundStep step, string runner, string target, string own)
    {
        switch (step.Call)
        {
            case BoundConnectorCall connector:
                WriteConnector(code, step, connector, runner, target, own);
                break;
            case BoundPythonCall python:
                WritePython(code, python, runner, target, own);
                break;
            case BoundLlmCall llm:
                WriteLlm(code, llm, runner, target, own);
                break;
            case BoundChainCall sub:
                WriteChain(code, sub, runner, target, own);
                break;
            case BoundTemplateCall template:
                code.Append($"{runner}.RunText({target}, () => ");
                expressions.Write(code, template.Text, own);
                code.Append(")");
                break;
            default:
                throw new InvalidOperationException("A chain with unbound steps is broken and has no calls.");
        }
    }

    private void WriteConnector(CodeText code, BoundStep step, BoundConnectorCall call, string runner, string target, string own)
    {
        ConnectorModel connector = call.Connector;
        string run = (connector.Returns, connector.Inline) switch
        {
            (ReturnShape.Synchronous, false) => "RunOnPool",
            (ReturnShape.Synchronous, true) when !connector.UsesServices => "RunInline",
            // What the container made for it may end asynchronously.
            _ => "Run",
        };
        bool usesToken = connector.Returns == ReturnShape.AsyncSequence
            || chain.Parameters.Any(parameter => parameter.Name == "_")
            || call.Arguments.Any(argument => argument.Value is BoundToken or BoundContext);
        string token = usesToken ? names.Token : "_";
        code.Append($"{runner}.{run}({target}, {token} => ");
        if (!connector.UsesServices)
        {
            WriteInvocation(code, call, own);
            code.Append(")");
            return;
        }

        // The scope lives as long as the call, which may be longer than the run.
        code.Append($"{names.Chain}.{(connector.Returns == ReturnShape.Synchronous ? "CallNow" : "Call")}({own}, {names.Services} => ");
        WriteInvocation(code, call, own);
        code.Append("))");
    }

    private void WriteChain(CodeText code, BoundChainCall call, string runner, string target, string own)
    {
        code.Append($"{runner}.RunChain({target}, ({names.Inherited}, {names.Token}) => {names.MethodOf(call.CSharpName)}(");
        WriteArguments(code, call.Arguments, own);
        code.Append(call.Arguments.Count > 0 ? ", " : "");
        code.Append(call.LeavesOut ? $"options: {names.Inherited}, cancellationToken: {names.Token})" : $"{names.Inherited}, {names.Token})");
        code.Append(call.HasValue ? $", static {names.SubRun} => {names.SubRun}.Result)" : ")");
    }

    private void WriteArguments(CodeText code, EquatableArray<BoundArgument> arguments, string own) =>
        code.Separate(", ", arguments, argument =>
        {
            code.Append(argument.IsNamed ? CSharpNames.Escape(argument.Name) + ": " : "");
            expressions.Write(code, argument.Value, own);
        });

    /// <summary>All arguments, each of its parameter's very type: so that C# calls this method and none of its overloads.</summary>
    private void WriteTypedArguments(CodeText code, BoundConnectorCall call, string own) =>
        code.Separate(", ", call.Arguments.Zip(call.Connector.Parameters, (argument, parameter) => (argument.Value, parameter.Type)), argument =>
        {
            // An argument that is dynamic would leave the choice of the method to the run.
            string type = argument.Type.Name == "dynamic" ? "object?" : argument.Type.FullName;
            code.Append($"global::Namel3ss.CompilerServices.Argument.As<{type}>(");
            expressions.Write(code, argument.Value, own);
            code.Append(")");
        });

    private void WriteInvocation(CodeText code, BoundConnectorCall call, string own)
    {
        string owner = call.Connector.Instance switch
        {
            Instance.None => call.Connector.Owner,
            Instance.New => $"new {call.Connector.Owner}()",
            _ => $"{names.Services}.Get<{call.Connector.Owner}>()",
        };
        owner = call.Connector.Overridden is { } overridden ? $"(({overridden}){owner})" : owner;
        bool isSequence = call.Connector.Returns == ReturnShape.AsyncSequence;
        code.Append($"{(isSequence ? "global::Namel3ss.CompilerServices.AsyncSequence.ToListAsync(" : "")}{owner}.{call.Connector.Method}(");
        if (call.Connector.IsOverloaded)
        {
            WriteTypedArguments(code, call, own);
        }
        else
        {
            WriteArguments(code, call.Arguments, own);
        }

        code.Append(isSequence ? $"), {names.Token})" : ")");
    }

    private void WritePython(CodeText code, BoundPythonCall call, string runner, string target, string own)
    {
        code.Append($"{runner}.Run({target}, {names.Token} => {names.Chain}");
        code.Append($".Python({CSharpText.Literal(call.ModulePath)}, {CSharpText.Literal(call.Function)}, {own})");
        foreach (BoundOption option in call.Options)
        {
            code.Append($".Option({CSharpText.Literal(option.Name)}, ");
            expressions.Write(code, option.Json, own);
            code.Append(")");
        }

        foreach (BoundParameter parameter in chain.Parameters)
        {
            code.Append($".Input({CSharpText.Literal(parameter.Source)}, {CSharpNames.Escape(parameter.Name)})");
        }

        foreach (BoundOption variable in call.Variables)
        {
            code.Append($".Input({CSharpText.Literal(variable.Name)}, ");
            expressions.Write(code, variable.Json, own);
            code.Append(")");
        }

        foreach (BoundSource dependency in call.Dependencies)
        {
            code.Append($".Dependency({Source(dependency)})");
        }

        if (call.Previous is { } previous)
        {
            code.Append($".Previous({Source(previous)})");
        }

        string nullable = call.Returns.IsNullable ? ", nullable: true" : "";
        code.Append($".CallAsync<{call.Returns.FullName}>({names.Token}{nullable}))");
    }

    private void WriteLlm(CodeText code, BoundLlmCall call, string runner, string target, string own)
    {
        code.Append($"{runner}.Run({target}, {names.Token} => {names.Chain}.Llm({own})");
        WriteText("System", call.System);
        WriteText("Prompt", call.Prompt);
        foreach (BoundSection section in call.Sections)
        {
            code.Append($".Section({CSharpText.Literal(section.Name)}, ");
            expressions.Write(code, section.Text, own);
            code.Append(")");
        }

        if (call.Returns is { Kind: TypeKind.Sequence, Element: { IsNullable: true, IsValueType: false } })
        {
            code.Append(".NullableItems()");
        }

        string nullable = call.Returns.IsNullable ? ", nullable: true" : "";
        code.Append($".CallAsync<{call.Returns.FullName}>({names.Token}{nullable}))");

        void WriteText(string method, BoundExpression? text)
        {
            if (text is not null)
            {
                code.Append($".{method}(");
                expressions.Write(code, text, own);
                code.Append(")");
            }
        }
    }

    private string Source(BoundSource source) => expressions.Handle(source.Value);
}
