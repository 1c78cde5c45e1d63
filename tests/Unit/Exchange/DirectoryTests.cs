using System.Net;
using System.Text.Json.Nodes;

namespace NumberVerify.Unit.Tests.Exchange;

/// <summary>What an operator publishes: metadata that is believed only of itself, keys that are fetched no more often than needed.</summary>
public sealed class DirectoryTests
{
    private readonly FakeOperator _operator = new(FakeOperator.Discovered);

    [Fact]
    public async Task The_metadata_is_read_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _operator.Client.DiscoverAsync())));

        await _operator.SignIn().VerifyNumberAsync();

        Assert.Single(_operator.Sent(FakeOperator.MetadataUri));
        Assert.StartsWith(FakeOperator.AuthorizationEndpoint + "?", _operator.Client.GetAuthUrl(AuthorizationRequest.Create()).AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Static_endpoints_are_never_discovered()
    {
        var fixedOperator = new FakeOperator();

        await fixedOperator.Client.DiscoverAsync();
        await fixedOperator.SignIn().VerifyNumberAsync();

        Assert.Empty(fixedOperator.Sent(FakeOperator.MetadataUri));
    }

    public static TheoryData<string, string?> ForgedMetadata => new()
    {
        { "issuer", "https://evil.example" }, { "issuer", "https://op.example/" }, { "issuer", "https://OP.example" }, { "issuer", null }, { "issuer", "" },
        { "token_endpoint", "http://op.example/token" }, { "token_endpoint", "http://localhost/token" }, { "token_endpoint", "/token" }, { "token_endpoint", null }, { "token_endpoint", "https://op.example/token#f" },
        { "token_endpoint", "https://user:pw@op.example/token" }, { "token_endpoint", "javascript:alert(1)" }, { "token_endpoint", "file:///etc/passwd" },
        { "token_endpoint", "https://169.254.169.254/latest/meta-data" }, { "jwks_uri", "https://169.254.169.254/" }, { "jwks_uri", "https://[fe80::1]/" },
        { "authorization_endpoint", "https://op.example/authorize?state=fixed" }, { "authorization_endpoint", "http://op.example/authorize" }, { "authorization_endpoint", null },
        { "jwks_uri", "http://op.example/jwks" }, { "jwks_uri", "some-keys" }, { "jwks_uri", null },
    };

    [Theory]
    [MemberData(nameof(ForgedMetadata))]
    public async Task Forged_metadata_is_refused(string member, string? value)
    {
        _operator.OnMetadata = _ =>
        {
            var metadata = FakeOperator.MetadataBody();
            metadata.Remove(member);
            if (value is not null)
            {
                metadata[member] = value;
            }

            return FakeHandler.Json(metadata.ToJsonString());
        };

        var exception = await Assert.ThrowsAsync<UnexpectedResponseException>(() => _operator.Client.DiscoverAsync());

        Assert.True(string.IsNullOrEmpty(value) || !exception.ToString().Contains(value, StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => _operator.Client.GetAuthUrl(AuthorizationRequest.Create()));
    }

    /// <summary>No token is in play: a 401 or 403 says nothing about one.</summary>
    [Theory]
    [InlineData(400, typeof(RequestRejectedException))]
    [InlineData(401, typeof(RequestRejectedException))]
    [InlineData(403, typeof(RequestRejectedException))]
    [InlineData(404, typeof(RequestRejectedException))]
    [InlineData(500, typeof(OperatorUnavailableException))]
    [InlineData(302, typeof(UnexpectedResponseException))]
    public async Task A_failure_to_publish_is_typed_for_what_it_is(int status, Type type)
    {
        _operator.OnMetadata = _ => FakeHandler.Json("""{"error":"canary description"}""", (HttpStatusCode)status);

        var exception = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => _operator.Client.DiscoverAsync());

        Assert.IsType(type, exception);
        Assert.Single(_operator.Http.Sent);
    }

    [Fact]
    public async Task A_discovery_that_failed_is_tried_again_by_the_next()
    {
        _operator.OnMetadata = _ => throw FakeHandler.Broken(HttpRequestError.ConnectionError);
        await Assert.ThrowsAsync<TransportException>(() => _operator.Client.DiscoverAsync());
        _operator.OnMetadata = _ => FakeHandler.Json(FakeOperator.MetadataBody().ToJsonString());

        await _operator.Client.DiscoverAsync();

        Assert.Equal(2, _operator.Http.Sent.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_passing_failure_to_publish_is_waited_out(int status)
    {
        var failures = 2;
        _operator.OnMetadata = _ => failures-- > 0 ? FakeHandler.Json("{}", (HttpStatusCode)status).With("Retry-After", "0") : FakeHandler.Json(FakeOperator.MetadataBody().ToJsonString());
        var jwksFailures = 1;
        _operator.OnJwks = _ => jwksFailures-- > 0 ? FakeHandler.Json("{}", (HttpStatusCode)status).With("Retry-After", "0") : FakeHandler.Json(OperatorKey.KeySet(_operator.Key.ToJwk()));

        await _operator.Client.DiscoverAsync();
        await _operator.SignIn().GetSessionAsync();

        Assert.Equal(3, _operator.Sent(FakeOperator.MetadataUri).Count);
        Assert.Equal(2, _operator.Sent(FakeOperator.JwksUri).Count);
        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Fact]
    public async Task A_lasting_failure_to_publish_ends_in_a_refusal_of_ours_without_its_text()
    {
        _operator.OnMetadata = _ => FakeHandler.Json("""{"message":"canary"}""", HttpStatusCode.ServiceUnavailable).With("Retry-After", "0");

        var exception = await Record.ExceptionAsync(() => _operator.Client.DiscoverAsync());

        Assert.Equal(4, _operator.Sent(FakeOperator.MetadataUri).Count);
        Assert.Equal(typeof(OperatorUnavailableException), exception?.GetType());
        Assert.DoesNotContain("canary", exception!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_to_publish_of_any_size_is_not_read_through()
    {
        var streams = new List<PaddedStream>();
        _operator.OnMetadata = _ =>
        {
            streams.Add(new PaddedStream("{}"u8.ToArray(), 8 * 1024 * 1024));
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StreamContent(streams[^1]) { Headers = { ContentType = new("application/json") } } }.With("Retry-After", "0");
        };

        await Record.ExceptionAsync(() => _operator.Client.DiscoverAsync());

        Assert.All(streams, static stream => Assert.InRange(stream.Position, 0, 256 * 1024));
    }

    [Fact]
    public async Task Keys_that_cannot_be_fetched_for_long_leave_the_code_spent()
    {
        await _operator.Client.DiscoverAsync();
        _operator.OnJwks = _ => FakeHandler.Json("{}", HttpStatusCode.ServiceUnavailable).With("Retry-After", "0");
        var user = _operator.SignIn();

        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());
        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());

        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Fact]
    public async Task Keys_are_kept_for_an_hour()
    {
        await _operator.Client.DiscoverAsync();
        await _operator.SignIn().GetSessionAsync();
        _operator.Time.Advance(TimeSpan.FromMinutes(59));
        await _operator.SignIn().GetSessionAsync();
        Assert.Single(_operator.Sent(FakeOperator.JwksUri));

        _operator.Time.Advance(TimeSpan.FromMinutes(1));
        await _operator.SignIn().GetSessionAsync();

        Assert.Equal(2, _operator.Sent(FakeOperator.JwksUri).Count);
    }

    [Fact]
    public async Task A_new_key_is_fetched_once_when_it_is_first_named()
    {
        await _operator.Client.DiscoverAsync();
        await _operator.SignIn().GetSessionAsync();
        _operator.Time.Advance(TimeSpan.FromMinutes(2));
        using var rotated = new OperatorKey("rotated");
        _operator.OnJwks = _ => FakeHandler.Json(OperatorKey.KeySet(_operator.Key.ToJwk(), rotated.ToJwk()));
        SignWith(rotated);

        await _operator.SignIn().GetSessionAsync();
        await _operator.SignIn().GetSessionAsync();

        Assert.Equal(2, _operator.Sent(FakeOperator.JwksUri).Count);
    }

    [Fact]
    public async Task A_key_nobody_publishes_is_asked_for_once_a_minute_at_the_most()
    {
        await _operator.Client.DiscoverAsync();
        await _operator.SignIn().GetSessionAsync();
        _operator.Time.Advance(TimeSpan.FromMinutes(2));
        using var stranger = new OperatorKey("stranger");
        SignWith(stranger);

        for (var attempt = 0; attempt < 5; attempt++)
        {
            await Assert.ThrowsAsync<IdTokenRejectedException>(() => _operator.SignIn().GetSessionAsync());
        }

        Assert.Equal(2, _operator.Sent(FakeOperator.JwksUri).Count);
    }

    [Theory]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"kty":"EC","kid":"operator-key","crv":"P-256","x":"!!!","y":"AA"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","kid":"operator-key","crv":"P-999","x":"AA","y":"AA"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","kid":"operator-key"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"operator-key","n":"","e":""}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"operator-key","n":"AQAB","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"oct","kid":"operator-key"}]}""")]
    [InlineData("""{"keys":[{"kty":"","kid":"operator-key"}]}""")]
    [InlineData("""{"keys":[{"kty":"QUANTUM","kid":"operator-key"}]}""")]
    [InlineData("{}")]
    [InlineData("""{"keys":null}""")]
    [InlineData("""{"keys":[null]}""")]
    [InlineData("""{"keys":[7]}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Unusable_keys_refuse_the_id_token_and_spend_the_code(string keys)
    {
        await _operator.Client.DiscoverAsync();
        _operator.OnJwks = _ => FakeHandler.Json(keys);
        var user = _operator.SignIn();

        var exception = await Record.ExceptionAsync(() => user.GetSessionAsync());

        Assert.True(exception is NumberVerifyException { RequestMayHaveBeenProcessed: true }, exception?.ToString());
        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());
        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Fact]
    public async Task A_key_of_an_unknown_kind_beside_the_right_one_is_skipped()
    {
        await _operator.Client.DiscoverAsync();
        _operator.OnJwks = _ => FakeHandler.Json(OperatorKey.KeySet(new JsonObject { ["kty"] = "QUANTUM", ["kid"] = "q", ["odd"] = new JsonArray(1) }, _operator.Key.ToJwk()));

        Assert.NotNull(await _operator.SignIn().GetSessionAsync());
    }

    [Fact]
    public async Task The_requests_carry_no_credential()
    {
        await _operator.Client.DiscoverAsync();
        await _operator.SignIn().GetSessionAsync();

        Assert.All(_operator.Sent(FakeOperator.MetadataUri).Concat(_operator.Sent(FakeOperator.JwksUri)), static request => Assert.True(request.Method == HttpMethod.Get && request.Body.Length == 0 && request.Header("Authorization") is null));
    }

    [Fact]
    public async Task The_authorization_endpoint_is_never_called()
    {
        await _operator.Client.DiscoverAsync();
        await _operator.SignIn().VerifyNumberAsync();

        Assert.DoesNotContain(_operator.Http.Sent, static request => request.Uri.AbsolutePath == "/authorize");
    }

    [Theory]
    [InlineData("https://op.example/realm/")]
    [InlineData("https://op.example/realm")]
    public async Task An_issuer_with_a_path_is_discovered_below_it(string issuer)
    {
        var mobileOperator = new FakeOperator(options =>
        {
            FakeOperator.Discovered(options);
            options.Issuer = issuer;
        });
        await Record.ExceptionAsync(() => mobileOperator.Client.DiscoverAsync());

        Assert.Equal("https://op.example/realm/.well-known/openid-configuration", mobileOperator.Http.Sent.Single().Uri.AbsoluteUri);
    }

    private void SignWith(OperatorKey key) => _operator.OnToken = _ =>
    {
        var body = _operator.TokenBody();
        body["id_token"] = key.Sign(_operator.Claims());
        return FakeHandler.Json(body.ToJsonString());
    };
}
