using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace NumberVerify.Unit.Tests.DPoP;

/// <summary>Tokens that are bound to a key (RFC 9449): what is proved, when it is proved again, and that a bearer token does not slip in.</summary>
public sealed class DPoPTests
{
    private readonly FakeOperator _operator = Create(DPoPUse.Required);

    public DPoPTests() => _operator.ChangeToken("token_type", "DPoP");

    [Fact]
    public async Task The_token_request_proves_a_new_key()
    {
        await _operator.SignIn().GetSessionAsync();

        var proof = Proof.Of(Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint)));
        Assert.Equal(["alg", "jwk", "typ"], proof.Header.Select(static member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("dpop+jwt", "ES256"), ((string?)proof.Header["typ"], (string?)proof.Header["alg"]));
        Assert.Equal(["htm", "htu", "iat", "jti"], proof.Claims.Select(static member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("POST", FakeOperator.TokenEndpoint), (proof["htm"], proof["htu"]));
        Assert.Equal(_operator.Time.GetUtcNow().ToUnixTimeSeconds(), (long)proof.Claims["iat"]!);
    }

    [Fact]
    public async Task The_call_proves_the_same_key_and_the_token()
    {
        await _operator.SignIn().VerifyNumberAsync();

        var call = Assert.Single(_operator.Sent(FakeOperator.VerifyUri));
        var (first, second) = (Proof.Of(Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint))), Proof.Of(call));
        Assert.Equal($"DPoP {FakeOperator.Token}", call.Header("Authorization"));
        Assert.Equal(("POST", FakeOperator.VerifyUri, Proof.Hash(Encoding.ASCII.GetBytes(FakeOperator.Token))), (second["htm"], second["htu"], second["ath"]));
        Assert.Equal(first.Key, second.Key);
        Assert.NotEqual(first["jti"], second["jti"]);
    }

    [Fact]
    public async Task A_bound_call_sends_what_a_bearer_call_does_but_for_token_and_proof()
    {
        var bearer = new FakeOperator();
        await bearer.SignIn().VerifyNumberAsync(config: new ApiConfig { CorrelationId = "mine" });
        await _operator.SignIn().VerifyNumberAsync(config: new ApiConfig { CorrelationId = "mine" });

        var (expected, actual) = (bearer.Sent(FakeOperator.VerifyUri)[0], _operator.Sent(FakeOperator.VerifyUri)[0]);
        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal([.. expected.HeaderNames.Append("DPoP").Order(StringComparer.OrdinalIgnoreCase)], actual.HeaderNames);
        Assert.Equal("mine", actual.Header("x-correlator"));
    }

    [Fact]
    public async Task Each_session_has_a_key_of_its_own()
    {
        await _operator.SignIn().GetSessionAsync();
        await _operator.SignIn().GetSessionAsync();

        Assert.Equal(2, _operator.Sent(FakeOperator.TokenEndpoint).Select(static sent => Proof.Of(sent).Key).Distinct().Count());
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("mac")]
    [InlineData("DPoP ")]
    public async Task A_token_that_is_not_bound_is_refused_and_not_sent(string type)
    {
        _operator.ChangeToken("token_type", type);
        var user = _operator.SignIn();

        var exception = await Assert.ThrowsAsync<UnexpectedResponseException>(() => user.VerifyNumberAsync());

        Assert.True(exception.RequestMayHaveBeenProcessed);
        Assert.Empty(_operator.Sent(FakeOperator.VerifyUri));
        await Assert.ThrowsAsync<UnexpectedResponseException>(() => user.VerifyNumberAsync());
        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Theory]
    [InlineData("dpop")]
    [InlineData("DPOP")]
    public async Task The_type_is_read_in_any_case_of_letters(string type)
    {
        _operator.ChangeToken("token_type", type);

        Assert.True((await _operator.SignIn().VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task Without_DPoP_nothing_is_proved_and_a_bound_token_is_refused()
    {
        var plain = new FakeOperator();
        plain.ChangeToken("token_type", "DPoP");

        await Assert.ThrowsAsync<UnexpectedResponseException>(() => plain.SignIn().GetSessionAsync());

        Assert.Null(Assert.Single(plain.Sent(FakeOperator.TokenEndpoint)).Header("DPoP"));
    }

    [Fact]
    public async Task Where_a_bearer_token_is_accepted_its_call_proves_nothing()
    {
        var lax = Create(DPoPUse.BearerAccepted);

        await lax.SignIn().VerifyNumberAsync();

        Assert.NotNull(lax.Sent(FakeOperator.TokenEndpoint)[0].Header("DPoP"));
        var call = Assert.Single(lax.Sent(FakeOperator.VerifyUri));
        Assert.Equal(($"Bearer {FakeOperator.Token}", null), (call.Header("Authorization"), call.Header("DPoP")));
    }

    [Fact]
    public async Task Where_a_bearer_token_is_accepted_a_bound_one_is_used_as_such()
    {
        var lax = Create(DPoPUse.BearerAccepted);
        lax.ChangeToken("token_type", "DPoP");

        await lax.SignIn().VerifyNumberAsync();

        Assert.Equal($"DPoP {FakeOperator.Token}", Assert.Single(lax.Sent(FakeOperator.VerifyUri)).Header("Authorization"));
    }

    [Fact]
    public async Task A_nonce_that_is_asked_for_is_given_with_everything_else_made_anew()
    {
        var answer = _operator.OnToken;
        _operator.OnToken = sent => Proof.Of(sent)["nonce"] == "n-1" ? answer(sent) : UseNonce("n-1");

        await _operator.SignIn().GetSessionAsync();

        var sent = _operator.Sent(FakeOperator.TokenEndpoint);
        Assert.Equal(2, sent.Count);
        Assert.Equal(Proof.Of(sent[0]).Key, Proof.Of(sent[1]).Key);
        Assert.NotEqual(Proof.Of(sent[0])["jti"], Proof.Of(sent[1])["jti"]);
        Assert.NotEqual(sent[0].Field("client_assertion"), sent[1].Field("client_assertion"));
        Assert.Equal((sent[0].Field("code"), sent[0].Field("code_verifier")), (sent[1].Field("code"), sent[1].Field("code_verifier")));
    }

    [Fact]
    public async Task A_nonce_is_asked_for_once()
    {
        var count = 0;
        _operator.OnToken = _ => UseNonce($"n-{++count}");

        var exception = await Assert.ThrowsAsync<RequestRejectedException>(() => _operator.SignIn().GetSessionAsync());

        Assert.Equal(("use_dpop_nonce", 2), (exception.Code, _operator.Sent(FakeOperator.TokenEndpoint).Count));
    }

    public static TheoryData<string?> BadNonces => [null, "", "has space", "quote\"", "back\\slash", "\u00e9", new string('n', 513)];

    [Theory]
    [MemberData(nameof(BadNonces))]
    public async Task Without_a_usable_nonce_nothing_is_sent_again(string? nonce)
    {
        _operator.OnToken = _ => UseNonce(nonce);

        await Assert.ThrowsAsync<RequestRejectedException>(() => _operator.SignIn().GetSessionAsync());

        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Theory]
    [InlineData("invalid_dpop_proof", 400)]
    [InlineData("invalid_grant", 400)]
    [InlineData("use_dpop_nonce", 401)]
    [InlineData("use_dpop_nonce", 500)]
    public async Task No_other_refusal_is_answered_by_a_second_request(string code, int status)
    {
        _operator.OnToken = _ => FakeHandler.Json($$"""{"error":"{{code}}"}""", (HttpStatusCode)status).With("DPoP-Nonce", "n-1");

        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => _operator.SignIn().GetSessionAsync());

        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Fact]
    public async Task A_nonce_of_any_answer_is_used_from_then_on_with_that_server_alone()
    {
        var answer = _operator.OnToken;
        _operator.OnToken = sent => answer(sent).With("DPoP-Nonce", "n-token");
        await _operator.SignIn().VerifyNumberAsync();

        await _operator.SignIn().VerifyNumberAsync();

        Assert.Equal([null, "n-token"], _operator.Sent(FakeOperator.TokenEndpoint).Select(static sent => Proof.Of(sent)["nonce"]));
        Assert.All(_operator.Sent(FakeOperator.VerifyUri), static sent => Assert.Null(Proof.Of(sent)["nonce"]));
    }

    [Fact]
    public async Task The_API_may_ask_for_a_nonce_too()
    {
        _operator.OnVerify = sent => Proof.Of(sent)["nonce"] == "n-api" ? FakeHandler.Json("""{"devicePhoneNumberVerified":false}""") : Challenge("use_dpop_nonce", "n-api");

        Assert.False((await _operator.SignIn().VerifyNumberAsync()).DevicePhoneNumberVerified);

        var sent = _operator.Sent(FakeOperator.VerifyUri);
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0].Text, sent[1].Text);
        Assert.NotEqual(Proof.Of(sent[0])["jti"], Proof.Of(sent[1])["jti"]);
    }

    [Theory]
    [InlineData("use_dpop_nonce", "n", 2)]
    [InlineData("use_dpop_nonce", null, 1)]
    [InlineData("invalid_token", "n", 1)]
    [InlineData("invalid_dpop_proof", "n", 1)]
    public async Task What_the_API_refuses_stays_refused(string error, string? nonce, int requests)
    {
        var count = 0;
        _operator.OnVerify = _ => Challenge(error, nonce is null ? null : $"{nonce}-{++count}");
        var user = _operator.SignIn();

        await Assert.ThrowsAsync<UnauthenticatedException>(() => user.VerifyNumberAsync());
        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync());

        Assert.Equal(requests, _operator.Sent(FakeOperator.VerifyUri).Count);
    }

    [Fact]
    public async Task A_nonce_with_a_refusal_that_does_not_ask_for_it_repeats_nothing()
    {
        _operator.OnVerify = static _ => FakeHandler.Json("""{"status":403,"code":"PERMISSION_DENIED"}""", HttpStatusCode.Forbidden).With("DPoP-Nonce", "n").With("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"");

        await Assert.ThrowsAsync<PermissionDeniedException>(() => _operator.SignIn().VerifyNumberAsync());

        Assert.Single(_operator.Sent(FakeOperator.VerifyUri));
    }

    [Fact]
    public async Task The_bodies_are_covered_where_the_profile_says_so()
    {
        var covering = new FakeOperator(static options => options.Profile = options.Profile with { DPoP = DPoPUse.Required, DPoPCoversContent = true });
        covering.ChangeToken("token_type", "DPoP");

        await covering.SignIn().VerifyNumberAsync();
        await covering.SignInForDevicePhoneNumber().GetDevicePhoneNumberAsync();

        foreach (var sent in covering.Sent(FakeOperator.TokenEndpoint).Concat(covering.Sent(FakeOperator.VerifyUri)))
        {
            Assert.Equal(Proof.Hash(sent.Body), Proof.Of(sent)["camara:bh"]);
            Assert.Null(Proof.Of(sent)["camara:qh"]);
        }

        Assert.Null(Proof.Of(Assert.Single(covering.Sent(FakeOperator.DevicePhoneNumberUri)))["camara:bh"]);
    }

    [Fact]
    public async Task Neither_is_a_query_part_of_the_URI_that_is_proved_nor_is_it_left_uncovered()
    {
        const string WithQuery = FakeOperator.TokenEndpoint + "?tenant=a%20b";
        var covering = new FakeOperator(static options =>
        {
            options.TokenEndpoint = new Uri(WithQuery);
            options.Profile = options.Profile with { DPoP = DPoPUse.Required, DPoPCoversContent = true };
        });

        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => covering.SignIn().GetSessionAsync());

        var proof = Proof.Of(Assert.Single(covering.Http.Sent));
        Assert.Equal((FakeOperator.TokenEndpoint, Proof.Hash("tenant=a%20b"u8.ToArray())), (proof["htu"], proof["camara:qh"]));
    }

    [Theory]
    [InlineData("""["camara:bh","camara:qh"]""", true)]
    [InlineData("""["camara:qh"]""", false)]
    [InlineData("[]", false)]
    [InlineData(null, false)]
    public async Task With_metadata_the_operator_says_what_is_covered(string? claims, bool isBodyCovered)
    {
        var discovered = await DiscoveredAsync(DPoPUse.Required, """["ES256"]""", claims);

        await discovered.SignIn().GetSessionAsync();

        Assert.Equal(isBodyCovered, Proof.Of(discovered.Sent(FakeOperator.TokenEndpoint)[0])["camara:bh"] is not null);
    }

    [Theory]
    [InlineData("""["RS256","ES384"]""", "ES384", "P-384")]
    [InlineData("""["ES512"]""", "ES512", "P-521")]
    [InlineData("""["ES512","ES256"]""", "ES256", "P-256")]
    public async Task The_key_is_of_a_kind_the_operator_takes(string algorithms, string algorithm, string curve)
    {
        var discovered = await DiscoveredAsync(DPoPUse.Required, algorithms);

        await discovered.SignIn().VerifyNumberAsync();

        var proof = Proof.Of(discovered.Sent(FakeOperator.VerifyUri)[0]);
        Assert.Equal((algorithm, curve), ((string?)proof.Header["alg"], (string?)proof.Header["jwk"]!["crv"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[]")]
    [InlineData("""["RS256"]""")]
    public async Task What_the_operator_does_not_offer_and_the_profile_requires_is_told_before_the_code_is_spent(string? algorithms)
    {
        var discovered = await DiscoveredAsync(DPoPUse.Required, algorithms);

        var exception = await Assert.ThrowsAsync<UnexpectedResponseException>(() => discovered.SignIn().GetSessionAsync());

        Assert.False(exception.RequestMayHaveBeenProcessed);
        Assert.Empty(discovered.Sent(FakeOperator.TokenEndpoint));
    }

    [Fact]
    public async Task What_the_operator_does_not_offer_is_not_sent_where_a_bearer_token_is_accepted()
    {
        var discovered = await DiscoveredAsync(DPoPUse.BearerAccepted, algorithms: null);
        discovered.ChangeToken("token_type", "Bearer");

        await discovered.SignIn().VerifyNumberAsync();

        Assert.All(discovered.Http.Sent, static sent => Assert.Null(sent.Header("DPoP")));
    }

    [Fact]
    public async Task The_applications_own_key_takes_the_place_of_new_ones()
    {
        var signer = Signer.FromPem(EcPem(), "in-the-vault");
        var own = Create(DPoPUse.Required, options => options.DPoPSigner = signer);
        own.ChangeToken("token_type", "DPoP");

        await own.SignIn().VerifyNumberAsync();
        await own.SignIn().VerifyNumberAsync();

        var key = Assert.Single(own.Http.Sent.Where(static sent => sent.Header("DPoP") is not null).Select(static sent => Proof.Of(sent).Key).Distinct());
        Assert.Equal((string?)JsonNode.Parse(signer.PublicJwk!)!["x"], (string?)JsonNode.Parse(key)!["x"]);
    }

    [Fact]
    public async Task What_stands_beside_the_public_key_is_not_shown()
    {
        var inner = Signer.FromPem(EcPem(), "in-the-vault");
        var jwk = JsonNode.Parse(inner.PublicJwk!)!.AsObject();
        jwk["kid"] = "a-name";
        jwk["x5c"] = new JsonArray("a-certificate");
        var own = Create(DPoPUse.Required, options => options.DPoPSigner = new VaultSigner(inner, jwk.ToJsonString()));
        own.ChangeToken("token_type", "DPoP");

        await own.SignIn().GetSessionAsync();

        Assert.NotNull(Proof.Of(own.Http.Sent[0]));
    }

    [Fact]
    public async Task A_key_that_cannot_sign_sends_nothing_and_spends_nothing()
    {
        var vault = new VaultSigner(Signer.FromPem(EcPem(), "in-the-vault"));
        var own = Create(DPoPUse.Required, options => options.DPoPSigner = vault);
        own.ChangeToken("token_type", "DPoP");
        var user = own.SignIn();
        vault.IsSealed = true;

        var atToken = await Assert.ThrowsAsync<TransportException>(() => user.VerifyNumberAsync());
        Assert.Empty(own.Http.Sent);

        vault.IsSealed = false;
        await user.GetSessionAsync();
        vault.IsSealed = true;
        var atCall = await Assert.ThrowsAsync<TransportException>(() => user.VerifyNumberAsync());
        vault.IsSealed = false;

        Assert.False(atToken.RequestMayHaveBeenProcessed || atCall.RequestMayHaveBeenProcessed);
        Assert.DoesNotContain("hush", atToken.ToString() + atCall, StringComparison.Ordinal);
        Assert.True((await user.VerifyNumberAsync()).DevicePhoneNumberVerified);
        Assert.Single(own.Sent(FakeOperator.VerifyUri));
    }

    [Fact]
    public async Task An_operator_token_gets_a_bound_token_by_its_assertion()
    {
        var answer = _operator.OnToken;
        _operator.OnToken = sent => Proof.Of(sent)["nonce"] == "n-1" ? answer(sent) : UseNonce("n-1");

        await _operator.Client.ForOperatorToken(FakeOperator.OperatorToken, FakeOperator.Number).VerifyNumberAsync();

        var sent = _operator.Sent(FakeOperator.TokenEndpoint);
        Assert.Equal(2, sent.Count);
        Assert.NotEqual(sent[0].Field("assertion"), sent[1].Field("assertion"));
        Assert.Equal(Proof.Of(sent[1]).Key, Proof.Of(Assert.Single(_operator.Sent(FakeOperator.VerifyUri))).Key);
    }

    [Fact]
    public async Task Every_poll_of_the_backchannel_proves_the_key_and_may_be_asked_for_a_nonce()
    {
        var ciba = Create(DPoPUse.Required, FakeOperator.Ciba);
        var polls = 0;
        ciba.ChangeToken("token_type", "DPoP");
        var answer = ciba.OnToken;
        ciba.OnToken = sent => (++polls, Proof.Of(sent)["nonce"]) switch
        {
            (1, _) => UseNonce("n-1"),
            (2, "n-1") => FakeHandler.Json("""{"error":"authorization_pending"}""", HttpStatusCode.BadRequest),
            (3, "n-1") => UseNonce("n-2"),
            (4, "n-2") => answer(sent),
            _ => throw new InvalidOperationException("No such poll."),
        };
        var client = new NumberVerifyClient(ciba.Options, ciba.Http, new JumpingClock(ciba.Time));

        Assert.True((await client.ForOperatorToken(FakeOperator.OperatorToken, FakeOperator.Number).VerifyNumberAsync()).DevicePhoneNumberVerified);

        Assert.Null(Assert.Single(ciba.Sent(FakeOperator.BackchannelEndpoint)).Header("DPoP"));
        Assert.Single(ciba.Http.Sent.Where(static sent => sent.Header("DPoP") is not null).Select(static sent => Proof.Of(sent).Key).Distinct());
        Assert.Equal(4, ciba.Sent(FakeOperator.TokenEndpoint).Select(static sent => sent.Field("client_assertion")).Distinct().Count());
    }

    [Fact]
    public async Task A_backchannel_that_cannot_bind_hears_so_before_the_operator_token_is_spent()
    {
        var discovered = await DiscoveredAsync(DPoPUse.Required, algorithms: null, configure: static options => options.Profile = options.Profile with { OperatorTokenGrant = OperatorTokenGrant.Ciba });

        await Assert.ThrowsAsync<UnexpectedResponseException>(() => discovered.Client.ForOperatorToken(FakeOperator.OperatorToken).GetSessionAsync());

        Assert.Empty(discovered.Sent(FakeOperator.BackchannelEndpoint));
    }

    [Fact]
    public void The_options_are_checked_at_the_start()
    {
        Assert.Contains("DPoPSigner must be null", Fault(static options => options.DPoPSigner = Signer.FromPem(EcPem(), "k")), StringComparison.Ordinal);
        Assert.Contains("PublicJwk", Fault(static options => (options.Profile, options.DPoPSigner) = (options.Profile with { DPoP = DPoPUse.Required }, FakeSigner.Instance)), StringComparison.Ordinal);
        Assert.Contains("Profile.DPoP is unknown", Fault(static options => options.Profile = options.Profile with { DPoP = (DPoPUse)9 }), StringComparison.Ordinal);

        static string Fault(Action<NumberVerifyClientOptions> configure) => Assert.Throws<OptionsValidationException>(() => new FakeOperator(configure).Client).Message;
    }

    public static TheoryData<string> NoPublicKeys =>
    [
        "", "null", "[]", "{}", "not json", """{"kty":"oct","k":"AAAA"}""", """{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}""", """{"kty":"EC","crv":"P-192","x":"AA","y":"AA"}""",
        """{"kty":"EC","crv":"P-256","x":"AA"}""", """{"kty":"EC","crv":"P-256","x":"\"","y":"AA"}""", """{"kty":"RSA","n":"AA"}""", """{"kty":"RSA","n":"AA","e":"AA","p":"AA"}""",
    ];

    [Theory]
    [MemberData(nameof(NoPublicKeys))]
    public void A_signer_whose_public_key_is_none_is_refused(string jwk) =>
        Assert.Throws<OptionsValidationException>(() => Create(DPoPUse.Required, options => options.DPoPSigner = new VaultSigner(FakeSigner.Instance, jwk)).Client);

    private static FakeOperator Create(DPoPUse use, Action<NumberVerifyClientOptions>? configure = null) => new(options =>
    {
        options.Profile = options.Profile with { DPoP = use };
        configure?.Invoke(options);
    });

    private static async Task<FakeOperator> DiscoveredAsync(DPoPUse use, string? algorithms, string? claims = null, Action<NumberVerifyClientOptions>? configure = null)
    {
        var discovered = Create(use, options =>
        {
            FakeOperator.Discovered(options);
            configure?.Invoke(options);
        });
        discovered.ChangeToken("token_type", "DPoP");
        discovered.OnMetadata = _ =>
        {
            var metadata = FakeOperator.MetadataBody();
            metadata["backchannel_authentication_endpoint"] = FakeOperator.BackchannelEndpoint;
            metadata["dpop_signing_alg_values_supported"] = algorithms is null ? null : JsonNode.Parse(algorithms);
            metadata["camara_dpop_claims_required"] = claims is null ? null : JsonNode.Parse(claims);
            foreach (var name in metadata.Where(static member => member.Value is null).Select(static member => member.Key).ToList())
            {
                metadata.Remove(name);
            }

            return FakeHandler.Json(metadata.ToJsonString());
        };
        await discovered.Client.DiscoverAsync();
        return discovered;
    }

    private static HttpResponseMessage UseNonce(string? nonce)
    {
        var response = FakeHandler.Json("""{"error":"use_dpop_nonce"}""", HttpStatusCode.BadRequest);
        return nonce is null ? response : response.With("DPoP-Nonce", nonce);
    }

    private static HttpResponseMessage Challenge(string error, string? nonce)
    {
        var response = FakeHandler.Json("""{"status":401,"code":"UNAUTHENTICATED"}""", HttpStatusCode.Unauthorized).With("WWW-Authenticate", $"DPoP error=\"{error}\", algs=\"ES256\"");
        return nonce is null ? response : response.With("DPoP-Nonce", nonce);
    }

    private static string EcPem()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>A key elsewhere, which may be out of reach.</summary>
    private sealed class VaultSigner(ISigner inner, string? jwk = null) : ISigner
    {
        public bool IsSealed { get; set; }

        public string KeyId => inner.KeyId;

        public string Algorithm => inner.Algorithm;

        public string? PublicJwk => jwk ?? inner.PublicJwk;

        public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) =>
            IsSealed ? throw new InvalidOperationException("hush") : inner.SignAsync(data, cancellationToken);
    }
}
