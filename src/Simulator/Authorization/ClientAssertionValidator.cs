using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NumberVerify.Simulator;

/// <summary>
/// Client assertions by RFC 7523 section 3, OpenID Connect Core section 9 and CAMARA's profile: signed by a registered key, for this token endpoint and no other,
/// valid for at most 300 seconds, used once.
/// </summary>
internal sealed class ClientAssertionValidator(ClientRegistry clients, string tokenEndpoint, TimeProvider time)
{
    private const int MaxLifetimeSeconds = 300;

    private readonly JsonWebTokenHandler handler = new();

    // No assertion is valid for longer than this, so nothing older needs to be remembered.
    private readonly ExpiringStore<RegisteredClient> used = new(time, TimeSpan.FromSeconds(MaxLifetimeSeconds));

    /// <returns>The client the assertion speaks for, or null when it is not valid.</returns>
    internal async ValueTask<RegisteredClient?> ValidateAsync(string assertion)
    {
        if (Read(assertion) is not { } token
            || clients.Find(token.Subject) is not { } client
            || client.FindKey(token.Kid) is not { } key
            || !key.Allows(token.Alg))
        {
            return null;
        }

        // Times are checked below: the library reads the machine's clock, and tolerates minutes of skew.
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key.Key,
            ValidAlgorithms = [token.Alg],
            ValidIssuer = client.ClientId,
            ValidAudience = tokenEndpoint,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            ValidateLifetime = false,
        }).ConfigureAwait(false);
        return result.IsValid && HasValidClaims(token, out var id) && used.TryAdd($"{client.ClientId} {id}", client) ? client : null;
    }

    private JsonWebToken? Read(string assertion)
    {
        try
        {
            var token = handler.ReadJsonWebToken(assertion);
            return token.IsEncrypted || token.TryGetHeaderValue<object>(Wire.JwtHeaders.Critical, out _) ? null : token;
        }
        catch (ArgumentException)
        {
            return null; // not a JWT
        }
    }

    /// <summary>Read from the payload itself, because the library is lenient about the types of claims and about several audiences at once.</summary>
    private bool HasValidClaims(JsonWebToken token, out string? id)
    {
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedPayload));
        var claims = payload.RootElement;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        id = claims.TryGetProperty(Wire.Claims.TokenId, out var jti) && jti.ValueKind == JsonValueKind.String ? jti.GetString() : null;
        return !string.IsNullOrEmpty(id)
            && token.Audiences.Count() == 1
            && TryGetSeconds(claims, Wire.Claims.ExpiresAt, out var expiresAt)
            && TryGetSeconds(claims, Wire.Claims.IssuedAt, out var issuedAt)
            && issuedAt <= now
            && expiresAt > now
            && expiresAt <= now + MaxLifetimeSeconds
            && expiresAt - issuedAt <= MaxLifetimeSeconds
            && (!claims.TryGetProperty(Wire.Claims.NotBefore, out _) || (TryGetSeconds(claims, Wire.Claims.NotBefore, out var notBefore) && notBefore <= now));
    }

    private static bool TryGetSeconds(JsonElement claims, string name, out long seconds)
    {
        seconds = 0;
        return claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out seconds);
    }
}
