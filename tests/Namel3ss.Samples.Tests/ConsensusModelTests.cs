using Consensus;

namespace Namel3ss.Samples.Tests;

public class ConsensusModelTests
{
    private static readonly IReadOnlyList<Example> Past = Examples.Parse("billing\tI was charged twice\ntechnical\tThe app crashes\r\n");

    [Fact]
    public void The_keyword_model_counts_words()
    {
        var answer = KeywordModel.Answer("m", "The parcel box is damaged, refund me");

        Assert.Equal(new ModelAnswer("m", "delivery", 0.75, "3 of 4 keywords: parcel, box, damag"), answer);
    }

    [Fact]
    public void The_other_models_go_by_tickets_of_the_past()
    {
        Assert.Equal("technical", NearestExampleModel.Answer("m", "My app crashed", Past).Answer);
        Assert.Equal("billing", NaiveBayesModel.Answer("m", "Charged again", Past).Answer);
    }

    [Fact]
    public void A_model_that_knows_nothing_says_that_it_guesses()
    {
        Assert.EndsWith("this is a guess", KeywordModel.Answer("m", "Hm?").Reason, StringComparison.Ordinal);
        Assert.EndsWith("this is a guess", NearestExampleModel.Answer("m", "Hm?", Past).Reason, StringComparison.Ordinal);
        Assert.EndsWith("this is a guess", NaiveBayesModel.Answer("m", "Hm?", Past).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_models_agree_on_some_tickets_of_the_sample_and_disagree_on_others()
    {
        var past = await Examples.LoadAsync(CancellationToken.None);
        var questions = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Data", "questions.txt"));

        var opinions = questions.Select(question => new[]
        {
            KeywordModel.Answer("a", question).Answer, NearestExampleModel.Answer("b", question, past).Answer, NaiveBayesModel.Answer("c", question, past).Answer,
        }.Distinct().Count()).ToList();

        Assert.Equal([1, 2, 3], opinions.Distinct().Order());
    }

    [Fact]
    public void An_example_without_a_team_is_an_error() =>
        Assert.Equal("examples.tsv: a line without a tab: 'oops'", Assert.Throws<FormatException>(() => Examples.Parse("oops")).Message);
}
