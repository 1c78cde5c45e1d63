using System.Net;
using System.Text.Json.Nodes;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>Signed authentication requests, CIBA section 7.1.1.</summary>
public sealed class BackchannelRequestObjectTests
{
    [Theory]
    [InlineData("bc-authorize")]
    [InlineData("")]
    public async Task A_signed_request_for_the_endpoint_or_the_issuer_is_taken(string audience)
    {
        await using var op = await StartAsync();
        var claims = Claims(op);
        claims["aud"] = audience.Length > 0 ? op.Simulator.BackchannelAuthenticationEndpoint.OriginalString : op.Simulator.Issuer.OriginalString;

        using var accepted = await SendAsync(op, claims);
        using var polled = await op.PostTokenAsync(
            Change(
                [new("grant_type", "urn:openid:params:grant-type:ciba"), new("auth_req_id", (await JsonAsync(accepted)).GetProperty("auth_req_id").GetString()!)],
                op.Key.AssertionParameters(op)));

        Assert.Equal(HttpStatusCode.OK, polled.StatusCode);
        Assert.Equal($"{Purpose} {VerifyScope}", (await JsonAsync(polled)).GetProperty("scope").GetString());
    }

    [Theory]
    [InlineData("login_hint", "tel:+34666666666")]
    [InlineData("scope", $"{Purpose} {ShareScope}")]
    [InlineData("scope", "")]
    [InlineData("binding_message", "hello")]
    [InlineData("id_token_hint", "x")]
    [InlineData("unknown", "x")]
    public async Task Nothing_but_the_clients_authentication_may_stand_beside_it(string name, string value)
    {
        await using var op = await StartAsync();

        using var response = await SendAsync(op, Claims(op), (name, value));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("iss", null)]
    [InlineData("iss", "\"backend\"")]
    [InlineData("sub", "\"key-backend\"")]
    [InlineData("aud", null)]
    [InlineData("aud", "\"{issuer}/token\"")]
    [InlineData("aud", "\"{issuer}/authorize\"")]
    [InlineData("aud", "\"https://other.example/bc-authorize\"")]
    [InlineData("aud", "[\"{issuer}/bc-authorize\",\"https://other.example/bc-authorize\"]")]
    [InlineData("jti", null)]
    [InlineData("jti", "\"\"")]
    [InlineData("iat", null)]
    [InlineData("iat", "{now+1}")]
    [InlineData("iat", "-9223372036854775808")]
    [InlineData("exp", null)]
    [InlineData("exp", "{now}")]
    [InlineData("exp", "{now+301}")]
    [InlineData("nbf", null)]
    [InlineData("nbf", "{now+1}")]
    [InlineData("request", "\"e30.e30.\"")]
    [InlineData("login_hint", "5")]
    [InlineData("scope", "[\"openid\"]")]
    public async Task A_faulty_claim_is_refused(string name, string? json)
    {
        await using var op = await StartAsync();
        var claims = Claims(op);
        claims.Remove(name);
        if (json is not null)
        {
            var now = op.Time.GetUtcNow().ToUnixTimeSeconds();
            claims[name] = JsonNode.Parse(json
                .Replace("{now}", $"{now}", StringComparison.Ordinal)
                .Replace("{now+1}", $"{now + 1}", StringComparison.Ordinal)
                .Replace("{now+301}", $"{now + 301}", StringComparison.Ordinal)
                .Replace("{issuer}", op.Simulator.Issuer.OriginalString, StringComparison.Ordinal));
        }

        using var response = await SendAsync(op, claims);

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request_object");
    }

