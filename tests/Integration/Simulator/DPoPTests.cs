using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>Proofs of possession, RFC 9449, at the token endpoint and at the API.</summary>
public sealed class DPoPTests : IDisposable
{
    private const string Body = $$"""{"phoneNumber":"{{Number}}"}""";

    private readonly AssertionKey key = AssertionKey.Ec("device");
    private readonly AssertionKey otherKey = AssertionKey.Ec("other");

    public void Dispose()
    {
        key.Dispose();
        otherKey.Dispose();
    }

    [Fact]
    public async Task A_proof_gets_a_token_that_works_with_a_proof()
    {
        await using var op = await StartAsync();

        using var response = await RedeemAsync(op, Proof(op));
        var body = await JsonAsync(response);
        var token = body.GetProperty("access_token").GetString()!;
        using var call = await VerifyAsync(op, "DPoP", token, ApiProof(op, token));

        Assert.Equal("DPoP", body.GetProperty("token_type").GetString());
        Assert.Equal(HttpStatusCode.OK, call.StatusCode);
    }

    [Fact]
    public async Task Without_a_proof_the_token_is_a_bearer_token()
    {
        await using var op = await StartAsync();

        Assert.Equal("Bearer", (await op.GetTokensAsync()).GetProperty("token_type").GetString());
    }

    [Theory]
    [InlineData("not a proof")]
    [InlineData(null)]
    public async Task Where_dpop_is_off_a_proof_is_not_looked_at_and_the_token_is_a_bearer_token(string? proof)
    {
        await using var op = await StartAsync(options => options.DPoP = DPoPSupport.Off);

        using var response = await RedeemAsync(op, proof ?? Proof(op));
        var body = await JsonAsync(response);
        using var call = await op.VerifyAsync(body.GetProperty("access_token").GetString(), Body);

        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(HttpStatusCode.OK, call.StatusCode);
    }

