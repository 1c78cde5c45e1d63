using System.Net;
using System.Net.Sockets;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>
/// What a real operator must refuse, so that whoever gets it wrong learns it here: each rule has a request that breaks it. Finer points of a rule stand with the endpoint they
/// belong to. What needs a process of its own, that it starts neither in Production nor on other addresses and says loudly what it is, stands in <see cref="ProgramTests"/>.
/// </summary>
public sealed class NegativeSuiteTests
{
    private const string Body = $$"""{"phoneNumber":"{{Number}}"}""";

    public static TheoryData<string, string?> UntrustedCallers => new()
    {
        { "client_id", null },
        { "client_id", "" },
        { "client_id", "somebody" },
        { "client_id", "BACKEND" },
        { "redirect_uri", null },
        { "redirect_uri", "" },
        { "redirect_uri", "https://evil.example/callback" },
        { "redirect_uri", "https://app.example/callback/" },
        { "redirect_uri", "https://app.example/Callback" },
        { "redirect_uri", "https://APP.example/callback" },
        { "redirect_uri", "https://app.example:443/callback" },
        { "redirect_uri", "https://app.example/./callback" },
        { "redirect_uri", "https://app.example/x/../callback" },
        { "redirect_uri", "https://app.example/%63allback" },
        { "redirect_uri", "https://app.example/callback?x=1" },
        { "redirect_uri", "https://app.example/callback#" },
        { "redirect_uri", "https://app.example@evil.example/callback" },
        { "redirect_uri", "https://app.example/callback " },
        { "redirect_uri", "https://app.example/callback\n" },
        { "redirect_uri", "<script>alert(1)</script>" },
    };

    [Theory]
    [MemberData(nameof(UntrustedCallers))]
    public async Task An_untrusted_client_or_redirect_uri_gets_a_page_and_no_redirect(string name, string? value)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync((name, value));

