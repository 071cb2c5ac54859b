using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Tests.Semantics.Expressions;

/// <summary>Data flow and control flow as C#; the lines that map them are left out.</summary>
public sealed class ExpressionEmitTests
{
    private const string All = """
        echo: string (string text)
        add: int (int value)
        risky: string ()
        fails: int ()
        maybe: string (string? text)
        many: string (System.Collections.Generic.IReadOnlyList<int> values)
        """;

    private readonly Tree _tree = new();

    private InputSyntax[] Inputs =>
    [
        _tree.Input("message", TypeSyntaxKind.Text), _tree.ListInput("items", TypeSyntaxKind.Integer),
        _tree.Input("limit", TypeSyntaxKind.Integer, _tree.Number(10)),
    ];

    private ValueSyntax Options(string name, ExpressionSyntax value) => _tree.Map((name, _tree.Value(value)));

    private StatementSyntax Risky => _tree.Step("risky", ("stop_on_error", _tree.Flag(false)));

    private StatementSyntax Add(string name, ExpressionSyntax value, params (string, ValueSyntax)[] more) =>
        _tree.Step(name, [("target", _tree.Names("add")), ("options", Options("value", value)), .. more]);

    private StatementSyntax Echo(string name, ExpressionSyntax text) =>
        _tree.Step(name, ("target", _tree.Names("echo")), ("options", Options("text", text)));

