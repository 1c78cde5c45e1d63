using System.Buffers.Text;
using System.Security.Cryptography;

namespace NumberVerify.Simulator;

/// <summary>A key for signatures, RFC 7518 sections 6.2.1 and 6.3.1. The type has no member a private key would fit in.</summary>
internal sealed record PublicKey(string Kty, string? Crv, string? X, string? Y, string? N, string? E, string Kid, string Use, string Alg)
{
    private const string Signature = "sig";

    internal static PublicKey Of(ECDsa key, string id, string algorithm)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKey("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y), null, null, id, Signature, algorithm);
    }

    internal static PublicKey Of(RSA key, string id, string algorithm)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new PublicKey("RSA", null, null, null, Base64Url.EncodeToString(parameters.Modulus), Base64Url.EncodeToString(parameters.Exponent), id, Signature, algorithm);
    }
}
