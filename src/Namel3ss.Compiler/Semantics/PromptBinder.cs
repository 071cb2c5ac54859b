using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>What a step asks its chat model: its <c>prompt</c>, or else what is there to ask about.</summary>
internal sealed class PromptBinder(
    StepSyntax step,
    StepTarget target,
    Scope scope,
    IReadOnlyList<StepRead> dependencies,
    StepRead? previous,
    List<BoundRequirement> requires,
    List<int> reads,
    LiftedParameters lifted,
    FileDiagnostics diagnostics)
{
    /// <summary>The inputs that are prompts by their names.</summary>
    private static readonly string[] Inputs = ["prompt", "input"];

    /// <summary>Null if there is nothing to ask, which is reported.</summary>
    public BoundLlmCall? Bind(ValueBinder values)
    {
        BoundExpression? system = step.Find(Keys.System) is { Value: not MissingValueSyntax } text ? values.BindText(text.Value) : null;
        var call = new BoundLlmCall(target.Llm!, target.ValueType!, system, null, EquatableArray<BoundSection>.Empty);
        if (step.Find(Keys.Prompt) is { } prompt)
        {
            return prompt.Value is MissingValueSyntax ? null : call with { Prompt = values.BindText(prompt.Value) };
        }

        if (Inputs.Select(scope.FindVariable).FirstOrDefault(variable => variable?.Value is BoundParameterValue) is { } input)
        {
            return call with { Prompt = AsText(input.Value, input.Type) };
        }

        List<StepRead> given = dependencies.Where(read => read.Type is not null).ToList();
        if (given.Count > 0)
        {
            return call with { Sections = BindSections(given) };
        }

        if (previous is { Type: not null })
        {
            BoundStepValue value = previous.Value(StepAccess.Value);
            Require(previous.MayBeAbsent ? [value] : []);
            reads.Add(previous.Step);
            return call with { Prompt = AsText(value, previous.Type) };
        }

        return BindWithoutPrompt(call);
    }

    private EquatableArray<BoundSection> BindSections(List<StepRead> given)
    {
        // One value is enough to ask about; without any there is no question.
        Require(given.All(read => read.MayBeAbsent) ? given.Select(read => read.Value(StepAccess.Value)) : []);
        return given.Select(read =>
        {
            BoundStepValue value = read.Value(StepAccess.Value);
            BoundExpression text = AsText(value, read.Type);
            return new BoundSection(read.Name, read.MayBeAbsent
                ? new BoundGuarded(EquatableArray.Create(new BoundRequirement(EquatableArray.Create(value))), text)
                : text);
        }).ToEquatableArray();
    }

    /// <summary>As the guide's connectors do, a model that is called like a connector takes its prompt from the chain's caller.</summary>
    private BoundLlmCall? BindWithoutPrompt(BoundLlmCall call)
    {
        bool isLost = diagnostics.HasReadingErrors(step.Span)
            || (step.Find(Keys.DependsOn)?.Value is NamesSyntax names && names.Names.Count > dependencies.Count);
        if (target.Kind == "connector" && !lifted.AreWritten)
        {
            var prompt = new ParameterModel(Inputs[0], ExpressionTypes.String, null);
            var callee = new Callee($"llm {target.Text}(string {prompt.Name})", EquatableArray.Create(prompt), IsConnector: false);
            return call with { Prompt = lifted.Lift(prompt, step.Name.Text, callee, step.Name.Span, isLost) };
        }

        if (!isLost)
        {
            diagnostics.Add(LlmDiagnostics.NoPrompt(diagnostics.At(step.Name.Span), step.Name.Text));
        }

        return null;
    }

    private void Require(IEnumerable<BoundStepValue> anyOf)
    {
        EquatableArray<BoundStepValue> values = anyOf.ToEquatableArray();
        if (values.Count > 0)
        {
            requires.Add(new BoundRequirement(values));
        }
    }

    private static BoundExpression AsText(BoundExpression value, TypeModel? type) =>
        type is { Kind: TypeKind.String, IsNullable: false } ? value : new BoundTextOf(value);
}
