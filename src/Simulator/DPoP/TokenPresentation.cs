using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>How an API call brings its access token, and what that allows: RFC 6750 section 2.1, and for tokens bound to a key RFC 9449 section 7.1.</summary>
internal sealed class TokenPresentation(AccessTokens tokens, DPoPProofs proofs, TimeProvider time)
{
    private static readonly string Algorithms = $"algs=\"{string.Join(' ', ClientKey.Algorithms)}\"";

    /// <summary>
    /// Takes the token: it has had its single call, whatever the answer will be. Only whoever does not prove to hold the key of a bound token leaves it alone, because the token
    /// is not theirs to use up.
    /// </summary>
    /// <returns>The token, or null when there is none. Whether it is still valid is for the API to judge.</returns>
    /// <exception cref="ApiException">The token is bound, and this is not the one it is bound to; or it is not, and was said to be.</exception>
    internal ValueTask<AccessToken?> TakeAsync(HttpRequest request) => ReadAsync(request, tokens.Use);

    /// <summary>Finds the token and leaves it good for as long as it lives, for APIs that take it more than once. What a bound token needs, it needs each time.</summary>
    /// <returns>As for <see cref="TakeAsync"/>.</returns>
    /// <exception cref="ApiException">As for <see cref="TakeAsync"/>.</exception>
    internal ValueTask<AccessToken?> FindAsync(HttpRequest request) => ReadAsync(request, tokens.Find);

    /// <exception cref="ApiException">401 when the token is unknown, used, expired or revoked; 403 when it lacks the scope.</exception>
    internal Grant Authorize(AccessToken? token, string scope)
    {
        if (token is null || token.Grant.IsRevoked || token.ExpiresAt <= time.GetUtcNow())
        {
            throw new ApiException(ErrorInfo.Unauthenticated);
        }

        return token.Grant.Scopes.Includes(scope) ? token.Grant : throw new ApiException(ErrorInfo.PermissionDenied);
    }

    /// <summary>What a 401 says about how to do better, in the scheme that was tried or is needed.</summary>
    internal static string Challenge(HttpRequest request, string? dpopError) =>
        dpopError is not null ? $"{Wire.Schemes.DPoP} error=\"{dpopError}\", {Algorithms}"
        : request.Headers.Authorization.ToString().StartsWith($"{Wire.Schemes.DPoP} ", StringComparison.OrdinalIgnoreCase) ? $"{Wire.Schemes.DPoP} {Algorithms}"
        : Wire.Schemes.Bearer;

    private async ValueTask<AccessToken?> ReadAsync(HttpRequest request, Func<string, AccessToken?> read)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var header) || header.Parameter is not { } value)
        {
            return null;
        }

        if (Wire.Schemes.Bearer.Equals(header.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return tokens.Find(value) is { BoundKey: not null } ? throw Refused(Wire.OAuthErrors.InvalidToken) : read(value);
        }

        if (!Wire.Schemes.DPoP.Equals(header.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (tokens.Find(value) is not { BoundKey: { } boundKey })
        {
            throw Refused(Wire.OAuthErrors.InvalidToken);
        }

        try
        {
            return await proofs.ReadAsync(request, value).ConfigureAwait(false) is { } provedKey && Secret.Matches(provedKey, boundKey)
                ? read(value)
                : throw Refused(Wire.OAuthErrors.InvalidDPoPProof);
        }
        catch (OAuthException refusal)
        {
            throw Refused(refusal.Error);
        }
    }

    private static ApiException Refused(string error) => new(ErrorInfo.Unauthenticated, error);
}
