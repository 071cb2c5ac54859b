using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>Where a value may be null: what is told of it, and what a condition says of it.</summary>
public class NullTests
{
    private static readonly Project Shop = Project.Of("""
        public sealed record Person(string Name, int? Age, string? Note, Person? Friend, bool Ok, bool? Sure, IReadOnlyList<string?> Tags, IReadOnlyList<string>? Notes, DateTime? Born);
        person: Task<Person> ()
        maybe: Task<Person?> ()
        say: string (string word)
        add: int (int number)
        take: string (string? word)
        every: string (IReadOnlyList<string> words)
        count_of: int (int count)
        """);

    private const string Inputs = """
        chain c:
            output: []
            inputs:
                note: text?
                number: integer?
                other: text
                data: json
                numbers: list<integer?>

        """;

    private static string Skipped(string expression) =>
        $"'{expression}' may be null, and the step is then skipped. Write what to take in its place, as in '… ?? \"none\"', or ask before: 'if: … != null'.";

    private static string Empty(string expression) =>
        $"'{expression}' may be null, and its place is then empty. Write what to take in its place, as in '… ?? \"none\"', or ask before: 'if: … != null'.";

    // ---- N3S2017, N3S2025

    [Theory]
    [InlineData("step p:\n        target: maybe")]
    [InlineData("step p:\n        target: person\n        if: other == 'x'")]
    [InlineData("step p:\n        target: person\n        stop_on_error: false")]
    [InlineData("if other == 'x':\n        step p:\n            target: person")]
    public void What_a_step_leaves_null_is_told_where_a_place_is_then_empty(string step) => Shop.AssertReports(
        $"{Inputs}    {step}\n    step t:\n        kind: template\n        text: \"{{{{ ⟦p.name⟧ }}}}!\"\n", ("N3S2025", Empty("p.name")));

    [Theory]
    [InlineData("kind: template\n        text: \"{{ ⟦p.name⟧ }}\"")]
    [InlineData("kind: template\n        text: {{ ⟦p.name⟧ }}")]
    [InlineData("target: say\n        options:\n            word: {{ ⟦p.name⟧ }}")]
    [InlineData("target: every\n        options:\n            words: [{{ ⟦p.name⟧ }}, b]")]
    [InlineData("target: say\n        for_each: ⟦p.notes⟧")]
    public void A_step_that_cannot_do_without_is_skipped(string reader)
    {
        string text = reader.Contains("notes", StringComparison.Ordinal) ? "p.notes" : "p.name";
        Shop.AssertReports($"{Inputs}    step p:\n        target: maybe\n    step t:\n        {reader}\n{(text == "p.notes" ? "        options:\n            word: x\n" : "")}", ("N3S2017", Skipped(text)));
    }

    [Fact]
    public void A_place_that_takes_null_or_a_text_of_an_option_is_told_as_it_is() => Shop.AssertReports(Inputs + """
            step p:
                target: maybe
            step takes:
                target: take
                options:
                    word: {{ p.name }}
            step texts:
                target: take
                options:
                    word: "Hi {{ ⟦p.name⟧ }}"
            step counted:
                target: add
                options:
                    number: {{ count(p.notes) }}
            step asked:
                target: say
                if: p.ok
                options:
                    word: {{ p.name ?? "none" }}
        """, ("N3S2025", Empty("p.name")));

    [Fact]
    public void Members_and_inputs_are_told_only_where_the_step_would_be_skipped() => Shop.AssertReports(Inputs + """
            step p:
                target: person
            step places:
                kind: template
                text: "{{ p.note }} {{ p.friend.name }} {{ note }}"
            step member:
                kind: template
                text: {{ ⟦p.note⟧ }}
            step input:
                target: say
                options:
                    word: {{ ⟦note⟧ }}
            step ⟦add⟧:
        """, ("N3S2017", Skipped("p.note")), ("N3S2017", Skipped("note")), ("N3S2017", Skipped("number")));

    [Fact]
    public void Iterations_loop_variables_dependencies_and_json_are_not_told() => Shop.AssertReportsNothing(Inputs + """
            step p:
                target: maybe
            step named:
                kind: template
                depends_on: p
                text: "{{ data.a }}{{ data.b }}"
            step json:
                kind: template
                text: {{ data.a }}
            for n in numbers:
                step added:
                    target: add
                    options:
                        number: {{ n }}
                step before:
                    kind: template
                    text: "{{ last }}!"
                step last:
                    target: say
                    options:
                        word: x
            step one_each:
                target: add
                for_each: numbers
                as: number_of_list
                options:
                    number: {{ number_of_list }}
        """);

    // ---- Narrowing

