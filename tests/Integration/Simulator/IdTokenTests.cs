using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class IdTokenTests
{
    [Fact]
    public async Task The_id_token_is_signed_with_the_published_key()
    {
        await using var op = await StartAsync();
        var parts = (await op.GetTokensAsync()).GetProperty("id_token").GetString()!.Split('.');
        var key = JsonElement.Parse(await op.Http.GetByteArrayAsync("/jwks")).GetProperty("keys")[0];
        var header = Part(parts[0]);

        using var publicKey = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") },
        });

        Assert.Equal("ES256", header.GetProperty("alg").GetString());
        Assert.Equal(key.GetProperty("kid").GetString(), header.GetProperty("kid").GetString());
        Assert.True(publicKey.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task Its_claims_are_those_of_this_authorization()
    {
        await using var op = await StartAsync();
        var start = op.Time.GetUtcNow().ToUnixTimeSeconds();
        var code = await op.GetCodeAsync();
        op.Time.Advance(TimeSpan.FromSeconds(10));
        using var response = await op.RedeemAsync(code);

        var claims = Claims(await JsonAsync(response));

        Assert.Equal(op.Simulator.Issuer.OriginalString, claims.GetProperty("iss").GetString());
        Assert.Equal(ClientId, claims.GetProperty("aud").GetString());
        Assert.Equal("a nonce", claims.GetProperty("nonce").GetString());
        Assert.Equal(["nba"], claims.GetProperty("amr").EnumerateArray().Select(value => value.GetString()!));
        Assert.Equal(start, claims.GetProperty("auth_time").GetInt64());
        Assert.Equal(start + 10, claims.GetProperty("iat").GetInt64());
        Assert.Equal(start + 310, claims.GetProperty("exp").GetInt64());
        Assert.Equal(8, claims.EnumerateObject().Count());
    }

    [Fact]
    public async Task Without_a_nonce_in_the_request_there_is_none_in_the_token()
    {
        await using var op = await StartAsync();

        Assert.False(Claims(await op.GetTokensAsync(("nonce", null))).TryGetProperty("nonce", out _));
    }

    [Fact]
    public async Task Without_openid_there_is_no_id_token()
    {
        await using var op = await StartAsync();

        Assert.False((await op.GetTokensAsync(("scope", $"{Purpose} {VerifyScope}"))).TryGetProperty("id_token", out _));
    }

    [Fact]
    public async Task The_subject_is_stable_for_one_client_different_for_another_and_not_the_number()
    {
        await using var op = await StartAsync();

        var first = Subject(await op.GetTokensAsync());
        var again = Subject(await op.GetTokensAsync());
        using var asOther = await op.RedeemAsync(
            await op.GetCodeAsync(("client_id", KeyClientId)), [("client_id", null), ("client_secret", null), .. op.Key.AssertionParameters(op)]);
        var other = Subject(await JsonAsync(asOther));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.DoesNotContain(Number[1..], first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_the_network_did_not_recognise_has_no_such_method_and_no_stable_subject()
    {
        await using var op = await StartAsync(options => options.WifiBehavior = WifiBehavior.ApiRefusal);
        op.Phone.Connection = DeviceConnection.WiFi;

        var first = await op.GetTokensAsync();
        var second = await op.GetTokensAsync();

        Assert.False(Claims(first).TryGetProperty("amr", out _));
        Assert.NotEqual(Subject(first), Subject(second));
    }

    private static string Subject(JsonElement tokens) => Claims(tokens).GetProperty("sub").GetString()!;

    private static JsonElement Claims(JsonElement tokens) => Part(tokens.GetProperty("id_token").GetString()!.Split('.')[1]);

    private static JsonElement Part(string encoded) => JsonElement.Parse(Base64Url.DecodeFromChars(encoded));

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString()!);
}
