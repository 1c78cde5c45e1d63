using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace NumberVerify.Unit.Tests.Exchange;

/// <summary>An operator token over the backchannel (CIBA, poll mode): what is sent and when, what ends it, and what a caller that leaves does to it. No test waits.</summary>
public sealed class BackchannelTests
{
    private readonly FakeOperator _operator = new(FakeOperator.Ciba);
    private readonly List<double> _polls = [];
    private DateTimeOffset _start;

    [Fact]
    public async Task The_request_names_the_operator_token_as_its_only_hint()
    {
        await User().GetSessionAsync();

        var sent = Assert.Single(_operator.Sent(FakeOperator.BackchannelEndpoint));
        Assert.Equal(["client_assertion", "client_assertion_type", "client_id", "login_hint", "scope"], sent.Form.Select(static member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("operatortoken:an-operator-token", FakeOperator.VerifyScope), (sent.Field("login_hint"), sent.Field("scope")));
        Assert.Equal(FakeOperator.BackchannelEndpoint, (string?)Claims(sent)["aud"]);
    }

    [Fact]
    public async Task Each_poll_holds_the_ticket_and_a_proof_of_its_own()
    {
        Answer("authorization_pending", "authorization_pending");

        await User().GetSessionAsync();

        var polls = _operator.Sent(FakeOperator.TokenEndpoint);
        Assert.Equal(3, polls.Count);
        Assert.All(polls, static poll => Assert.Equal(["auth_req_id", "client_assertion", "client_assertion_type", "client_id", "grant_type"], poll.Form.Select(static member => member.Key).Order(StringComparer.Ordinal)));
        Assert.All(polls, static poll => Assert.Equal(("urn:openid:params:grant-type:ciba", "a-ticket"), (poll.Field("grant_type"), poll.Field("auth_req_id"))));
        Assert.All(polls, static poll => Assert.Equal(FakeOperator.TokenEndpoint, (string?)Claims(poll)["aud"]));
        Assert.Equal(3, polls.Select(static poll => (string?)Claims(poll)["jti"]).Distinct().Count());
    }

    [Theory]
    [InlineData(""","interval":2""", "2 4 6")]
    [InlineData(""","interval":"7" """, "7 14 21")]
    [InlineData("", "5 10 15")]
    [InlineData(""","interval":0""", "5 10 15")]
    [InlineData(""","interval":-1""", "5 10 15")]
    public async Task Polls_keep_to_the_operators_interval_or_to_five_seconds(string interval, string expected)
    {
        _operator.OnBackchannel = _ => FakeHandler.Json($$"""{"auth_req_id":"a-ticket","expires_in":120{{interval}}}""");
        Answer("authorization_pending", "authorization_pending");

        await User().GetSessionAsync();

        Assert.Equal(expected, Polls());
    }

    [Fact]
    public async Task Slow_down_holds_for_all_later_polls()
    {
        Answer("slow_down", "authorization_pending", "slow_down", "authorization_pending");

        await User().GetSessionAsync();

        Assert.Equal("2 9 16 28 40", Polls());
    }

    [Fact]
    public async Task It_ends_with_the_time_the_operator_gave()
    {
        _operator.OnBackchannel = static _ => FakeHandler.Json("""{"auth_req_id":"a-ticket","expires_in":12}""");
        Answer([.. Enumerable.Repeat("authorization_pending", 10)]);
        var user = User();

        var end = await Assert.ThrowsAsync<AuthorizationExpiredException>(() => user.GetSessionAsync());
        await Assert.ThrowsAsync<AuthorizationExpiredException>(() => user.GetSessionAsync());

        Assert.True(end.RequestMayHaveBeenProcessed);
        Assert.Equal("5 10", Polls());
    }

    [Fact]
    public async Task An_endless_ticket_ends_after_ten_minutes()
    {
        _operator.OnBackchannel = static _ => FakeHandler.Json("""{"auth_req_id":"a-ticket","expires_in":2147483647,"interval":120}""");
        Answer([.. Enumerable.Repeat("authorization_pending", 10)]);

        await Assert.ThrowsAsync<AuthorizationExpiredException>(() => User().GetSessionAsync());

        Assert.Equal("120 240 360 480", Polls());
    }

    [Theory]
    [InlineData(400, "access_denied", typeof(AuthorizationRefusedException))]
    [InlineData(400, "expired_token", typeof(AuthorizationExpiredException))]
    [InlineData(400, "invalid_grant", typeof(OperatorTokenRejectedException))]
    [InlineData(400, "invalid_request", typeof(ClientRejectedException))]
    [InlineData(401, "invalid_client", typeof(ClientRejectedException))]
    [InlineData(429, "slow_down", typeof(RateLimitedException))]
    [InlineData(503, "authorization_pending", typeof(OperatorUnavailableException))]
    public async Task An_error_ends_the_polling_for_good(int status, string code, Type type)
    {
        _operator.OnToken = _ => FakeHandler.Json($$"""{"error":"{{code}}"}""", (HttpStatusCode)status);
        var user = User();

        var refusal = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());
        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());

