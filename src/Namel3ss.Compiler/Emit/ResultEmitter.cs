using System.Globalization;
using Namel3ss.Compiler.Scheduling;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Emit;

/// <summary>The classes of a chain's result: the run, and its steps, which are the handles that the method writes.</summary>
internal sealed class ResultEmitter(CodeWriter code, BoundChain chain, ChainNames names, string relativePath)
{
    private readonly string _accessibility = chain.IsInternal ? "internal" : "public";

    /// <summary>Steps of several branches share a name, and with it a property; in a broken chain others do, too.</summary>
    private readonly ILookup<string, BoundStep> _byProperty = chain.Steps.ToLookup(step => step.PropertyName);

    public void Emit()
    {
        EmitRun();
        code.Line();
        EmitSteps();
    }

    private void EmitRun()
    {
        string run = names.Run;
        string steps = names.StepsType;
        code.Line($"/// <summary>How a run of <c>{chain.Name}</c> ended; <c>Ok</c>, <c>Failed</c> and <c>TimedOut</c> make one for a test.</summary>");
        code.Line("[global::System.Text.Json.Serialization.JsonConverter(typeof(global::Namel3ss.CompilerServices.ChainRunJsonConverter))]");
        string result = chain.ResultType is { } value ? $", {value.Name}, {value.Name}?" : "";
        code.Line($"{_accessibility} sealed class {run} : global::Namel3ss.ChainRun<{steps}{result}>");
        code.Open();
        string output = chain.Outputs.Count == 0 ? "" : ", " + FirstOutput("steps", (handle, _) => handle);
        code.Line($"internal {run}(in global::Namel3ss.CompilerServices.ChainEnd end, {steps} steps) : base(end, steps{output}) {{ }}");
        if (chain.ResultType is { } type)
        {
            string read = FirstOutput("Steps", (handle, list) => list == ListReading.None ? $"{handle}.Value()" : $"{handle}.{list}()");
            string first = chain.Steps[chain.Outputs[0].Step].PropertyName;
            code.Line($"protected override {type.Name} ReadResult() => {read};");
            code.Line($"public static {run} Ok({type.Name} result, {steps}? steps = null) => new(global::Namel3ss.CompilerServices.ChainEnd.Ok({steps}.s_chain, (steps ??= new()).{first}, result), steps);");
        }
        else
        {
            code.Line($"public static {run} Ok({steps}? steps = null) => new(global::Namel3ss.CompilerServices.ChainEnd.Ok({steps}.s_chain), steps ?? new());");
        }

        code.Line($"public static {run} Failed(global::System.Exception exception, {steps}? steps = null) => new(global::Namel3ss.CompilerServices.ChainEnd.Failed({steps}.s_chain, exception), steps ?? new());");
        code.Line($"public static {run} TimedOut({steps}? steps = null) => new(global::Namel3ss.CompilerServices.ChainEnd.TimedOut({steps}.s_chain), steps ?? new());");
        code.Close();
    }

    /// <summary>What is read of the step whose value is the chain's: of several, the first that has one, or is a list and ran.</summary>
    private string FirstOutput(string steps, Func<string, ListReading, string> read) => string.Join(" : ", chain.Outputs.Select((output, i) =>
    {
        string handle = $"{steps}.{chain.Steps[output.Step].PropertyName}";
        string has = output.List == ListReading.None ? "HasResult" : "HasRun";
        return (i < chain.Outputs.Count - 1 ? $"{handle}.{has} ? " : "") + read(handle, output.List);
    }));