    [Theory]
    [InlineData("login_hint", null, "invalid_request")]
    [InlineData("login_hint", $"tel:{Number}", "invalid_request")]
    [InlineData("login_hint", "operatortoken:unknown", "unknown_user_id")]
    [InlineData("id_token_hint", "x", "invalid_request")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("scope", VerifyScope, "invalid_scope")]
    public async Task What_it_asks_for_is_checked_like_any_request(string name, string? value, string error)
    {
        await using var op = await StartAsync();
        var claims = Claims(op);
        claims.Remove(name);
        if (value is not null)
        {
            claims[name] = value;
        }

        using var response = await SendAsync(op, claims);

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, error);
    }

    [Theory]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","kid":"unknown"}""")]
    [InlineData("""{"alg":"ES256","kid":"key-1","typ":"oauth-authz-req+jwt"}""")]
    [InlineData("""{"alg":"ES256","kid":"key-1","typ":"dpop+jwt"}""")]
    [InlineData("""{"alg":"ES256","kid":"key-1","crit":["exp"]}""")]
    [InlineData("""{"alg":"none","kid":"key-1"}""")]
    public async Task A_faulty_header_is_refused(string header)
    {
        await using var op = await StartAsync();

        using var response = await SendAsync(op, op.Key.Sign(Claims(op), header: JsonNode.Parse(header)!.AsObject()));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request_object");
    }

    [Fact]
    public async Task A_claim_given_twice_another_key_and_no_jwt_are_refused()
    {
        await using var op = await StartAsync();
        using var stranger = AssertionKey.Ec("key-1");

        foreach (var request in new[] { op.Key.SignRaw($$"""{"scope":"{{Purpose}}",{{Claims(op).ToJsonString()[1..]}}"""), stranger.Sign(Claims(op)), "x" })
        {
            using var response = await SendAsync(op, request);

            await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request_object");
        }
    }

    [Fact]
    public async Task A_client_without_keys_cannot_send_one()
    {
        await using var op = await StartAsync();
        var claims = Claims(op);
        claims["iss"] = ClientId;

        using var response = await op.PostAsync("/bc-authorize", [new("request", op.Key.Sign(claims)), new("client_id", ClientId), new("client_secret", ClientSecret)]);

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request_object");
    }

    [Fact]
    public async Task It_does_not_authenticate_the_client()
    {
        await using var op = await StartAsync();

        using var response = await op.PostAsync("/bc-authorize", [new("request", op.Key.Sign(Claims(op))), new("client_id", KeyClientId)]);

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task It_is_good_for_one_request_at_either_endpoint()
    {
        await using var op = await StartAsync();
        var claims = Claims(op);
        var request = op.Key.Sign(claims);
        using var first = await SendAsync(op, request);
        using var second = await SendAsync(op, request);
        foreach (var (name, value) in AuthorizationParameters(("client_id", KeyClientId)))
        {
            claims[name] = value;
        }

        claims["aud"] = op.Simulator.AuthorizationEndpoint.OriginalString;
        using var elsewhere = await op.AuthorizeAsync(("client_id", KeyClientId), ("request", op.Key.Sign(claims)));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertOAuthErrorAsync(second, HttpStatusCode.BadRequest, "invalid_request_object");
        Assert.Equal("invalid_request_object", Callback(elsewhere)["error"]);
    }

    [Fact]
    public async Task A_client_registered_to_sign_its_requests_must()
    {
        using var key = AssertionKey.Ec("signer");
        await using var op = await StartAsync(options => options.Clients.Add(
            new SimulatedClient { ClientId = "signer", JsonWebKeySet = AssertionKey.PublicSet(key), RedirectUris = [RedirectUri], RequireSignedRequestObject = true }));
        var claims = Claims(op);
        claims["iss"] = "signer";

        using var plain = await PostAsync([new("login_hint", $"operatortoken:{op.Phone.CreateOperatorToken()}"), new("scope", $"{Purpose} {VerifyScope}")]);
        using var signed = await PostAsync([new("request", key.Sign(claims))]);

        await AssertOAuthErrorAsync(plain, HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);

        Task<HttpResponseMessage> PostAsync(List<KeyValuePair<string, string>> parameters)
        {
            var authentication = AssertionKey.Claims(op);
            authentication["iss"] = "signer";
            authentication["sub"] = "signer";
            authentication["aud"] = op.Simulator.BackchannelAuthenticationEndpoint.OriginalString;
            return op.PostAsync("/bc-authorize", Change(parameters, op.Key.AssertionParameters(op, key.Sign(authentication))));
        }
    }

    /// <summary>The claims of a valid signed request, for a test to bend.</summary>
    private static JsonObject Claims(RunningOperator op)
    {
        var now = op.Time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = KeyClientId,
            ["aud"] = op.Simulator.BackchannelAuthenticationEndpoint.OriginalString,
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 300,
            ["login_hint"] = $"operatortoken:{op.Phone.CreateOperatorToken()}",
            ["scope"] = $"{Purpose} {VerifyScope}",
            ["requested_expiry"] = 60,
        };
    }

    private static Task<HttpResponseMessage> SendAsync(RunningOperator op, JsonObject claims, params (string Name, string? Value)[] changes) => SendAsync(op, op.Key.Sign(claims), changes);

    private static Task<HttpResponseMessage> SendAsync(RunningOperator op, string request, params (string Name, string? Value)[] changes)
    {
        var authentication = AssertionKey.Claims(op);
        authentication["aud"] = op.Simulator.BackchannelAuthenticationEndpoint.OriginalString;
        return op.PostAsync("/bc-authorize", Change([new("request", request)], [.. op.Key.AssertionParameters(op, op.Key.Sign(authentication)), .. changes]));
    }
}