    [Theory]
    [InlineData("p != null", "p.name")]
    [InlineData("p.ok", "p.name")]
    [InlineData("p.age > 3", "p.age")]
    [InlineData("p.age > 3", "p.name")]
    [InlineData("3 >= p.age", "p.age")]
    [InlineData("p.name == \"Ann\"", "p.name")]
    [InlineData("p.name == other", "p.name")]
    [InlineData("count(p.notes) > 0", "p.name")]
    [InlineData("0 < count(p.notes)", "p.name")]
    [InlineData("contains(p.name, \"x\")", "p.name")]
    [InlineData("lower(p.note) == \"x\"", "p.note")]
    [InlineData("p.age + 1 > 2", "p.age")]
    [InlineData("p.sure", "p.name")]
    [InlineData("p.friend.friend != null", "p.friend.name")]
    [InlineData("not (p == null)", "p.name")]
    [InlineData("not (p == null or other == \"x\")", "p.name")]
    [InlineData("p != null and other == \"x\"", "p.name")]
    [InlineData("other == \"x\" and p.ok", "p.name")]
    [InlineData("p.ok or p.sure", "p.name")]
    [InlineData("(p.age ?? 0) > 3", "p.age")]
    [InlineData("p.ok ?? false", "p.name")]
    [InlineData("p.note != null and p.age != null", "p.note + p.name")]
    [InlineData("p.born.has_value", "p.name")]
    public void What_null_would_make_false_is_not_null_where_it_is_true(string condition, string expression)
    {
        foreach (string text in new[] { $"step t:\n        if: {condition}\n        ", $"if {condition}:\n        step t:\n            ", $"if {Negated(condition)}:\n        step u:\n            target: say\n            options:\n                word: x\n    else:\n        step t:\n            " })
        {
            Shop.AssertReportsNothing($"{Inputs}    step p:\n        target: maybe\n    {text}kind: template\n{Indent(text)}text: {{{{ {expression} }}}}\n");
        }
    }

    [Theory]
    [InlineData("p == null", "p.name")]
    [InlineData("not p.ok", "p.name")]
    [InlineData("p.ok or other == \"x\"", "p.name")]
    [InlineData("p.age != 3", "p.name")]
    [InlineData("p.name == note", "p.name")]
    [InlineData("count(p.notes) >= 0", "p.name")]
    [InlineData("count(p.notes) == 0", "p.name")]
    [InlineData("(p.age ?? 5) > 3", "p.age")]
    [InlineData("p.ok ?? true", "p.name")]
    [InlineData("p != null", "p.note")]
    public void What_null_would_leave_true_may_still_be_null(string condition, string expression)
    {
        Shop.AssertReports($"{Inputs}    step p:\n        target: maybe\n    step t:\n        if: {condition}\n        kind: template\n        text: {{{{ ⟦{expression}⟧ }}}}\n", ("N3S2017", Skipped(expression)));
    }

    [Fact]
    public void Right_of_and_and_or_the_left_side_is_known() => Shop.AssertReportsNothing(Inputs + """
            step p:
                target: maybe
            step t:
                target: add
                if: p.age != null and (p.age == null or p.age < 3) and p.age.value > 1
                options:
                    number: {{ p.age }}
        """);

    [Fact]
    public void In_a_while_a_name_is_known_up_to_its_own_step()
    {
        string text = Lines(Shop.Emit(Inputs + """
                while p == null or p.age < 3:
                    max_iterations: 3
                    if p != null:
                        step above:
                            target: say
                            options:
                                word: {{ p.name }}
                    step p:
                        target: maybe
                    step below:
                        target: say
                        options:
                            word: {{ p.name }}
            """));

        Assert.Contains("\nsteps.P.Before(loop).Value().Name));", text, StringComparison.Ordinal);
        Assert.Contains("steps.P.In(loop).Result?.Name is { } word)", text, StringComparison.Ordinal);
    }