    private void AssertEmits(string expected, params StatementSyntax[] body) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), _tree.Emit(All, Inputs, body));

    [Fact]
    public void A_template_is_text_with_each_expression_on_a_line_of_its_own() => AssertEmits("""
        await chain.RunText(steps.Letter, () => string.Concat("Dear ",
        message, ", ", chain.Text(
        Operators.Add(limit, 1))));
        """, _tree.Step("letter", ("kind", _tree.Word("template")), ("text", _tree.Template(
            "Dear ", _tree.Var("message"), ", ", _tree.Binary(_tree.Var("limit"), BinaryOperator.Add, _tree.Number("1"))))));

    [Fact]
    public void An_expression_keeps_its_type_and_is_text_where_text_is_wanted() => AssertEmits("""
        await chain.RunOnPool(steps.A, _ => Add(
        Operators.Multiply(limit, 2)));
        await chain.RunOnPool(steps.B, _ => Echo(chain.Text(
        limit)));
        """,
        Add("a", _tree.Binary(_tree.Var("limit"), BinaryOperator.Multiply, _tree.Number("2"))), Echo("b", _tree.Var("limit")));

    [Fact]
    public void Null_stays_null_where_a_text_may_be_null() => AssertEmits("""
        await chain.RunOnPool(steps.Number, _ => Fails());
        await chain.RunOnPool(steps.Takes, _ => Maybe(chain.TextOrNull(
        steps.Number.Result)));
        await chain.RunOnPool(steps.Plain, _ => Maybe(chain.Text(
        limit)));
        """,
        _tree.Step("number", ("target", _tree.Names("fails")), ("stop_on_error", _tree.Flag(false))),
        _tree.Step("takes", ("target", _tree.Names("maybe")), ("options", Options("text", _tree.Var("number")))),
        _tree.Step("plain", ("target", _tree.Names("maybe")), ("options", Options("text", _tree.Var("limit")))));

    [Theory]
    [InlineData("2147483648", "2147483648L")]
    [InlineData("9223372036854775808", "9223372036854775808UL")]
    [InlineData("18446744073709551615", "18446744073709551615UL")]
    [InlineData("18446744073709551616", "18446744073709551616D")]
    public void A_whole_number_is_of_the_smallest_type_that_holds_it(string number, string expected) => AssertEmits($"""
        await chain.RunText(steps.Letter, () => string.Concat("n ", chain.Text(
        Operators.Add({expected}, limit))));
        """, _tree.Step("letter", ("kind", _tree.Word("template")), ("text", _tree.Template(
            "n ", _tree.Binary(_tree.Number(number), BinaryOperator.Add, _tree.Var("limit"))))));

    [Fact]
    public void The_smallest_long_is_one_although_its_digits_alone_are_none() => AssertEmits("""
        await chain.RunText(steps.Letter, () => string.Concat("n ", chain.Text(
        Operators.Add(long.MinValue, limit))));
        """, _tree.Step("letter", ("kind", _tree.Word("template")), ("text", _tree.Template(
            "n ", _tree.Binary(
                new UnaryExpressionSyntax(_tree.Span(), UnaryOperator.Negate, _tree.Number("9223372036854775808")), BinaryOperator.Add, _tree.Var("limit"))))));

    [Fact]
    public void A_reader_of_an_absent_value_is_skipped_unless_it_says_what_to_take() => AssertEmits("""
        await chain.RunOnPool(steps.Risky, _ => Risky());
        if (steps.Risky.HasResult)
        {
        await chain.RunOnPool(steps.Needs, _ => Echo(
        steps.Risky.Value()));
        }
        else
        {
        await chain.Skip(steps.Needs);
        }
        await chain.RunOnPool(steps.Does, _ => Echo(
        (steps.Risky.Result ?? "none")));
        """,
        Risky, Echo("needs", _tree.Var("risky")), Echo("does", _tree.Binary(_tree.Var("risky"), BinaryOperator.Coalesce, _tree.Text("none"))));

    [Fact]
    public void A_nullable_parameter_gets_null_for_an_absent_value() => AssertEmits("""
        await chain.RunOnPool(steps.Risky, _ => Risky());
        await chain.RunOnPool(steps.Takes, _ => Maybe(chain.TextOrNull(
        steps.Risky.Result?.Length)));
        """,
        Risky, _tree.Step("takes", ("target", _tree.Names("maybe")), ("options", Options("text", _tree.Member(_tree.Var("risky"), "length")))));

    [Fact]
    public void Branches_give_one_value_that_is_there_for_sure_if_every_branch_has_it() => AssertEmits("""
        if (
        Operators.Greater(limit, 3))
        {
        await chain.RunOnPool(steps.X, _ => Add(1));
        }
        else
        {
        await chain.RunOnPool(steps.X.As(CSteps.s_chain, 1), _ => Add(2));
        }
        await chain.RunOnPool(steps.After, _ => Add(
        steps.X.Value()));
        """,
        _tree.If((_tree.Binary(_tree.Var("limit"), BinaryOperator.Greater, _tree.Number("3")), [Add("x", _tree.Number("1"))]), (null, [Add("x", _tree.Number("2"))])),
        Add("after", _tree.Var("x")));

    [Fact]
    public void Without_else_the_value_of_a_branch_may_be_absent() => Assert.Contains(
        "if (steps.X.HasResult)",
        _tree.Emit(All, Inputs,
        [
            _tree.If((_tree.Binary(_tree.Var("limit"), BinaryOperator.Greater, _tree.Number("3")), [Add("x", _tree.Number("1"))])),
            Add("after", _tree.Var("x")),
        ]));

    [Fact]
    public void In_a_loop_a_step_is_this_iteration_and_outside_a_list() => AssertEmits("""
        var loop = chain.Loop();
        foreach (var item in loop.Over(
        Operators.Items(items)))
        {
        await chain.RunOnPool(steps.One.Next(loop), _ => Add(
        item));
        await chain.RunOnPool(steps.Two.Next(loop), _ => Add(
        (steps.Two.Before(loop).Result ?? steps.One.In(loop).Value())));
        }
        await chain.RunOnPool(steps.Sum, _ => Many(steps.One.Values()));
        """,
        _tree.For("item", _tree.Var("items"),
            Add("one", _tree.Var("item")), Add("two", _tree.Binary(_tree.Var("two"), BinaryOperator.Coalesce, _tree.Var("one")))),
        _tree.Step("sum", ("target", _tree.Names("many")), ("depends_on", _tree.Names("one"))));

    [Fact]
    public void A_condition_of_while_reads_the_iteration_that_has_ended()
    {
        string text = _tree.Emit(All, Inputs,
        [
            _tree.While(_tree.Binary(_tree.Binary(_tree.Var("bump"), BinaryOperator.Coalesce, _tree.Number("0")), BinaryOperator.Less, _tree.Var("limit")), 20,
                Add("bump", _tree.Binary(_tree.Var("bump"), BinaryOperator.Coalesce, _tree.Number("0")))),
        ]);

        Assert.Contains("while (\nOperators.Less((steps.Bump.In(loop).Result ?? 0), limit) && loop.Next())", text, StringComparison.Ordinal);
        Assert.Contains("(steps.Bump.Before(loop).Result ?? 0)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void For_each_runs_its_items_with_their_own_condition() => AssertEmits("""
        await chain.ForEach(steps.Each,
        Operators.Items(items), maxParallel: 8, (each, item) =>
        Operators.Greater(item, 1) ? chain.RunOnPool(each, _ => Add(
        item)) : chain.Skip(each));
        await chain.RunOnPool(steps.Sum, _ => Many(steps.Each.Values()));
        """,
        Add("each", _tree.Var("item"), ("for_each", _tree.Value(_tree.Var("items"))), ("max_parallel", new CountSyntax(_tree.Span(), 8)),
            ("if", _tree.Value(_tree.Binary(_tree.Var("item"), BinaryOperator.Greater, _tree.Number("1"))))),
        _tree.Step("sum", ("target", _tree.Names("many")), ("depends_on", _tree.Names("each"))));

    [Fact]
    public void By_data_flow_a_step_waits_for_what_it_needs() => Assert.Equal(
        """
        var a = chain.RunOnPool(steps.A, _ => Risky());
        var b = chain.After(() => steps.A.HasResult, steps.A).RunOnPool(steps.B, _ => Echo(steps.A.Value()));
        var c = chain.After(steps.B).RunOnPool(steps.C, _ => Echo(
        message));
        await a;
        await b;
        await c;
        """.ReplaceLineEndings("\n"),
        _tree.Emit(All, Inputs,
        [
            _tree.Step("a", ("target", _tree.Names("risky")), ("parallel", _tree.Flag(true)), ("stop_on_error", _tree.Flag(false))),
            _tree.Step("b", ("target", _tree.Names("echo")), ("depends_on", _tree.Names("a"))),
            _tree.Step("c", ("target", _tree.Names("echo")), ("depends_on", _tree.Names("b")), ("options", Options("text", _tree.Var("message")))),
        ], ("schedule", _tree.Word("dataflow"))));

    [Theory]
    [InlineData("a", false)]
    [InlineData(null, true)]
    public void By_data_flow_only_steps_that_can_run_at_once_are_announced_as_a_group(string? dependsOn, bool isAnnounced) => Assert.Equal(
        isAnnounced,
        _tree.Emit(All, Inputs,
        [
            _tree.Step("a", ("target", _tree.Names("risky")), ("parallel", _tree.Flag(true))),
            dependsOn is null
                ? _tree.Step("b", ("target", _tree.Names("risky")), ("parallel", _tree.Flag(true)))
                : _tree.Step("b", ("target", _tree.Names("echo")), ("depends_on", _tree.Names(dependsOn))),
        ], ("schedule", _tree.Word("dataflow"))).Contains("chain.Group(2);", StringComparison.Ordinal));

    [Fact]
    public void Inputs_are_parameters_and_fill_those_of_their_names()
    {
        BoundFile file = _tree.Bind(All, [_tree.Input("text", TypeSyntaxKind.Text), _tree.Input("limit", TypeSyntaxKind.Integer, _tree.Number(10))],
            [_tree.Step("echo")]);

        Assert.Empty(file.Diagnostics);
        string text = Compilation.Emit(file, new CompilationOptions("Shop")).Text;
        Assert.Contains("        string text,\n        int limit = 10,\n", text, StringComparison.Ordinal);
        Assert.Contains("_ => global::Shop.C.Echo(text)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_starts_at_its_place_in_the_file()
    {
        ExpressionSyntax message = _tree.Var("message");
        string text = Compilation.Emit(_tree.Bind(All, Inputs, [Echo("e", message)]), new CompilationOptions("Shop")).Text;

        int line = Tree.File.GetLinePosition(message.Span.Start).Line + 1;
        Assert.Contains($"#line ({line},1)-({line},5) 26 \"a.ai\"\n{new string(' ', 16)}message));", text, StringComparison.Ordinal);
    }
}
