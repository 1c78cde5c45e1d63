using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Base64Url = System.Buffers.Text.Base64Url;

namespace NumberVerify.Unit.Tests.Support;

/// <summary>A client's key pair: its private half in each form the library takes, its public half to check a signature with.</summary>
internal sealed class SigningKeyPair : IDisposable
{
    private readonly AsymmetricAlgorithm _key;
    private readonly string _algorithm;

    private SigningKeyPair(AsymmetricAlgorithm key, string algorithm)
    {
        _key = key;
        _algorithm = algorithm;
    }

    public static SigningKeyPair Create(string algorithm) => new(
        algorithm switch
        {
            "ES256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            "ES384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "ES512" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            _ => RSA.Create(2048),
        },
        algorithm);

    private HashAlgorithmName Hash => new("SHA" + _algorithm[2..]);

    public bool Verify(byte[] data, ReadOnlySpan<byte> signature) => _key switch
    {
        ECDsa key => key.VerifyData(data, signature, Hash),
        RSA key => key.VerifyData(data, signature, Hash, _algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
        _ => false,
    };

    public ISigner ToSigner(string form) => form switch
    {
        "pem" => Signer.FromPem(_key.ExportPkcs8PrivateKeyPem(), "the-key", _algorithm),
        "sec1" => Signer.FromPem(((ECDsa)_key).ExportECPrivateKeyPem(), "the-key"),
        "pkcs1" => Signer.FromPem(((RSA)_key).ExportRSAPrivateKeyPem(), "the-key"),
        "jwk" => Signer.FromJwk(ToJwk()),
        "certificate" => Signer.FromCertificate(ToCertificate(), "the-key", _algorithm),
        _ => new OwnSigner((ECDsa)_key),
    };

    public void Dispose() => _key.Dispose();

    private string ToJwk()
    {
        var jwk = new JsonObject { ["kid"] = "the-key", ["alg"] = _algorithm };
        if (_key is ECDsa curve)
        {
            var parameters = curve.ExportParameters(includePrivateParameters: true);
            jwk["kty"] = "EC";
            jwk["crv"] = $"P-{_algorithm[2..]}";
            Add(("x", parameters.Q.X), ("y", parameters.Q.Y), ("d", parameters.D));
        }
        else
        {
            var parameters = ((RSA)_key).ExportParameters(includePrivateParameters: true);
            jwk["kty"] = "RSA";
            Add(("n", parameters.Modulus), ("e", parameters.Exponent), ("d", parameters.D), ("p", parameters.P), ("q", parameters.Q), ("dp", parameters.DP), ("dq", parameters.DQ), ("qi", parameters.InverseQ));
        }

        return jwk.ToJsonString();

        void Add(params (string Name, byte[]? Value)[] members)
        {
            foreach (var (name, value) in members)
            {
                jwk[name] = Base64Url.EncodeToString(value);
            }
        }
    }

    private X509Certificate2 ToCertificate()
    {
        var request = _key is ECDsa curve
            ? new CertificateRequest("CN=app", curve, HashAlgorithmName.SHA256)
            : new CertificateRequest("CN=app", (RSA)_key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
    }

    /// <summary>As somebody's key vault would be: away for a moment.</summary>
    private sealed class OwnSigner(ECDsa key) : ISigner
    {
        public string KeyId => "the-key";

        public string Algorithm => "ES256";

        public async ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return key.SignData(data.Span, HashAlgorithmName.SHA256);
        }
    }
}
