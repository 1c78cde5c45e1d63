using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Base64Url = System.Buffers.Text.Base64Url;

namespace NumberVerify.Unit.Tests.DPoP;

/// <summary>One proof as a server reads it: signed by the key it shows.</summary>
internal sealed record Proof(JsonObject Header, JsonObject Claims)
{
    public string Key => Header["jwk"]!.ToJsonString();

    public string? this[string claim] => (string?)Claims[claim];

    public static Proof Of(SentRequest request)
    {
        var parts = request.Header("DPoP")!.Split('.');
        var proof = new Proof(OperatorKey.Decode(parts[0]), OperatorKey.Decode(parts[1]));
        var jwk = proof.Header["jwk"]!.AsObject();
        Assert.Equal(["crv", "kty", "x", "y"], jwk.Select(static member => member.Key).Order(StringComparer.Ordinal));
        var (curve, hash) = (string?)jwk["crv"] switch
        {
            "P-384" => (ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384),
            "P-521" => (ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512),
            _ => (ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256),
        };
        using var key = ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = Base64Url.DecodeFromChars((string)jwk["x"]!), Y = Base64Url.DecodeFromChars((string)jwk["y"]!) } });
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), hash));
        return proof;
    }

    public static string Hash(byte[] content) => Base64Url.EncodeToString(SHA256.HashData(content));
}
