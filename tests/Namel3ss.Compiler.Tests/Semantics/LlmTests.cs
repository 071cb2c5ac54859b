using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S2070 to N3S2075: chat models and the steps that ask them.</summary>
public class LlmTests
{
    private const string Models = "llm fast:\n    model: m1\nllm deep:\n    fallback: [fast]\n";

    private static readonly Project Shop = Project.Of("""
        public record Feedback(string Text);
        word: Task<string> ()
        number: Task<int> ()
        nothing: void ()
        """);

    [Fact]
    public void Everything_that_a_declaration_says_is_bound() => Assert.Equal(
        new BoundLlm("deep", "openai", "llama3.1:8b", 0.2, 500, "Be brief.", 10, EquatableArray.Create("fast"), 2),
        Shop.Bind("""
            llm fast:
            llm deep:
                client: openai
                model: llama3.1:8b
                temperature: 0.2
                max_tokens: 500
                system: "Be brief."
                max_concurrent: 10
                fallback: [fast]
            """).Llms[1]);

    [Theory]
    [InlineData("kind: llm\n        target: fast\n        prompt: Hi", "llm")]
    [InlineData("kind: prompt\n        target: fast\n        prompt: Hi", "llm")]
    [InlineData("target: fast\n        prompt: Hi", "llm")]
    [InlineData("kind: connector\n        target: fast\n        prompt: Hi", "connector")]
    public void A_step_that_asks_a_model_is_of_its_kind(string keys, string kind)
    {
        BoundStep step = Shop.Chain($"{Models}chain c:\n    step answer:\n        {keys}\n").Steps[0];

        Assert.Equal(kind, step.Kind);
        Assert.Equal("fast", step.Target);
        Assert.Equal("string", step.ValueType!.FullName);
        BoundLlmCall call = Assert.IsType<BoundLlmCall>(step.Call);
        Assert.Equal(new BoundText("Hi"), call.Prompt);
    }

    [Fact]
    public void A_target_that_names_a_model_makes_the_step_one_that_asks_it() => Assert.IsType<BoundLlmCall>(
        Shop.Chain($"{Models}chain c:\n    inputs:\n        prompt: text\n    step fast:\n").Steps[0].Call);

    [Fact]
    public void Returns_is_the_type_of_the_value() => Assert.Equal(
        "global::System.Collections.Generic.IReadOnlyList<string>",
        Shop.Chain($"{Models}chain c:\n    step fast:\n        prompt: Hi\n        returns: list<text>\n").Steps[0].ValueType!.FullName);

    [Fact]
    public void The_input_called_prompt_is_the_default_prompt_before_the_one_called_input()
    {
        BoundChain chain = Shop.Chain(
            $"{Models}chain c:\n    inputs:\n        input: text\n        prompt: integer\n    step word:\n    step fast:\n        depends_on: word\n");

        Assert.Equal(new BoundTextOf(new BoundParameterValue("prompt")), Assert.IsType<BoundLlmCall>(chain.Steps[1].Call).Prompt);
    }

    [Fact]
    public void Without_such_an_input_the_dependencies_are_the_prompt_each_under_its_name()
    {
        BoundChain chain = Shop.Chain(
            $"{Models}chain c:\n    step word:\n    step number:\n    step nothing:\n    step fast:\n        depends_on: [word, number, nothing]\n");

        Assert.Equal(
            EquatableArray.Create(
                new BoundSection("word", new BoundStepValue(0, StepAccess.Value)),
                new BoundSection("number", new BoundTextOf(new BoundStepValue(1, StepAccess.Value)))),
            Assert.IsType<BoundLlmCall>(chain.Steps[3].Call).Sections);
    }

    [Fact]
    public void A_dependency_that_may_be_absent_is_left_out_and_without_any_the_step_is_skipped()
    {
        BoundChain one = Shop.Chain(
            $"{Models}chain c:\n    step word:\n        stop_on_error: false\n    step number:\n    step fast:\n        depends_on: [word, number]\n");
        Assert.Empty(one.Steps[2].Needs);
        Assert.Equal(new BoundStepValue(0, StepAccess.OrNull), Assert.IsType<BoundLlmCall>(one.Steps[2].Call).Sections[0].Text);

        BoundChain none = Shop.Chain(
            $"{Models}chain c:\n    step word:\n        stop_on_error: false\n    step number:\n        stop_on_error: false\n    step fast:\n        depends_on: [word, number]\n");
        Assert.Equal(2, Assert.Single(none.Steps[2].Needs).AnyOf.Count);
    }

