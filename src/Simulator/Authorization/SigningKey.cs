using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NumberVerify.Simulator;

/// <summary>A key of the operator's own, made when it is needed and never stored.</summary>
internal sealed class SigningKey : IDisposable
{
    private const int RsaBits = 2048;

    private readonly AsymmetricAlgorithm key;
    private readonly SigningCredentials credentials;
    private readonly JsonWebTokenHandler handler = new();

    private SigningKey(AsymmetricAlgorithm key, SecurityKey securityKey, PublicKey published)
    {
        this.key = key;
        Public = published;
        securityKey.KeyId = published.Kid;
        securityKey.CryptoProviderFactory = Uncached();
        credentials = new SigningCredentials(securityKey, published.Alg);
    }

    /// <summary>What the operator can sign with.</summary>
    internal static IReadOnlyList<string> Algorithms { get; } = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256];

    internal PublicKey Public { get; }

    /// <param name="algorithm">One of <see cref="Algorithms"/>.</param>
    internal static SigningKey Create(string algorithm)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));
        if (algorithm == SecurityAlgorithms.RsaSha256)
        {
            var rsa = RSA.Create(RsaBits);
            return new SigningKey(rsa, new RsaSecurityKey(rsa), PublicKey.Of(rsa, id, algorithm));
        }

        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey(ecdsa, new ECDsaSecurityKey(ecdsa), PublicKey.Of(ecdsa, id, algorithm));
    }

    public void Dispose() => key.Dispose();

    /// <summary>The library's own cache of signature providers is shared by the whole process and would outlive the key.</summary>
    internal static CryptoProviderFactory Uncached() => new() { CacheSignatureProviders = false };

    internal string Sign(string payload) => handler.CreateToken(payload, credentials);
}
