namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S2001 to N3S2012: where a step meets the code that it calls.</summary>
public class BindingTests
{
    private static readonly Project Shop = new(
        Connectors.Of("""
            public record Feedback(string Text);
            internal record Hidden(string Text);
            sentiment_analyzer: Task<Feedback> (string source = "x", CancellationToken token = default)
            searcher: Task<string> (string query, int limit = 10)
            link_searcher: Task<string> (Uri query)
            strange: Task<string> (string options)
            stranger: Task<string> (string cancellationToken)
            feedbacks: Task<IReadOnlyList<Feedback>> ()
            number: Task<int> ()
            maybe: Task<string?> ()
            stream: IAsyncEnumerable<int> ()
            array: int[] ()
            nothing: void ()
            table: Dictionary<string, int> ()
            """),
        ("scoring.py", "def compare(a):\n    pass\n"),
        ("a/shared.py", "def run(): pass\n"),
        ("b/shared.py", "def run(): pass\n"),
        ("open.py", "from x import *\n"));

    [Fact]
    public void A_misspelt_connector_is_an_error_at_the_target() => Shop.AssertReports("""
        chain report:
            step score:
                kind: connector
                target: ⟦sentiment_analyser⟧
        """, ("N3S2001", "There is no connector 'sentiment_analyser'. Did you mean 'sentiment_analyzer'?"));

    [Fact]
    public void An_unknown_connector_that_is_like_no_other_says_how_to_make_it() => Shop.AssertReports("""
        chain report:
            step ⟦score⟧:
                parallel: false
        """, ("N3S2001", "There is no connector 'score'; mark a C# method with [Connector(\"score\")]."));

    [Fact]
    public void A_connector_by_its_name_or_by_the_steps_is_right() => Shop.AssertReportsNothing("""
        chain report:
            step sentiment_analyzer:
            step a:
                target: "sentiment_analyzer"
        """);

    [Fact]
    public void A_misspelt_python_file_is_an_error_at_the_target() => Shop.AssertReports("""
        chain report:
            step score:
                kind: python
                target: ⟦scorin.compare⟧
        """, ("N3S2002", "The project has no Python file 'scorin.py'. Did you mean 'scoring.py'?"));

    [Fact]
    public void An_unknown_python_file_that_is_like_no_other_says_how_a_target_is_written() => Shop.AssertReports("""
        chain report:
            step ⟦consensus⟧:
                kind: python
        """, ("N3S2002", "The project has no Python file 'consensus.py'. Add it, or write the target as module.function."));

    [Fact]
    public void A_python_file_that_may_be_one_of_two_is_an_error() => Shop.AssertReports("""
        chain report:
            step score:
                kind: python
                target: ⟦shared.run⟧
        """, ("N3S2003", "'shared.py' may be a/shared.py or b/shared.py; write the folder too, as in folder.module.function."));

    [Fact]
    public void A_misspelt_python_function_is_an_error() => Shop.AssertReports("""
        chain report:
            step score:
                kind: python
                target: ⟦scoring.comparee⟧
            step rate:
                kind: python
                target: ⟦scoring.rate⟧
        """,
        ("N3S2004", "'scoring.py' has no function 'comparee'. Did you mean 'compare'?"),
        ("N3S2004", "'scoring.py' has no function 'rate'."));

    [Fact]
    public void Python_targets_that_exist_are_right() => Shop.AssertReportsNothing("""
        chain report:
            step score:
                kind: python
                target: scoring.compare
            step folder:
                kind: python
                target: a.shared.run
            step star:
                kind: python
                target: open.anything
        """);

    [Theory]
    [InlineData("scoring.")]
    [InlineData(".compare")]
    [InlineData("a..b")]
    public void A_python_target_that_names_no_function_is_an_error(string target) => Shop.AssertReports(
        $"chain report:\n    step score:\n        kind: python\n        target: ⟦\"{target}\"⟧\n",
        ("N3S2012", $"'{target}' names no Python function; write module.function, or name for the function 'name' in name.py."));

    [Fact]
    public void An_option_that_nothing_takes_is_an_error_that_shows_the_signature() => Shop.AssertReports("""
        chain report:
            step score:
                target: sentiment_analyzer
                options:
                    ⟦sorce⟧: "twitter"
            step search:
                target: searcher
                options:
                    query: "a"
                    ⟦depth⟧: 3
        """,
        ("N3S2005", "Nothing takes the option 'sorce': the connector is C.SentimentAnalyzer(string source = \"x\", CancellationToken token = default). Did you mean 'source'?"),
        ("N3S2005", "Nothing takes the option 'depth': the connector is C.Searcher(string query, int limit = 10)."));

