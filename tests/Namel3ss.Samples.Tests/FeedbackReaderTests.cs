using CustomerFeedback;

namespace Namel3ss.Samples.Tests;

public class FeedbackReaderTests
{
    [Fact]
    public void A_tweet_is_read_with_its_handle_and_text()
    {
        var file = TwitterReader.Read("""{"handle":"@a","time":"2026-03-02T07:41:09Z","likes":3,"text":" so good ☕ "}""" + "\n\n");

        Assert.Equal([new Feedback("@a", "so good ☕")], file.Entries);
        Assert.Empty(file.Unreadable);
    }

    [Theory]
    [InlineData("""{"handle":"@a","time":"2026-03-02T07:41:09Z","likes":0}""", "no text, handle, time or likes")]
    [InlineData("""{"handle":"@a","time":"2026-03-02T07:41:09Z","likes":"many","text":"x"}""", "'likes' is of a wrong type")]
    [InlineData("""{"handle":"@a",""", "broken JSON at byte 15 of the line")]
    [InlineData("null", "the line is null")]
    public void A_malformed_tweet_is_reported_with_its_line_and_the_others_are_read(string line, string reason)
    {
        const string Good = """{"handle":"@b","time":"2026-03-02T07:41:09Z","likes":0,"text":""}""";

        var file = TwitterReader.Read($"{Good}\n{line}\n{Good}");

        Assert.Equal([new UnreadableEntry("twitter", 2, reason)], file.Unreadable);
        Assert.Equal(2, file.Entries.Count);
    }

    [Fact]
    public void A_mail_is_its_subject_and_what_its_writer_wrote()
    {
        var file = MailboxReader.Read("""
            From kate@example.com Mon Feb  2 08:12:44 2026
            From: Kate <kate@example.com>
            Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_an?=
             =?utf-8?B?IGFsbGUh?=

            The first line
            goes on.
            >From here on it is mine too.

            > not mine

            Kate
            --_
            My great signature
            """.Replace("--_", "-- ", StringComparison.Ordinal));

        var mail = Assert.Single(file.Entries);
        Assert.Equal("kate@example.com", mail.Author);
        Assert.Equal("Grüße an alle!\nThe first line goes on. From here on it is mine too.\nKate", mail.Text);
    }

    [Fact]
    public void A_quoted_printable_body_is_decoded()
    {
        var file = MailboxReader.Read("From x\nFrom: a@b\nContent-Transfer-Encoding: Quoted-Printable\n\nd=C3=A9=\n=C3=A7ue =3D(\n");

        Assert.Equal("déçue =(", Assert.Single(file.Entries).Text);
    }

    [Theory]
    [InlineData("Subject without colon\nFrom: a@b\n\nhi", "a header without a colon: 'Subject without colon'")]
    [InlineData("Subject: s\n\nhi", "no From header")]
    public void A_malformed_mail_is_reported_with_its_line_and_the_others_are_read(string mail, string reason)
    {
        var file = MailboxReader.Read($"From a\nFrom: a@b\n\none\n\nFrom b\n{mail}\n\nFrom c\nFrom: c@d\n\ntwo\n");

        Assert.Equal([new UnreadableEntry("email", 6, reason)], file.Unreadable);
        Assert.Equal(["one", "two"], file.Entries.Select(entry => entry.Text));
    }

    [Fact]
    public void Quoted_review_fields_keep_commas_quotes_and_lines()
    {
        var file = ReviewsReader.Read("id,date,stars,title,text\r\nR1,2026-01-01,5,\"Good, really\",\"She said \"\"wow\"\".\r\nTwice.\"\r\nR2,2026-01-02,1,,\r\n");

        Assert.Equal([new Feedback("R1", "Good, really\nShe said \"wow\".\nTwice.", 5), new Feedback("R2", "", 1)], file.Entries);
    }

    [Theory]
    [InlineData("R1,2026-01-01,six,t,x", "stars are 'six', not 1 to 5")]
    [InlineData("R1,2026-01-01,0,t,x", "stars are '0', not 1 to 5")]
    [InlineData("R1,2026-01-01,5,t", "4 fields instead of 5")]
    [InlineData("R1,2026-01-01,5,\"t\"t,x", "text after a closing quote")]
    [InlineData("R1,2026-01-01,5,t,\"x", "a quoted field without its closing quote")]
    public void A_malformed_review_is_reported_with_its_line(string row, string reason)
    {
        var file = ReviewsReader.Read($"id,date,stars,title,text\nR0,2026-01-01,5,\"a\nb\",c\n{row}");

        Assert.Equal([new UnreadableEntry("reviews", 4, reason)], file.Unreadable);
        Assert.Equal("R0", Assert.Single(file.Entries).Author);
    }

    [Theory]
    [InlineData("twitter", 40, 2)]
    [InlineData("email", 31, 2)]
    [InlineData("reviews", 36, 2)]
    public async Task The_samples_files_are_read_and_have_an_empty_entry_and_malformed_ones(string source, int entries, int unreadable)
    {
        var file = await FeedbackFile.ReadAsync(source, CancellationToken.None);

        Assert.Equal((entries, unreadable), (file.Entries.Count, file.Unreadable.Count));
        Assert.Single(file.Entries, entry => entry.Text.Length == 0);
    }

    [Fact]
    public async Task An_unknown_source_is_an_error_that_names_the_sources()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => FeedbackFile.ReadAsync("fax", CancellationToken.None));

        Assert.Equal("There is no feedback source 'fax'. The sources are twitter, email and reviews.", error.Message);
    }
}
