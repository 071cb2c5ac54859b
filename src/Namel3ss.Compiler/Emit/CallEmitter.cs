using System.Text;
using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Compiler.Emit;

/// <summary>A step's call as a C# expression.</summary>
internal sealed class CallEmitter(BoundChain chain, ChainNames names)
{
    /// <summary>The handle of a step.</summary>
    public string Step(int index) => $"{names.Steps}.{chain.Steps[index].PropertyName}";

    public string Call(BoundStep step) => step.Call switch
    {
        BoundConnectorCall connector => CallConnector(step, connector),
        BoundPythonCall python => CallPython(step, python),
        _ => throw new InvalidOperationException("A chain with unbound steps is broken and has no calls."),
    };

    private string CallConnector(BoundStep step, BoundConnectorCall call)
    {
        ConnectorModel connector = call.Connector;
        string run = (connector.Returns, connector.Inline) switch
        {
            (ReturnShape.Synchronous, true) => "RunInline",
            (ReturnShape.Synchronous, false) => "RunOnPool",
            _ => "Run",
        };
        bool usesToken = connector.Returns == ReturnShape.AsyncSequence
            || chain.Parameters.Any(parameter => parameter.Name == "_")
            || call.Arguments.Any(argument => argument.Value is BoundToken or BoundContext);
        string token = usesToken ? names.Token : "_";
        string head = IsAwaited(connector) ? $"async {TaskOf(step.ValueType)} (global::System.Threading.CancellationToken {token})" : token;
        return $"{names.Chain}.{run}({names.Steps}.{step.PropertyName}, {head} => {Body(step, call)})";
    }

    /// <summary>An instance that must be disposed is awaited by the lambda itself, whose type then has to be written.</summary>
    private static bool IsAwaited(ConnectorModel connector) =>
        !connector.IsStatic && connector.Disposal != Disposal.None && connector.Returns != ReturnShape.Synchronous;

    private static string TaskOf(TypeModel? value) =>
        "global::System.Threading.Tasks.Task" + (value is null ? "" : $"<{value.FullName}>");

    private string Body(BoundStep step, BoundConnectorCall call)
    {
        ConnectorModel connector = call.Connector;
        string arguments = string.Join(", ", call.Arguments.Select(argument =>
            (argument.IsNamed ? CSharpNames.Escape(argument.Name) + ": " : "") + Expression(step, argument.Value)));
        string On(string owner)
        {
            string invocation = $"{owner}.{connector.Method}({arguments})";
            return connector.Returns == ReturnShape.AsyncSequence ? $"global::Namel3ss.CompilerServices.AsyncSequence.ToListAsync({invocation}, {names.Token})" : invocation;
        }

        if (connector.IsStatic)
        {
            return On(connector.Owner);
        }

        string create = $"new {connector.Owner}()";
        if (connector.Disposal == Disposal.None)
        {
            return On(create);
        }

        // An instance that must be disposed lives as long as its call.
        string instance = names.Connector;
        string result = connector.Value is null ? "" : "return ";
        result += IsAwaited(connector) ? $"await {On(instance)}.ConfigureAwait(false);" : $"{On(instance)};";
        return (connector.Disposal, IsAwaited(connector)) switch
        {
            (Disposal.Synchronous, _) => $"{{ using var {instance} = {create}; {result} }}",
            (_, true) => $"{{ var {instance} = {create}; await using (global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.ConfigureAwait({instance}, false)) {{ {result} }} }}",
            _ => $"{{ var {instance} = {create}; try {{ {result} }} finally {{ ((global::System.IAsyncDisposable){instance}).DisposeAsync().AsTask().GetAwaiter().GetResult(); }} }}",
        };
    }

    private string CallPython(BoundStep step, BoundPythonCall call)
    {
        var code = new StringBuilder();
        code.Append($"{names.Chain}.Run({names.Steps}.{step.PropertyName}, {names.Token} => {names.Chain}");
        code.Append($".Python({CSharpText.Literal(call.ModulePath)}, {CSharpText.Literal(call.Function)}, {names.Steps}.{step.PropertyName})");
        foreach (BoundOption option in call.Options)
        {
            code.Append($".Option({CSharpText.Literal(option.Name)}, {CSharpText.Literal(option.Json)})");
        }

        foreach (BoundParameter parameter in chain.Parameters)
        {
            code.Append($".Input({CSharpText.Literal(parameter.Name)}, {CSharpNames.Escape(parameter.Name)})");
        }

        foreach (int dependency in call.Dependencies)
        {
            code.Append($".Dependency({Step(dependency)})");
        }

        if (call.Previous is { } previous)
        {
            code.Append($".Previous({Step(previous)})");
        }

        string nullable = call.Returns.IsNullable ? ", nullable: true" : "";
        return code.Append($".CallAsync<{call.Returns.FullName}>({names.Token}{nullable}))").ToString();
    }

    private string Expression(BoundStep step, BoundExpression expression) => expression switch
    {
        BoundToken => names.Token,
        BoundContext => $"{names.Chain}.Context({names.Steps}.{step.PropertyName}, {names.Token})",
        BoundParameterValue parameter => CSharpNames.Escape(parameter.Name),
        BoundStepValue value => StepValue(value),
        BoundStepList list => $"[{string.Join(", ", list.Items.Select(StepValue))}]",
        BoundText text => CSharpText.Literal(text.Text),
        BoundChar c => CSharpText.Literal(c.Value),
        BoundConstant constant => constant.CSharp,
        BoundConversion conversion => conversion.Prefix + CSharpText.Literal(conversion.Text) + conversion.Suffix,
        BoundList { ElementType: null } list => $"[{Items(step, list)}]",
        BoundList { Items.Count: 0 } list => $"global::System.Array.Empty<{list.ElementType}>()",
        BoundList list => $"new {list.ElementType}[] {{ {Items(step, list)} }}",
        BoundObject value => Object(step, value),
        BoundDictionary dictionary => Dictionary(step, dictionary),
        _ => throw new InvalidOperationException($"No C# for {expression.GetType().Name}."),
    };

    private string Items(BoundStep step, BoundList list) => string.Join(", ", list.Items.Select(item => Expression(step, item)));

    private string StepValue(BoundStepValue value) => value.Access switch
    {
        StepAccess.Value => $"{Step(value.Step)}.Value()",
        StepAccess.OrNull => $"{Step(value.Step)}.Result",
        StepAccess.IfPresent => $".. {Step(value.Step)}.Present()",
        StepAccess.Spread => $".. {Step(value.Step)}.Value()",
        _ => $".. {Step(value.Step)}.Result ?? []",
    };

    private string Object(BoundStep step, BoundObject value)
    {
        string arguments = string.Join(", ", value.Arguments.Select(argument =>
            $"{CSharpNames.Escape(argument.Name)}: {Expression(step, argument.Value)}"));
        string members = string.Join(", ", value.Members.Select(member =>
            $"{CSharpNames.Escape(member.Name)} = {Expression(step, member.Value)}"));
        return $"new {value.Type}({arguments}){(members.Length > 0 ? $" {{ {members} }}" : "")}";
    }

    private string Dictionary(BoundStep step, BoundDictionary dictionary)
    {
        string entries = string.Join(", ", dictionary.Entries.Select(entry =>
            $"[{CSharpText.Literal(entry.Key)}] = {Expression(step, entry.Value)}"));
        return $"new global::System.Collections.Generic.Dictionary<string, object?>{(entries.Length > 0 ? $" {{ {entries} }}" : "()")}";
    }
}