    [Fact]
    public void Without_dependencies_the_value_before_it_is_the_prompt()
    {
        BoundStep step = Shop.Chain($"{Models}chain c:\n    step number:\n        stop_on_error: false\n    step fast:\n").Steps[1];

        Assert.Equal(new BoundTextOf(new BoundNeeded(new BoundStepValue(0, StepAccess.OrNull))), Assert.IsType<BoundLlmCall>(step.Call).Prompt);
        Assert.Single(step.Needs);
    }

    [Theory]
    [InlineData("step ⟦fast⟧:")]
    [InlineData("step number:\n    step ⟦fast⟧:\n        parallel: true")]
    [InlineData("step nothing:\n    step ⟦fast⟧:")]
    [InlineData("step number:\n    step ⟦fast⟧:\n        depends_on: []")]
    public void A_step_that_asks_nothing_is_an_error(string steps) => Shop.AssertReports(
        $"{Models}chain c:\n    schedule: dataflow\n    {steps}\n",
        ("N3S2075", "Nothing tells the llm what step 'fast' asks: add 'prompt: \"…\"', or an input called prompt, or 'depends_on' the steps to ask about."));

    [Fact]
    public void A_model_that_is_called_like_a_connector_takes_its_prompt_from_the_caller()
    {
        BoundChain chain = Shop.Chain(
            $"{Models}chain c:\n    step a:\n        kind: connector\n        target: fast\n    step b:\n        kind: connector\n        target: deep\n        parallel: true\n".Replace("parallel: true", "depends_on: []"));

        Assert.Equal("string prompt", string.Join(", ", chain.Parameters.Select(parameter => $"{parameter.Type.FullName} {parameter.Name}")));
    }

    [Fact]
    public void A_chain_that_writes_its_inputs_gets_no_prompt_from_the_caller() => Shop.AssertReports(
        $"{Models}chain c:\n    inputs:\n        question: text\n    step ⟦a⟧:\n        kind: connector\n        target: fast\n",
        ("N3S2075", "Nothing tells the llm what step 'a' asks: add 'prompt: \"…\"', or an input called prompt, or 'depends_on' the steps to ask about."));

    [Fact]
    public void An_unknown_model_is_an_error_at_the_target() => Shop.AssertReports($"""
        {Models}chain c:
            step answer:
                target: ⟦fats⟧
                prompt: Hi
            step other:
                kind: llm
                target: ⟦gemini⟧
                prompt: Hi
            step third:
                target: ⟦word⟧
                prompt: Hi
        """,
        ("N3S2074", "There is no llm 'fats'. Did you mean 'fast'?"),
        ("N3S2074", "There is no llm 'gemini'. Declare it in a .ai file: 'llm gemini:'."),
        ("N3S2074", "'word' is a connector and no llm; write 'kind: connector' and give it its arguments as 'options', or name an llm as 'target'."));

    [Fact]
    public void A_step_without_a_target_is_told_the_models_that_there_are() => Shop.AssertReports(
        $"{Models}chain c:\n    step ⟦classify⟧:\n        prompt: \"Hi\"\n",
        ("N3S2074", "There is no llm 'classify'. Say which one the step asks, as 'target': 'fast' and 'deep'."));

    [Fact]
    public void Of_many_models_the_first_are_told() => Shop.AssertReports(
        $"{string.Concat(Enumerable.Range(1, 11).Select(i => $"llm model_{i}:\n"))}chain c:\n    step ⟦classify⟧:\n        prompt: \"Hi\"\n",
        ("N3S2074", "There is no llm 'classify'. Say which one the step asks, as 'target': 'model_1', 'model_2', 'model_3', 'model_4', 'model_5', 'model_6', 'model_7', 'model_8', 'model_9', 'model_10' …"));

