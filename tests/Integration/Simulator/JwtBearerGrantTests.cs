using System.Net;
using System.Text.Json.Nodes;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class JwtBearerGrantTests
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const string OtpScope = "one-time-password-sms:send-validate";

    [Theory]
    [InlineData(DeviceConnection.MobileData)]
    [InlineData(DeviceConnection.WiFi)]
    public async Task An_operator_token_becomes_an_access_token_on_any_network(DeviceConnection connection)
    {
        await using var op = await StartAsync();
        op.Phone.Connection = connection;

        using var response = await RedeemAsync(op, Claims(op));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await JsonAsync(response);
        Assert.Equal(["access_token", "token_type", "expires_in", "scope"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal($"{Purpose} {VerifyScope}", body.GetProperty("scope").GetString());
        using var call = await op.VerifyAsync(body.GetProperty("access_token").GetString(), $$"""{"phoneNumber":"{{Number}}"}""");
        Assert.True((await JsonAsync(call)).GetProperty("devicePhoneNumberVerified").GetBoolean());
    }

    [Fact]
    public async Task An_operator_token_is_good_for_one_authorization()
    {
        await using var op = await StartAsync();
        var token = op.Phone.CreateOperatorToken();

        using var first = await RedeemAsync(op, Claims(op, ("sub", $"operatortoken:{token}")));
        using var second = await RedeemAsync(op, Claims(op, ("sub", $"operatortoken:{token}")));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertOAuthErrorAsync(second, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_subscriber_who_has_not_consented_is_not_named()
    {
        await using var op = await StartAsync();
        op.Phone.HasConsented = false;

        using var response = await RedeemAsync(op, Claims(op));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task An_assertion_with_a_claim_given_twice_is_refused()
    {
        await using var op = await StartAsync();
        var json = Claims(op).ToJsonString();

        using var response = await op.PostTokenAsync(Parameters(op.Key.SignRaw($$"""{"scope":"{{Purpose}} {{VerifyScope}}",{{json[1..]}}""")));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task Of_many_parallel_redemptions_of_one_operator_token_one_succeeds()
    {
        await using var op = await StartAsync();
        var token = op.Phone.CreateOperatorToken();

        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => RedeemAsync(op, Claims(op, ("sub", $"operatortoken:{token}")))));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(299.9, true)]
    public async Task An_operator_token_lives_for_300_seconds(double seconds, bool alive)
    {
        await using var op = await StartAsync();
        var token = op.Phone.CreateOperatorToken();
        op.Time.Advance(TimeSpan.FromSeconds(seconds));

        using var response = await RedeemAsync(op, Claims(op, ("sub", $"operatortoken:{token}")));

        Assert.Equal(alive ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Operator_tokens_are_random()
    {
        await using var op = await StartAsync();

        var tokens = Enumerable.Range(0, 100).Select(_ => op.Phone.CreateOperatorToken()).ToList();

        Assert.All(tokens, token => Assert.Equal(43, token.Length));
        Assert.Distinct(tokens);
    }

    public static TheoryData<string, JsonNode?> FaultyClaims => new()
    {
        { "iss", null },
        { "iss", "somebody" },
        { "iss", ClientId },
        { "sub", null },
        { "sub", "" },
        { "sub", "operatortoken:" },
        { "sub", "operatortoken:unknown" },
        { "sub", "unknown" },
        { "sub", KeyClientId },
        { "sub", $"tel:{Number}" },
        { "sub", "ipport:127.0.0.1:1234" },
        { "aud", null },
        { "aud", "https://another.example/token" },
        { "jti", null },
        { "exp", null },
        { "iat", null },
    };

    [Theory]
    [MemberData(nameof(FaultyClaims))]
    public async Task A_faulty_claim_is_refused(string name, JsonNode? value)
    {
        await using var op = await StartAsync();

        using var response = await RedeemAsync(op, Claims(op, (name, value?.DeepClone())));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Theory]
    [InlineData("/bc-authorize")]
    [InlineData("/token/")]
    [InlineData("")]
    public async Task Only_the_token_endpoint_is_its_audience(string path)
    {
        await using var op = await StartAsync();

        using var response = await RedeemAsync(op, Claims(op, ("aud", op.Simulator.Issuer.OriginalString + path)));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Theory]
    [InlineData(0, 300, true)]
    [InlineData(-100, 200, true)]
    [InlineData(0, 301, false)]
    [InlineData(-1, 300, false)]
    [InlineData(1, 300, false)]
    [InlineData(-10, 0, false)]
    public async Task It_lives_for_at_most_300_seconds_and_not_before_it_was_issued(int issuedAt, int expiresAt, bool accepted)
    {
        await using var op = await StartAsync();
        var now = op.Time.GetUtcNow().ToUnixTimeSeconds();

        using var response = await RedeemAsync(op, Claims(op, ("iat", now + issuedAt), ("exp", now + expiresAt)));

        Assert.Equal(accepted ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        if (!accepted)
        {
            await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
        }
    }

    [Fact]
    public async Task An_id_is_taken_once_whatever_the_rest_says()
    {
        await using var op = await StartAsync();

        using var first = await RedeemAsync(op, Claims(op, ("jti", "same")));
        using var second = await RedeemAsync(op, Claims(op, ("jti", "same")));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertOAuthErrorAsync(second, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_signature_of_another_key_is_refused()
    {
        await using var op = await StartAsync();
        using var key = AssertionKey.Ec(op.Key.Id);

        using var response = await op.PostTokenAsync(Parameters(key.Sign(Claims(op))));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Theory]
    [InlineData("not a JWT")]
    [InlineData("a.b.c")]
    public async Task What_is_no_JWT_is_refused(string assertion)
    {
        await using var op = await StartAsync();

        using var response = await op.PostTokenAsync(Parameters(assertion));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(VerifyScope)]
    [InlineData(Purpose)]
    [InlineData($"openid {Purpose} {VerifyScope}")]
    [InlineData($"{Purpose} dpv:ServiceProvision {VerifyScope}")]
    [InlineData($"{Purpose} {VerifyScope} unknown")]
    public async Task A_faulty_scope_claim_is_refused(string? scope)
    {
        await using var op = await StartAsync();

        using var response = await RedeemAsync(op, Claims(op, ("scope", scope)));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_scope");
    }

    [Fact]
    public async Task A_refused_scope_leaves_the_operator_token_unused()
    {
        await using var op = await StartAsync();
        var token = op.Phone.CreateOperatorToken();

        using var refused = await RedeemAsync(op, Claims(op, ("sub", $"operatortoken:{token}"), ("scope", "unknown")));
        using var accepted = await RedeemAsync(op, Claims(op, ("sub", $"operatortoken:{token}")));

        await AssertOAuthErrorAsync(refused, HttpStatusCode.BadRequest, "invalid_scope");
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Theory]
    [InlineData("scope", $"{Purpose} {VerifyScope}")]
    [InlineData("scope", "")]
    [InlineData("assertion", null)]
    public async Task A_scope_beside_the_assertion_or_no_assertion_is_an_invalid_request(string name, string? value)
    {
        await using var op = await StartAsync();

        using var response = await op.PostTokenAsync(Parameters(op.Key.Sign(Claims(op)), (name, value)));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_number_is_taken_for_an_API_that_does_not_verify_it()
    {
        await using var op = await StartAsync();

        using var known = await RedeemAsync(op, Claims(op, ("sub", $"tel:{Number}"), ("scope", $"{Purpose} {OtpScope}")));
        using var unknown = await RedeemAsync(op, Claims(op, ("sub", $"tel:{OtherNumber}"), ("scope", $"{Purpose} {OtpScope}")));
        using var mixed = await RedeemAsync(op, Claims(op, ("sub", $"tel:{Number}"), ("scope", $"{Purpose} {OtpScope} {VerifyScope}")));

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        await AssertOAuthErrorAsync(unknown, HttpStatusCode.BadRequest, "invalid_grant");
        await AssertOAuthErrorAsync(mixed, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Theory]
    [InlineData("client_id", KeyClientId, HttpStatusCode.OK, null)]
    [InlineData("client_id", ClientId, HttpStatusCode.BadRequest, "invalid_grant")]
    [InlineData("client_secret", ClientSecret, HttpStatusCode.Unauthorized, "invalid_client")]
    public async Task Client_authentication_beside_it_is_not_needed_and_must_hold(string name, string value, HttpStatusCode status, string? error)
    {
        await using var op = await StartAsync();

        using var response = await op.PostTokenAsync(Parameters(op.Key.Sign(Claims(op)), (name, value)));

        Assert.Equal(status, response.StatusCode);
        if (error is not null)
        {
            await AssertOAuthErrorAsync(response, status, error);
        }
    }

    [Fact]
    public async Task Another_clients_authentication_beside_it_is_refused()
    {
        await using var op = await StartAsync();

        using var response = await op.PostTokenAsync(Parameters(op.Key.Sign(Claims(op)), ("client_id", ClientId), ("client_secret", ClientSecret)));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_client_that_is_not_registered_for_it_is_not_authorized()
    {
        using var key = AssertionKey.Ec("key-2");
        await using var op = await StartAsync(options => options.Clients.Add(
            new SimulatedClient { ClientId = "code-only", JsonWebKeySet = AssertionKey.PublicSet(key), RedirectUris = [RedirectUri], GrantTypes = ["authorization_code"] }));

        using var response = await op.PostTokenAsync(Parameters(key.Sign(Claims(op, ("iss", "code-only")))));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "unauthorized_client");
    }

    private static JsonObject Claims(RunningOperator op, params ReadOnlySpan<(string Name, JsonNode? Value)> changes)
    {
        var claims = AssertionKey.Claims(op);
        claims["sub"] = $"operatortoken:{op.Phone.CreateOperatorToken()}";
        claims["scope"] = $"{Purpose} {VerifyScope}";
        foreach (var (name, value) in changes)
        {
            claims.Remove(name);
            if (value is not null)
            {
                claims[name] = value;
            }
        }

        return claims;
    }

    private static Task<HttpResponseMessage> RedeemAsync(RunningOperator op, JsonObject claims) => op.PostTokenAsync(Parameters(op.Key.Sign(claims)));

    private static List<KeyValuePair<string, string>> Parameters(string assertion, params (string Name, string? Value)[] changes) =>
        Change([new("grant_type", GrantType), new("assertion", assertion)], changes);
}