    [Fact]
    public async Task Where_dpop_is_required_no_proof_is_refused()
    {
        await using var op = await StartAsync(options => options.DPoP = DPoPSupport.Required);

        using var without = await op.RedeemAsync(await op.GetCodeAsync());
        using var with = await RedeemAsync(op, Proof(op));

        await AssertOAuthErrorAsync(without, HttpStatusCode.BadRequest, "invalid_dpop_proof");
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Fact]
    public async Task A_client_registered_for_bound_tokens_gets_no_other()
    {
        await using var op = await StartAsync(options => options.Clients.Add(
            new SimulatedClient { ClientId = "bound", ClientSecret = "x", RedirectUris = [RedirectUri], DPoPBoundAccessTokens = true }));
        (string, string?)[] asBound = [("client_id", "bound"), ("client_secret", "x")];

        using var without = await op.RedeemAsync(await op.GetCodeAsync(("client_id", "bound")), asBound);
        using var with = await RedeemCodeAsync(op, await op.GetCodeAsync(("client_id", "bound")), [Proof(op)], asBound);

        await AssertOAuthErrorAsync(without, HttpStatusCode.BadRequest, "invalid_dpop_proof");
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    public static TheoryData<string, string?> FaultyClaims => new()
    {
        { "jti", null }, { "jti", "\"\"" }, { "jti", "1" },
        { "htm", null }, { "htm", "\"GET\"" }, { "htm", "\"post\"" },
        { "htu", null }, { "htu", "\"{issuer}/authorize\"" }, { "htu", "\"{issuer}/token/\"" }, { "htu", "\"{issuer}/token?x=1\"" }, { "htu", "\"{issuer}/token#x\"" },
        { "htu", "\"https://other.example/token\"" }, { "htu", "\"/token\"" }, { "htu", "\"{issuer}/Token\"" },
        { "iat", null }, { "iat", "{now+1}" }, { "iat", "{now-300}" }, { "iat", "\"{now}\"" },
        { "camara:bh", "\"AAAA\"" }, { "camara:bh", "1" }, { "camara:qh", "\"AAAA\"" },
    };

    [Theory]
    [MemberData(nameof(FaultyClaims))]
    public async Task A_faulty_claim_is_refused(string name, string? json)
    {
        await using var op = await StartAsync();
        var claims = Bend(op, Claims(op), name, json);

        using var response = await RedeemAsync(op, Sign(claims));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_dpop_proof");
    }

    [Theory]
    [InlineData("iat", "{now-299}")]
    [InlineData("htu", "\"HTTP://127.0.0.1:{port}/./token\"")]
    [InlineData("exp", "1")]
    [InlineData("anything", "{}")]
    public async Task What_the_rfc_leaves_open_is_accepted(string name, string json)
    {
        await using var op = await StartAsync();

        using var response = await RedeemAsync(op, Sign(Bend(op, Claims(op), name, json)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("typ", null)]
    [InlineData("typ", "\"JWT\"")]
    [InlineData("alg", "\"none\"")]
    [InlineData("alg", "\"HS256\"")]
    [InlineData("alg", "\"ES384\"")]
    [InlineData("alg", "\"RS256\"")]
    [InlineData("jwk", null)]
    [InlineData("jwk", "\"x\"")]
    [InlineData("jwk", "{}")]
    [InlineData("jwk", """{"kty":"oct","k":"AAAA"}""")]
    [InlineData("jwk", """{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}""")]
    [InlineData("jwk", """{"kty":"EC","crv":"P-256"}""")]
    [InlineData("jwk", """{"kty":"EC","crv":"P-256","x":1,"y":2}""")]
    [InlineData("jwk", """{"kty":"RSA","n":"!!","e":"AQAB"}""")]
    [InlineData("jwk", """{"kty":"RSA"}""")]
    [InlineData("crit", "[\"jwk\"]")]
    public async Task A_faulty_header_of_the_proof_is_refused(string name, string? json)
    {
        await using var op = await StartAsync();
        var header = Header();
        header.Remove(name);
        if (json is not null)
        {
            header[name] = JsonNode.Parse(json);
        }

        using var response = await RedeemAsync(op, key.Sign(Claims(op), header: header));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_proof_that_shows_its_private_key_is_refused()
    {
        await using var op = await StartAsync();
        var header = Header();
        header["jwk"] = key.Jwk(includePrivateKey: true);

        using var response = await RedeemAsync(op, key.Sign(Claims(op), header: header));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_proof_signed_with_another_key_than_it_shows_is_refused()
    {
        await using var op = await StartAsync();

        using var response = await RedeemAsync(op, otherKey.Sign(Claims(op), header: Header()));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_certificate_beside_the_key_does_not_take_its_place()
    {
        await using var op = await StartAsync();
        using var victim = RSA.Create(2048);
        using var attacker = RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=x", attacker, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var parameters = victim.ExportParameters(includePrivateParameters: false);
        var header = new JsonObject
        {
            ["typ"] = "dpop+jwt",
            ["alg"] = "RS256",
            ["jwk"] = new JsonObject
            {
                ["kty"] = "RSA",
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
                ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData)),
            },
        };
        var input = $"{AssertionKey.Encode(header.ToJsonString())}.{AssertionKey.Encode(Claims(op).ToJsonString())}";
        var signature = attacker.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        using var response = await RedeemAsync(op, $"{input}.{Base64Url.EncodeToString(signature)}");

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_dpop_proof");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("{proof}.")]
    [InlineData("{proof}, {proof}")]
    public async Task What_is_not_one_jwt_is_refused(string shape)
    {
        await using var op = await StartAsync();

        using var response = await RedeemAsync(op, shape.Replace("{proof}", Proof(op), StringComparison.Ordinal));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_dpop_proof");
    }

    [Fact]
    public async Task Two_proofs_are_refused()
    {
        await using var op = await StartAsync();

        using var response = await RedeemCodeAsync(op, await op.GetCodeAsync(), [Proof(op), Proof(op)]);

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_dpop_proof");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(299)]
    public async Task A_proof_is_good_for_one_request(int secondsLater)
    {
        await using var op = await StartAsync();
        var claims = Claims(op);
        using var first = await RedeemAsync(op, Sign(claims));
        op.Time.Advance(TimeSpan.FromSeconds(secondsLater));

        using var second = await RedeemAsync(op, Sign(claims));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertOAuthErrorAsync(second, HttpStatusCode.BadRequest, "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_faulty_proof_does_not_use_the_code_up()
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync();

        using var faulty = await RedeemCodeAsync(op, code, ["x"]);
        using var right = await RedeemCodeAsync(op, code, [Proof(op)]);

        Assert.Equal(HttpStatusCode.BadRequest, faulty.StatusCode);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_code_asked_for_with_a_key_is_redeemed_with_that_key_only()
    {
        await using var op = await StartAsync();

        using var own = await RedeemCodeAsync(op, await BoundCodeAsync(), [Proof(op)]);
        using var other = await RedeemCodeAsync(op, await BoundCodeAsync(), [Sign(Claims(op), otherKey)]);
        using var none = await op.RedeemAsync(await BoundCodeAsync());

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        await AssertOAuthErrorAsync(other, HttpStatusCode.BadRequest, "invalid_grant");
        await AssertOAuthErrorAsync(none, HttpStatusCode.BadRequest, "invalid_dpop_proof");

        Task<string> BoundCodeAsync() => op.GetCodeAsync(("dpop_jkt", key.Thumbprint()));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs=")]
    public async Task A_thumbprint_that_cannot_be_one_is_refused_at_the_authorization_endpoint(string thumbprint)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(("dpop_jkt", thumbprint));

        Assert.Equal("invalid_request", Callback(response)["error"]);
    }

    [Fact]
    public async Task A_bound_token_sent_as_a_bearer_token_is_refused_and_stays_good_for_its_holder()
    {
        await using var op = await StartAsync();
        var token = await BoundTokenAsync(op);

        using var stolen = await op.VerifyAsync(token, Body);
        using var own = await VerifyAsync(op, "DPoP", token, ApiProof(op, token));

        await AssertChallengeAsync(stolen, "invalid_token");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task A_bound_token_with_another_keys_proof_is_refused_and_stays_good_for_its_holder()
    {
        await using var op = await StartAsync();
        var token = await BoundTokenAsync(op);

        using var stolen = await VerifyAsync(op, "DPoP", token, Sign(ApiClaims(op, token), otherKey));
        using var own = await VerifyAsync(op, "DPoP", token, ApiProof(op, token));

        await AssertChallengeAsync(stolen, "invalid_dpop_proof");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task A_bound_token_is_good_for_one_call()
    {
        await using var op = await StartAsync();
        var token = await BoundTokenAsync(op);

        var calls = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => VerifyAsync(op, "DPoP", token, ApiProof(op, token))));

        Assert.Single(calls, call => call.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, calls.Count(call => call.StatusCode == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_bearer_token_sent_as_a_bound_token_is_refused()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync();

        using var response = await VerifyAsync(op, "DPoP", token, ApiProof(op, token));

        await AssertChallengeAsync(response, "invalid_token");
    }

    [Fact]
    public async Task An_expired_bound_token_is_refused()
    {
        await using var op = await StartAsync();
        var token = await BoundTokenAsync(op);
        op.Time.Advance(TimeSpan.FromSeconds(300));

        using var response = await VerifyAsync(op, "DPoP", token, ApiProof(op, token));

        await AssertApiErrorAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        Assert.Equal("DPoP", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("ath", null)]
    [InlineData("ath", "\"AAAA\"")]
    [InlineData("htm", "\"GET\"")]
    [InlineData("htu", "\"{issuer}/number-verification/v1/verify\"")]
    [InlineData("htu", "\"{issuer}/token\"")]
    [InlineData("iat", "{now-300}")]
    [InlineData("jti", null)]
    [InlineData("camara:bh", "\"AAAA\"")]
    public async Task A_faulty_claim_is_refused_at_the_api_too(string name, string? json)
    {
        await using var op = await StartAsync();
        var token = await BoundTokenAsync(op);

        using var response = await VerifyAsync(op, "DPoP", token, Sign(Bend(op, ApiClaims(op, token), name, json)));

        await AssertChallengeAsync(response, "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_bound_token_without_a_proof_is_refused()
    {
        await using var op = await StartAsync();

        using var response = await VerifyAsync(op, "DPoP", await BoundTokenAsync(op));

        await AssertChallengeAsync(response, "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_bound_token_that_is_good_for_many_calls_needs_a_new_proof_for_each()
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync(("scope", $"{Purpose} {OtpScope}"));
        using var redeemed = await RedeemCodeAsync(op, code, [Proof(op)]);
        var token = (await JsonAsync(redeemed)).GetProperty("access_token").GetString()!;
        var proof = SendProof();

        using var first = await SendCodeAsync("DPoP", proof);
        using var second = await SendCodeAsync("DPoP", SendProof());
        using var replayed = await SendCodeAsync("DPoP", proof);
        using var unproved = await SendCodeAsync("DPoP");
        using var another = await SendCodeAsync("DPoP", SendProof(otherKey));
        using var asBearer = await SendCodeAsync("Bearer");
        using var asBearerWithProof = await SendCodeAsync("Bearer", SendProof());

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], new[] { first, second }.Select(response => response.StatusCode));
        Assert.Equal(2, op.Simulator.Inbox.Count);
        await AssertChallengeAsync(replayed, "invalid_dpop_proof");
        await AssertChallengeAsync(unproved, "invalid_dpop_proof");
        await AssertChallengeAsync(another, "invalid_dpop_proof");
        await AssertChallengeAsync(asBearer, "invalid_token");
        await AssertChallengeAsync(asBearerWithProof, "invalid_token");

        string SendProof(AssertionKey? signer = null)
        {
            var claims = ApiClaims(op, token);
            claims["htu"] = $"{op.Simulator.Issuer.OriginalString}/one-time-password-sms/v1/send-code";
            return Sign(claims, signer);
        }

        Task<HttpResponseMessage> SendCodeAsync(string scheme, params string[] proofs)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/one-time-password-sms/v1/send-code") { Content = new StringContent(SendBody(), Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token);
            return SendAsync(op, request, proofs);
        }
    }

    [Fact]
    public async Task A_proof_is_not_good_for_a_second_call_with_another_token()
    {
        await using var op = await StartAsync();
        var (first, second) = (await BoundTokenAsync(op), await BoundTokenAsync(op));
        var claims = ApiClaims(op, first);
        using var call = await VerifyAsync(op, "DPoP", first, Sign(claims));

        claims["ath"] = Hash(second);
        using var replay = await VerifyAsync(op, "DPoP", second, Sign(claims));

        Assert.Equal(HttpStatusCode.OK, call.StatusCode);
        await AssertChallengeAsync(replay, "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_nonce_is_demanded_at_the_token_endpoint_without_using_the_code_up()
    {
        await using var op = await StartAsync(options => options.DPoPNonceRequired = true);
        var code = await op.GetCodeAsync();

        using var without = await RedeemCodeAsync(op, code, [Proof(op)]);
        using var wrong = await RedeemCodeAsync(op, code, [Sign(Bend(op, Claims(op), "nonce", "\"guess\""))]);
        using var with = await RedeemCodeAsync(op, code, [Sign(Bend(op, Claims(op), "nonce", $"\"{Nonce(without)}\""))]);

        await AssertOAuthErrorAsync(without, HttpStatusCode.BadRequest, "use_dpop_nonce");
        await AssertOAuthErrorAsync(wrong, HttpStatusCode.BadRequest, "use_dpop_nonce");
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.NotEmpty(Nonce(with));
    }

    [Fact]
    public async Task A_nonce_is_demanded_at_the_api_without_using_the_token_up()
    {
        await using var op = await StartAsync(options => options.DPoPNonceRequired = true);
        using var challenge = await RedeemAsync(op, Proof(op));
        using var redeemed = await RedeemAsync(op, Sign(Bend(op, Claims(op), "nonce", $"\"{Nonce(challenge)}\"")));
        var token = (await JsonAsync(redeemed)).GetProperty("access_token").GetString()!;

        using var without = await VerifyAsync(op, "DPoP", token, ApiProof(op, token));
        using var with = await VerifyAsync(op, "DPoP", token, Sign(Bend(op, ApiClaims(op, token), "nonce", $"\"{Nonce(without)}\"")));

        await AssertChallengeAsync(without, "use_dpop_nonce");
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Theory]
    [InlineData(149, true)]
    [InlineData(300, false)]
    public async Task A_nonce_is_replaced_and_does_not_live_for_ever(int secondsLater, bool alive)
    {
        await using var op = await StartAsync(options => options.DPoPNonceRequired = true);
        using var challenge = await RedeemAsync(op, Proof(op));
        op.Time.Advance(TimeSpan.FromSeconds(secondsLater));

        using var response = await RedeemAsync(op, Sign(Bend(op, Claims(op), "nonce", $"\"{Nonce(challenge)}\"")));

        Assert.Equal(alive ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        if (!alive)
        {
            await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "use_dpop_nonce");
            Assert.NotEqual(Nonce(challenge), Nonce(response));
        }
    }

    [Fact]
    public async Task Where_the_body_must_be_covered_the_proof_needs_its_hash_at_both_endpoints()
    {
        await using var op = await StartAsync(options => options.DPoPClaimsRequired.Add("camara:bh"));
        var form = Encode(TokenParameters(await op.GetCodeAsync()));

        using var without = await PostFormAsync(op, form, Proof(op));
        using var redeemed = await PostFormAsync(op, form, Sign(Bend(op, Claims(op), "camara:bh", $"\"{Hash(form)}\"")));
        var token = (await JsonAsync(redeemed)).GetProperty("access_token").GetString()!;
        using var uncovered = await VerifyAsync(op, "DPoP", token, ApiProof(op, token));
        using var tampered = await VerifyAsync(op, "DPoP", token, Sign(Bend(op, ApiClaims(op, token), "camara:bh", $"\"{Hash(Body + " ")}\"")));
        using var covered = await VerifyAsync(op, "DPoP", token, Sign(Bend(op, ApiClaims(op, token), "camara:bh", $"\"{Hash(Body)}\"")));

        await AssertOAuthErrorAsync(without, HttpStatusCode.BadRequest, "invalid_dpop_proof");
        await AssertChallengeAsync(uncovered, "invalid_dpop_proof");
        await AssertChallengeAsync(tampered, "invalid_dpop_proof");
        Assert.Equal(HttpStatusCode.OK, covered.StatusCode);
    }

    [Fact]
    public async Task Where_the_query_must_be_covered_the_proof_needs_its_hash_if_there_is_one()
    {
        await using var op = await StartAsync(options => options.DPoPClaimsRequired.Add("camara:qh"));
        var token = await BoundTokenAsync(op);
        const string Query = "a=%20b&c";

        using var uncovered = await VerifyAsync(op, "DPoP", token, ApiProof(op, token), $"?{Query}");
        using var tampered = await VerifyAsync(op, "DPoP", token, Sign(Bend(op, ApiClaims(op, token), "camara:qh", $"\"{Hash("a=b")}\"")), $"?{Query}");
        using var covered = await VerifyAsync(op, "DPoP", token, Sign(Bend(op, ApiClaims(op, token), "camara:qh", $"\"{Hash(Query)}\"")), $"?{Query}");

        await AssertChallengeAsync(uncovered, "invalid_dpop_proof");
        await AssertChallengeAsync(tampered, "invalid_dpop_proof");
        Assert.Equal(HttpStatusCode.OK, covered.StatusCode);
    }

    private static async Task AssertChallengeAsync(HttpResponseMessage response, string error)
    {
        await AssertApiErrorAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        var challenge = response.Headers.WwwAuthenticate.Single();
        Assert.Equal("DPoP", challenge.Scheme);
        Assert.StartsWith($"error=\"{error}\", algs=\"ES256 ", challenge.Parameter, StringComparison.Ordinal);
    }

    private static string Nonce(HttpResponseMessage response) => response.Headers.GetValues("DPoP-Nonce").Single();

    private static string Hash(string value) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private static JsonObject Claims(RunningOperator op) => new()
    {
        ["jti"] = Guid.NewGuid().ToString(),
        ["htm"] = "POST",
        ["htu"] = op.Simulator.TokenEndpoint.OriginalString,
        ["iat"] = op.Time.GetUtcNow().ToUnixTimeSeconds(),
    };

    private static JsonObject ApiClaims(RunningOperator op, string token)
    {
        var claims = Claims(op);
        claims["htu"] = $"{op.Simulator.Issuer.OriginalString}/number-verification/v2/verify";
        claims["ath"] = Hash(token);
        return claims;
    }

    private static JsonObject Bend(RunningOperator op, JsonObject claims, string name, string? json)
    {
        claims.Remove(name);
        if (json is not null)
        {
            var now = op.Time.GetUtcNow().ToUnixTimeSeconds();
            foreach (var (placeholder, value) in new[] { ("{now}", now), ("{now+1}", now + 1), ("{now-299}", now - 299), ("{now-300}", now - 300), ("{port}", op.Simulator.Issuer.Port) })
            {
                json = json.Replace(placeholder, $"{value}", StringComparison.Ordinal);
            }

            claims[name] = JsonNode.Parse(json.Replace("{issuer}", op.Simulator.Issuer.OriginalString, StringComparison.Ordinal));
        }

        return claims;
    }

    private JsonObject Header(AssertionKey? signer = null) => new() { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = (signer ?? key).Jwk() };

    private string Sign(JsonObject claims, AssertionKey? signer = null) => (signer ?? key).Sign(claims, header: Header(signer));

    private string Proof(RunningOperator op) => Sign(Claims(op));

    private string ApiProof(RunningOperator op, string token) => Sign(ApiClaims(op, token));

    private async Task<string> BoundTokenAsync(RunningOperator op)
    {
        using var response = await RedeemAsync(op, Proof(op));
        return (await JsonAsync(response)).GetProperty("access_token").GetString()!;
    }

    private static async Task<HttpResponseMessage> RedeemAsync(RunningOperator op, string proof) => await RedeemCodeAsync(op, await op.GetCodeAsync(), [proof]);

    private static Task<HttpResponseMessage> RedeemCodeAsync(RunningOperator op, string code, string[] proofs, params (string Name, string? Value)[] changes) =>
        PostFormAsync(op, Encode(TokenParameters(code, changes)), proofs);

    private static Task<HttpResponseMessage> PostFormAsync(RunningOperator op, string form, params string[] proofs)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/token") { Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded") };
        request.Content.Headers.ContentType!.CharSet = null;
        return SendAsync(op, request, proofs);
    }

    private static Task<HttpResponseMessage> VerifyAsync(RunningOperator op, string scheme, string token, string? proof = null, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/number-verification/v2/verify{query}") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token);
        return SendAsync(op, request, proof is null ? [] : [proof]);
    }

    private static Task<HttpResponseMessage> SendAsync(RunningOperator op, HttpRequestMessage request, string[] proofs)
    {
        if (proofs.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("DPoP", proofs);
        }

        return op.Http.SendAsync(request);
    }
}
