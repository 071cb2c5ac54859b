using RagRetrieval;

namespace Namel3ss.Samples.Tests;

public class RetrievalTests
{
    [Fact]
    public void A_rare_word_counts_more_than_a_common_one()
    {
        var found = new Bm25([new("a", "job lease"), new("b", "job worker"), new("c", "job queue")]).Search("job lease", 3);

        Assert.Equal("a", found[0].Source);
        Assert.True(found[0].Score > 2 * found[1].Score);
    }

    [Fact]
    public void A_short_passage_wins_over_a_long_one_with_the_same_word()
    {
        var found = new Bm25([new("long", "lease " + string.Concat(Enumerable.Repeat("filler ", 50))), new("short", "lease")]).Search("lease", 2);

        Assert.Equal(["short", "long"], found.Select(passage => passage.Source));
    }

    [Fact]
    public void A_word_said_ten_times_does_not_count_ten_times()
    {
        var often = string.Concat(Enumerable.Repeat("lease ", 10));
        var found = new Bm25([new("often", often), new("once", "lease queue queue queue queue queue queue queue queue queue"), new("other", "queue")]).Search("lease", 2);

        Assert.Equal("often", found[0].Source);
        Assert.InRange(found[0].Score / found[1].Score, 1.1, 3);
    }

    [Fact]
    public void What_has_no_word_of_the_query_is_not_found()
    {
        var index = new Bm25([new("a", "lease")]);

        Assert.Empty(index.Search("banana", 3));
        Assert.Empty(index.Search("what is the", 3));
        Assert.Empty(new Bm25([]).Search("lease", 3));
    }

    [Theory]
    [InlineData("retries", "retrying")]
    [InlineData("leases", "Lease")]
    [InlineData("extended", "extends")]
    public void Forms_of_a_word_are_one_term(string one, string other) => Assert.Equal(Terms.Of(one), Terms.Of(other));

    [Theory]
    [InlineData("docs", "How often is a failed job retried?", "docs/retries.md#Retry policy")]
    [InlineData("docs", "Which metrics should I watch?", "docs/operations.md#Monitoring")]
    [InlineData("code", "How do I send many jobs?", "code/producer.py.md#Sending many jobs")]
    [InlineData("code", "extend a lease", "code/worker.cs.md#Extending a lease by hand")]
    [InlineData("web", "How do I upgrade from 2.x?", "web/release-notes.md#Upgrading from 2.x")]
    public async Task The_corpora_answer_what_they_are_asked(string corpus, string query, string best)
    {
        var found = new Bm25(await Corpus.ReadAsync(corpus, CancellationToken.None)).Search(query, 3);

        Assert.Equal(best, found[0].Source);
    }

    [Fact]
    public void Documents_are_cut_at_their_headings() => Assert.Equal(
        [new Passage("f.md#One", "first"), new Passage("f.md#Two", "second\n\n### deeper")],
        Corpus.Sections("f.md", "# Title\r\n\r\n## One\r\n\r\nfirst\r\n\r\n## Two\r\nsecond\r\n\r\n### deeper\r\n"));

    [Fact]
    public void An_answer_quotes_its_sources_word_for_word()
    {
        Passage[] passages =
        [
            new("a#1", "A lease says how long a worker keeps a job. Bananas are yellow and rich in potassium.", 4),
            new("b#2", "Call extend to keep a lease.\n```\nlease.Extend(); // lease lease lease lease.\n```\nIs a lease long?", 2),
        ];

        var answer = ExtractiveAnswer.Compose("What is a lease?", passages);

        Assert.Equal("A lease says how long a worker keeps a job. [1] Call extend to keep a lease. [2]", answer.Text);
        Assert.Equal([new Citation(1, "a#1"), new Citation(2, "b#2")], answer.Sources);
    }

    [Fact]
    public void Without_passages_there_is_no_answer() => Assert.Empty(ExtractiveAnswer.Compose("lease", []).Statements);
}