        await AssertPageAsync(response);
    }

    [Theory]
    [MemberData(nameof(UntrustedCallers))]
    public async Task A_form_gets_an_untrusted_client_or_redirect_uri_no_further(string name, string? value)
    {
        await using var op = await StartAsync();

        using var response = await op.PostAsync("/authorize", AuthorizationParameters((name, value)));

        await AssertPageAsync(response);
    }

    [Theory]
    [InlineData("scope", null)]
    [InlineData("response_type", "token")]
    [InlineData("state", null)]
    [InlineData("request", "x")]
    [InlineData("nonce", "a nonce")]
    public async Task No_redirect_makes_the_browser_repeat_its_request(string name, string? value)
    {
        await using var op = await StartAsync();

        using var byQuery = await op.AuthorizeAsync((name, value));
        using var byForm = await op.PostAsync("/authorize", AuthorizationParameters((name, value)));

        Assert.All([byQuery, byForm], response => Assert.Equal(HttpStatusCode.Found, response.StatusCode));
    }

    [Fact]
    public async Task Without_a_code_challenge_there_is_no_code() => await AssertRefusedAsync("invalid_request", ("code_challenge", null), ("code_challenge_method", null));

    [Theory]
    [InlineData("plain")]
    [InlineData(null)]
    public async Task A_plain_code_challenge_is_refused(string? method) => await AssertRefusedAsync("invalid_request", ("code_challenge", Verifier), ("code_challenge_method", method));

    [Fact]
    public async Task A_verifier_without_a_challenge_is_refused_where_an_operator_does_not_insist_on_one()
    {
        await using var op = await StartAsync(options => options.Dialect = OperatorDialect.TelefonicaSandbox);
        var code = await CodeWithoutChallengeAsync();

        using var downgraded = await RedeemAsync(code, Verifier);
        using var honest = await RedeemAsync(await CodeWithoutChallengeAsync(), null);

        await AssertOAuthErrorAsync(downgraded, HttpStatusCode.BadRequest, "invalid_grant");
        Assert.Equal(HttpStatusCode.OK, honest.StatusCode);

        async Task<string> CodeWithoutChallengeAsync()
        {
            using var response = await op.AuthorizeAsync(("client_id", KeyClientId), ("login_hint", $"tel:{Number}"), ("code_challenge", null), ("code_challenge_method", null));
            return Callback(response)["code"];
        }

        Task<HttpResponseMessage> RedeemAsync(string code, string? verifier) => op.PostAsync(
            op.Simulator.TokenEndpoint.AbsolutePath,
            TokenParameters(code, [("client_id", null), ("client_secret", null), ("code_verifier", verifier), .. op.Key.AssertionParameters(op)]));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(59.9, true)]
    public async Task A_code_lives_for_60_seconds(double seconds, bool alive)
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync();
        op.Time.Advance(TimeSpan.FromSeconds(seconds));

        using var response = await op.RedeemAsync(code);

        Assert.Equal(alive ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        if (!alive)
        {
            await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    [InlineData(299)]
    public async Task A_replayed_code_is_refused_and_revokes_the_token_issued_from_it(int secondsLater)
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync();
        using var first = await op.RedeemAsync(code);
        var token = (await JsonAsync(first)).GetProperty("access_token").GetString();
        op.Time.Advance(TimeSpan.FromSeconds(secondsLater));

        using var replay = await op.RedeemAsync(code);
        using var call = await op.VerifyAsync(token, $$"""{"phoneNumber":"{{Number}}"}""");

        await AssertOAuthErrorAsync(replay, HttpStatusCode.BadRequest, "invalid_grant");
        await AssertApiErrorAsync(call, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task No_authentication_at_all_is_refused()
    {
        await using var op = await StartAsync();

        using var response = await op.RedeemAsync(await op.GetCodeAsync(), ("client_id", null), ("client_secret", null));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_client_assertion_is_good_for_one_request()
    {
        await using var op = await StartAsync();
        var assertion = op.Key.Sign(AssertionKey.Claims(op));

        using var first = await AssertAsync(op, assertion);
        using var second = await AssertAsync(op, assertion);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertOAuthErrorAsync(second, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Theory]
    [InlineData(0, 301)]
    [InlineData(-1, 300)]
    [InlineData(-301, -1)]
    public async Task A_client_assertion_that_lives_longer_than_300_seconds_or_is_over_is_refused(int issued, int expires)
    {
        await using var op = await StartAsync();
        var claims = AssertionKey.Claims(op);
        var now = op.Time.GetUtcNow().ToUnixTimeSeconds();
        claims["iat"] = now + issued;
        claims["exp"] = now + expires;

        using var response = await AssertAsync(op, op.Key.Sign(claims));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_token_is_good_for_one_call_of_sixteen_at_once()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => op.VerifyAsync(token, Body)));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK);
        Assert.Equal(15, responses.Count(response => response.StatusCode == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task An_access_token_is_worth_nothing_after_300_seconds()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync();
        op.Time.Advance(TimeSpan.FromSeconds(300));

        using var response = await op.VerifyAsync(token, Body);

        await AssertApiErrorAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task There_is_no_refresh_token_to_ask_for_to_get_or_to_use()
    {
        await using var op = await StartAsync();

        using var asked = await op.AuthorizeAsync(("scope", $"openid {Purpose} {VerifyScope} offline_access"));
        var tokens = await op.GetTokensAsync();
        using var used = await op.RedeemAsync(await op.GetCodeAsync(), ("grant_type", "refresh_token"), ("refresh_token", tokens.GetProperty("access_token").GetString()));

        Assert.Equal("invalid_scope", Callback(asked)["error"]);
        Assert.False(tokens.TryGetProperty("refresh_token", out _));
        await AssertOAuthErrorAsync(used, HttpStatusCode.BadRequest, "unsupported_grant_type");
    }

    [Fact]
    public async Task It_cannot_be_reached_at_any_other_address_than_127_0_0_1()
    {
        await using var op = await StartAsync();

        foreach (var address in new[] { IPAddress.IPv6Loopback, IPAddress.Parse("127.0.0.2") })
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(address, op.Simulator.Issuer.Port));
        }
    }

    [Fact]
    public async Task Without_a_seed_nothing_repeats()
    {
        var drawn = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var op = await StartAsync();
            var token = await op.GetAccessTokenAsync(OtpScope);
            var (id, _) = await op.SendCodeAsync(token);
            drawn.AddRange([op.Phone.Id, op.Phone.CreateOperatorToken(), await op.GetCodeAsync(), token, id]);
        }

        Assert.Equal(10, drawn.Distinct().Count());
        Assert.Null(new OperatorSimulatorOptions().DeterministicSeed);
    }

    [Fact]
    public async Task A_seed_that_somebody_asked_for_repeats_everything()
    {
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var op = await StartAsync(options => options.DeterministicSeed = 7);
            var token = await op.GetAccessTokenAsync(OtpScope);
            var (id, password) = await op.SendCodeAsync(token);
            runs.Add(string.Join(' ', op.Phone.Id, op.Phone.CreateOperatorToken(), await op.GetCodeAsync(), token, id, password));
        }

        Assert.Equal(runs[0], runs[1]);
    }

    [Theory]
    [InlineData("POST", "seed", HttpStatusCode.NotFound)]
    [InlineData("POST", "faults", HttpStatusCode.Conflict)]
    public async Task Whoever_controls_it_from_outside_can_neither_seed_it_nor_switch_faults_on(string method, string path, HttpStatusCode status)
    {
        await using var op = await StartAsync();

        using var response = await op.CallAsync(new HttpMethod(method), $"/simulator/{path}", null, """{"kind":"Status","statusCode":503}""");
        using var served = await op.Http.GetAsync("/jwks");

        Assert.Equal(status, response.StatusCode);
        Assert.Throws<InvalidOperationException>(() => op.Simulator.AddFault(new SimulatorFault { Kind = SimulatorFaultKind.ConnectionReset }));
        Assert.Empty(op.Simulator.Faults);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    private static async Task AssertRefusedAsync(string error, params (string Name, string? Value)[] changes)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(changes);

        Assert.Equal(error, Callback(response)["error"]);
        Assert.DoesNotContain("code", Callback(response).Keys);
    }

    private static async Task<HttpResponseMessage> AssertAsync(RunningOperator op, string assertion) =>
        await op.RedeemAsync(await op.GetCodeAsync(("client_id", KeyClientId)), [("client_id", null), ("client_secret", null), .. op.Key.AssertionParameters(op, assertion)]);
}