        Assert.IsType(type, refusal);
        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Theory]
    [InlineData(400, "unknown_user_id", typeof(OperatorTokenRejectedException))]
    [InlineData(403, "access_denied", typeof(AuthorizationRefusedException))]
    [InlineData(400, "invalid_scope", typeof(ClientRejectedException))]
    [InlineData(400, "invalid_request", typeof(ClientRejectedException))]
    [InlineData(401, "invalid_client", typeof(ClientRejectedException))]
    [InlineData(500, "server_error", typeof(OperatorUnavailableException))]
    public async Task A_refusal_to_begin_is_typed_and_never_polled(int status, string code, Type type)
    {
        _operator.OnBackchannel = _ => FakeHandler.Json($$"""{"error":"{{code}}"}""", (HttpStatusCode)status);
        var user = User();

        var refusal = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());
        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());

        Assert.IsType(type, refusal);
        Assert.Single(_operator.Http.Sent);
    }

    [Theory]
    [InlineData("""{"auth_req_id":"","expires_in":120}""")]
    [InlineData("""{"auth_req_id":"a-ticket","expires_in":0}""")]
    [InlineData("""{"auth_req_id":"a-ticket"}""")]
    [InlineData("""{"expires_in":120}""")]
    public async Task A_ticket_outside_the_contract_is_refused(string body)
    {
        _operator.OnBackchannel = _ => FakeHandler.Json(body);

        var refusal = await Assert.ThrowsAsync<UnexpectedResponseException>(() => User().GetSessionAsync());

        Assert.True(refusal.RequestMayHaveBeenProcessed);
        Assert.Single(_operator.Http.Sent);
    }

    [Fact]
    public async Task The_id_token_is_demanded_and_checked()
    {
        _operator.ChangeToken("id_token", null);
        await Assert.ThrowsAsync<IdTokenRejectedException>(() => User().GetSessionAsync());

        var claims = _operator.Claims();
        claims["aud"] = "another";
        _operator.ChangeToken("id_token", JsonValue.Create(_operator.Key.Sign(claims)));
        await Assert.ThrowsAsync<IdTokenRejectedException>(() => User().GetSessionAsync());
    }

    [Fact]
    public async Task A_poll_that_was_never_sent_is_made_again_with_the_same_ticket()
    {
        var isDown = true;
        _operator.OnToken = _ => isDown ? throw FakeHandler.Broken(HttpRequestError.ConnectionError) : FakeHandler.Json(_operator.TokenBody().ToJsonString());
        var user = User();
        await Assert.ThrowsAsync<TransportException>(() => user.GetSessionAsync());
        isDown = false;

        Assert.Equal(FakeOperator.Token, (await user.GetSessionAsync()).AccessToken);
        Assert.Single(_operator.Sent(FakeOperator.BackchannelEndpoint));
    }

    [Fact]
    public async Task A_poll_whose_answer_was_lost_is_not_made_again()
    {
        _operator.OnToken = static _ => throw FakeHandler.TimedOut();
        var user = User();

        await Assert.ThrowsAsync<TransportException>(() => user.GetSessionAsync());
        await Assert.ThrowsAsync<TransportException>(() => user.GetSessionAsync());

        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Fact]
    public async Task When_the_last_caller_leaves_the_polling_stops_and_the_next_one_polls_on()
    {
        using var cancellation = new CancellationTokenSource();
        var hangs = true;
        var user = User(_ =>
        {
            if (hangs)
            {
                cancellation.Cancel();
            }

            return !hangs;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => user.GetSessionAsync(cancellation.Token));
        Assert.Empty(_operator.Sent(FakeOperator.TokenEndpoint));
        hangs = false;

        Assert.Equal(FakeOperator.Token, (await user.GetSessionAsync()).AccessToken);
        Assert.Single(_operator.Sent(FakeOperator.BackchannelEndpoint));
        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Fact]
    public async Task Metadata_without_the_endpoint_is_told_before_the_operator_token_is_sent()
    {
        FakeOperator.Discovered(_operator.Options);

        var refusal = await Assert.ThrowsAsync<UnexpectedResponseException>(() => User().GetSessionAsync());

        Assert.False(refusal.RequestMayHaveBeenProcessed);
        Assert.Equal([FakeOperator.MetadataUri], _operator.Http.Sent.Select(static request => request.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task The_endpoint_comes_from_the_metadata_and_must_be_https()
    {
        FakeOperator.Discovered(_operator.Options);
        var metadata = FakeOperator.MetadataBody();
        _operator.OnMetadata = _ => FakeHandler.Json(metadata.ToJsonString());
        metadata["backchannel_authentication_endpoint"] = "http://op.example/bc-authorize";
        await Assert.ThrowsAsync<UnexpectedResponseException>(() => User().GetSessionAsync());
        metadata["backchannel_authentication_endpoint"] = FakeOperator.BackchannelEndpoint;

        Assert.Equal(FakeOperator.Token, (await User().GetSessionAsync()).AccessToken);
    }

    [Fact]
    public async Task A_client_with_a_secret_shows_it_at_both_endpoints_and_a_purpose_may_be_a_parameter()
    {
        _operator.Options.Profile = _operator.Options.Profile with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretPost, PurposePlace = PurposePlace.Parameter };
        (_operator.Options.Signer, _operator.Options.ClientSecret) = (null, "a-secret");

        await User().GetSessionAsync();

        Assert.All(_operator.Http.Sent.Where(static request => request.Method == HttpMethod.Post), static request => Assert.Equal("a-secret", request.Field("client_secret")));
        Assert.Equal("dpv:FraudPreventionAndDetection", Assert.Single(_operator.Sent(FakeOperator.BackchannelEndpoint)).Field("purpose"));
    }

    [Theory]
    [InlineData(FakeOperator.Issuer, FakeOperator.Issuer)]
    [InlineData(null, FakeOperator.BackchannelEndpoint)]
    public async Task A_signed_request_holds_every_parameter_and_stands_beside_the_clients_proof_alone(string? issuer, string audience)
    {
        _operator.Options.Issuer = issuer;
        _operator.Options.Profile = _operator.Options.Profile with { SignsAuthorizationRequests = true, ChecksIdToken = issuer is not null };
        var now = _operator.Time.GetUtcNow().ToUnixTimeSeconds();

        await User().GetSessionAsync();

        var sent = Assert.Single(_operator.Sent(FakeOperator.BackchannelEndpoint));
        var parts = sent.Field("request")!.Split('.');
        var (header, claims) = (OperatorKey.Decode(parts[0]), OperatorKey.Decode(parts[1]));
        Assert.Equal(["client_assertion", "client_assertion_type", "client_id", "request"], sent.Form.Select(static member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("ES256", "a-key", "JWT"), ((string?)header["alg"], (string?)header["kid"], (string?)header["typ"]));
        Assert.Equal(["aud", "exp", "iat", "iss", "jti", "login_hint", "nbf", "scope"], claims.Select(static claim => claim.Key).Order(StringComparer.Ordinal));
        Assert.Equal((FakeOperator.ClientId, audience), ((string?)claims["iss"], (string?)claims["aud"]));
        Assert.Equal(("operatortoken:an-operator-token", FakeOperator.VerifyScope), ((string?)claims["login_hint"], (string?)claims["scope"]));
        Assert.Equal((now, now), ((long)claims["nbf"]!, (long)claims["iat"]!));
        Assert.InRange((long)claims["exp"]! - now, 1, 300);
    }

    private static JsonObject Claims(SentRequest request) => OperatorKey.Decode(request.Field("client_assertion")!.Split('.')[1]);

    /// <summary>Each poll gets the next error, and the last the token.</summary>
    private void Answer(params string[] errors)
    {
        var left = new Queue<string>(errors);
        _operator.OnToken = _ =>
        {
            _polls.Add((_operator.Time.GetUtcNow() - _start).TotalSeconds);
            return left.TryDequeue(out var error) ? FakeHandler.Json($$"""{"error":"{{error}}"}""", HttpStatusCode.BadRequest) : FakeHandler.Json(_operator.TokenBody().ToJsonString());
        };
    }

    private string Polls() => string.Join(' ', _polls.Select(static seconds => seconds.ToString(CultureInfo.InvariantCulture)));

    private NumberVerifyUserClient User(Func<TimeSpan, bool>? jumps = null)
    {
        _start = _operator.Time.GetUtcNow();
        return new NumberVerifyClient(_operator.Options, _operator.Http, new JumpingClock(_operator.Time, jumps)).ForOperatorToken(FakeOperator.OperatorToken);
    }
}
