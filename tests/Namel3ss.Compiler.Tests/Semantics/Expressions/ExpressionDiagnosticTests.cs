using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Tests.Semantics.Expressions;

public sealed class ExpressionDiagnosticTests
{
    private const string All = "echo: string (string text)\nadd: int (int value)\nnothing: void ()\nword: string ()";

    private readonly Tree _tree = new();

    private StatementSyntax Echo(string name, ExpressionSyntax text) =>
        _tree.Step(name, ("target", _tree.Names("echo")), ("options", _tree.Map(("text", _tree.Value(text)))));

    private StatementSyntax Add(string name, ExpressionSyntax value, params (string, ValueSyntax)[] more) =>
        _tree.Step(name, [("target", _tree.Names("add")), ("options", _tree.Map(("value", _tree.Value(value)))), .. more]);

    private void AssertReports(string expected, ExpressionSyntax? at, params StatementSyntax[] body)
    {
        BoundFile file = _tree.Bind(All, [_tree.Input("message", TypeSyntaxKind.Text), _tree.Input("limit", TypeSyntaxKind.Integer)], body);
        Compiler.Diagnostics.Diagnostic only = Assert.Single(file.Diagnostics);
        Assert.Equal(expected, $"{only.Id}: {only.Message}");
        if (at is not null)
        {
            Assert.Equal(at.Span, only.Location.Span);
        }
    }

