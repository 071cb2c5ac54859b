using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Tests.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>
/// No error is lost and none passes: a chain that is not compiled has an error of its own or calls one that has, and a chain with an
/// error in it is not compiled.
/// </summary>
public class LostErrorTests
{
    private static readonly Project Shop = new(
        Connectors.Of("""
            public record Feedback(string Text, int Stars);
            word: Task<string> ()
            number: Task<int> ()
            search: Task<string> (string query, int limit = 3)
            join: Task<string> (IReadOnlyList<string> parts)
            rate: Task<Feedback> (Feedback feedback)
            free: Task<string> (Dictionary<string, object> options)
            nothing: Task ()
            """),
        ("scoring.py", "def compare(a):\n    pass\n"));

    [Theory]
    [InlineData("", "if: n > 0")]
    [InlineData("kind: chain", "if: n > 0")]
    [InlineData("", "for_each: many")]
    [InlineData("kind: chain", "for_each: many")]
    public void Of_a_chain_that_calls_itself_every_mistake_is_told(string kind, string condition) => Shop.AssertReports(
        $$$"""
        chain c:
            inputs:
                n: integer
                many: list<text>
            step word:
            step a:
                target: c
                {{{kind}}}
                {{{condition}}}
                options:
                    n: {{ ⟦wn⟧ - 1 }}
            step b:
                target: c
                {{{condition}}}
                options:
                    n: ⟦"abc"⟧
                    many: ["a"]
            step d:
                target: c
                {{{condition}}}
                options:
                    ⟦value⟧: {{ n }}
            output: word
        """,
        ("N3S2013", "There is no input, step or loop variable 'wn' here. For text, write quotes around it; for a C# constant, write its type too."),
        ("N3S2008", "'n' is int, and the text 'abc' is none."),
        ("N3S2005", "Nothing takes the option 'value': the target is chain c(int n, IReadOnlyList<string> many)."));

    [Fact]
    public void Of_two_chains_that_call_each_other_the_mistakes_of_both_are_told() => Shop.AssertReports(
        """
        chain a:
            inputs:
                n: integer
            output: word
            step word:
            step s:
                target: b
                if: n > 0
                options:
                    n: {{ ⟦typo⟧ }}

        chain b:
            inputs:
                n: integer
            output: word
            step word:
            step s:
                target: a
                if: n > 0
                options:
                    ⟦m⟧: 1
        """,
        ("N3S2013", "There is no input, step or loop variable 'typo' here. For text, write quotes around it; for a C# constant, write its type too."),
        ("N3S2005", "Nothing takes the option 'm': the target is chain a(int n)."));

    [Fact]
    public void A_value_of_itself_is_told_beside_other_mistakes() => Shop.AssertReports(
        """
        chain c:
            inputs:
                n: integer
            step ⟦s⟧:
                target: c
                if: n > 0
                options:
                    n: {{ ⟦wn⟧ }}
        """,
        ("N3S2082", "The value of chain 'c' has no type: it is that of step 's', which calls 'c', and that leads back here. Name a step as 'output' first that calls no chain of the circle."),
        ("N3S2013", "There is no input, step or loop variable 'wn' here. For text, write quotes around it; for a C# constant, write its type too."));

    [Fact]
    public void A_list_of_lists_without_end_is_a_value_of_itself() => Shop.AssertReports(
        """
        chain c:
            inputs:
                b: list<text>
            output: s
            for item in b:
                step ⟦s⟧:
                    target: c
                    options:
                        b: []
        """,
        ("N3S2082", "The value of chain 'c' has no type: it is that of step 's', which calls 'c', and that leads back here. Name a step as 'output' first that calls no chain of the circle."));

    [Fact]
    public void Branches_that_make_lists_of_each_other_come_to_an_end() => Shop.AssertReports(
        """
        chain c:
            inputs:
                b: list<text>
            output: s
            if count(b) > 0:
                step ⟦s⟧:
                    target: c
                    for_each: b
            else:
                step s:
                    target: number
        """,
        ("N3S2082", "The value of chain 'c' has no type: it is that of step 's', which calls 'c', and that leads back here. Name a step as 'output' first that calls no chain of the circle."));

