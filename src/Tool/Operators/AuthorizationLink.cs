using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace NumberVerify.Tool.Operators;

/// <summary>What an authorization URL of this client's own says, in its query or in its signed request (RFC 9101).</summary>
internal static class AuthorizationLink
{
    /// <summary>One parameter; null where it has none.</summary>
    public static string? Parameter(Uri url, string name)
    {
        var query = QueryHelpers.ParseQuery(url.Query);
        if (query.TryGetValue("request", out var signed) && signed.ToString().Split('.') is [_, var payload, _])
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement.TryGetProperty(name, out var claim) ? claim.ToString() : null;
        }

        return query.TryGetValue(name, out var value) ? value.ToString() : null;
    }
}
