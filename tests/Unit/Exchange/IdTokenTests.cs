using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Base64Url = System.Buffers.Text.Base64Url;

namespace NumberVerify.Unit.Tests.Exchange;

/// <summary>OIDC Core 3.1.3.7: one wrong claim is enough to refuse.</summary>
public sealed class IdTokenTests
{
    private readonly FakeOperator _operator = new();

    [Fact]
    public async Task A_right_one_is_accepted() => await AcceptedAsync(static _ => { });

    [Theory]
    [InlineData("""["backend"]""", null)]
    [InlineData("""["backend","other"]""", "backend")]
    [InlineData(""" "backend" """, "backend")]
    public Task Audience_and_party_may_be_told_in_these_ways(string audience, string? party) => AcceptedAsync(claims =>
    {
        claims["aud"] = JsonNode.Parse(audience);
        if (party is not null)
        {
            claims["azp"] = party;
        }
    });

    [Theory]
    [InlineData("exp", -59)]
    [InlineData("iat", 60)]
    [InlineData("nbf", 59)]
    public Task A_minute_of_skew_is_granted(string claim, int seconds) => AcceptedAsync(claims => claims[claim] = Now + seconds);

    public static TheoryData<string, string?> WrongClaims => new()
    {
        { "iss", null }, { "iss", "\"https://evil.example\"" }, { "iss", "\"https://op.example/\"" }, { "iss", "\"https://OP.example\"" }, { "iss", "7" }, { "iss", "[\"https://op.example\"]" }, { "iss", "\"\"" },
        { "aud", null }, { "aud", "\"other\"" }, { "aud", "\"backend/\"" }, { "aud", "\"Backend\"" }, { "aud", "[]" }, { "aud", "[\"other\"]" }, { "aud", "[\"backend\",\"other\"]" }, { "aud", "7" }, { "aud", "{}" },
        { "azp", "\"other\"" }, { "azp", "\"\"" }, { "azp", "7" }, { "azp", "[\"backend\"]" },
        { "sub", null }, { "sub", "\"\"" }, { "sub", "null" },
        { "exp", null }, { "exp", "0" }, { "exp", "-1" }, { "exp", "\"soon\"" }, { "exp", "[]" }, { "exp", "true" },
        { "iat", null }, { "iat", "\"now\"" }, { "iat", "[]" }, { "iat", "{}" },
        { "nbf", "99999999999" }, { "nbf", "\"x\"" },
        { "nonce", null }, { "nonce", "\"wrong\"" }, { "nonce", "\"\"" }, { "nonce", "7" }, { "nonce", "[]" }, { "nonce", "null" }, { "nonce", "true" },
        { "iss", "null" }, { "aud", "null" }, { "aud", "[\"backend\",\"other\",7]" }, { "azp", "null" }, { "exp", "null" }, { "exp", "\"\"" }, { "exp", "{}" }, { "iat", "null" }, { "iat", "true" }, { "nbf", "[]" },
    };

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public Task A_wrong_claim_is_refused(string claim, string? json) => RefusedAsync(claims =>
    {
        claims.Remove(claim);
        if (json is not null)
        {
            claims[claim] = JsonNode.Parse(json);
        }
    });

    [Theory]
    [InlineData("exp", -61)]
    [InlineData("iat", 61)]
    [InlineData("iat", 360)]
    [InlineData("nbf", 61)]
    public Task More_than_a_minute_of_skew_is_refused(string claim, int seconds) => RefusedAsync(claims => claims[claim] = Now + seconds);

    [Theory]
    [InlineData("exp", 253402300799)]
    [InlineData("exp", 9007199254740993)]
    [InlineData("exp", long.MaxValue)]
    [InlineData("nbf", long.MinValue)]
    [InlineData("nbf", -62135596800)]
    [InlineData("iat", long.MaxValue)]
    [InlineData("iat", long.MinValue)]
    public async Task Times_at_the_end_of_all_days_are_judged_and_do_not_crash(string claim, long value)
    {
        Answer(_operator.Key, claims => claims[claim] = value);

        var exception = await Record.ExceptionAsync(() => _operator.SignIn().GetSessionAsync());

        Assert.True(exception is null or IdTokenRejectedException, exception?.ToString());
    }

