using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>RFC 6750 section 2.1: the access token of an API call, and what it allows.</summary>
internal sealed class ApiAuthorization(ExpiringStore<AccessToken> tokens, TimeProvider time)
{
    /// <summary>The token has had its single call, whatever the answer will be.</summary>
    internal AccessToken? Take(HttpRequest request) => Value(request) is { } value ? tokens.Take(value) : null;

    /// <summary>The token stays good for as long as it lives.</summary>
    internal AccessToken? Find(HttpRequest request) => Value(request) is { } value ? tokens.Find(value) : null;

    /// <exception cref="ApiException">401 when the token is unknown, used, expired or revoked; 403 when it lacks the scope.</exception>
    internal Grant Authorize(AccessToken? token, string scope)
    {
        if (token is null || token.Grant.IsRevoked || token.ExpiresAt <= time.GetUtcNow())
        {
            throw new ApiException(ErrorInfo.Unauthenticated);
        }

        return token.Grant.Request.Scopes.Includes(scope) ? token.Grant : throw new ApiException(ErrorInfo.PermissionDenied);
    }

    private static string? Value(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var header)
        && Wire.Schemes.Bearer.Equals(header.Scheme, StringComparison.OrdinalIgnoreCase)
            ? header.Parameter
            : null;
}