    [Fact]
    public void A_misspelt_option_of_a_required_parameter_is_one_error() => Shop.AssertReports("""
        chain report:
            step a:
                target: searcher
            step b:
                target: link_searcher
                options:
                    ⟦qery⟧: "https://example.com"
        """, ("N3S2005", "Nothing takes the option 'qery': the connector is C.LinkSearcher(Uri query). Did you mean 'query'?"));

    [Fact]
    public void An_option_does_not_reach_the_token() => Shop.AssertReports("""
        chain report:
            step score:
                target: sentiment_analyzer
                options:
                    ⟦token⟧: "x"
        """, ("N3S2005", "Nothing takes the option 'token': the connector is C.SentimentAnalyzer(string source = \"x\", CancellationToken token = default)."));

    [Fact]
    public void Reserved_names_cannot_become_parameters_of_the_chain() => Shop.AssertReports("""
        chain report:
            step ⟦a⟧:
                target: strange
            step ⟦b⟧:
                target: stranger
                depends_on: []
        """,
        ("N3S2006", "Nothing fills the parameter 'options' of C.Strange(string options), and a chain cannot have a parameter of that name; give it as an option or rename it in C#."),
        ("N3S2006", "Nothing fills the parameter 'cancellationToken' of C.Stranger(string cancellationToken), and a chain cannot have a parameter of that name; give it as an option or rename it in C#."));

    [Fact]
    public void Reserved_names_are_right_as_options() => Shop.AssertReportsNothing("""
        chain report:
            step a:
                target: strange
                options:
                    options: "x"
        """);

    [Fact]
    public void One_parameter_of_two_types_is_an_error_at_the_second_step() => Shop.AssertReports("""
        chain report:
            step docs:
                target: searcher
            step ⟦links⟧:
                target: link_searcher
                depends_on: []
        """, ("N3S2007", "The chain's parameter 'query' would be Uri for C.LinkSearcher(Uri query), but step 'docs' wants string; rename one of them in C# or fill one by an option."));

    [Fact]
    public void A_returns_that_differs_is_an_error() => Shop.AssertReports("""
        chain report:
            step number:
                returns: ⟦text⟧
            step nothing:
                returns: ⟦text⟧
            step sentiment_analyzer:
                returns: ⟦Feedbck⟧
            step feedbacks:
                returns: ⟦list<text>⟧
            step stream:
                returns: ⟦integer⟧
        """,
        ("N3S2009", "'returns' says text, but C.Number() returns int; leave 'returns' out or correct it."),
        ("N3S2009", "'returns' says text, but C.Nothing() returns nothing; leave 'returns' out."),
        ("N3S2009", "'returns' says Feedbck, but C.SentimentAnalyzer(string source = \"x\", CancellationToken token = default) returns Feedback; leave 'returns' out or correct it."),
        ("N3S2009", "'returns' says list<text>, but C.Feedbacks() returns IReadOnlyList<Feedback>; leave 'returns' out or correct it."),
        ("N3S2009", "'returns' says integer, but C.Stream() returns IReadOnlyList<int>; leave 'returns' out or correct it."));

    [Theory]
    [InlineData("number", "integer")]
    [InlineData("number", "int")]
    [InlineData("maybe", "text")]
    [InlineData("maybe", "text?")]
    [InlineData("sentiment_analyzer", "Feedback")]
    [InlineData("sentiment_analyzer", "Shop.Feedback")]
    [InlineData("sentiment_analyzer", "global::Shop.Feedback")]
    [InlineData("feedbacks", "list<Feedback>")]
    [InlineData("feedbacks", "IReadOnlyList<Feedback>")]
    [InlineData("stream", "list<integer>")]
    [InlineData("array", "list<integer>")]
    [InlineData("array", "int[]")]
    [InlineData("table", "Dictionary<string, int>")]
    [InlineData("table", "Dictionary<string,int>")]
    public void A_returns_that_repeats_the_method_is_right(string connector, string type)
    {
        string source = $"chain report:\n    step {connector}:\n        returns: {type}\n";

        Assert.Empty(Shop.Bind(source).Diagnostics);
        Assert.Empty(Shop.Connectors.Compile(Shop.Options, Shop.Emit(source)));
    }

    [Fact]
    public void A_chain_of_a_public_class_that_must_stay_internal_is_warned_of()
    {
        var hidden = new Project(Connectors.Of("""
            internal record Hidden(string Text);
            internal static class H
            {
                [Connector("hidden")]
                internal static Hidden Make() => throw null!;
            }
            word: string ()
            """)) { Options = new("Shop", IsPublic: true) };

        hidden.AssertReports("""
            chain ⟦report⟧:
                step hidden:
                step word:
            chain other:
                step word:
            """, ("N3S2011", "Chain 'report' stays internal although class Chains is public: Hidden in its signature is not public."));
        Assert.Empty(Shop.Bind("chain report:\n    step sentiment_analyzer:\n").Diagnostics);
    }
}
