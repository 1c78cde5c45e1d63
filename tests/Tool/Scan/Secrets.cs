using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace NumberVerify.Tool.Tests.Scan;

/// <summary>Secrets to plant, drawn anew for each run. What of them must never be printed is <see cref="Parts"/>.</summary>
internal static class Secrets
{
    private static readonly RSA s_rsa = RSA.Create(2048);
    private static readonly ECDsa s_ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Weak, as people choose them; its letters are in no word of a report.</summary>
    public static string Client { get; } = "zq7" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static string Pkcs8Pem { get; } = s_rsa.ExportPkcs8PrivateKeyPem();

    public static string Pkcs1Pem { get; } = s_rsa.ExportRSAPrivateKeyPem();

    public static string Sec1Pem { get; } = s_ec.ExportECPrivateKeyPem();

    public static string EncryptedPem { get; } = s_ec.ExportEncryptedPkcs8PrivateKeyPem("a password", Encryption);

    public static string PublicPem { get; } = s_rsa.ExportSubjectPublicKeyInfoPem();

    public static string CertificatePem { get; } = Certificate().ExportCertificatePem();

    public static byte[] Pkcs8 { get; } = s_ec.ExportPkcs8PrivateKey();

    public static byte[] Pkcs1 { get; } = s_rsa.ExportRSAPrivateKey();

    public static byte[] Sec1 { get; } = s_ec.ExportECPrivateKey();

    public static byte[] EncryptedPkcs8 { get; } = s_ec.ExportEncryptedPkcs8PrivateKey("a password", Encryption);

    public static byte[] Pkcs12 { get; } = Certificate().Export(X509ContentType.Pkcs12, "a password");

    public static byte[] PublicKey { get; } = s_rsa.ExportSubjectPublicKeyInfo();

    public static byte[] CertificateDer { get; } = Certificate().Export(X509ContentType.Cert);

    public static string Jwk { get; } = JwkOf(s_ec, isPrivate: true);

    public static string PublicJwk { get; } = JwkOf(s_ec, isPrivate: false);

    /// <summary>Any eight letters of a key give it away no less than all of it.</summary>
    public static IEnumerable<string> Parts =>
    [
        Client, .. new[] { Pkcs8Pem, Pkcs1Pem, Sec1Pem, EncryptedPem }.Select(pem => pem.Split('\n')[2][..8]), Convert.ToBase64String(Pkcs8)[60..68], Base64Url(s_ec.ExportParameters(true).D!)[..8],
    ];

    private static PbeParameters Encryption => new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private static X509Certificate2 Certificate() =>
        new CertificateRequest("CN=shop", s_ec, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));

    private static string JwkOf(ECDsa key, bool isPrivate)
    {
        var parameters = key.ExportParameters(true);
        var members = new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url(parameters.Q.X!), ["y"] = Base64Url(parameters.Q.Y!) };
        if (isPrivate)
        {
            // A digit is certain to be among forty letters of base64 but for one key in a thousand.
            members["d"] = Base64Url(parameters.D!);
        }

        return JsonSerializer.Serialize(members);
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
