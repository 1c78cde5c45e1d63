namespace NumberVerify.Analyzers.Tests;

public sealed class FileTopicsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("o")]
    [InlineData("class Invoice { int Total; }")]
    [InlineData("Task Run(CancellationToken cancellationToken) => Task.Delay(1, cancellationToken);")]
    public void A_file_about_something_else_has_no_topic(string text) => Assert.Equal(Topics.None, Of(text));

    [Theory]
    [InlineData("oauth", Topics.OAuth)]
    [InlineData("MyOAuthClient", Topics.OAuth)]
    [InlineData("CLIENT_ID", Topics.OAuth)]
    [InlineData("x.RedirectUri", Topics.OAuth | Topics.Redirect | Topics.Output)]
    [InlineData("secret", Topics.Sensitive | Topics.Secret)]
    [InlineData("AccessToken", Topics.Session | Topics.Sensitive)]
    [InlineData("a cancellation, token", Topics.Sensitive)]
    [InlineData("client.ForUser(", Topics.User)]
    internal void A_word_counts_in_any_case_and_inside_of_others(string text, Topics expected) => Assert.Equal(expected, Of(text));

    [Fact]
    public void Only_the_part_that_is_asked_about_counts()
    {
        const string Text = "oauth secret oauth";

        Assert.Equal(Topics.Sensitive | Topics.Secret, FileTopics.Of(Text, 6, 6));
        Assert.Equal(Topics.None, FileTopics.Of(Text, 5, 1));
    }

    [Fact]
    public void A_word_is_found_wherever_it_stands_among_random_letters()
    {
        const string Letters = "aeiousctrnl_ -.<1Å€";
        string[] words = ["nonce", "OpenId", "client_secret", "dpv", "ForUser", "msisdn"];
        var random = new Random(20261121);
        for (var run = 0; run < 20_000; run++)
        {
            var noise = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Letters[random.Next(Letters.Length)]));
            var word = words[random.Next(words.Length)];

            Assert.Equal(Of(word), Of(noise.Insert(random.Next(noise.Length + 1), $" {word} ")) & Of(word));
        }
    }

    private static Topics Of(string text) => FileTopics.Of(text, 0, text.Length);
}
