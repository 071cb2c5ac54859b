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
    List<int> reads,
    LiftedParameters lifted,
    FileDiagnostics diagnostics)
{
    /// <summary>The inputs that are prompts by their names.</summary>
    private static readonly string[] Inputs = ["prompt", "input"];

    /// <summary>Null if there is nothing to ask, which is reported.</summary>
    public BoundLlmCall? Bind(ValueBinder values)
    {
        BoundExpression? system = step.Find(Keys.System) is { Value: not MissingValueSyntax } text ? values.BindTextOrNull(text.Value) : null;
        var call = new BoundLlmCall(target.Llm!, target.ValueType!, system, null, EquatableArray<BoundSection>.Empty);
        if (step.Find(Keys.Prompt) is { } prompt)
        {
            return prompt.Value is MissingValueSyntax ? null : call with { Prompt = values.BindText(prompt.Value, Keys.Prompt) };
        }

        if (Inputs.Select(scope.FindVariable).FirstOrDefault(variable => variable?.Value is BoundParameterValue) is { } input)
        {
            return call with { Prompt = values.GiveText(input, step.Name.Span) };
        }

        List<StepRead> given = dependencies.Where(read => read.Type is not null).ToList();
        if (given.Count > 0)
        {
            return call with { Sections = BindSections(given, values) };
        }

        if (previous is { Type: not null })
        {
            reads.Add(previous.Step);
            return call with { Prompt = values.GiveText(previous, step.Name.Span) };
        }

        return BindWithoutPrompt(call);
    }

    private EquatableArray<BoundSection> BindSections(List<StepRead> given, ValueBinder values)
    {
        // One value is enough to ask about; without any there is no question.
        values.NeedOne(given, Keys.Prompt, step.Name.Span);
        return given.Select(read => new BoundSection(read.Name, values.Give(read, step.Name.Span))).ToEquatableArray();
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
}
