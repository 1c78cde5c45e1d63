using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NumberVerify.Simulator;

/// <summary>
/// A JWT from outside. Its signature is the library's to check; header and claims are read from their JSON, because the library is lenient about the types of claims and
/// about members that are given twice.
/// </summary>
internal sealed class SignedJwt
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly JsonWebTokenHandler Handler = new();

    private readonly JsonWebToken token;

    private SignedJwt(JsonWebToken token, JsonElement header, JsonElement claims)
    {
        this.token = token;
        Header = header;
        Claims = claims;
    }

    internal JsonElement Header { get; }

    internal JsonElement Claims { get; }

    internal string Algorithm => token.Alg;

    internal string KeyId => token.Kid;

    /// <summary>The header's <c>typ</c>, or null when there is none.</summary>
    internal string? Type => Text(Header, Wire.JwtHeaders.Type);

    /// <summary>Whether <paramref name="compact"/> is a JWT in the compact form, not encrypted, without a header that must be understood and is not, and with no member given twice.</summary>
    internal static bool TryRead(string compact, [NotNullWhen(true)] out SignedJwt? jwt)
    {
        jwt = null;
        try
        {
            var token = Handler.ReadJsonWebToken(compact);
            if (!token.IsEncrypted && TryParse(token.EncodedHeader, out var header) && TryParse(token.EncodedPayload, out var claims) && !header.TryGetProperty(Wire.JwtHeaders.Critical, out _))
            {
                jwt = new SignedJwt(token, header, claims);
            }
        }
        catch (ArgumentException)
        {
            // not a JWT
        }

        return jwt is not null;
    }

    internal async ValueTask<bool> IsSignedWithAsync(ClientKey key)
    {
        if (!key.Allows(Algorithm))
        {
            return false;
        }

        // Claims are checked by whoever knows what they must be: the library reads the machine's clock, and tolerates minutes of skew.
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key.Key,
            ValidAlgorithms = [Algorithm],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        }).ConfigureAwait(false);
        return result.IsValid;
    }

    internal bool Has(string claim) => Claims.TryGetProperty(claim, out _);

    /// <returns>The claim, or null when it is missing or no string.</returns>
    internal string? Text(string claim) => Text(Claims, claim);

    /// <summary>Whether the token is meant for one audience, as a string or as the only element of an array, and that audience is one of these.</summary>
    internal bool IsFor(params ReadOnlySpan<string> audiences)
    {
        var audience = Claims.TryGetProperty(Wire.Claims.Audience, out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 ? value[0] : value;
        return audience.ValueKind == JsonValueKind.String && audiences.Contains(audience.GetString()!);
    }

    internal bool TryGetSeconds(string claim, out long seconds)
    {
        seconds = 0;
        return Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out seconds);
    }

    /// <summary>Whether <c>jti</c>, <c>iat</c> and <c>exp</c> are there, and with <c>nbf</c>, where there is one, say that the token is valid now, and not for longer than allowed.</summary>
    internal bool IsFresh(DateTimeOffset now, TimeSpan maxLifetime)
    {
        var seconds = now.ToUnixTimeSeconds();
        return !string.IsNullOrEmpty(Text(Wire.Claims.TokenId))
            && TryGetSeconds(Wire.Claims.IssuedAt, out var issuedAt)
            && TryGetSeconds(Wire.Claims.ExpiresAt, out var expiresAt)
            && issuedAt <= seconds
            && expiresAt > seconds
            && issuedAt >= expiresAt - (long)maxLifetime.TotalSeconds // the time between them could overflow
            && (!Has(Wire.Claims.NotBefore) || (TryGetSeconds(Wire.Claims.NotBefore, out var notBefore) && notBefore <= seconds));
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool TryParse(string encoded, out JsonElement json)
    {
        json = default;
        try
        {
            json = JsonElement.Parse(Base64Url.DecodeFromChars(encoded), Strict);
            return json.ValueKind == JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return false;
        }
    }
}
