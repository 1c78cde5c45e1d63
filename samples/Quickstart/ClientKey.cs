using System.Buffers.Text;
using System.Security.Cryptography;

namespace Quickstart;

/// <summary>A fresh EC key: the private half signs for us, the public half is registered at the operator.</summary>
internal sealed class ClientKey
{
    public ClientKey(string id)
    {
        Id = id;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivatePem = key.ExportPkcs8PrivateKeyPem();
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        PublicKeySet = $$"""
            {"keys":[{"kty":"EC","crv":"P-256","kid":"{{id}}","use":"sig","alg":"ES256","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}
            """;
    }

    public string Id { get; }

    public string PrivatePem { get; }

    public string PublicKeySet { get; }
}
