using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NumberVerify.Simulator;

/// <summary>
/// What clients assert, about themselves or about a user, by RFC 7523 section 3, OpenID Connect Core section 9 and CAMARA's profile: signed by a registered key, for one
/// endpoint and no other, valid for at most 300 seconds, used once.
/// </summary>
internal sealed class ClientAssertionValidator(ClientRegistry clients, TimeProvider time)
{
    private const int MaxLifetimeSeconds = 300;

    private readonly JsonWebTokenHandler handler = new();

    // No assertion is valid for longer than this, so nothing older needs to be remembered.
    private readonly ExpiringStore<RegisteredClient> used = new(time, TimeSpan.FromSeconds(MaxLifetimeSeconds));

    /// <returns>What the assertion says, or null when it is not valid. Who its subject may be is for the caller to judge.</returns>
    internal async ValueTask<ClientAssertion?> ValidateAsync(string assertion, string audience)
    {
        if (Read(assertion) is not { } token
            || clients.Find(token.Issuer) is not { } client
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
            ValidAudience = audience,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            ValidateLifetime = false,
        }).ConfigureAwait(false);
        return result.IsValid && Read(token, client, out var id) is { } valid && used.TryAdd($"{client.ClientId} {id}", client) ? valid : null;
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
    private ClientAssertion? Read(JsonWebToken token, RegisteredClient client, out string? id)
    {
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedPayload));
        var claims = payload.RootElement;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        id = Text(claims, Wire.Claims.TokenId);
        var isValid = !string.IsNullOrEmpty(id)
            && token.Audiences.Count() == 1
            && TryGetSeconds(claims, Wire.Claims.ExpiresAt, out var expiresAt)
            && TryGetSeconds(claims, Wire.Claims.IssuedAt, out var issuedAt)
            && issuedAt <= now
            && expiresAt > now
            && expiresAt <= now + MaxLifetimeSeconds
            && expiresAt - issuedAt <= MaxLifetimeSeconds
            && (!claims.TryGetProperty(Wire.Claims.NotBefore, out _) || (TryGetSeconds(claims, Wire.Claims.NotBefore, out var notBefore) && notBefore <= now));
        return isValid && Text(claims, Wire.Claims.Subject) is { Length: > 0 } subject ? new ClientAssertion(client, subject, Text(claims, Wire.Claims.Scope)) : null;
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool TryGetSeconds(JsonElement claims, string name, out long seconds)
    {
        seconds = 0;
        return claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out seconds);
    }
}
