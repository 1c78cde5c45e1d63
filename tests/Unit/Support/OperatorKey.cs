using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Base64Url = System.Buffers.Text.Base64Url;

namespace NumberVerify.Unit.Tests.Support;

/// <summary>A key that signs id_tokens, by hand: a token library would refuse to make the wrong ones.</summary>
internal sealed class OperatorKey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public OperatorKey(string id) => Id = id;

    public string Id { get; }

    /// <summary>The public half as a member of a key set.</summary>
    public JsonObject ToJwk()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = Id,
            ["use"] = "sig",
            ["alg"] = "ES256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
    }

    public string Sign(JsonObject claims, Action<JsonObject>? changeHeader = null)
    {
        var header = new JsonObject { ["alg"] = "ES256", ["kid"] = Id, ["typ"] = "JWT" };
        changeHeader?.Invoke(header);
        var signed = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => _key.Dispose();

    public static string KeySet(params IEnumerable<JsonObject> keys) => new JsonObject { ["keys"] = new JsonArray([.. keys]) }.ToJsonString();

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static JsonObject Decode(string part) => JsonSerializer.Deserialize<JsonObject>(Base64Url.DecodeFromChars(part))!;
}
