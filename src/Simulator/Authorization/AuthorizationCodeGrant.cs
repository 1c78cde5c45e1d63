using Names = NumberVerify.Simulator.Wire.TokenRequest;

namespace NumberVerify.Simulator;

/// <summary>RFC 6749 section 4.1.3 and RFC 7636 section 4.6: a code becomes an access token, once.</summary>
internal sealed class AuthorizationCodeGrant(
    OperatorSimulatorOptions options, ExpiringStore<Grant> codes, ExpiringStore<AccessToken> tokens, IdTokenIssuer idTokens)
{
    /// <summary>The first attempt of its own client uses a code up, even if that attempt fails. A stranger's attempt does not.</summary>
    internal TokenResponse Redeem(RegisteredClient client, Parameters parameters)
    {
        var code = parameters[Names.Code];
        var redirectUri = parameters[Names.RedirectUri];
        if (code is null || redirectUri is null)
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "code and redirect_uri are required.");
        }

        var now = options.TimeProvider.GetUtcNow();
        if (codes.Find(code) is not { } grant
            || grant.ClientId != client.ClientId
            || !grant.TryRedeem()
            || grant.IsRevoked
            || grant.CodeExpiresAt <= now
            || grant.RedirectUri != redirectUri
            || !Proves(parameters[Names.CodeVerifier], grant.Request.CodeChallenge))
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidGrant, "The code is unknown, expired, used, or was issued for another client, redirect_uri or code_verifier.");
        }

        var accessToken = options.Secrets.Create();
        tokens.TryAdd(accessToken, new AccessToken(grant, now + options.AccessTokenLifetime));
        return new TokenResponse
        {
            AccessToken = accessToken,
            ExpiresIn = (int)options.AccessTokenLifetime.TotalSeconds,
            Scope = grant.Request.Scopes.ToString(),
            IdToken = grant.Request.Scopes.IncludesOpenId ? idTokens.Issue(grant) : null,
        };
    }

    private static bool Proves(string? verifier, string challenge) =>
        verifier is not null && Patterns.CodeVerifier.IsMatch(verifier) && Secret.Matches(Secret.Hash(verifier), challenge);
}
