using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>
/// How a call's parameters are filled (docs/language.md): each rule alone and against the next ones, seen as the C# that
/// the last step of the chain becomes; all of it compiles.
/// </summary>
public class ArgumentTests
{
    private const string Values = """
        text: Task<string> ()
        maybe_text: Task<string?> ()
        int: Task<int> ()
        maybe_int: Task<int?> ()
        texts: Task<IReadOnlyList<string>> ()
        ints: int[] ()
        table: Task<IReadOnlyDictionary<string, object?>> ()
        nothing: Task ()
        set: ImmutableHashSet<string> ()
        immutable: ImmutableArray<int> ()

        """;

    /// <summary>What stands behind the arrow of the last step's call.</summary>
    private static string Call(string connector, string steps)
    {
        Project project = Project.Of(Values + connector);
        string source = "chain c:\n" + string.Concat(steps.Split('\n').Select(line => $"    {line}\n"));
        Assert.Empty(project.Bind(source).Diagnostics);
        string text = project.Emit(source);
        Assert.Empty(project.Connectors.Compile(project.Options, text));

        string line = text.Split('\n').Last(line => line.Contains("chain.Run", StringComparison.Ordinal));
        int start = line.IndexOf("=> global::Shop.C.", StringComparison.Ordinal) + "=> global::Shop.C.".Length;
        string call = line[start..line.LastIndexOf(");", StringComparison.Ordinal)].Replace("steps.", "", StringComparison.Ordinal);
        return text.Contains(".HasResult)", StringComparison.Ordinal) ? "if there: " + call : call;
    }

    private static void AssertCall(string expected, string connector, string steps) => Assert.Equal(expected, Call("t: Task<int> " + connector, steps));

    [Theory]
    [InlineData("(CancellationToken token)", "T(token)")]
    [InlineData("(StepContext context)", "T(chain.Context(T, token))")]
    [InlineData("(string text, CancellationToken token = default)", "T(text, token)")]
    [InlineData("(string text = \"\", StepContext context = null!)", "T(context: chain.Context(T, token))")]
    public void Rule_1_gives_the_token_and_the_context(string connector, string call) => AssertCall(call, connector, "step t:");

    [Theory]
    [InlineData("text", "text")]
    [InlineData("max_items", "maxItems")]
    [InlineData("maxItems", "max_items")]
    [InlineData("MaxItems", "maxitems")]
    [InlineData("max_items", "MAX_ITEMS")]
    public void Rule_2_takes_an_option_by_its_name_in_either_spelling(string option, string parameter) =>
        AssertCall("T(\"x\")", $"(string {parameter})", $"step t:\n    options:\n        {option}: \"x\"");

    [Fact]
    public void Rule_2_comes_before_rule_4() => AssertCall("T(\"x\")", "(string text)", """
        step text:
        step t:
            depends_on: text
            options:
                text: "x"
        """);

    [Fact]
    public void Rule_2_leaves_the_others_to_the_rules_behind_it() => AssertCall("T(\"x\", Int.Value())", "(string a, int b)", """
        step int:
        step t:
            depends_on: int
            options:
                a: "x"
        """);

    [Fact]
    public void Rule_2_leaves_out_what_is_optional_in_the_middle() => AssertCall("T(\"x\", @class: \"y\")", "(string a, int b = 1, string @class = \"\")", """
        step t:
            options:
                class: "y"
                a: "x"
        """);

    [Fact]
    public void Rule_4_reads_the_dependency_of_the_parameters_name() => AssertCall("T(Int.Value(), Text.Value())", "(int @int, string text)", """
        step text:
        step int:
        step t:
            depends_on: [text, int]
        """);

    [Fact]
    public void Rule_4_fills_optional_parameters_too() => AssertCall("T(text: Text.Value())", "(int a = 1, string text = \"\")", """
        step text:
        step t:
            depends_on: text
        """);

    [Fact]
    public void Rule_4_comes_before_rule_5() => AssertCall("T(text, Int.Value())", "(string text, int @int)", """
        step int:
        step t:
            depends_on: int
        """);

    [Fact]
    public void Rule_4_fills_a_map_of_options() => AssertCall("T(Table.Value())", "(IReadOnlyDictionary<string, object?> table)", """
        step table:
        step t:
            depends_on: table
        """);

    [Fact]
    public void Rule_5_gives_the_one_dependency_to_the_one_parameter() => AssertCall("T(Text.Value())", "(string other, int limit = 10)", """
        step text:
        step t:
            depends_on: text
        """);

    [Fact]
    public void Rule_5_counts_what_the_rules_before_it_left() => AssertCall("T(Int.Value(), Text.Value())", "(int @int, string other)", """
        step text:
        step int:
        step t:
            depends_on: [text, int]
        """);

    [Fact]
    public void Rule_5_does_not_count_dependencies_without_a_value() => AssertCall("T(Text.Value())", "(string other)", """
        step text:
        step nothing:
        step t:
            depends_on: [nothing, text]
        """);