    private static string Lines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));

    // ---- Conditions

    [Theory]
    [InlineData("numbers", "IReadOnlyList<int?>", "count(x) > 0")]
    [InlineData("other", "string", "count(x) > 0")]
    [InlineData("number", "int?", "x > 0")]
    [InlineData("p", "Person", "x != null")]
    public void A_condition_is_true_or_false_and_the_cure_is_named(string expression, string type, string cure) => Shop.AssertReports(
        $"{Inputs}    step p:\n        target: person\n    if ⟦{expression}⟧:\n        step t:\n            target: say\n            options:\n                word: x\n",
        ("N3S2019", $"A condition is true or false, but this is {type}; compare it with something, as in '{cure}'."));

    // ---- Loops

    [Fact]
    public void A_misspelt_name_of_the_iteration_before_is_suggested() => Shop.AssertReports(
        $"{Inputs}    while (draft.age ?? 0) < 7:\n        max_iterations: 3\n        step draft:\n            target: person\n            if: ⟦drft⟧.ok\n",
        ("N3S2013", "There is no input, step or loop variable 'drft' here. Did you mean 'draft'?"));

    [Theory]
    [InlineData("q.age < 7")]
    [InlineData("not (q == null)")]
    [InlineData("q.ok and other == \"x\"")]
    [InlineData("count(q.notes) > 0")]
    [InlineData("q.ok or q.sure")]
    public void A_while_that_is_false_before_its_first_iteration_cannot_begin(string condition) => Shop.AssertReports(
        $"{Inputs}    while ⟦{condition}⟧:\n        max_iterations: 3\n        step q:\n            target: person\n",
        ("N3S3012", "This loop cannot begin: before its first iteration 'q' is null, and then the condition is false. Say what counts then, as in '(q ?? …)' or 'q == null or …'."));

    [Theory]
    [InlineData("(q.age ?? 0) < 7")]
    [InlineData("q == null or q.age < 7")]
    [InlineData("not q.ok")]
    [InlineData("q.age != 3")]
    [InlineData("other == \"x\"")]
    [InlineData("q.ok or other == \"x\"")]
    public void A_while_that_may_be_true_then_begins(string condition) => Shop.AssertReportsNothing(
        $"{Inputs}    while {condition}:\n        max_iterations: 3\n        step q:\n            target: person\n");

    [Fact]
    public void Steps_that_wait_for_each_other_s_iteration_before_never_run() => Shop.AssertReports(Inputs + """
            for n in numbers:
                step ⟦draft⟧:
                    target: say
                    options:
                        word: {{ review }}
                step review:
                    target: say
                    options:
                        word: {{ draft }}
                step ⟦own⟧:
                    kind: template
                    text: "{{ own }}"
                if asked != null:
                    step ⟦asked⟧:
                        target: say
                        options:
                            word: x
        """,
        ("N3S3013", Circle("draft → review → draft")), ("N3S3013", Circle("own → own")), ("N3S3013", Circle("asked → asked")));

    private static string Circle(string path) =>
        $"These steps never run: each is skipped without the value of the next, which is that of the iteration before or skipped itself: {path}. Say what to take in the first iteration, as in '… ?? \"none\"'.";

    [Fact]
    public void A_circle_that_one_of_them_breaks_is_none() => Shop.AssertReports(Inputs + """
            for n in numbers:
                step draft:
                    target: say
                    options:
                        word: {{ review ?? other }}
                step review:
                    target: say
                    options:
                        word: {{ draft }}
                step late:
                    target: say
                    options:
                        word: {{ ⟦later⟧ }}
                step later:
                    target: say
                    options:
                        word: {{ draft }}
                step asks:
                    target: say
                    if: later != null
                    options:
                        word: {{ later }}
        """, ("N3S3014", "In each first iteration there is no iteration before: this is null, and step 'late' is skipped. Say what to take then, as in '… ?? \"none\"', or with a condition that it is meant: 'if: … != null'."));

    [Theory]
    [InlineData("stop_on_error: false", "d == null or q.age < 7", true)]
    [InlineData("if: other == \"x\"", "d == null or q.age < 7", true)]
    [InlineData("stop_on_error: true", "d == null or q.age < 7", false)]
    [InlineData("stop_on_error: false", "d == null or q != null and q.age < 7", false)]
    [InlineData("stop_on_error: false", "d == null or (q.age ?? 0) < 7", false)]
    [InlineData("stop_on_error: false", "not q.ok", false)]
    public void A_loop_that_a_skipped_or_failed_step_ends_is_told(string key, string condition, bool isTold)
    {
        string head = isTold ? $"⟦{condition}⟧" : condition;
        (string, string)[] told = isTold
            ? [("N3S3015", "Where step 'q' is skipped or fails, this condition is false and the loop ends. If that is meant, say so: 'q != null and …'; if not, say what counts then, as in '(q ?? …)'.")]
            : [];
        Shop.AssertReports($"{Inputs}    while {head}:\n        max_iterations: 3\n        step d:\n            target: person\n        step q:\n            target: person\n            {key}\n", told);
    }

    [Fact]
    public void A_warning_is_silenced_like_any_other()
    {
        Diagnostic warning = Assert.Single(Shop.Bind($"{Inputs}    step t:\n        kind: template\n        text: {{{{ note }}}}\n").Diagnostics);

        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
    }

    private static string Negated(string condition) => $"not ({condition})";

    private static string Indent(string text) => text[(text.LastIndexOf('\n') + 1)..];
}
