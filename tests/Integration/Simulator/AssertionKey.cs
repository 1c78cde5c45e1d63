using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>A client's key and JWTs signed with it, made by hand: a test can then also make what a library would refuse to.</summary>
internal sealed class AssertionKey : IDisposable
{
    private readonly AsymmetricAlgorithm key;

    private AssertionKey(string id, AsymmetricAlgorithm key)
    {
        Id = id;
        this.key = key;
    }

    public string Id { get; }

    public static AssertionKey Ec(string id, ECCurve? curve = null) => new(id, ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256));

    public static AssertionKey Rsa(string id, int bits = 2048) => new(id, RSA.Create(bits));

    public static string PublicSet(params AssertionKey[] keys) => new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.Jwk(includePrivateKey: false))]) }.ToJsonString();

    public static string PrivateSet(AssertionKey key) => new JsonObject { ["keys"] = new JsonArray(key.Jwk(includePrivateKey: true)) }.ToJsonString();

    /// <summary>RFC 7638, for EC keys.</summary>
    public string Thumbprint()
    {
        var jwk = Jwk();
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"{{jwk["crv"]}}","kty":"EC","x":"{{jwk["x"]}}","y":"{{jwk["y"]}}"}""")));
    }

    public void Dispose() => key.Dispose();

    /// <summary>The claims of a valid client assertion, for a test to bend.</summary>
    public static JsonObject Claims(RunningOperator op)
    {
        var now = op.Time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = RunningOperator.KeyClientId,
            ["sub"] = RunningOperator.KeyClientId,
            ["aud"] = op.Simulator.TokenEndpoint.OriginalString,
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = now,
            ["exp"] = now + 300,
        };
    }

    public (string Name, string? Value)[] AssertionParameters(RunningOperator op, string? assertion = null) =>
    [
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion ?? Sign(Claims(op))),
    ];

    public string Sign(JsonObject claims, string algorithm = "ES256", JsonObject? header = null)
    {
        header ??= new JsonObject { ["alg"] = algorithm, ["kid"] = Id };
        var input = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        return $"{input}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(input), algorithm))}";
    }

    /// <summary>As it is, with what no JSON library would write.</summary>
    public string SignRaw(string claims)
    {
        var input = $"{Encode($$"""{"alg":"ES256","kid":"{{Id}}"}""")}.{Encode(claims)}";
        return $"{input}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(input), "ES256"))}";
    }

    public static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public byte[] SignData(byte[] input, HashAlgorithmName hash) => Signature(input, $"ES{hash.Name![3..]}");

    private byte[] Signature(byte[] input, string algorithm)
    {
        var hash = algorithm[2..] switch
        {
            "384" => HashAlgorithmName.SHA384,
            "512" => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
        return key switch
        {
            ECDsa ecdsa => ecdsa.SignData(input, hash),
            RSA rsa => rsa.SignData(input, hash, algorithm.StartsWith('P') ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
            _ => throw new NotSupportedException(),
        };
    }

    public JsonObject Jwk(bool includePrivateKey = false)
    {
        if (key is RSA rsa)
        {
            var parameters = rsa.ExportParameters(false);
            return new JsonObject { ["kty"] = "RSA", ["kid"] = Id, ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent) };
        }

        var point = ((ECDsa)key).ExportParameters(includePrivateKey);
        var jwk = new JsonObject
        {
            ["kty"] = "EC",
            ["kid"] = Id,
            ["crv"] = $"P-{key.KeySize}",
            ["x"] = Base64Url.EncodeToString(point.Q.X),
            ["y"] = Base64Url.EncodeToString(point.Q.Y),
        };
        if (includePrivateKey)
        {
            jwk["d"] = Base64Url.EncodeToString(point.D);
        }

        return jwk;
    }
}
