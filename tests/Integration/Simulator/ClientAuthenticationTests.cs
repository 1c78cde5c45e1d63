using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class ClientAuthenticationTests
{
    private static readonly (string Name, string? Value)[] Anonymous = [("client_id", null), ("client_secret", null)];

    [Fact]
    public async Task A_secret_in_the_header_is_form_encoded_first()
    {
        await using var op = await StartAsync();

        using var response = await WithHeaderAsync(op, Basic(FormEncoded(ClientId), FormEncoded(ClientSecret)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_client_id_may_be_repeated_beside_the_header()
    {
        await using var op = await StartAsync();
        var authorization = Basic(FormEncoded(ClientId), FormEncoded(ClientSecret));

        using var same = await op.PostTokenAsync(TokenParameters(await op.GetCodeAsync(), ("client_secret", null)), authorization);
        using var different = await op.PostTokenAsync(TokenParameters(await op.GetCodeAsync(), ("client_secret", null), ("client_id", KeyClientId)), authorization);

        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        await AssertOAuthErrorAsync(different, HttpStatusCode.Unauthorized, "invalid_client");
    }

    public static TheoryData<string, string> FaultyHeaders => new()
    {
        { "not form-encoded", Basic(ClientId, ClientSecret).ToString() },
        { "percent-encoded by half", Basic(ClientId, ClientSecret.Replace(" ", "+", StringComparison.Ordinal)).ToString() },
        { "wrong secret", Basic(ClientId, "wrong").ToString() },
        { "empty secret", Basic(ClientId, "").ToString() },
        { "unknown client", Basic("somebody", FormEncoded(ClientSecret)).ToString() },
        { "client with keys", Basic(KeyClientId, FormEncoded(ClientSecret)).ToString() },
        { "no colon", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(ClientId))}" },
        { "not base64", "Basic !!!" },
        { "nothing", "Basic" },
        { "another scheme", "Bearer abc" },
        { "not UTF-8", $"Basic {Convert.ToBase64String([.. Encoding.ASCII.GetBytes("backend:"), 0xFF])}" },
    };

    [Theory]
    [MemberData(nameof(FaultyHeaders))]
    public async Task A_faulty_header_is_refused_and_the_scheme_named(string fault, string header)
    {
        _ = fault;
        await using var op = await StartAsync();

        using var response = await WithHeaderAsync(op, AuthenticationHeaderValue.Parse(header));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
        Assert.Equal("Basic", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("client_secret", null)]
    [InlineData("client_secret", "")]
    [InlineData("client_secret", "wrong")]
    [InlineData("client_secret", "a secret: 100% + more, ü ")]
    [InlineData("client_id", null)]
    [InlineData("client_id", "somebody")]
    [InlineData("client_id", "Backend")]
    [InlineData("client_id", "key-backend")]
    public async Task A_faulty_secret_in_the_body_is_refused(string name, string? value)
    {
        await using var op = await StartAsync();

        using var response = await op.RedeemAsync(await op.GetCodeAsync(), (name, value));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
        Assert.Empty(response.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Two_methods_at_once_are_refused()
    {
        await using var op = await StartAsync();
        var authorization = Basic(FormEncoded(ClientId), FormEncoded(ClientSecret));

        using var headerAndBody = await op.PostTokenAsync(TokenParameters(await op.GetCodeAsync()), authorization);
        using var headerAndAssertion = await op.PostTokenAsync(TokenParameters(await op.GetCodeAsync(), [.. Anonymous, .. op.Key.AssertionParameters(op)]), authorization);
        using var bodyAndAssertion = await op.RedeemAsync(await op.GetCodeAsync(), op.Key.AssertionParameters(op));
        using var bodyAndType = await op.RedeemAsync(await op.GetCodeAsync(), ("client_assertion_type", "x"));

        foreach (var response in new[] { headerAndBody, headerAndAssertion, bodyAndAssertion, bodyAndType })
        {
            await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
        }
    }

    [Fact]
    public async Task A_signed_assertion_authenticates()
    {
        await using var op = await StartAsync();

        using var response = await WithAssertionAsync(op, op.Key.Sign(AssertionKey.Claims(op)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("iss", "\"key-backend\"")]
    [InlineData("sub", "\"backend\"")]
    [InlineData("jti", "\"another\"")]
    [InlineData("exp", "1")]
    [InlineData("unknown", "1,\"unknown\":2")]
    public async Task An_assertion_with_a_claim_given_twice_is_refused(string name, string value)
    {
        await using var op = await StartAsync();
        var json = AssertionKey.Claims(op).ToJsonString();

        using var response = await WithAssertionAsync(op, op.Key.SignRaw($$"""{"{{name}}":{{value}},{{json[1..]}}"""));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task An_assertion_is_remembered_for_as_long_as_it_lives_however_many_came_before_it()
    {
        await using var op = await StartAsync();
        await SendManyAsync();
        op.Time.Advance(TimeSpan.FromSeconds(100));
        var used = op.Key.Sign(AssertionKey.Claims(op));
        Assert.Equal("invalid_grant", await ErrorAsync(used));
        await SendManyAsync();

        op.Time.Advance(TimeSpan.FromSeconds(250)); // the first ones are forgotten with the next
        Assert.Equal("invalid_grant", await ErrorAsync(op.Key.Sign(AssertionKey.Claims(op))));
        Assert.Equal("invalid_client", await ErrorAsync(used));

        op.Time.Advance(TimeSpan.FromSeconds(51)); // and now all but the last
        var latest = op.Key.Sign(AssertionKey.Claims(op));
        Assert.Equal("invalid_grant", await ErrorAsync(latest));
        Assert.Equal("invalid_client", await ErrorAsync(latest));

        async Task SendManyAsync()
        {
            for (var sent = 0; sent < 600; sent++)
            {
                Assert.Equal("invalid_grant", await ErrorAsync(op.Key.Sign(AssertionKey.Claims(op))));
            }
        }

        async Task<string?> ErrorAsync(string assertion)
        {
            using var response = await op.RedeemAsync("unknown", [.. Anonymous, .. op.Key.AssertionParameters(op, assertion)]);
            return (await JsonAsync(response)).GetProperty("error").GetString();
        }
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task An_assertion_made_long_ago_is_refused_however_long_that_is(long issuedAt)
    {
        await using var op = await StartAsync();
        var claims = AssertionKey.Claims(op);
        claims["iat"] = issuedAt;

        using var response = await WithAssertionAsync(op, op.Key.Sign(claims));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Theory]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task Rsa_signatures_are_accepted(string algorithm)
    {
        using var key = AssertionKey.Rsa("rsa");
        await using var op = await StartWithKeysAsync(key);

        using var response = await AsAsync(op, "other", key.Sign(Claims(op), algorithm));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Each_curve_is_accepted_with_its_own_algorithm_only()
    {
        using var p384 = AssertionKey.Ec("p384", ECCurve.NamedCurves.nistP384);
        using var p521 = AssertionKey.Ec("p521", ECCurve.NamedCurves.nistP521);
        await using var op = await StartWithKeysAsync(p384, p521);

        using var es384 = await AsAsync(op, "other", p384.Sign(Claims(op), "ES384"));
        using var es512 = await AsAsync(op, "other", p521.Sign(Claims(op), "ES512"));
        using var es256 = await AsAsync(op, "other", p384.Sign(Claims(op), "ES256"));
        using var rs256 = await AsAsync(op, "other", p384.Sign(Claims(op), "RS256"));

        Assert.Equal(HttpStatusCode.OK, es384.StatusCode);
        Assert.Equal(HttpStatusCode.OK, es512.StatusCode);
        await AssertOAuthErrorAsync(es256, HttpStatusCode.Unauthorized, "invalid_client");
        await AssertOAuthErrorAsync(rs256, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_jti_is_refused_even_in_a_new_assertion_as_long_as_the_first_could_live()
    {
        await using var op = await StartAsync();
        using var first = await WithAssertionAsync(op, op.Key.Sign(Claims("same")));
        op.Time.Advance(TimeSpan.FromSeconds(299));
        using var early = await WithAssertionAsync(op, op.Key.Sign(Claims("same")));
        op.Time.Advance(TimeSpan.FromSeconds(1));
        using var late = await WithAssertionAsync(op, op.Key.Sign(Claims("same")));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertOAuthErrorAsync(early, HttpStatusCode.Unauthorized, "invalid_client");
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);

        JsonObject Claims(string id)
        {
            var claims = AssertionKey.Claims(op);
            claims["jti"] = id;
            return claims;
        }
    }

    [Fact]
    public async Task Of_many_parallel_uses_of_one_assertion_one_succeeds()
    {
        await using var op = await StartAsync();
        var assertion = op.Key.Sign(AssertionKey.Claims(op));

        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => WithAssertionAsync(op, assertion)));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK);
        Assert.Equal(15, responses.Count(response => response.StatusCode == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_forged_assertion_does_not_use_up_the_jti_of_the_real_one()
    {
        await using var op = await StartAsync();
        using var forger = AssertionKey.Ec(op.Key.Id);
        var claims = AssertionKey.Claims(op);

        using var forged = await WithAssertionAsync(op, forger.Sign(claims));
        using var real = await WithAssertionAsync(op, op.Key.Sign(claims));

        await AssertOAuthErrorAsync(forged, HttpStatusCode.Unauthorized, "invalid_client");
        Assert.Equal(HttpStatusCode.OK, real.StatusCode);
    }

    [Theory]
    [InlineData("iss", null)]
    [InlineData("iss", "\"backend\"")]
    [InlineData("iss", "\"Key-backend\"")]
    [InlineData("sub", null)]
    [InlineData("sub", "\"backend\"")]
    [InlineData("sub", "42")]
    [InlineData("aud", null)]
    [InlineData("aud", "\"http://127.0.0.1:1/token\"")]
    [InlineData("aud", "\"{token}/\"")]
    [InlineData("aud", "\"{issuer}\"")]
    [InlineData("aud", "[\"{token}\",\"https://other.example/token\"]")]
    [InlineData("aud", "[]")]
    [InlineData("jti", null)]
    [InlineData("jti", "\"\"")]
    [InlineData("jti", "1")]
    [InlineData("iat", null)]
    [InlineData("iat", "{now+1}")]
    [InlineData("iat", "\"{now}\"")]
    [InlineData("iat", "{now}.5")]
    [InlineData("exp", null)]
    [InlineData("exp", "{now}")]
    [InlineData("exp", "{now-1}")]
    [InlineData("exp", "\"{now+300}\"")]
    [InlineData("exp", "1e30")]
    [InlineData("nbf", "{now+1}")]
    [InlineData("nbf", "\"x\"")]
    public async Task A_faulty_claim_is_refused(string name, string? json)
    {
        await using var op = await StartAsync();
        var now = op.Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = AssertionKey.Claims(op);
        claims.Remove(name);
        if (json is not null)
        {
            foreach (var (placeholder, value) in new[] { ("{now}", now), ("{now+1}", now + 1), ("{now-1}", now - 1), ("{now+300}", now + 300), ("{now+301}", now + 301) })
            {
                json = json.Replace(placeholder, $"{value}", StringComparison.Ordinal);
            }

            claims[name] = JsonNode.Parse(json
                .Replace("{token}", op.Simulator.TokenEndpoint.OriginalString, StringComparison.Ordinal)
                .Replace("{issuer}", op.Simulator.Issuer.OriginalString, StringComparison.Ordinal));
        }

        using var response = await WithAssertionAsync(op, op.Key.Sign(claims));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task One_audience_in_an_array_and_a_past_nbf_are_fine()
    {
        await using var op = await StartAsync();
        var claims = AssertionKey.Claims(op);
        claims["aud"] = new JsonArray(op.Simulator.TokenEndpoint.OriginalString);
        claims["nbf"] = op.Time.GetUtcNow().ToUnixTimeSeconds();

        using var response = await WithAssertionAsync(op, op.Key.Sign(claims));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"key-1"}""")]
    [InlineData("""{"alg":"HS256","kid":"key-1"}""")]
    [InlineData("""{"alg":"es256","kid":"key-1"}""")]
    [InlineData("""{"alg":"PS256","kid":"key-1"}""")]
    [InlineData("""{"kid":"key-1"}""")]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","kid":"key-2"}""")]
    [InlineData("""{"alg":"ES256","kid":""}""")]
    [InlineData("""{"alg":"ES256","kid":1}""")]
    [InlineData("""{"alg":"ES256","kid":"key-1","crit":["exp"]}""")]
    public async Task A_faulty_header_of_the_assertion_is_refused(string header)
    {
        await using var op = await StartAsync();

        using var response = await WithAssertionAsync(op, op.Key.Sign(AssertionKey.Claims(op), header: JsonNode.Parse(header)!.AsObject()));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("e30.e30.")]
    [InlineData("e30.bnVsbA.e30")]
    [InlineData("{header}.{claims}.")]
    [InlineData("{header}.{claims}.AAAA")]
    [InlineData("{header}.{claims}")]
    public async Task A_broken_or_unsigned_assertion_is_refused(string shape)
    {
        await using var op = await StartAsync();
        var assertion = shape
            .Replace("{header}", AssertionKey.Encode("""{"alg":"ES256","kid":"key-1"}"""), StringComparison.Ordinal)
            .Replace("{claims}", AssertionKey.Encode(AssertionKey.Claims(op).ToJsonString()), StringComparison.Ordinal);

        using var response = await WithAssertionAsync(op, assertion);

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task The_type_of_the_assertion_is_required_and_so_is_the_assertion()
    {
        await using var op = await StartAsync();

        using var noType = await WithAssertionAsync(op, op.Key.Sign(AssertionKey.Claims(op)), ("client_assertion_type", null));
        using var wrongType = await WithAssertionAsync(op, op.Key.Sign(AssertionKey.Claims(op)), ("client_assertion_type", "jwt-bearer"));
        using var noAssertion = await WithAssertionAsync(op, "", ("client_assertion", null));

        foreach (var response in new[] { noType, wrongType, noAssertion })
        {
            await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
        }
    }

    [Fact]
    public async Task A_client_id_beside_the_assertion_must_be_the_same()
    {
        await using var op = await StartAsync();

        using var same = await WithAssertionAsync(op, op.Key.Sign(AssertionKey.Claims(op)), ("client_id", KeyClientId));
        using var different = await WithAssertionAsync(op, op.Key.Sign(AssertionKey.Claims(op)), ("client_id", ClientId));

        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        await AssertOAuthErrorAsync(different, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_client_cannot_speak_for_another_with_its_own_key()
    {
        using var key = AssertionKey.Ec("mine");
        await using var op = await StartWithKeysAsync(key);

        using var response = await WithAssertionAsync(op, key.Sign(AssertionKey.Claims(op)));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_key_registered_for_one_algorithm_is_used_with_no_other()
    {
        using var key = AssertionKey.Rsa("rsa");
        var keys = JsonNode.Parse(AssertionKey.PublicSet(key))!;
        keys["keys"]![0]!["alg"] = "PS256";
        await using var op = await StartAsync(options => options.Clients.Add(new SimulatedClient { ClientId = "other", JsonWebKeySet = keys.ToJsonString(), RedirectUris = [RedirectUri] }));

        using var named = await AsAsync(op, "other", key.Sign(Claims(op), "PS256"));
        using var other = await AsAsync(op, "other", key.Sign(Claims(op), "RS256"));

        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        await AssertOAuthErrorAsync(other, HttpStatusCode.Unauthorized, "invalid_client");
    }

    private static AuthenticationHeaderValue Basic(string clientId, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}")));

    private static string FormEncoded(string value) => Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> WithHeaderAsync(RunningOperator op, AuthenticationHeaderValue authorization) =>
        await op.PostTokenAsync(TokenParameters(await op.GetCodeAsync(), Anonymous), authorization);

    private static Task<HttpResponseMessage> WithAssertionAsync(RunningOperator op, string assertion, params (string Name, string? Value)[] changes) =>
        AsAsync(op, KeyClientId, assertion, changes);

    /// <summary>With a code of the client that the assertion speaks for.</summary>
    private static async Task<HttpResponseMessage> AsAsync(RunningOperator op, string clientId, string assertion, params (string Name, string? Value)[] changes) =>
        await op.RedeemAsync(await op.GetCodeAsync(("client_id", clientId)), [.. Anonymous, .. op.Key.AssertionParameters(op, assertion), .. changes]);

    private static Task<RunningOperator> StartWithKeysAsync(params AssertionKey[] keys) => StartAsync(options =>
        options.Clients.Add(new SimulatedClient { ClientId = "other", JsonWebKeySet = AssertionKey.PublicSet(keys), RedirectUris = [RedirectUri] }));

    private static JsonObject Claims(RunningOperator op)
    {
        var claims = AssertionKey.Claims(op);
        claims["iss"] = "other";
        claims["sub"] = "other";
        return claims;
    }
}
