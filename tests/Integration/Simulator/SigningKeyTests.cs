using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>The operator's own keys: which of them signs, and which are published.</summary>
public sealed class SigningKeyTests
{
    [Fact]
    public async Task After_a_rotation_a_new_key_signs_and_the_old_one_is_still_published()
    {
        await using var op = await StartAsync();
        var before = await IdTokenAsync(op);

        op.Simulator.RotateSigningKey();
        var after = await IdTokenAsync(op);
        var keys = await KeysAsync(op);

        Assert.Equal([KeyId(after), KeyId(before)], keys.Select(key => key.GetProperty("kid").GetString()));
        Assert.All([before, after], idToken => Assert.True(IsSignedWithOneOf(keys, idToken)));
    }

    [Fact]
    public async Task An_old_key_is_published_as_long_as_its_id_tokens_live()
    {
        await using var op = await StartAsync(options => options.AccessTokenLifetime = TimeSpan.FromSeconds(100));
        var before = await IdTokenAsync(op);
        op.Simulator.RotateSigningKey();
        op.Time.Advance(TimeSpan.FromSeconds(99));
        var alive = await KeysAsync(op);
        op.Time.Advance(TimeSpan.FromSeconds(1));
        var expired = await KeysAsync(op);

        Assert.Contains(KeyId(before), alive.Select(key => key.GetProperty("kid").GetString()));
        Assert.Single(expired);
        Assert.False(IsSignedWithOneOf(expired, before));
    }

    [Fact]
    public async Task Old_keys_can_be_withdrawn_at_once()
    {
        await using var op = await StartAsync();
        op.Simulator.RotateSigningKey();
        var before = await IdTokenAsync(op);

        op.Simulator.RotateSigningKey(publishOldKeys: false);
        var keys = await KeysAsync(op);

        Assert.Single(keys);
        Assert.False(IsSignedWithOneOf(keys, before));
        Assert.True(IsSignedWithOneOf(keys, await IdTokenAsync(op)));
    }

    [Fact]
    public async Task Keys_can_be_rotated_while_tokens_are_issued()
    {
        await using var op = await StartAsync();

        var issued = Enumerable.Range(0, 16).Select(_ => IdTokenAsync(op)).ToList();
        for (var i = 0; i < 16; i++)
        {
            op.Simulator.RotateSigningKey();
        }

        var idTokens = await Task.WhenAll(issued);
        var keys = await KeysAsync(op);

        Assert.Equal(17, keys.Length);
        Assert.All(idTokens, idToken => Assert.True(IsSignedWithOneOf(keys, idToken)));
    }

    [Fact]
    public async Task Id_tokens_can_be_signed_with_rsa()
    {
        await using var op = await StartAsync(options => options.IdTokenAlgorithm = "RS256");
        var idToken = await IdTokenAsync(op);

        var keys = await KeysAsync(op);
        var metadata = JsonElement.Parse(await op.Http.GetByteArrayAsync("/.well-known/openid-configuration"));

        Assert.Equal("RS256", Header(idToken).GetProperty("alg").GetString());
        Assert.Equal(["kty", "n", "e", "kid", "use", "alg"], Assert.Single(keys).EnumerateObject().Select(member => member.Name));
        Assert.True(IsSignedWithOneOf(keys, idToken));
        Assert.Equal("RS256", Assert.Single(metadata.GetProperty("id_token_signing_alg_values_supported").EnumerateArray()).GetString());
    }

    private static async Task<string> IdTokenAsync(RunningOperator op) => (await op.GetTokensAsync()).GetProperty("id_token").GetString()!;

    private static async Task<JsonElement[]> KeysAsync(RunningOperator op) =>
        [.. JsonElement.Parse(await op.Http.GetByteArrayAsync("/jwks")).GetProperty("keys").EnumerateArray()];

    private static JsonElement Header(string idToken) => JsonElement.Parse(Base64Url.DecodeFromChars(idToken.Split('.')[0]));

    private static string? KeyId(string idToken) => Header(idToken).GetProperty("kid").GetString();

    private static bool IsSignedWithOneOf(JsonElement[] keys, string idToken)
    {
        var parts = idToken.Split('.');
        var (input, signature) = (Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]));
        return keys.Where(key => key.GetProperty("kid").GetString() == KeyId(idToken)).Any(key => key.GetProperty("kty").GetString() == "RSA"
            ? RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") }).VerifyData(input, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } })
                .VerifyData(input, signature, HashAlgorithmName.SHA256));
    }

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString()!);
}