    [Fact]
    public async Task Another_requests_nonce_is_refused()
    {
        var user = _operator.SignIn();
        var other = _operator.TokenBody();
        _operator.OnToken = _ => FakeHandler.Json(other.ToJsonString());
        _operator.SignIn();

        await Assert.ThrowsAsync<IdTokenRejectedException>(() => _operator.SignIn().GetSessionAsync());
        await user.GetSessionAsync();
    }

    [Fact]
    public async Task A_missing_one_is_refused_and_kills_the_session()
    {
        _operator.ChangeToken("id_token", null);
        var user = _operator.SignIn();

        var exception = await Assert.ThrowsAsync<IdTokenRejectedException>(() => user.VerifyNumberAsync());

        Assert.True(exception.RequestMayHaveBeenProcessed);
        await Assert.ThrowsAsync<IdTokenRejectedException>(() => user.VerifyNumberAsync());
        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
        Assert.Empty(_operator.Sent(FakeOperator.VerifyUri));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("canary")]
    [InlineData("e30.e30.")]
    [InlineData("e30.e30.e30")]
    [InlineData("bnVsbA.bnVsbA.AAAA")]
    [InlineData("W10.W10.AAAA")]
    [InlineData("e30.e30.e30.e30.e30")]
    [InlineData("\u00e9.\u00e9.\u00e9")]
    [InlineData(" ")]
    [InlineData("e30.e30")]
    [InlineData("e30.e30.e30.e30")]
    [InlineData("e30.e30.e30.e30.e30.e30")]
    public async Task What_is_no_JWT_is_refused(string text)
    {
        _operator.ChangeToken("id_token", text);

        var exception = await Assert.ThrowsAsync<IdTokenRejectedException>(() => _operator.SignIn().GetSessionAsync());

        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unsigned_one_is_refused()
    {
        foreach (var algorithm in new[] { "none", "None", "NONE", "" })
        {
            var unsigned = $"{OperatorKey.Encode(new JsonObject { ["alg"] = algorithm }.ToJsonString())}.{OperatorKey.Encode(ClaimsOf(_ => { }).ToJsonString())}.";
            _operator.ChangeToken("id_token", unsigned);

            await Assert.ThrowsAsync<IdTokenRejectedException>(() => _operator.SignIn().GetSessionAsync());
        }
    }

    [Fact]
    public async Task One_signed_with_the_public_key_as_a_shared_secret_is_refused()
    {
        foreach (var secret in new[] { _operator.Key.ToJwk().ToJsonString(), (string)_operator.Key.ToJwk()["x"]!, FakeOperator.ClientId })
        {
            var request = AuthorizationRequest.Create();
            var user = _operator.SignIn(request: request);
            var signed = $"{OperatorKey.Encode("""{"alg":"HS256","kid":"operator-key"}""")}.{OperatorKey.Encode(_operator.Claims().ToJsonString())}";
            _operator.ChangeToken("id_token", $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}");

            await Assert.ThrowsAsync<IdTokenRejectedException>(() => user.GetSessionAsync());
        }
    }

    [Fact]
    public async Task A_key_with_the_right_name_that_is_not_the_operators_is_refused()
    {
        using var stranger = new OperatorKey(_operator.Key.Id);
        Answer(stranger, static _ => { });

        await Assert.ThrowsAsync<IdTokenRejectedException>(() => _operator.SignIn().GetSessionAsync());
    }

    [Theory]
    [InlineData("jwk")]
    [InlineData("jku")]
    [InlineData("x5u")]
    public async Task A_key_the_token_brings_itself_is_not_used(string member)
    {
        using var stranger = new OperatorKey("stranger");
        Answer(stranger, static _ => { }, header => header[member] = member == "jwk" ? stranger.ToJwk() : "https://evil.example/keys");

        await Assert.ThrowsAsync<IdTokenRejectedException>(() => _operator.SignIn().GetSessionAsync());

        Assert.DoesNotContain(_operator.Http.Sent, static request => request.Uri.Host == "evil.example");
    }

    [Fact]
    public async Task Any_changed_character_of_the_token_is_refused()
    {
        var random = new Random(20260108);
        for (var run = 0; run < 200; run++)
        {
            var user = _operator.SignIn();
            var body = _operator.TokenBody();
            var token = ((string)body["id_token"]!).ToCharArray();

            // The last character of a part may hold unused bits only.
            int place;
            do
            {
                place = random.Next(token.Length - 1);
            }
            while (token[place] == '.' || token[place + 1] == '.');
            token[place] = token[place] == 'A' ? 'Q' : 'A';
            body["id_token"] = new string(token);
            _operator.OnToken = _ => FakeHandler.Json(body.ToJsonString());

            await Assert.ThrowsAsync<IdTokenRejectedException>(() => user.GetSessionAsync());
        }
    }

    /// <summary>The right token, written in another way than RFC 7515 3.1 writes one.</summary>
    public static TheoryData<string> Spellings =>
    [
        "two parts", "a fourth part", "a blank in front", "a line break behind", "a blank between", "the other base64", "no signature", "a signature of zeros", "an empty header", "another token's signature", "JSON serialization",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Another_spelling_of_the_right_token_is_refused(string spelling)
    {
        var user = _operator.SignIn();
        var body = _operator.TokenBody();
        var token = (string)body["id_token"]!;
        var parts = token.Split('.');
        body["id_token"] = spelling switch
        {
            "two parts" => $"{parts[0]}.{parts[1]}",
            "a fourth part" => token + ".e30",
            "a blank in front" => " " + token,
            "a line break behind" => token + "\n",
            "a blank between" => $"{parts[0]}. {parts[1]}.{parts[2]}",
            "the other base64" => $"{parts[0]}.{parts[1]}.{parts[2][..^2]}+/",
            "no signature" => $"{parts[0]}.{parts[1]}.",
            "a signature of zeros" => $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(new byte[64])}",
            "an empty header" => $".{parts[1]}.{parts[2]}",
            "another token's signature" => $"{parts[0]}.{parts[1]}.{OtherSignature()}",
            _ => new JsonObject { ["protected"] = parts[0], ["payload"] = parts[1], ["signature"] = parts[2] }.ToJsonString(),
        };
        _operator.OnToken = _ => FakeHandler.Json(body.ToJsonString());

        var exception = await Assert.ThrowsAsync<IdTokenRejectedException>(() => user.GetSessionAsync());

        Assert.True(exception.RequestMayHaveBeenProcessed);
        Assert.DoesNotContain(parts[1], exception.ToString(), StringComparison.Ordinal);

        string OtherSignature() => _operator.Key.Sign(ClaimsOf(static claims => claims["sub"] = "another")).Split('.')[2];
    }

    /// <summary>RFC 8725 3.1: the key says how it is used, not the token.</summary>
    [Theory]
    [InlineData("alg", "\"none\"")]
    [InlineData("alg", "\"HS256\"")]
    [InlineData("alg", "\"RS256\"")]
    [InlineData("alg", "\"PS256\"")]
    [InlineData("alg", "\"ES384\"")]
    [InlineData("alg", "\"ES256K\"")]
    [InlineData("alg", "\"EdDSA\"")]
    [InlineData("alg", "\"es256\"")]
    [InlineData("alg", "\"\"")]
    [InlineData("alg", "null")]
    [InlineData("alg", "7")]
    [InlineData("alg", null)]
    [InlineData("kid", "\"unknown\"")]
    [InlineData("kid", "\"OPERATOR-KEY\"")]
    [InlineData("crit", "[]")]
    [InlineData("crit", "null")]
    [InlineData("crit", "[\"exp\"]")]
    [InlineData("crit", "[\"b64\"]")]
    [InlineData("crit", "7")]
    public async Task A_header_with_a_wrong_member_is_refused(string member, string? json)
    {
        Answer(_operator.Key, static _ => { }, header =>
        {
            header.Remove(member);
            if (json is not null)
            {
                header[member] = JsonNode.Parse(json);
            }
        });

        var exception = await Assert.ThrowsAsync<IdTokenRejectedException>(() => _operator.SignIn().GetSessionAsync());

        Assert.True(exception.RequestMayHaveBeenProcessed);
    }

    [Fact]
    public async Task A_shared_secret_among_the_operators_keys_signs_nothing()
    {
        var secret = new byte[32];
        _operator.OnJwks = _ => FakeHandler.Json(OperatorKey.KeySet(_operator.Key.ToJwk(), new JsonObject { ["kty"] = "oct", ["kid"] = "shared", ["alg"] = "HS256", ["k"] = Base64Url.EncodeToString(secret) }));
        var user = _operator.SignIn();
        var signed = $"{OperatorKey.Encode("""{"alg":"HS256","kid":"shared"}""")}.{OperatorKey.Encode(_operator.Claims().ToJsonString())}";
        _operator.ChangeToken("id_token", $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}");

        await Assert.ThrowsAsync<IdTokenRejectedException>(() => user.GetSessionAsync());
    }

    [Fact]
    public async Task A_header_that_demands_something_unknown_is_refused()
    {
        Answer(_operator.Key, static _ => { }, static header => (header["crit"], header["unknown"]) = (new JsonArray("unknown"), true));

        await Assert.ThrowsAsync<IdTokenRejectedException>(() => _operator.SignIn().GetSessionAsync());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_key_name_of_another_kind_is_judged_and_does_not_crash(string kid)
    {
        Answer(_operator.Key, static _ => { }, header => header["kid"] = JsonNode.Parse(kid));

        var exception = await Record.ExceptionAsync(() => _operator.SignIn().GetSessionAsync());

        Assert.True(exception is null or IdTokenRejectedException, exception?.ToString());
    }

    [Fact]
    public async Task Without_a_key_name_the_operators_keys_are_tried()
    {
        Answer(_operator.Key, static _ => { }, static header => header.Remove("kid"));

        Assert.NotNull(await _operator.SignIn().GetSessionAsync());
    }

    [Fact]
    public async Task Without_openid_no_id_token_is_looked_at()
    {
        _operator.Options.Profile = OperatorProfile.Camara with { UsesOpenId = false };
        _operator.ChangeToken("id_token", "garbage");

        Assert.NotNull(await _operator.SignIn().GetSessionAsync());
        Assert.Empty(_operator.Sent(FakeOperator.JwksUri));
    }

    private long Now => _operator.Time.GetUtcNow().ToUnixTimeSeconds();

    private JsonObject ClaimsOf(Action<JsonObject> change)
    {
        var claims = _operator.Claims();
        change(claims);
        return claims;
    }

    private void Answer(OperatorKey key, Action<JsonObject> changeClaims, Action<JsonObject>? changeHeader = null) => _operator.OnToken = _ =>
    {
        var body = _operator.TokenBody();
        body["id_token"] = key.Sign(ClaimsOf(changeClaims), changeHeader);
        return FakeHandler.Json(body.ToJsonString());
    };

    private async Task AcceptedAsync(Action<JsonObject> change)
    {
        Answer(_operator.Key, change);

        Assert.Equal(FakeOperator.Token, (await _operator.SignIn().GetSessionAsync()).AccessToken);
    }

    private async Task RefusedAsync(Action<JsonObject> change)
    {
        Answer(_operator.Key, change);

        var exception = await Assert.ThrowsAsync<IdTokenRejectedException>(() => _operator.SignIn().GetSessionAsync());

        Assert.True(exception.RequestMayHaveBeenProcessed);
    }
}
