using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;

namespace NumberVerify;

/// <summary>Ready-made signers over a private key in memory. No message of theirs holds key material.</summary>
public static class Signer
{
    /// <summary>A signer from a PEM text with one unencrypted EC (P-256, P-384, P-521) or RSA (2048 bits or more) private key.</summary>
    /// <param name="pem">PKCS#8, SEC1 or PKCS#1.</param>
    /// <param name="keyId">The <c>kid</c> the operator knows it by.</param>
    /// <param name="algorithm">A JWS algorithm that fits the key. Default: the curve's for EC, <c>RS256</c> for RSA.</param>
    /// <exception cref="ArgumentException">No such key, or the algorithm does not fit it.</exception>
    [BackendSecret]
    public static ISigner FromPem(string pem, string keyId, string? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(pem);
        if (Import(ECDsa.Create(), key => key.ImportFromPem(pem)) is { } ecdsa)
        {
            return Create(ecdsa, keyId, algorithm);
        }

        return Import(RSA.Create(), key => key.ImportFromPem(pem)) is { } rsa
            ? Create(rsa, keyId, algorithm)
            : throw new ArgumentException("The PEM text holds no unencrypted EC or RSA private key.", nameof(pem));
    }

    /// <summary>A signer from a JSON Web Key (RFC 7517) with a private part; <c>kid</c> and <c>alg</c> are taken from it unless given.</summary>
    /// <exception cref="ArgumentException">Not a private EC or RSA key, no key identifier, or the algorithm does not fit.</exception>
    [BackendSecret]
    public static ISigner FromJwk(string json, string? keyId = null, string? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var key = new Microsoft.IdentityModel.Tokens.JsonWebKey(json);
            var id = keyId ?? key.Kid;
            if (key is { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, D: not null })
            {
                return Create(
                    ECDsa.Create(new ECParameters
                    {
                        Curve = CurveOf(key.Crv),
                        D = Base64UrlEncoder.DecodeBytes(key.D),
                        Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) },
                    }),
                    id,
                    algorithm ?? key.Alg);
            }

            if (key is { Kty: JsonWebAlgorithmsKeyTypes.RSA, D: not null })
            {
                return Create(
                    RSA.Create(new RSAParameters
                    {
                        Modulus = Base64UrlEncoder.DecodeBytes(key.N),
                        Exponent = Base64UrlEncoder.DecodeBytes(key.E),
                        D = Base64UrlEncoder.DecodeBytes(key.D),
                        P = Base64UrlEncoder.DecodeBytes(key.P),
                        Q = Base64UrlEncoder.DecodeBytes(key.Q),
                        DP = Base64UrlEncoder.DecodeBytes(key.DP),
                        DQ = Base64UrlEncoder.DecodeBytes(key.DQ),
                        InverseQ = Base64UrlEncoder.DecodeBytes(key.QI),
                    }),
                    id,
                    algorithm ?? key.Alg);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException || (exception is ArgumentException && exception is not ArgumentException { ParamName: "algorithm" or "keyId" }))
        {
            // Fall through: what a parser quotes may be the key itself.
        }

        throw new ArgumentException("The text is no JSON Web Key with a private EC or RSA part.", nameof(json));
    }

    /// <summary>A signer from a certificate with a private key, which stays the caller's to dispose of after the signer's last use.</summary>
    /// <exception cref="ArgumentException">No private EC or RSA key, or the algorithm does not fit it.</exception>
    [BackendSecret]
    public static ISigner FromCertificate(X509Certificate2 certificate, string? keyId = null, string? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var id = keyId ?? certificate.Thumbprint;
        if (certificate.GetECDsaPrivateKey() is { } ecdsa)
        {
            return Create(ecdsa, id, algorithm);
        }

        return certificate.GetRSAPrivateKey() is { } rsa
            ? Create(rsa, id, algorithm)
            : throw new ArgumentException("The certificate has no EC or RSA private key.", nameof(certificate));
    }

    /// <summary>A signer over a new key that is nowhere else.</summary>
    /// <param name="algorithm"><c>ES256</c>, <c>ES384</c> or <c>ES512</c>.</param>
    internal static ISigner Create(string algorithm) => Create(
        ECDsa.Create(algorithm switch { "ES256" => ECCurve.NamedCurves.nistP256, "ES384" => ECCurve.NamedCurves.nistP384, _ => ECCurve.NamedCurves.nistP521 }),
        "new",
        algorithm);

    private static KeySigner Create(ECDsa key, string? keyId, string? algorithm)
    {
        var own = key.KeySize switch { 256 => "ES256", 384 => "ES384", 521 => "ES512", _ => null };
        return own is not null && (algorithm ?? own) == own
            ? new KeySigner(CheckedKeyId(keyId), own, data => key.SignData(data, HashOf(own)), () => PublicJwk.Of(key))
            : throw new ArgumentException("The algorithm does not fit the EC key: P-256 signs ES256, P-384 ES384, P-521 ES512.", nameof(algorithm));
    }

    private static KeySigner Create(RSA key, string? keyId, string? algorithm)
    {
        const int SmallestKey = 2048;
        algorithm ??= "RS256";
        var padding = algorithm switch
        {
            "RS256" or "RS384" or "RS512" => RSASignaturePadding.Pkcs1,
            "PS256" or "PS384" or "PS512" => RSASignaturePadding.Pss,
            _ => null,
        };
        return padding is not null && key.KeySize >= SmallestKey
            ? new KeySigner(CheckedKeyId(keyId), algorithm, data => key.SignData(data, HashOf(algorithm), padding), () => PublicJwk.Of(key))
            : throw new ArgumentException("An RSA key has 2048 bits or more and signs RS256, RS384, RS512, PS256, PS384 or PS512.", nameof(algorithm));
    }

    private static string CheckedKeyId(string? keyId) => string.IsNullOrEmpty(keyId)
        ? throw new ArgumentException("The operator picks the key by its identifier: give one.", nameof(keyId))
        : keyId;

    private static HashAlgorithmName HashOf(string algorithm) => algorithm[2..] switch
    {
        "256" => HashAlgorithmName.SHA256,
        "384" => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };

    private static ECCurve CurveOf(string name) => name switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        "P-521" => ECCurve.NamedCurves.nistP521,
        _ => throw new CryptographicException(),
    };

    private static TKey? Import<TKey>(TKey key, Action<TKey> import)
        where TKey : AsymmetricAlgorithm
    {
        try
        {
            import(key);

            // A public key imports too; signing with it would fail much later.
            key.ExportPkcs8PrivateKey();
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }
}
