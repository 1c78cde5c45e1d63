using System.Text.Json.Nodes;

namespace NumberVerify.Unit.Tests.AuthorizationUrls;

/// <summary>The request object of RFC 9101 by CAMARA's profile: what it says, what stands beside it, and who may not build it.</summary>
public sealed class SignedRequestTests
{
    private readonly FakeOperator _operator = new(static options => options.Profile = options.Profile with { SignsAuthorizationRequests = true });
    private readonly AuthorizationRequest _request = AuthorizationRequest.Create();

    [Fact]
    public async Task Four_parameters_stand_beside_it_and_nothing_else()
    {
        var url = await _operator.Client.GetAuthUrlAsync(_request);

        Assert.StartsWith(FakeOperator.AuthorizationEndpoint + "?", url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(["client_id", "redirect_uri", "request", "response_type", "scope"], Query.Of(url).Select(static pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("code", FakeOperator.ClientId, FakeOperator.RedirectUri, FakeOperator.VerifyScope), (Query.Value(url, "response_type"), Query.Value(url, "client_id"), Query.Value(url, "redirect_uri"), Query.Value(url, "scope")));
        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public async Task The_claims_are_exactly_these()
    {
        var now = _operator.Time.GetUtcNow().ToUnixTimeSeconds();

        var (header, claims) = Read(await _operator.Client.GetAuthUrlAsync(_request));

        Assert.Equal(
            ["aud", "client_id", "code_challenge", "code_challenge_method", "exp", "iat", "iss", "jti", "nonce", "prompt", "redirect_uri", "response_type", "scope", "state"],
            claims.Select(static claim => claim.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("ES256", "a-key", "oauth-authz-req+jwt"), ((string?)header["alg"], (string?)header["kid"], (string?)header["typ"]));
        Assert.Equal((FakeOperator.ClientId, FakeOperator.AuthorizationEndpoint), ((string?)claims["iss"], (string?)claims["aud"]));
        Assert.Equal((FakeOperator.ClientId, FakeOperator.RedirectUri, FakeOperator.VerifyScope, "code"), ((string?)claims["client_id"], (string?)claims["redirect_uri"], (string?)claims["scope"], (string?)claims["response_type"]));
        Assert.Equal((_request.State, _request.Nonce, "none", "S256"), ((string?)claims["state"], (string?)claims["nonce"], (string?)claims["prompt"], (string?)claims["code_challenge_method"]));
        Assert.Equal(now, (long)claims["iat"]!);
        Assert.InRange((long)claims["exp"]! - now, 1, 300);
        Assert.InRange(((string)claims["jti"]!).Length, 22, 128);
    }

    [Fact]
    public async Task It_holds_the_challenge_that_the_plain_url_would_have_and_never_the_verifier()
    {
        var plain = new FakeOperator().Client.GetAuthUrl(AuthorizationRequest.Unprotect(_request.Protect(new ProtectionKeys(new byte[32])), new ProtectionKeys(new byte[32])));

        var (_, claims) = Read(await _operator.Client.GetAuthUrlAsync(_request));

        Assert.Equal(Query.Value(plain, "code_challenge"), (string?)claims["code_challenge"]);
        Assert.DoesNotContain(_request.CodeVerifier, claims.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_profile_adds_stands_in_it_too()
    {
        _operator.Options.Profile = _operator.Options.Profile with { PurposePlace = PurposePlace.Parameter, MaxAge = 0, Prompt = null };

        var url = await _operator.Client.GetAuthUrlAsync(_request);

        var (_, claims) = Read(url);
        Assert.Equal((0, "dpv:FraudPreventionAndDetection"), ((int)claims["max_age"]!, (string?)claims["purpose"]));
        Assert.False(claims.ContainsKey("prompt"));
        Assert.Null(Query.Value(url, "max_age"));
    }

    [Fact]
    public async Task Each_has_an_identifier_of_its_own() =>
        Assert.NotEqual((string?)Read(await _operator.Client.GetAuthUrlAsync(_request)).Claims["jti"], (string?)Read(await _operator.Client.GetAuthUrlAsync(_request)).Claims["jti"]);

    [Fact]
    public void Nobody_else_builds_the_url_of_such_a_profile()
    {
        Assert.Throws<InvalidOperationException>(() => _operator.Client.GetAuthUrl(_request));
        Assert.Throws<InvalidOperationException>(() => _operator.Client.GetParameters(_request));
    }

    [Fact]
    public async Task Without_it_both_build_the_same_url_and_the_asynchronous_one_reads_the_metadata()
    {
        var plain = new FakeOperator(FakeOperator.Discovered);

        var url = await plain.Client.GetAuthUrlAsync(_request);

        Assert.Equal(plain.Client.GetAuthUrl(_request), url);
        Assert.Null(Query.Value(url, "request"));
    }

    [Fact]
    public async Task A_test_number_is_refused_as_it_is_in_a_plain_url() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _operator.Client.GetAuthUrlAsync(AuthorizationRequest.Create(useDevNumber: FakeOperator.Number)));

    [Fact]
    public async Task The_request_belongs_to_the_client_from_then_on()
    {
        await _operator.Client.GetAuthUrlAsync(_request);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new FakeOperator(static options => options.ClientId = "another").Client.GetAuthUrlAsync(_request));
    }

    [Fact]
    public async Task An_operator_that_wants_its_issuer_named_gets_it()
    {
        _operator.Options.Profile = _operator.Options.Profile with { RequestObjectAudience = RequestObjectAudience.Issuer };

        Assert.Equal(FakeOperator.Issuer, (string?)Read(await _operator.Client.GetAuthUrlAsync(_request)).Claims["aud"]);
    }

    private static (JsonObject Header, JsonObject Claims) Read(Uri url)
    {
        var parts = Query.Value(url, "request")!.Split('.');
        return (OperatorKey.Decode(parts[0]), OperatorKey.Decode(parts[1]));
    }
}
