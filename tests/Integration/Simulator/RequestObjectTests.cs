using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class RequestObjectTests
{
    private static readonly string[] Outside = ["response_type", "client_id", "redirect_uri", "scope"];

    [Fact]
    public async Task A_signed_request_object_is_taken()
    {
        await using var op = await StartAsync();

        var callback = await SendAsync(op, Claims(op));

        Assert.Equal(["code", "state", "iss"], callback.Keys);
        Assert.Equal(State, callback["state"]);
    }

    [Fact]
    public async Task What_it_says_counts_up_to_the_id_token()
    {
        await using var op = await StartAsync();
        var claims = Claims(op);
        claims["nonce"] = "signed nonce";
        var callback = await SendAsync(op, claims, ("nonce", "loose nonce"));

        using var response = await op.RedeemAsync(callback["code"], [("client_id", null), ("client_secret", null), .. op.Key.AssertionParameters(op)]);

        var idToken = (await JsonAsync(response)).GetProperty("id_token").GetString()!.Split('.')[1];
        Assert.Equal("signed nonce", JsonNode.Parse(Base64Url.DecodeFromChars(idToken))!["nonce"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("state", "loose")]
    [InlineData("nonce", "loose")]
    [InlineData("prompt", "login")]
    [InlineData("code_challenge", "broken")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_mode", "fragment")]
    public async Task What_stands_beside_it_does_not_count(string name, string value)
    {
        await using var op = await StartAsync();

        var callback = await SendAsync(op, Claims(op), (name, value));

        Assert.Contains("code", callback.Keys);
        Assert.Equal(State, callback["state"]);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("code_challenge")]
    [InlineData("code_challenge_method")]
    public async Task What_is_missing_in_it_is_not_made_up_for_by_what_stands_beside_it(string name)
    {
        await using var op = await StartAsync();
        var claims = Claims(op);
        var value = claims[name]!.GetValue<string>();
        claims.Remove(name);

        var callback = await SendAsync(op, claims, (name, value));

        Assert.Equal("invalid_request", callback["error"]);
    }

    [Theory]
    [InlineData("response_type", "token")]
    [InlineData("client_id", "backend")]
    [InlineData("redirect_uri", "https://app.example/other")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:verify")]
    [InlineData("scope", null)]
    [InlineData("response_type", null)]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", null)]
    public async Task It_must_repeat_the_four_parameters_beside_it(string name, string? value)
    {
        await using var op = await StartAsync();
        var claims = Claims(op);
        claims[name] = value;
        var changed = await SendAsync(op, claims);
        claims = Claims(op);
        claims.Remove(name);
        var missing = await SendAsync(op, claims);

        Assert.Equal("invalid_request_object", changed["error"]);
        Assert.Equal("invalid_request_object", missing["error"]);
    }

    [Theory]
    [InlineData("response_type")]
    [InlineData("scope")]
    public async Task The_parameters_beside_it_are_required_too(string name)
    {
        await using var op = await StartAsync();

        var callback = await SendAsync(op, Claims(op), (name, null));

        Assert.Equal("invalid_request", callback["error"]);
    }

    [Theory]
    [InlineData("iss", null)]
    [InlineData("iss", "\"backend\"")]
    [InlineData("sub", "\"key-backend\"")]
    [InlineData("sub", "null")]
    [InlineData("aud", null)]
    [InlineData("aud", "\"{token}\"")]
    [InlineData("aud", "\"{authorize}/\"")]
    [InlineData("aud", "\"https://other.example/authorize\"")]
    [InlineData("aud", "[\"{authorize}\",\"https://other.example/authorize\"]")]
    [InlineData("aud", "[]")]
    [InlineData("jti", null)]
    [InlineData("jti", "\"\"")]
    [InlineData("jti", "1")]
    [InlineData("iat", null)]
    [InlineData("iat", "{now+1}")]
    [InlineData("iat", "{now-1}")]
    [InlineData("iat", "\"{now}\"")]
    [InlineData("exp", null)]
    [InlineData("exp", "{now}")]
    [InlineData("exp", "{now+301}")]
    [InlineData("exp", "\"{now+300}\"")]
    [InlineData("nbf", "{now+1}")]
    [InlineData("request", "\"e30.e30.\"")]
    [InlineData("request_uri", "\"https://app.example/request\"")]
    [InlineData("state", "5")]
    [InlineData("nonce", "{}")]
    [InlineData("prompt", "null")]
    [InlineData("scope", "[\"openid\"]")]
    public async Task A_faulty_claim_is_refused(string name, string? json)
    {
        await using var op = await StartAsync();
        var now = op.Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = Claims(op);
        claims.Remove(name);
        if (json is not null)
        {
            foreach (var (placeholder, value) in new[] { ("{now}", now), ("{now+1}", now + 1), ("{now-1}", now - 1), ("{now+300}", now + 300), ("{now+301}", now + 301) })
            {
                json = json.Replace(placeholder, $"{value}", StringComparison.Ordinal);
            }

            claims[name] = JsonNode.Parse(json
                .Replace("{token}", op.Simulator.TokenEndpoint.OriginalString, StringComparison.Ordinal)
                .Replace("{authorize}", op.Simulator.AuthorizationEndpoint.OriginalString, StringComparison.Ordinal));
        }

        var callback = await SendAsync(op, claims, ("state", "loose"));

        Assert.Equal("invalid_request_object", callback["error"]);
        Assert.Equal("loose", callback["state"]);
        Assert.DoesNotContain("code", callback.Keys);
    }

    [Theory]
    [InlineData("aud", "\"{issuer}\"")]
    [InlineData("aud", "[\"{authorize}\"]")]
    [InlineData("nbf", "1")]
    [InlineData("max_age", "0")]
    [InlineData("authorization_details", "[{}]")]
    public async Task What_the_profile_leaves_open_is_accepted(string name, string json)
    {
        await using var op = await StartAsync();
        var claims = Claims(op);
        claims[name] = JsonNode.Parse(json
            .Replace("{issuer}", op.Simulator.Issuer.OriginalString, StringComparison.Ordinal)
            .Replace("{authorize}", op.Simulator.AuthorizationEndpoint.OriginalString, StringComparison.Ordinal));

        Assert.Contains("code", (await SendAsync(op, claims)).Keys);
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"key-1"}""")]
    [InlineData("""{"alg":"HS256","kid":"key-1"}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1"}""")]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","kid":"key-2"}""")]
    [InlineData("""{"alg":"ES256","kid":"key-1","crit":["exp"]}""")]
    [InlineData("""{"alg":"ES256","kid":"key-1","typ":"dpop+jwt"}""")]
    [InlineData("""{"alg":"ES256","kid":"key-1","typ":"client-authentication+jwt"}""")]
    public async Task A_faulty_header_is_refused(string header)
    {
        await using var op = await StartAsync();

        Assert.Equal("invalid_request_object", (await SendAsync(op, op.Key.Sign(Claims(op), header: JsonNode.Parse(header)!.AsObject())))["error"]);
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("oauth-authz-req+jwt")]
    public async Task The_type_of_a_request_object_may_be_named(string type)
    {
        await using var op = await StartAsync();
        var header = new JsonObject { ["alg"] = "ES256", ["kid"] = op.Key.Id, ["typ"] = type };

        Assert.Contains("code", (await SendAsync(op, op.Key.Sign(Claims(op), header: header))).Keys);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("{header}.{claims}.")]
    [InlineData("{header}.{claims}.AAAA")]
    [InlineData("{header}.bnVsbA.AAAA")]
    [InlineData("{header}.{claims}")]
    [InlineData("{none}.{claims}.")]
    public async Task A_broken_or_unsigned_object_is_refused(string shape)
    {
        await using var op = await StartAsync();
        var request = shape
            .Replace("{header}", AssertionKey.Encode("""{"alg":"ES256","kid":"key-1"}"""), StringComparison.Ordinal)
            .Replace("{none}", AssertionKey.Encode("""{"alg":"none"}"""), StringComparison.Ordinal)
            .Replace("{claims}", AssertionKey.Encode(Claims(op).ToJsonString()), StringComparison.Ordinal);

        Assert.Equal("invalid_request_object", (await SendAsync(op, request))["error"]);
    }

    [Fact]
    public async Task An_object_with_a_claim_given_twice_is_refused()
    {
        await using var op = await StartAsync();
        var json = Claims(op).ToJsonString();

        var request = op.Key.SignRaw($$"""{"state":"another",{{json[1..]}}""");

        Assert.Equal("invalid_request_object", (await SendAsync(op, request))["error"]);
    }

    [Fact]
    public async Task An_object_signed_with_a_key_that_is_not_the_clients_is_refused()
    {
        await using var op = await StartAsync();
        using var forger = AssertionKey.Ec(op.Key.Id);

        Assert.Equal("invalid_request_object", (await SendAsync(op, forger.Sign(Claims(op))))["error"]);
    }

    [Fact]
    public async Task A_client_without_keys_cannot_send_one()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(("request", op.Key.Sign(Claims(op))));

        Assert.Equal("invalid_request_object", Callback(response)["error"]);
    }

    [Fact]
    public async Task An_object_is_good_for_one_request()
    {
        await using var op = await StartAsync();
        var request = op.Key.Sign(Claims(op));

        var first = await SendAsync(op, request);
        var second = await SendAsync(op, request);

        Assert.Contains("code", first.Keys);
        Assert.Equal("invalid_request_object", second["error"]);
    }

    [Fact]
    public async Task A_jti_is_refused_even_in_a_new_object_as_long_as_the_first_could_live()
    {
        await using var op = await StartAsync();

        var first = await SendSameIdAsync();
        op.Time.Advance(TimeSpan.FromSeconds(299));
        var early = await SendSameIdAsync();
        op.Time.Advance(TimeSpan.FromSeconds(1));
        var late = await SendSameIdAsync();

        Assert.Contains("code", first.Keys);
        Assert.Equal("invalid_request_object", early["error"]);
        Assert.Contains("code", late.Keys);

        Task<Dictionary<string, string>> SendSameIdAsync()
        {
            var claims = Claims(op);
            claims["jti"] = "same";
            return SendAsync(op, claims);
        }
    }

    [Fact]
    public async Task A_request_object_is_no_client_assertion_and_an_assertion_no_request_object()
    {
        await using var op = await StartAsync();

        using var asAssertion = await op.RedeemAsync(
            await op.GetCodeAsync(("client_id", KeyClientId)), [("client_id", null), ("client_secret", null), .. op.Key.AssertionParameters(op, op.Key.Sign(Claims(op)))]);
        var asRequest = await SendAsync(op, op.Key.Sign(AssertionKey.Claims(op)));

        await AssertOAuthErrorAsync(asAssertion, HttpStatusCode.Unauthorized, "invalid_client");
        Assert.Equal("invalid_request_object", asRequest["error"]);
    }

    [Fact]
    public async Task A_client_registered_to_sign_its_requests_must()
    {
        using var key = AssertionKey.Ec("signer");
        await using var op = await StartAsync(options => options.Clients.Add(
            new SimulatedClient { ClientId = "signer", JsonWebKeySet = AssertionKey.PublicSet(key), RedirectUris = [RedirectUri], RequireSignedRequestObject = true }));

        using var plain = await op.AuthorizeAsync(("client_id", "signer"));
        var claims = Claims(op);
        claims["iss"] = "signer";
        claims["client_id"] = "signer";
        var signed = await SendAsync(op, key.Sign(claims), ("client_id", "signer"));

        Assert.Equal("invalid_request", Callback(plain)["error"]);
        Assert.Contains("code", signed.Keys);
    }

    [Theory]
    [InlineData("client_id", "somebody")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", "https://evil.example/callback")]
    [InlineData("redirect_uri", null)]
    public async Task A_client_or_redirect_uri_that_is_only_in_the_object_is_not_trusted(string name, string? value)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(Query(op.Key.Sign(Claims(op)), (name, value)));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    /// <summary>The claims of a valid request object, for a test to bend.</summary>
    private static JsonObject Claims(RunningOperator op)
    {
        var now = op.Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = KeyClientId,
            ["aud"] = op.Simulator.AuthorizationEndpoint.OriginalString,
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        foreach (var (name, value) in AuthorizationParameters(("client_id", KeyClientId)))
        {
            claims[name] = value;
        }

        return claims;
    }

    private static (string Name, string? Value)[] Beside => [("client_id", KeyClientId), .. AuthorizationParameters().Select(pair => pair.Key).Except(Outside).Select(name => (name, (string?)null))];

    private static string Query(string request, params (string Name, string? Value)[] changes) => Encode(AuthorizationParameters([.. Beside, ("request", request), .. changes]));

    private static Task<Dictionary<string, string>> SendAsync(RunningOperator op, JsonObject claims, params (string Name, string? Value)[] changes) =>
        SendAsync(op, op.Key.Sign(claims), changes);

    private static async Task<Dictionary<string, string>> SendAsync(RunningOperator op, string request, params (string Name, string? Value)[] changes)
    {
        using var response = await op.AuthorizeAsync(Query(request, changes));
        return Callback(response);
    }
}
