using System.Net;
using NumberVerify.Tool.Doctor;

namespace NumberVerify.Tool.Tests.Doctor;

public sealed class CallbackCheckTests
{
    private static readonly AuthorizationProbe s_sent = new(ProbeAnswer.SentToCallback, "login_required", 302);

    [Fact]
    public async Task What_answers_from_here_is_fine_whatever_it_answers()
    {
        var result = await RunAsync("https://app.example/callback", s_sent, HttpStatusCode.NotFound);

        Assert.Equal(CheckStatus.Ok, result.Status);
        Assert.Contains("as seen from here (status 404)", result.Seen);
    }

    [Fact]
    public async Task What_does_not_answer_fails()
    {
        var result = await RunAsync("https://app.example/callback", s_sent, answer: null);

        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains("Nothing answers", result.Seen);
    }

    [Theory]
    [InlineData("https://10.1.2.3/callback")]
    [InlineData("https://172.31.0.1/callback")]
    [InlineData("https://192.168.1.1/callback")]
    [InlineData("https://100.64.0.1/callback")]
    [InlineData("https://169.254.1.1/callback")]
    [InlineData("https://[fd00::1]/callback")]
    [InlineData("https://[fe80::1]/callback")]
    [InlineData("https://[::ffff:10.0.0.1]/callback")]
    [InlineData("http://127.0.0.1:5000/callback")]
    [InlineData("http://localhost:5000/callback")]
    public async Task What_no_phone_on_mobile_data_reaches_is_warned_of_and_not_called(string redirectUri)
    {
        var result = await RunAsync(redirectUri, s_sent, answer: null);

        Assert.Equal(CheckStatus.Warning, result.Status);
    }

    [Fact]
    public async Task A_host_that_resolves_to_private_addresses_only_is_one()
    {
        using var http = new HttpClient(new Answering(null));
        var check = new CallbackCheck(http, (_, _) => Task.FromResult(new[] { IPAddress.Parse("192.168.1.1") }));

        var result = await check.RunAsync(new Uri("https://app.example/callback"), registered: null, s_sent, CancellationToken.None);

        Assert.Equal(CheckStatus.Warning, result.Status);
    }

    [Theory]
    [InlineData("https://172.32.0.1/callback")]
    [InlineData("https://100.128.0.1/callback")]
    [InlineData("https://[2001:db8::1]/callback")]
    [InlineData("com.example.app:/callback")]
    public async Task Other_addresses_and_an_apps_own_scheme_are_fine(string redirectUri) =>
        Assert.Equal(CheckStatus.Ok, (await RunAsync(redirectUri, s_sent, HttpStatusCode.OK)).Status);

    [Fact]
    public async Task An_operator_that_shows_a_page_does_not_know_the_callback()
    {
        var result = await RunAsync("https://app.example/callback", new AuthorizationProbe(ProbeAnswer.Page, null, 400), HttpStatusCode.OK);

        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains("byte for byte", result.Remedy);
    }

    [Theory]
    [InlineData(nameof(ProbeAnswer.NotAsked), nameof(CheckStatus.Ok))]
    [InlineData(nameof(ProbeAnswer.SentElsewhere), nameof(CheckStatus.Ok))]
    [InlineData(nameof(ProbeAnswer.Unreachable), nameof(CheckStatus.Warning))]
    public async Task An_operator_that_does_not_tell_fails_nothing(string answer, string status)
    {
        var result = await RunAsync("https://app.example/callback", new AuthorizationProbe(Enum.Parse<ProbeAnswer>(answer), null, null), HttpStatusCode.OK);

        Assert.Equal(Enum.Parse<CheckStatus>(status), result.Status);
    }

    private static async Task<CheckResult> RunAsync(string redirectUri, AuthorizationProbe probe, HttpStatusCode? answer)
    {
        using var http = new HttpClient(new Answering(answer));
        return await new CallbackCheck(http, (_, _) => Task.FromResult(new[] { IPAddress.Parse("203.0.113.1") })).RunAsync(new Uri(redirectUri), registered: null, probe, CancellationToken.None);
    }

    /// <summary>Null: nothing is there.</summary>
    private sealed class Answering(HttpStatusCode? status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            status is { } answer ? Task.FromResult(new HttpResponseMessage(answer)) : throw new HttpRequestException("refused");
    }
}
