using System.Net;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class BackchannelTests
{
    private const string OtpScope = "one-time-password-sms:send-validate";

    [Fact]
    public async Task A_request_is_accepted_and_its_first_poll_gets_the_tokens()
    {
        await using var op = await StartAsync();
        op.Phone.Connection = DeviceConnection.WiFi;

        using var accepted = await StartRequestAsync(op);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.True(accepted.Headers.CacheControl!.NoStore);
        var request = await JsonAsync(accepted);
        Assert.Equal(["auth_req_id", "expires_in", "interval"], request.EnumerateObject().Select(member => member.Name));
        Assert.Equal(43, request.GetProperty("auth_req_id").GetString()!.Length);
        Assert.Equal(120, request.GetProperty("expires_in").GetInt32());
        Assert.Equal(2, request.GetProperty("interval").GetInt32());

        using var polled = await PollAsync(op, request.GetProperty("auth_req_id").GetString()!);
        Assert.Equal(HttpStatusCode.OK, polled.StatusCode);
        var tokens = await JsonAsync(polled);
        Assert.Equal(["access_token", "token_type", "expires_in", "scope", "id_token"], tokens.EnumerateObject().Select(member => member.Name));
        using var call = await op.VerifyAsync(tokens.GetProperty("access_token").GetString(), $$"""{"phoneNumber":"{{Number}}"}""");
        Assert.True((await JsonAsync(call)).GetProperty("devicePhoneNumberVerified").GetBoolean());
    }

    [Fact]
    public async Task Without_openid_there_is_no_id_token()
    {
        await using var op = await StartAsync();

        using var polled = await PollAsync(op, await GetIdAsync(op, ("scope", $"{Purpose} {VerifyScope}")));

        Assert.Equal(["access_token", "token_type", "expires_in", "scope"], (await JsonAsync(polled)).EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("binding_message", "hello")]
    [InlineData("user_code", "1234")]
    [InlineData("requested_expiry", "1")]
    public async Task What_the_profile_ignores_is_ignored(string name, string value)
    {
        await using var op = await StartAsync();

        using var response = await StartRequestAsync(op, (name, value));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(120, (await JsonAsync(response)).GetProperty("expires_in").GetInt32());
    }

    [Theory]
    [InlineData("login_hint", null, "invalid_request")]
    [InlineData("login_hint", "", "invalid_request")]
    [InlineData("login_hint", Number, "invalid_request")]
    [InlineData("login_hint", $"tel:{Number}", "invalid_request")]
    [InlineData("login_hint", "ipport:127.0.0.1:1234", "invalid_request")]
    [InlineData("login_hint", "OperatorToken:x", "invalid_request")]
    [InlineData("login_hint", "operatortoken:", "unknown_user_id")]
    [InlineData("login_hint", "operatortoken:unknown", "unknown_user_id")]
    [InlineData("login_hint_token", "x", "invalid_request")]
    [InlineData("id_token_hint", "x", "invalid_request")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("scope", "openid", "invalid_scope")]
    [InlineData("scope", VerifyScope, "invalid_scope")]
    [InlineData("scope", $"openid {Purpose} unknown", "invalid_scope")]
    public async Task A_faulty_request_is_refused(string name, string? value, string error)
    {
        await using var op = await StartAsync();

        using var response = await StartRequestAsync(op, (name, value));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, error);
    }

    [Fact]
    public async Task A_number_is_taken_for_an_API_that_does_not_verify_it()
    {
        await using var op = await StartAsync();

        using var known = await StartRequestAsync(op, ("login_hint", $"tel:{Number}"), ("scope", $"{Purpose} {OtpScope}"));
        using var unknown = await StartRequestAsync(op, ("login_hint", $"tel:{OtherNumber}"), ("scope", $"{Purpose} {OtpScope}"));
        using var mixed = await StartRequestAsync(op, ("login_hint", $"tel:{Number}"), ("scope", $"{Purpose} {OtpScope} {VerifyScope}"));

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        await AssertOAuthErrorAsync(unknown, HttpStatusCode.BadRequest, "unknown_user_id");
        await AssertOAuthErrorAsync(mixed, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("client_secret", null)]
    [InlineData("client_secret", "wrong")]
    [InlineData("client_id", "somebody")]
    public async Task The_client_must_be_authenticated(string name, string? value)
    {
        await using var op = await StartAsync();

        using var start = await StartRequestAsync(op, (name, value));
        using var poll = await PollAsync(op, await GetIdAsync(op), (name, value));

        await AssertOAuthErrorAsync(start, HttpStatusCode.Unauthorized, "invalid_client");
        await AssertOAuthErrorAsync(poll, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task An_assertion_is_for_the_endpoint_it_is_sent_to()
    {
        await using var op = await StartAsync();

        using var right = await StartRequestAsync(op, [("client_id", null), ("client_secret", null), .. Assertion(op, op.Simulator.BackchannelAuthenticationEndpoint)]);
        using var wrong = await StartRequestAsync(op, [("client_id", null), ("client_secret", null), .. Assertion(op, op.Simulator.TokenEndpoint)]);

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        await AssertOAuthErrorAsync(wrong, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task An_assertion_used_at_one_endpoint_is_used_at_the_other_too()
    {
        await using var op = await StartAsync();
        var id = await GetIdAsync(op);
        using var started = await StartRequestAsync(op, [("client_id", null), ("client_secret", null), .. Assertion(op, op.Simulator.BackchannelAuthenticationEndpoint, "same")]);

        using var poll = await PollAsync(op, id, [("client_id", null), ("client_secret", null), .. Assertion(op, op.Simulator.TokenEndpoint, "same")]);

        Assert.Equal(HttpStatusCode.OK, started.StatusCode);
        await AssertOAuthErrorAsync(poll, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_client_that_is_not_registered_for_it_is_not_authorized()
    {
        await using var op = await StartAsync(options => options.Clients.Add(
            new SimulatedClient { ClientId = "code-only", ClientSecret = "secret", RedirectUris = [RedirectUri], GrantTypes = ["authorization_code"] }));

        using var start = await StartRequestAsync(op, ("client_id", "code-only"), ("client_secret", "secret"));
        using var poll = await PollAsync(op, await GetIdAsync(op), ("client_id", "code-only"), ("client_secret", "secret"));

        await AssertOAuthErrorAsync(start, HttpStatusCode.BadRequest, "unauthorized_client");
        await AssertOAuthErrorAsync(poll, HttpStatusCode.BadRequest, "unauthorized_client");
    }

    [Fact]
    public async Task An_operator_token_is_good_for_one_request()
    {
        await using var op = await StartAsync();
        var hint = $"operatortoken:{op.Phone.CreateOperatorToken()}";

        using var first = await StartRequestAsync(op, ("login_hint", hint));
        using var second = await StartRequestAsync(op, ("login_hint", hint));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertOAuthErrorAsync(second, HttpStatusCode.BadRequest, "unknown_user_id");
    }

    [Theory]
    [InlineData(null, "invalid_request")]
    [InlineData("unknown", "invalid_grant")]
    public async Task A_poll_without_a_known_request_is_refused(string? id, string error)
    {
        await using var op = await StartAsync();

        using var response = await PollAsync(op, "", ("auth_req_id", id));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, error);
    }

    [Fact]
    public async Task A_request_gives_its_tokens_once()
    {
        await using var op = await StartAsync();
        var id = await GetIdAsync(op);

        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PollAsync(op, id)));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK);
        await Assert.AllAsync(responses.Where(response => response.StatusCode != HttpStatusCode.OK), response => AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant"));
    }

    [Fact]
    public async Task A_request_of_one_client_is_worth_nothing_to_another_and_stays_good_for_its_own()
    {
        await using var op = await StartAsync();
        var id = await GetIdAsync(op);

        using var stolen = await PollAsync(op, id, [("client_id", null), ("client_secret", null), .. Assertion(op, op.Simulator.TokenEndpoint)]);
        using var own = await PollAsync(op, id);

        await AssertOAuthErrorAsync(stolen, HttpStatusCode.BadRequest, "invalid_grant");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Polls_are_pending_as_often_as_the_options_say()
    {
        await using var op = await StartAsync(options => options.BackchannelPendingPolls = 2);
        var id = await GetIdAsync(op);

        await AssertPollAsync(op, id, "authorization_pending");
        op.Time.Advance(TimeSpan.FromSeconds(2));
        await AssertPollAsync(op, id, "authorization_pending");
        op.Time.Advance(TimeSpan.FromSeconds(2));
        await AssertPollAsync(op, id, null);
    }

    [Fact]
    public async Task A_request_is_pending_until_the_device_answers()
    {
        await using var op = await StartAsync();
        op.Phone.BackchannelAnswer = BackchannelAnswer.LeavePending;
        var id = await GetIdAsync(op);

        await AssertPollAsync(op, id, "authorization_pending");
        op.Time.Advance(TimeSpan.FromSeconds(2));
        await AssertPollAsync(op, id, "authorization_pending");
        op.Time.Advance(TimeSpan.FromSeconds(2));
        op.Phone.BackchannelAnswer = BackchannelAnswer.Approve;
        await AssertPollAsync(op, id, null);
    }

    [Fact]
    public async Task A_denied_request_is_over_even_if_the_device_changes_its_mind()
    {
        await using var op = await StartAsync();
        op.Phone.BackchannelAnswer = BackchannelAnswer.Deny;
        var id = await GetIdAsync(op);

        await AssertPollAsync(op, id, "access_denied");
        op.Phone.BackchannelAnswer = BackchannelAnswer.Approve;
        op.Time.Advance(TimeSpan.FromSeconds(2));
        await AssertPollAsync(op, id, "invalid_grant");
    }

    [Fact]
    public async Task A_refused_request_does_not_start()
    {
        await using var op = await StartAsync();
        op.Phone.BackchannelAnswer = BackchannelAnswer.Refuse;

        using var response = await StartRequestAsync(op);

        await AssertOAuthErrorAsync(response, HttpStatusCode.Forbidden, "access_denied");
    }

    [Fact]
    public async Task A_poll_that_comes_too_early_makes_the_interval_longer_for_all_that_follow()
    {
        await using var op = await StartAsync();
        op.Phone.BackchannelAnswer = BackchannelAnswer.LeavePending;
        var id = await GetIdAsync(op);

        await AssertPollAsync(op, id, "authorization_pending");
        op.Time.Advance(TimeSpan.FromSeconds(1.9));
        await AssertPollAsync(op, id, "slow_down"); // from here on 7 seconds
        op.Time.Advance(TimeSpan.FromSeconds(7));
        await AssertPollAsync(op, id, "authorization_pending");
        op.Time.Advance(TimeSpan.FromSeconds(6.9));
        await AssertPollAsync(op, id, "slow_down"); // and 12
        op.Phone.BackchannelAnswer = BackchannelAnswer.Approve;
        op.Time.Advance(TimeSpan.FromSeconds(11.9));
        await AssertPollAsync(op, id, "slow_down");
        op.Time.Advance(TimeSpan.FromSeconds(17));
        await AssertPollAsync(op, id, null);
    }

    [Fact]
    public async Task A_client_that_keeps_polling_too_early_gets_an_invalid_request_and_then_nothing()
    {
        await using var op = await StartAsync();
        op.Phone.BackchannelAnswer = BackchannelAnswer.LeavePending;
        var id = await GetIdAsync(op);
        await AssertPollAsync(op, id, "authorization_pending");
        for (var i = 0; i < 5; i++)
        {
            await AssertPollAsync(op, id, "slow_down");
        }

        await AssertPollAsync(op, id, "invalid_request");

        op.Phone.BackchannelAnswer = BackchannelAnswer.Approve;
        op.Time.Advance(TimeSpan.FromSeconds(60));
        await AssertPollAsync(op, id, "invalid_grant");
    }

    [Theory]
    [InlineData(119.9, null)]
    [InlineData(120, "expired_token")]
    [InlineData(200, "expired_token")]
    public async Task A_request_lives_for_120_seconds(double seconds, string? error)
    {
        await using var op = await StartAsync();
        var id = await GetIdAsync(op);
        op.Time.Advance(TimeSpan.FromSeconds(seconds));

        await AssertPollAsync(op, id, error);
    }

    [Fact]
    public async Task The_interval_stated_is_the_one_of_the_options()
    {
        await using var op = await StartAsync(options => options.BackchannelInterval = TimeSpan.FromSeconds(5));

        using var response = await StartRequestAsync(op);

        Assert.Equal(5, (await JsonAsync(response)).GetProperty("interval").GetInt32());
    }

    [Fact]
    public async Task Options_nobody_could_keep_are_refused()
    {
        var tooShort = await Assert.ThrowsAsync<ArgumentException>(() => OperatorSimulator.StartAsync(options => options.BackchannelInterval = TimeSpan.FromSeconds(0.5)));
        var negative = await Assert.ThrowsAsync<ArgumentException>(() => OperatorSimulator.StartAsync(options => options.BackchannelPendingPolls = -1));
        var grantType = await Assert.ThrowsAsync<ArgumentException>(() => OperatorSimulator.StartAsync(options => options.Clients.Add(
            new SimulatedClient { ClientId = "c", ClientSecret = "s", RedirectUris = [RedirectUri], GrantTypes = ["password"] })));

        Assert.Contains("BackchannelInterval", tooShort.Message, StringComparison.Ordinal);
        Assert.Contains("BackchannelPendingPolls", negative.Message, StringComparison.Ordinal);
        Assert.Contains("grant type", grantType.Message, StringComparison.Ordinal);
    }

    private static (string Name, string? Value)[] Assertion(RunningOperator op, Uri audience, string? id = null)
    {
        var claims = AssertionKey.Claims(op);
        claims["aud"] = audience.OriginalString;
        claims["jti"] = id ?? Guid.NewGuid().ToString();
        return op.Key.AssertionParameters(op, op.Key.Sign(claims));
    }

    private static Task<HttpResponseMessage> StartRequestAsync(RunningOperator op, params (string Name, string? Value)[] changes) => op.PostAsync("/bc-authorize", Change(
        [
            new("login_hint", $"operatortoken:{op.Phone.CreateOperatorToken()}"),
            new("scope", $"openid {Purpose} {VerifyScope}"),
            new("client_id", ClientId),
            new("client_secret", ClientSecret),
        ],
        changes));

    private static async Task<string> GetIdAsync(RunningOperator op, params (string Name, string? Value)[] changes)
    {
        using var response = await StartRequestAsync(op, changes);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await JsonAsync(response)).GetProperty("auth_req_id").GetString()!;
    }

    private static Task<HttpResponseMessage> PollAsync(RunningOperator op, string id, params (string Name, string? Value)[] changes) => op.PostTokenAsync(Change(
        [
            new("grant_type", "urn:openid:params:grant-type:ciba"),
            new("auth_req_id", id),
            new("client_id", ClientId),
            new("client_secret", ClientSecret),
        ],
        changes));

    private static async Task AssertPollAsync(RunningOperator op, string id, string? error)
    {
        using var response = await PollAsync(op, id);
        if (error is null)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        else
        {
            await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, error);
        }
    }
}
