using NumberVerify.Tool.Doctor;

namespace NumberVerify.Tool.Tests.Doctor;

public sealed class RedirectUriDifferenceTests
{
    private const string Configured = "https://app.example/sign-in/callback";

    [Fact]
    public void Equal_ones_do_not_differ() => Assert.Empty(RedirectUriDifference.Between(Configured, Configured));

    [Theory]
    [InlineData("http://app.example/sign-in/callback", "the scheme")]
    [InlineData("HTTPS://app.example/sign-in/callback", "upper and lower case in the scheme")]
    [InlineData("https://App.example/sign-in/callback", "upper and lower case in the host")]
    [InlineData("https://other.example/sign-in/callback", "the host")]
    [InlineData("https://app.example:443/sign-in/callback", "the port")]
    [InlineData("https://app.example:8443/sign-in/callback", "the port")]
    [InlineData("https://app.example/sign-in/callback/", "a slash at the end of the path")]
    [InlineData("https://app.example/sign-in/Callback", "upper and lower case in the path")]
    [InlineData("https://app.example/sign-in/%63allback", "the path")]
    [InlineData("https://app.example/sign-in/callback?a=b", "the query")]
    [InlineData("https://app.example/sign-in/callback#top", "the fragment")]
    [InlineData("https://*.app.example/sign-in/callback", "the registered one has a wildcard, which no operator is to take")]
    [InlineData("/sign-in/callback", "one of them is not absolute")]
    public void A_difference_is_named(string registered, string difference) => Assert.Equal([difference], RedirectUriDifference.Between(Configured, registered));

    [Fact]
    public void Localhost_and_its_address_are_different() =>
        Assert.Contains("localhost", Assert.Single(RedirectUriDifference.Between("http://localhost:5000/callback", "http://127.0.0.1:5000/callback")));

    [Fact]
    public void Several_differences_are_all_named() =>
        Assert.Equal(["the scheme", "the port", "a slash at the end of the path"], RedirectUriDifference.Between(Configured, "http://app.example:8080/sign-in/callback/"));
}