    private void EmitSteps()
    {
        code.Line($"/// <summary>The steps of a run of <c>{chain.Name}</c>.</summary>");
        code.Line($"{_accessibility} sealed class {names.StepsType} : global::Namel3ss.ChainSteps");
        code.Open();
        EmitInfo();
        var all = new List<string>();

        // Behind a list, which may be empty, the place among the others does not tell which step one is that a test made by hand.
        bool hasLists = false;
        for (int i = 0; i < chain.Steps.Count; i++)
        {
            BoundStep step = chain.Steps[i];
            if (!ReferenceEquals(_byProperty[step.PropertyName].First(), step))
            {
                continue;
            }

            hasLists |= step.IsList;
            all.Add(step.IsList ? $".. {step.PropertyName}.Entries(s_chain, {i})" : step.PropertyName + (hasLists ? $".Of(s_chain, {i})" : ""));
            code.Line($"public {HandleType(step)} {step.PropertyName} {{ get; init; }} = new(s_chain, {i});");
        }

        code.Line($"protected override global::Namel3ss.StepRun[] All() => [{string.Join(", ", all)}];");
        code.Close();
    }

    private string HandleType(BoundStep step)
    {
        // Of branches that share the name, several may call chains: what all their runs are is what the property has.
        List<string> runs = _byProperty[step.PropertyName]
            .Select(other => other.Call is BoundChainCall call ? names.RunOf(call.CSharpName) : "")
            .Distinct()
            .ToList();
        bool callsChain = runs.Any(run => run.Length > 0);
        string handle = (callsChain, step.IsList) switch
        {
            (true, true) => "SubChainRuns",
            (true, false) => "SubChainRun",
            (false, true) => "StepRuns",
            (false, false) => "StepRun",
        };
        List<string> arguments = callsChain ? [runs.Count == 1 ? runs[0] : "global::Namel3ss.ChainRun"] : [];
        if (step.ValueType is { } value)
        {
            arguments.Add(value.Name + "?");
        }

        return $"global::Namel3ss.{handle}{(arguments.Count > 0 ? $"<{string.Join(", ", arguments)}>" : "")}";
    }