    [Fact]
    public void Rule_5_does_not_choose_among_two_parameters() => AssertCall("T(a, b)", "(string a, string b)", """
        step text:
        step t:
            depends_on: text
        """);

    [Fact]
    public void Rule_5_does_not_choose_among_two_dependencies() => AssertCall("T(other)", "(string other)", """
        step text:
        step maybe_text:
        step t:
            depends_on: [text, maybe_text]
        """);

    [Fact]
    public void Rule_5_hands_a_list_over_as_it_is()
    {
        AssertCall("T(Texts.Value())", "(IReadOnlyList<string> all)", "step texts:\nstep t:\n    depends_on: texts");
        AssertCall("T(Ints.Value())", "(IEnumerable<int> all)", "step ints:\nstep t:\n    depends_on: ints");
    }

    [Theory]
    [InlineData("text", "IReadOnlyList<string>", "[Text.Value()]")]
    [InlineData("text", "object[]", "[Text.Value()]")]
    [InlineData("int", "IReadOnlyList<long>", "[Int.Value()]")]
    [InlineData("texts", "IReadOnlyList<IReadOnlyList<string>>", "[Texts.Value()]")]
    [InlineData("maybe_text", "string[]", "[.. MaybeText.Present()]")]
    [InlineData("maybe_text", "string?[]", "[MaybeText.Result]")]
    [InlineData("maybe_int", "List<int?>", "[MaybeInt.Result]")]
    public void Rule_6_puts_a_single_value_into_a_list_of_such_values(string step, string type, string argument) =>
        AssertCall($"T({argument})", $"({type} all)", $"step {step}:\nstep t:\n    depends_on: {step}");

    [Theory]
    [InlineData("IReadOnlyList<string>")]
    [InlineData("IEnumerable<string>")]
    [InlineData("ICollection<string>")]
    [InlineData("List<string>")]
    [InlineData("string[]")]
    public void Rule_6_makes_a_list_in_the_order_listed_and_spreads_lists(string type) =>
        AssertCall("T([.. Texts.Value(), Text.Value(), .. MaybeText.Present()])", $"({type} all)", """
            step text:
            step maybe_text:
            step texts:
            step t:
                depends_on: [texts, text, maybe_text]
            """);

    [Fact]
    public void Rule_5_hands_over_what_is_a_list_of_its_own()
    {
        AssertCall("T(Immutable.Value())", "(IReadOnlyList<int> all)", "step immutable:\nstep t:\n    depends_on: immutable");
        AssertCall("T(Set.Value())", "(IEnumerable<string> all)", "step set:\nstep t:\n    depends_on: set");
    }

    [Fact]
    public void Rule_6_keeps_lists_where_a_list_of_lists_is_wanted() =>
        AssertCall("T([Texts.Value(), A.Value()])", "(IReadOnlyList<IReadOnlyList<string>> all)", """
            step texts:
            step a:
                target: texts
            step t:
                depends_on: [texts, a]
            """);

    [Fact]
    public void Rule_6_does_not_spread_where_anything_is_wanted() =>
        AssertCall("T([Texts.Value(), Text.Value()])", "(object[] all)", """
            step texts:
            step text:
            step t:
                depends_on: [texts, text]
            """);

    [Fact]
    public void Rule_6_leaves_absent_values_out()
    {
        const string steps = """
            step text:
                stop_on_error: false
            step texts:
                continue_on_error: true
            step int:
            step t:
                depends_on: [text, texts, int]
            """;
        AssertCall("T([.. Text.Present(), .. Texts.Result ?? []], Int.Value())", "(IReadOnlyList<string> all, int @int)", steps);
        AssertCall("T([Text.Result, .. Texts.Result ?? []], Int.Value())", "(IReadOnlyList<string?> all, int @int)", steps);
    }

    [Fact]
    public void Rule_6_fills_one_list_beside_parameters_that_are_lifted() => AssertCall("T(question, [A.Value(), B.Value()])", "(string question, params string[] all)", """
        step a:
            target: text
        step b:
            target: text
        step t:
            depends_on: [a, b]
        """);

    [Fact]
    public void Rule_6_does_not_choose_among_two_lists() => AssertCall("T(a, b)", "(string[] a, string[] b)", """
        step text:
        step maybe_text:
        step t:
            depends_on: [text, maybe_text]
        """);

    [Theory]
    [InlineData("text", "string[]", "[Text.Value()]")]
    [InlineData("maybe_text", "string[]", "[.. MaybeText.Present()]")]
    [InlineData("texts", "IReadOnlyList<string>", "Texts.Value()")]
    public void Rule_7_puts_a_single_value_into_a_list_of_such_values(string step, string type, string argument) =>
        AssertCall($"T({argument})", $"({type} all)", $"step {step}:\nstep t:");

