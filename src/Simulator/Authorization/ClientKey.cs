using System.Buffers.Text;
using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace NumberVerify.Simulator;

/// <summary>A public key a client registered or brought, and the algorithms it may be used with.</summary>
internal sealed class ClientKey
{
    private const string Rsa = "RSA";
    private const int MinRsaBits = 2048;

    /// <summary>By algorithm: RSA, or the one curve it stands for (RFC 7518 section 3.4). Not in the table: <c>none</c>, and every MAC.</summary>
    private static readonly FrozenDictionary<string, string> KeyTypes = new Dictionary<string, string>
    {
        [SecurityAlgorithms.EcdsaSha256] = JsonWebKeyECTypes.P256,
        [SecurityAlgorithms.EcdsaSha384] = JsonWebKeyECTypes.P384,
        [SecurityAlgorithms.EcdsaSha512] = JsonWebKeyECTypes.P521,
        [SecurityAlgorithms.RsaSsaPssSha256] = Rsa,
        [SecurityAlgorithms.RsaSsaPssSha384] = Rsa,
        [SecurityAlgorithms.RsaSsaPssSha512] = Rsa,
        [SecurityAlgorithms.RsaSha256] = Rsa,
        [SecurityAlgorithms.RsaSha384] = Rsa,
        [SecurityAlgorithms.RsaSha512] = Rsa,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly JsonWebKey key;

    internal ClientKey(JsonWebKey key)
    {
        this.key = key;
        key.CryptoProviderFactory = SigningKey.Uncached();
    }

    internal static IEnumerable<string> Algorithms => KeyTypes.Keys.Order(StringComparer.Ordinal);

    internal SecurityKey Key => key;

    /// <summary>RFC 7638.</summary>
    internal string Thumbprint => Base64Url.EncodeToString(key.ComputeJwkThumbprint());

    /// <summary>Whether an operator would register the key: public, named, and strong enough.</summary>
    internal static bool IsAcceptable(JsonWebKey key) => !key.HasPrivateKey && !string.IsNullOrEmpty(key.Kid) && IsStrong(key);

    /// <summary>Whether it is of a type that one of the algorithms takes, and strong enough for that.</summary>
    internal static bool IsStrong(JsonWebKey key) =>
        KeyTypes.Values.Contains(TypeOf(key)) && (key.Kty != Rsa || key.KeySize >= MinRsaBits);

    internal bool Allows(string algorithm) =>
        KeyTypes.TryGetValue(algorithm, out var type) && type == TypeOf(key) && (key.Alg is null || key.Alg == algorithm);

    private static string TypeOf(JsonWebKey key) => key.Kty switch
    {
        Rsa => Rsa,
        JsonWebAlgorithmsKeyTypes.EllipticCurve => key.Crv,
        _ => "",
    };
}
