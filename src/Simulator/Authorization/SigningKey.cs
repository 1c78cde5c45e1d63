using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NumberVerify.Simulator;

/// <summary>The operator's own key, new in every simulator and never stored.</summary>
internal sealed class SigningKey : IDisposable
{
    internal const string Algorithm = SecurityAlgorithms.EcdsaSha256;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SigningCredentials credentials;
    private readonly JsonWebTokenHandler handler = new();

    internal SigningKey()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));
        Public = new PublicKey("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y), id, "sig", Algorithm);
        credentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = id, CryptoProviderFactory = Uncached() }, Algorithm);
    }

    internal PublicKey Public { get; }

    public void Dispose() => key.Dispose();

    /// <summary>The library's own cache of signature providers is shared by the whole process and would outlive the key.</summary>
    internal static CryptoProviderFactory Uncached() => new() { CacheSignatureProviders = false };

    internal string Sign(string payload) => handler.CreateToken(payload, credentials);
}