    private void EmitInfo()
    {
        string timeout = chain.Timeout is { } value ? Seconds(value) : "null";
        List<string> flags = [];
        if (Scheduler.HasParallelSteps(chain))
        {
            flags.Add("HasParallelSteps = true");
        }

        if (chain.HasBranches)
        {
            flags.Add("HasBranches = true");
        }

        List<string> called = chain.Steps
            .Select(step => step.Call)
            .OfType<BoundChainCall>()
            .Select(call => $"{names.StepsOf(call.CSharpName)}.s_chain")
            .Distinct()
            .ToList();
        if (called.Count > 0 && !chain.IsBroken)
        {
            flags.Add($"SubChains = static () => [{string.Join(", ", called)}]");
        }

        if (chain.Json.Count > 0 && !chain.IsBroken)
        {
            flags.Add($"Json = [{TypesOf(chain.Json)}]");
        }

        HashSet<int> parallel = Scheduler.ParallelSteps(chain);
        string suffix = flags.Count > 0 ? $" {{ {string.Join(", ", flags)} }};" : ";";
        code.Line($"internal static readonly global::Namel3ss.CompilerServices.ChainInfo s_chain = new({CSharpText.Literal(chain.Name)}, {timeout}, [{(chain.Steps.Count == 0 ? "])" + suffix : "")}");
        code.Indented(() =>
        {
            for (int i = 0; i < chain.Steps.Count; i++)
            {
                code.Line(Info(chain.Steps[i], parallel.Contains(i)) + (i + 1 < chain.Steps.Count ? "," : "])" + suffix));
            }
        });
    }

    private string Info(BoundStep step, bool isParallel)
    {
        var facts = new List<string> { $"Location = {CSharpText.Literal($"{relativePath}:{step.Head.Start.Line + 1}")}" };
        if (!step.StopOnError)
        {
            facts.Add("StopOnError = false");
        }

        if (step.Call is BoundConnectorCall { Connector.TakesPermit: false })
        {
            facts.Add("TakesPermit = false");
        }

        if (step.Timeout is { } timeout)
        {
            facts.Add($"Timeout = {Seconds(timeout)}");
        }

        if (step.Retry is { } retry)
        {
            facts.Add($"Retry = {Retry(retry)}");
        }

        if (step.Call is BoundLlmCall llm && !chain.IsBroken)
        {
            facts.Add($"Llm = {LlmEmitter.Field(llm.Llm)}");
        }

        if (step.Call is BoundConnectorCall { Connector: { UsesServices: true } connector })
        {
            facts.Add($"Services = [{string.Join(", ", Services(connector))}]");
        }

        if (isParallel && step.Call is BoundChainCall or BoundConnectorCall { Connector.UsesServices: true })
        {
            facts.Add("HasOwnScope = true");
        }

        if (step.ForEach is not null)
        {
            facts.Add($"ForEachDepth = {step.LoopDepth}");
        }

        List<TypeModel> json = [.. JsonOf(step.Call), .. step.Json];
        if (json.Count > 0 && !chain.IsBroken)
        {
            facts.Add($"Json = [{TypesOf(json)}]");
        }

        string constructor = $"new({CSharpText.Literal(step.Name)}, {CSharpText.Literal(step.Kind)}, {CSharpText.Literal(step.Target)})";
        return $"{constructor} {{ {string.Join(", ", facts)} }}";
    }

    /// <summary>What goes to Python and comes back, or what a chat model gives.</summary>
    private IEnumerable<TypeModel> JsonOf(BoundCall? call) => call switch
    {
        BoundPythonCall python => python.Dependencies
            .Concat(python.Previous is { } previous ? [previous] : Array.Empty<BoundSource>())
            .Select(source => source.Value.Place.List == ListReading.None ? source.Type : source.Type.Element!)
            .Concat(chain.Parameters.Select(parameter => parameter.Type))
            .Concat([python.Returns]),
        BoundLlmCall { Returns: { Kind: not TypeKind.String } type } => [type],
        _ => [],
    };

    private static string TypesOf(IEnumerable<TypeModel> types) => string.Join(", ", types
        .Select(type => type.Name == "dynamic" ? "object" : type.Name)
        .Distinct()
        .Select(type => $"typeof({type})"));

    /// <summary>What the run looks for in the container before it starts.</summary>
    private static IEnumerable<string> Services(ConnectorModel connector)
    {
        if (connector.Instance is Instance.FromContainer or Instance.FromContainerOrNew)
        {
            string create = connector.Instance == Instance.FromContainerOrNew ? $", static () => new {connector.Owner}()" : "";
            yield return $"new(typeof({connector.Owner}){create})";
        }

        foreach (ParameterModel parameter in connector.Parameters.Where(parameter => parameter.ServiceKey is not null))
        {
            yield return $"global::Namel3ss.CompilerServices.ServiceInfo.Keyed(typeof({parameter.Type.Name}), {parameter.ServiceKey}{(parameter.IsOptionalService ? ", isOptional: true" : "")})";
        }
    }

    /// <summary>What is not written is the runtime's default.</summary>
    private static string Retry(RetrySyntax retry)
    {
        List<string> facts = [];
        if (retry.Delay is { } delay)
        {
            facts.Add($"Delay = {Seconds(delay)}");
        }

        if (retry.Backoff is { } backoff)
        {
            facts.Add($"Backoff = global::Namel3ss.CompilerServices.RetryBackoff.{backoff}");
        }

        if (retry.MaxDelay is { } maxDelay)
        {
            facts.Add($"MaxDelay = {Seconds(maxDelay)}");
        }

        if (retry.On is { } on)
        {
            facts.Add($"On = {string.Join(" | ", on.ToString().Split([", "], StringSplitOptions.None).Select(failure => $"global::Namel3ss.CompilerServices.RetryOn.{failure}"))}");
        }

        return $"new({retry.Attempts}){(facts.Count > 0 ? $" {{ {string.Join(", ", facts)} }}" : "")}";
    }

    private static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("R", CultureInfo.InvariantCulture);
}