    [Fact]
    public void An_unknown_name_is_an_error_with_the_nearest_one()
    {
        ExpressionSyntax name = _tree.Var("mesage");
        AssertReports("N3S2013: There is no input, step or loop variable 'mesage' here. Did you mean 'message'?", name, Echo("e", name));
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_an_error()
    {
        ExpressionSyntax message = _tree.Var("message");
        AssertReports("N3S2016: 'value' is int, but this value is string.", message, Add("a", message));
    }

    [Theory]
    [InlineData("IReadOnlyList<int?>")]
    [InlineData("IReadOnlyList<long>")]
    [InlineData("IEnumerable<object>")]
    public void A_list_of_values_is_no_list_of_other_items(string wanted)
    {
        ExpressionSyntax items = _tree.Var("items");
        BoundFile file = _tree.Bind($"take: int ({wanted} values)", [_tree.ListInput("items", TypeSyntaxKind.Integer)],
            [_tree.Step("take", ("options", _tree.Map(("values", _tree.Value(items)))))]);

        Compiler.Diagnostics.Diagnostic only = Assert.Single(file.Diagnostics);
        Assert.Equal($"N3S2016: 'values' is {wanted}, but this value is IReadOnlyList<int>.", $"{only.Id}: {only.Message}");
        Assert.Equal(items.Span, only.Location.Span);
    }

    [Theory]
    [InlineData("IEnumerable<int>", TypeSyntaxKind.Integer)]
    [InlineData("IReadOnlyList<object>", TypeSyntaxKind.Text)]
    [InlineData("IReadOnlyList<string?>", TypeSyntaxKind.Text)]
    public void A_list_is_taken_where_C_sharp_takes_it(string wanted, TypeSyntaxKind element) => Assert.Empty(
        _tree.Bind($"take: int ({wanted} values)", [_tree.ListInput("items", element)],
            [_tree.Step("take", ("options", _tree.Map(("values", _tree.Value(_tree.Var("items"))))))]).Diagnostics);

    [Fact]
    public void Operators_have_their_operands()
    {
        ExpressionSyntax bad = _tree.Binary(_tree.Var("message"), BinaryOperator.Subtract, _tree.Number("1"));
        AssertReports("N3S2018: '-' cannot join string and int.", bad, Echo("e", bad));
    }

    [Theory]
    [InlineData(BinaryOperator.Add, "'+'")]
    [InlineData(BinaryOperator.Remainder, "'%'")]
    [InlineData(BinaryOperator.Less, "'<'")]
    [InlineData(BinaryOperator.GreaterOrEqual, "'>='")]
    [InlineData(BinaryOperator.And, "A condition")]
    public void Null_is_no_operand(BinaryOperator operation, string what)
    {
        ExpressionSyntax nothing = _tree.Null();
        AssertReports(
            $"N3S2018: {what} needs a value, and null is none. '… == null' asks whether there is a value, and '… ?? …' says what to take if there is none.",
            nothing, Echo("e", _tree.Binary(nothing, operation, _tree.Binary(_tree.Var("limit"), BinaryOperator.Equal, _tree.Number("1")))));
    }

    [Fact]
    public void There_is_nothing_in_null()
    {
        ExpressionSyntax nothing = _tree.Null();
        const string Rest = "needs a value, and null is none. '… == null' asks whether there is a value, and '… ?? …' says what to take if there is none.";
        AssertReports($"N3S2018: 'count' {Rest}", nothing, Add("a", _tree.Call("count", nothing)));
        AssertReports($"N3S2018: '.length' {Rest}", nothing, Add("a", _tree.Member(nothing, "length")));
    }

    [Fact]
    public void Null_equals_null() => Assert.Contains("(\ntrue)", _tree.Emit(
        All, [], [_tree.Step("word", ("if", _tree.Value(_tree.Binary(_tree.Null(), BinaryOperator.Equal, _tree.Null()))))]).Replace(" ", "").ReplaceLineEndings("\n"));

    [Fact]
    public void A_text_is_no_condition()
    {
        ExpressionSyntax message = _tree.Var("message");
        AssertReports(
            "N3S2019: A condition is true or false, but this is string; compare it with something, as in 'count(x) > 0'.",
            message, _tree.Step("word", ("if", _tree.Value(message))));
    }

    [Fact]
    public void A_loop_takes_a_list()
    {
        ExpressionSyntax limit = _tree.Var("limit");
        AssertReports("N3S2022: A loop takes a list, but this is int.", limit, _tree.For("i", limit, _tree.Step("word")));
    }

    [Fact]
    public void A_step_without_a_value_cannot_be_read()
    {
        ExpressionSyntax nothing = _tree.Var("nothing");
        AssertReports("N3S2020: Step 'nothing' has no value to read: what it calls returns nothing.", nothing, _tree.Step("nothing"), Echo("e", nothing));
    }

    [Fact]
    public void A_step_of_another_branch_can_never_have_run()
    {
        ExpressionSyntax word = _tree.Var("word");
        StatementSyntax step = _tree.Step("word");
        int line = Tree.File.GetLinePosition(((StepSyntax)step).Name.Span.Start).Line + 1;
        AssertReports($"N3S3008: Step 'word' (line {line}) can never have run here: it stands in another branch of the same 'if'.", word,
            _tree.If((_tree.Binary(_tree.Var("limit"), BinaryOperator.Greater, _tree.Number("1")), [step]), (null, [Echo("e", word)])), Echo("f", _tree.Var("message")));
    }

    [Fact]
    public void A_step_cannot_read_itself_or_a_later_one_outside_of_a_loop()
    {
        ExpressionSyntax self = _tree.Var("e");
        AssertReports("N3S3009: Step 'e' reads its own value, which is not there yet; only in a loop would that be the value of the iteration before.", self, Echo("e", self));
        ExpressionSyntax later = _tree.Var("word");
        StatementSyntax first = Echo("f", later);
        StatementSyntax word = _tree.Step("word");
        int line = Tree.File.GetLinePosition(((StepSyntax)word).Name.Span.Start).Line + 1;
        AssertReports($"N3S3010: Step 'word' comes later (line {line}) and has no value yet; move it above.", later, first, word);
    }

    [Fact]
    public void A_parallel_step_does_not_read_its_neighbour()
    {
        ExpressionSyntax word = _tree.Var("word");
        StatementSyntax first = _tree.Step("word", ("parallel", _tree.Flag(true)));
        int line = Tree.File.GetLinePosition(((StepSyntax)first).Name.Span.Start).Line + 1;
        AssertReports(
            $"N3S3011: Step 'e' cannot run in parallel with 'word' (line {line}) and read its value: a parallel step waits for nobody. Remove 'parallel' from 'e', and it runs after 'word'.",
            word,
            first,
            _tree.Step("e", ("target", _tree.Names("echo")), ("parallel", _tree.Flag(true)), ("options", _tree.Map(("text", _tree.Value(word))))));
    }

    [Fact]
    public void A_bare_word_that_is_a_name_warns() => AssertReports(
        "N3S2021: 'message' is the word; for the input write {{ message }}. Quotes around the word silence this.", null,
        _tree.Step("echo", ("options", _tree.Map(("text", _tree.Word("message"))))));

    [Fact]
    public void With_inputs_nothing_is_lifted() => AssertReports(
        "N3S2023: Nothing fills the parameter 'text' of C.Echo(string text), which step 'echo' calls; give it as an option, or add an input of that name.", null,
        _tree.Step("echo"));

    [Fact]
    public void A_loop_variable_does_not_hide_an_input()
    {
        BoundFile file = _tree.Bind(All, [_tree.ListInput("item", TypeSyntaxKind.Integer)], [_tree.For("item", _tree.Var("item"), _tree.Step("word"))]);
        Assert.Equal("N3S1030", Assert.Single(file.Diagnostics).Id);
    }

    [Fact]
    public void Two_loops_may_have_one_variable()
    {
        BoundFile file = _tree.Bind(All, [_tree.ListInput("items", TypeSyntaxKind.Integer)],
        [
            _tree.For("item", _tree.Var("items"), Add("a", _tree.Var("item"))),
            _tree.For("item", _tree.Var("items"), Add("b", _tree.Var("item"))),
        ]);
        Assert.Empty(file.Diagnostics);
    }

    [Fact]
    public void Branches_give_a_name_one_type()
    {
        StatementSyntax[] other = [_tree.Step("x", ("target", _tree.Names("word")))];
        BoundFile file = _tree.Bind(All, [_tree.Input("limit", TypeSyntaxKind.Integer)],
            [_tree.If((_tree.Binary(_tree.Var("limit"), BinaryOperator.Greater, _tree.Number("1")), [Add("x", _tree.Number("1"))]), (null, other))]);
        Assert.Equal("N3S1032", Assert.Single(file.Diagnostics).Id);
    }
}
