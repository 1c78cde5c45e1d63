using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NumberVerify.Simulator;

/// <summary>OpenID Connect Core sections 2 and 3.1.3.6.</summary>
internal sealed class IdTokenIssuer(OperatorSimulatorOptions options, string issuer, SigningKeys keys)
{
    private readonly byte[] pairwiseKey = options.Secrets.Bytes(32);

    internal string Issue(Grant grant)
    {
        var now = options.TimeProvider.GetUtcNow();
        var claims = new IdTokenClaims
        {
            Iss = issuer,
            Aud = grant.ClientId,
            Sub = Subject(grant),
            Iat = now.ToUnixTimeSeconds(),
            Exp = (now + options.AccessTokenLifetime).ToUnixTimeSeconds(),
            AuthTime = grant.AuthenticatedAt.ToUnixTimeSeconds(),
            Nonce = grant.Nonce,
            Amr = grant.AuthenticationMethod is { } method ? [method] : null,
        };
        return keys.Sign(JsonSerializer.Serialize(claims, OAuthJson.Wire.IdTokenClaims));
    }

    /// <summary>The same for one client and subscriber, unrelated between clients, and without the key no way back to the number (section 8.1).</summary>
    private string Subject(Grant grant) =>
        grant.PhoneNumber is null ? options.Secrets.Create() : Base64Url.EncodeToString(HMACSHA256.HashData(pairwiseKey, Encoding.UTF8.GetBytes($"{grant.ClientId} {grant.PhoneNumber}")));
}