    [Fact]
    public void A_connector_taken_for_a_model_is_one_mistake() => Shop.AssertReports(
        $"{Models}chain c:\n    step a:\n        kind: llm\n        target: ⟦word⟧\n        options:\n            x: 1\n",
        ("N3S2074", "'word' is a connector and no llm; write 'kind: connector' and give it its arguments as 'options', or name an llm as 'target'."));

    [Fact]
    public void A_misspelt_target_without_a_prompt_finds_models_too() => Shop.AssertReports(
        $"{Models}chain c:\n    step answer:\n        target: ⟦fats⟧\n", ("N3S2001", "There is no connector 'fats'. Did you mean 'fast'?"));

    [Fact]
    public void Options_are_no_keys_of_a_step_that_asks_a_model() => Shop.AssertReports(
        $"{Models}chain c:\n    step fast:\n        prompt: Hi\n        ⟦options⟧:\n            temperature: 1\n",
        ("N3S1036", "'options' is for steps of kind connector, python and chain, but this one is of kind llm; remove it."));

    [Fact]
    public void Fallbacks_are_declared_models_each_once() => Shop.AssertReports("""
        llm fast:
            fallback: [⟦dep⟧, ⟦gemini⟧, deep, ⟦deep⟧]
        llm deep:
        """,
        ("N3S2072", "There is no llm 'dep' to fall back on. Did you mean 'deep'?"),
        ("N3S2072", "There is no llm 'gemini' to fall back on. Declare it in a .ai file: 'llm gemini:'."),
        ("N3S1029", "'deep' is listed twice in 'fallback'; once is enough."));

    [Fact]
    public void A_circle_of_fallbacks_is_one_error() => Shop.AssertReports("""
        llm a:
            fallback: [d, ⟦b⟧]
        llm b:
            fallback: c
        llm c:
            fallback: [a]
        llm d:
            fallback: ⟦d⟧
        """,
        ("N3S2073", "These llms fall back on each other in a circle: a → b → c → a. Take one of them out of a 'fallback'."),
        ("N3S2073", "The llm 'd' falls back on itself; remove it from its own 'fallback'."));

    [Fact]
    public void Of_a_long_circle_the_first_models_are_shown() => Assert.Equal(
        "These llms fall back on each other in a circle: m0 → m1 → m2 → m3 → m4 → m5 → m6 → m7 → … 92 more … → m0. Take one of them out of a 'fallback'.",
        Assert.Single(Shop.Bind(string.Concat(Enumerable.Range(0, 100).Select(i => $"llm m{i}:\n    fallback: m{(i + 1) % 100}\n"))).Diagnostics).Message);

    [Fact]
    public void A_model_with_the_name_of_a_connector_is_an_error_that_names_the_method() => Shop.AssertReports(
        "llm ⟦word⟧:\n", ("N3S2071", $"'word' is already the name of the connector {Shop.Connectors.Table.Find("word")!.Display}; give the llm or the connector another name."));

    [Fact]
    public void Models_of_all_files_are_one_set()
    {
        IReadOnlyList<BoundFile> files = Shop.Bind(
            ("b.ai", "chain c:\n    step fast:\n        prompt: Hi\n"), ("c.ai", "llm deep:\n    fallback: fast\n"), ("a.ai", "llm fast:\n"), ("d.ai", "\nllm fast:\n"));

        Assert.Equal([1, 0, 0, 0], files.Select(file => file.Chains.Count));
        Assert.Equal([0, 1, 1, 0], files.Select(file => file.Llms.Count));
        Assert.Equal(
            "d.ai(2,5): error N3S2070: The llm 'fast' is already declared in a.ai, line 1; give one of the two another name.",
            Assert.Single(files.SelectMany(file => file.Diagnostics)).ToString());
    }

    [Fact]
    public void An_edit_of_a_model_leaves_what_other_files_know_equal()
    {
        static ChainIndex Index(string text) => Compilation.Index([Compilation.Parse(new SourceFile("a.ai", "a.ai", text))]);

        Assert.Equal(Index("llm a:\n    model: x\n    fallback: b\nllm b:\n"), Index("# moved\n\nllm a:\n    system: y\n    fallback: [b]\nllm b:\n    temperature: 1\n"));
        Assert.NotEqual(Index("llm a:\nllm b:\n"), Index("llm a:\n    fallback: b\nllm b:\n"));
    }
}
