using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>One mistake, one diagnostic: what only follows from another mistake is not reported; what does not is.</summary>
public class CascadeTests
{
    private static readonly Project Shop = new(
        Connectors.Of("""
            word: Task<string> ()
            number: Task<int> ()
            search: Task<string> (string query)
            open: Task<string> (Uri query)
            both: Task<string> (string word, int number)
            join: Task<string> (IReadOnlyList<string> parts)
            nothing: Task ()
            """),
        ("scoring.py", "def compare(a):\n    pass\n"));

    private static void AssertOne(string id, string source)
    {
        IReadOnlyList<Diagnostic> found = [.. Shop.Bind(source).Diagnostics];
        Assert.True(found.Count == 1 && found[0].Id.StartsWith(id, StringComparison.Ordinal), string.Join('\n', found));
    }

    [Theory]
    [InlineData("step a:\n        targt: word\n    step b:\n        target: join\n        depends_on: a")] // The key of the target.
    [InlineData("step word:\n        options: x\n    step b:\n        target: join\n        depends_on: word")] // Options that cannot be read.
    [InlineData("step word:\n        options:\n            a b\n    step b:\n        target: join\n        depends_on: word")]
    [InlineData("step search:\n        options:\n            query: \"x\n    step open:\n        depends_on: []")] // Lost with its value, 'query' seems free.
    [InlineData("step word:\n    step join:\n        depends_on: [word")]
    [InlineData("step word:\n    step join:\n        depends_on:")]
    [InlineData("step word:\n        kind:")]
    [InlineData("step word:\n        kind: [a]\n    output: word")]
    [InlineData("step a:\n        target: [word]")]
    [InlineData("step a:\n        target: \"word")]
    [InlineData("stp word:\n    step b:\n        target: join\n        depends_on: word")] // Read as the step that it is.
    [InlineData("step my word:\n        target: word\n    step b:\n        target: join\n        depends_on: my_word\n    output: b")]
    [InlineData("step:\n        target: word\n    output: word")]
    [InlineData("step word:\n        parallel: yes\n        depends_on: []")]
    [InlineData("timeout: soon\n    step word:")]
    [InlineData("output:\n    step word:")]
    [InlineData("step word:\n        returns: a b")]
    [InlineData("step compare:\n        kind: python\n        targt: scoring.compare")]
    [InlineData("step word:\n    step search:\n        options:\n            query: \"{{ word.First() }}\"")] // A call is no member.
    [InlineData("step word:\n        if: new Object() == 1")]
    [InlineData("inputs:\n        pair: (int, string)\n    step search:\n        options:\n            query: \"{{ pair }}\"")] // Its name is read.
    public void A_mistake_of_reading_is_one_diagnostic(string body)
    {
        IReadOnlyList<Diagnostic> found = [.. Shop.Bind($"chain c:\n    {body}\n").Diagnostics];
        Assert.True(found.Count == 1 && found[0].Id[3] is '0' or '1', string.Join('\n', found));
    }

    [Theory]
    [InlineData("N3S2001", "step a:\n    step b:\n        target: join\n        depends_on: a\n    output: [a, b]")] // An unknown connector that others read.
    [InlineData("N3S2001", "step a:\n    step number:\n    output: [number, a]")]
    [InlineData("N3S2001", "step a:\n    step both:\n        depends_on: a")]
    [InlineData("N3S2002", "step a:\n        kind: python\n    step join:")]
    [InlineData("N3S2004", "step a:\n        kind: python\n        target: scoring.compar\n    step join:")]
    [InlineData("N3S1023", "step a:\n        kind: htttp\n        target: nowhere\n    step join:\n        depends_on: [a]")]
    [InlineData("N3S2074", "step a:\n        kind: llm\n        target: gpt\n    step join:\n        depends_on: [a]\n    output: a")]
    [InlineData("N3S1021", "step word:\n    step word:\n    step join:\n        depends_on: word\n    output: word")]
    [InlineData("N3S1029", "step word:\n    step join:\n        depends_on: [word, word]")]
    [InlineData("N3S3002", "step search:\n        depends_on: [serch]\n    step open:\n        depends_on: []\n        options:\n            query: x")]
    [InlineData("N3S3002", "step search:\n    step open:\n        depends_on: [lnk]")] // What would have filled 'query' is lost.
    [InlineData("N3S3003", "step search:\n    step open:\n        depends_on: open")]
    [InlineData("N3S3004", "step open:\n        depends_on: number\n    step search:\n        options:\n            query: a\n    step number:")]
    [InlineData("N3S3001", "step word:\n    step join:\n        parallel: true\n        depends_on: word")]
    [InlineData("N3S2005", "step search:\n        options:\n            qury: \"x\"\n    step open:\n        depends_on: []")]
    [InlineData("N3S1027", "step nothing:\n    step word:\n    output: nothing")]
    public void A_mistake_of_meaning_is_one_diagnostic(string id, string body) => AssertOne(id, $"chain c:\n    {body}\n");

    [Fact]
    public void Ten_mistakes_of_all_stages_are_ten_diagnostics() => Shop.AssertReports("""
        chain first:
            ⟦timout⟧: 60
            output: ⟦sumary⟧
            step word:
                kind: ⟦conector⟧
            step a:
                target: ⟦wrd⟧
            step search:
                options:
                    query: ⟦2⟧
                    ⟦limit⟧: 10
            step ⟦a⟧:
                target: word
                ⟦parallel: true⟧
                depends_on: [word]
            step summary:
                target: join
                depends_on: [word, ⟦serch⟧]
        chain ⟦first⟧:
            step word:
        """,
        ("N3S1002", "A chain has no key 'timout'. Did you mean 'timeout'?"),
        ("N3S1026", "Chain 'first' has no step 'sumary' that could be its output. Did you mean 'summary'?"),
        ("N3S1023", "'conector' is no kind of step; the kinds are connector, llm, python, chain and template. Did you mean 'connector'?"),
        ("N3S2001", "There is no connector 'wrd'. Did you mean 'word'?"),
        ("N3S2008", "'query' is string, and the number 2 is none; write quotes around it."),
        ("N3S2005", "Nothing takes the option 'limit': the connector is C.Search(string query)."),
        ("N3S1021", "Step 'a' is already declared in line 6; give one of the two another name."),
        ("N3S3001", "Step 'a' cannot be 'parallel: true' and depend on 'word': a parallel step waits for nobody. Remove 'parallel', and it runs after them, or remove 'depends_on'."),
        ("N3S3002", "There is no step 'serch' in this chain. Did you mean 'search'?"),
        ("N3S1020", "Chain 'first' is already declared in a.ai, line 1; give one of the two another name."));

    [Fact]
    public void A_chain_that_lost_its_name_is_told_of_its_own_mistakes_too() => Shop.AssertReports("""
        chain a:
            step word:
        chain ⟦a⟧:
            step ⟦wrd⟧:
        """,
        ("N3S1020", "Chain 'a' is already declared in a.ai, line 1; give one of the two another name."),
        ("N3S2001", "There is no connector 'wrd'. Did you mean 'word'?"));

    [Fact]
    public void A_mistake_in_one_chain_leaves_the_others_whole()
    {
        var file = Shop.Bind("chain a:\n    step wrd:\nchain b:\n    step word:\n");

        Assert.Equal([true, false], file.Chains.Select(chain => chain.IsBroken));
    }
}