    [Fact]
    public void What_is_given_to_a_chain_whose_parameters_are_in_doubt_is_read_all_the_same() => Shop.AssertReports(
        """
        chain inner:
            step ⟦serch⟧:
                options:
                    limit: 1
            step search:
                options:
                    ⟦qury⟧: x
        chain outer:
            inputs:
                n: integer
            step inner:
                options:
                    query: {{ ⟦typo⟧ }}
                    other: {{ n }}
            step last:
                target: inner
                depends_on: []
        """,
        ("N3S2001", "There is no connector 'serch'. Did you mean 'search'?"),
        ("N3S2005", "Nothing takes the option 'qury': the connector is C.Search(string query, int limit = 3). Did you mean 'query'?"),
        ("N3S2013", "There is no input, step or loop variable 'typo' here. For text, write quotes around it; for a C# constant, write its type too."));

    [Fact]
    public void What_chains_learn_of_each_other_goes_any_way()
    {
        // Each calls the one behind it and the one before it: what the last wants comes to the first against the order of the calls.
        const int count = 40;
        string row = string.Concat(Enumerable.Range(0, count).Select(i => $"""
            chain c{i}:
                output: word
                step word:
                step next:
                    target: c{(i + 1) % count}
                    if: 1 == 2
                    depends_on: []
                step last:
                    target: c{(i + count - 1) % count}
                    if: 1 == 2
                    depends_on: []
                {(i % 10 == 3 ? $"step own:\n        target: take{i}\n        depends_on: []" : "")}

            """));
        BoundFile file = Project.Of("word: string ()\ntake3: string (int a)\ntake13: string (string b)\ntake23: string (int d)\ntake33: string (bool e)").Bind(row);

        Assert.Empty(file.Diagnostics);
        Assert.All(file.Chains, chain => Assert.Equal(["a", "b", "d", "e"], chain.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal)));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_error_of_random_chains_is_lost(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 40; round++)
        {
            AssertNoneLost(RandomChains.Write(random));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_error_of_mutilated_chains_is_lost(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 30; round++)
        {
            AssertNoneLost(Damaged.Of(random.Next(3) == 0 ? Everything.Source : RandomChains.Write(random), random));
        }
    }

    private static void AssertNoneLost(string source)
    {
        BoundFile file = Shop.Bind(source);
        List<Diagnostic> errors = [.. file.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(Shop.Signatures(("a.ai", source)).AreSettled, $"Binding the chains does not come to an end:\n{source}");
        SyntaxTree tree = Compilation.Parse(new SourceFile("a.ai", "a.ai", source));
        foreach (BoundChain chain in file.Chains)
        {
            ChainSyntax syntax = tree.Chains.First(syntax => syntax.Name.Text == chain.Name);
            List<int> places = [.. errors.Select(error => error.Location.Span.Start).Where(start => start >= syntax.Span.Start && start <= syntax.Span.End)];

            // At its first character a chain may be told where it should stand, which breaks what it stands in.
            Check(places.All(start => start == syntax.Span.Start) || chain is { HasErrors: true, IsBroken: true }, "is compiled in spite of its errors");
            Check(!chain.IsBroken || errors.Count > 0, "is not compiled, and nothing says why");
            Check(!chain.HasErrors || places.Count > 0 || syntax.IsMisplaced, "lost its errors");
            Check(!chain.IsBroken || chain.HasErrors || CallsBroken(chain), "is not compiled although neither it nor what it calls is wrong");

            void Check(bool holds, string what) =>
                Assert.True(holds, $"Chain '{chain.Name}' {what}:\n{string.Join('\n', errors)}\n\n{source}");
        }

        // What is called may be another chain than the one that has the name: that is told, too.
        bool CallsBroken(BoundChain chain) => chain.Steps.Any(step => step.Call switch
        {
            BoundChainCall { IsBroken: true } call => file.Chains.Any(called => called.CSharpName == call.CSharpName && called.HasErrors),
            null => file.Chains.GroupBy(other => other.CSharpName).Any(group => group.Skip(1).Any()),
            _ => false,
        });
    }
}