    [Fact]
    public void Rule_7_reads_the_step_before() => AssertCall("T(Text.Value())", "(string other, int limit = 10)", "step int:\nstep text:\nstep t:");

    [Theory]
    [InlineData("depends_on: []")]
    [InlineData("parallel: false\n    depends_on: [int]")]
    public void Rule_7_does_not_apply_with_depends_on(string key) =>
        AssertCall("T(other)", "(string other)", $"step int:\nstep nothing:\nstep t:\n    {key}".Replace("[int]", "[nothing]", StringComparison.Ordinal));

    [Fact]
    public void Rule_7_does_not_apply_to_a_parallel_step() => AssertCall("T(other)", "(string other)", """
        step text:
            parallel: true
        step t:
            parallel: true
        """);

    [Theory]
    [InlineData("(string other)", "step nothing:", "T(other)")]
    [InlineData("(string a, string b)", "step text:", "T(a, b)")]
    [InlineData("(string a = \"\")", "step text:", "T()")]
    public void Rule_7_needs_a_value_and_exactly_one_required_parameter(string connector, string before, string call) =>
        AssertCall(call, connector, $"{before}\nstep t:");

    [Fact]
    public void Rule_8_leaves_defaults_to_the_method() => AssertCall("T()", "(int a = 1, string? b = null, params int[] c)", "step t:");

    [Fact]
    public void Rule_9_makes_parameters_of_the_chain_in_order_and_once()
    {
        Project project = Project.Of("""
            first: Task<int> (string query, Uri link)
            second: Task<int> (string Query, DateTime? from_day)
            """);
        BoundChain chain = project.Chain("chain c:\n    step first:\n        parallel: true\n    step second:\n        parallel: true\n");

        Assert.Equal(["string query", "Uri link", "DateTime? from_day"], chain.Parameters.Select(parameter => $"{parameter.Type.FullDisplay} {parameter.Name}"));
        Assert.Empty(project.Connectors.Compile(project.Options, project.Emit("chain c:\n    step first:\n        parallel: true\n    step second:\n        parallel: true\n")));
    }

    [Theory]
    [InlineData("IReadOnlyDictionary<string, object?>")]
    [InlineData("IDictionary<string, object?>")]
    [InlineData("Dictionary<string, object>")]
    public void The_rest_of_the_options_goes_to_the_parameter_that_takes_any(string type) =>
        AssertCall(
            "T(1, new global::System.Collections.Generic.Dictionary<string, object?> { [\"other\"] = \"x\", [\"more\"] = 2.5D })",
            $"(int known, {type} options)",
            "step t:\n    options:\n        other: x\n        known: 1\n        more: 2.5");

    [Fact]
    public void The_parameter_that_takes_any_is_empty_without_options_and_never_lifted() =>
        AssertCall("T(new global::System.Collections.Generic.Dictionary<string, object?>())", "(IReadOnlyDictionary<string, object?> options)", "step t:");

    [Fact]
    public void A_step_with_a_map_for_the_rest_may_still_want_parameters_of_two_types() => Project.Of("""
        a: Task<int> (string query, IReadOnlyDictionary<string, object?> rest)
        b: Task<int> (Uri query, IReadOnlyDictionary<string, object?> rest)
        """).AssertReports("""
        chain c:
            step a:
            step ⟦b⟧:
                depends_on: []
                options:
                    x: 1
        """, ("N3S2007", "The chain's parameter 'query' would be Uri for C.B(Uri query, IReadOnlyDictionary<string, object?> rest), but step 'a' wants string; rename one of them in C# or fill one by an option."));

    [Fact]
    public void A_nullable_parameter_gets_null_for_an_absent_value() => AssertCall("T(Text.Result)", "(string? word)", """
        step text:
            stop_on_error: false
        step t:
            depends_on: text
        """);

    [Theory]
    [InlineData("text", "(string word)", "stop_on_error: false")]
    [InlineData("maybe_text", "(string word)", "parallel: false")]
    [InlineData("maybe_int", "(int number)", "parallel: false")]
    public void A_step_that_needs_an_absent_value_is_skipped(string step, string connector, string key) =>
        AssertCall($"if there: T({CSharpNames.ToPascalCase(step)}.Value())", connector, $"step {step}:\n    {key}\nstep t:\n    depends_on: {step}");

    [Fact]
    public void What_needs_a_step_that_may_be_skipped_may_be_skipped_too()
    {
        BoundChain chain = Project.Of(Values + "t: Task<string> (string word)").Chain("""
            chain c:
                step text:
                    stop_on_error: false
                step t:
                step again:
                    target: t
            """);

        Assert.Equal([0, 1, 1], chain.Steps.Select(step => step.Needs.Count));
        Assert.All(chain.Steps, step => Assert.NotEqual(Nulls.Never, step.Nulls));
    }

    [Fact]
    public void A_dependency_that_is_only_order_needs_no_value() => AssertCall("T()", "()", """
        step text:
            stop_on_error: false
        step t:
            depends_on: text
        """);
}
