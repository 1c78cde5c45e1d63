namespace NumberVerify.Simulator;

/// <summary>Turns what was granted into tokens. There is no refresh token, for no grant type.</summary>
internal sealed class TokenIssuer(OperatorSimulatorOptions options, ExpiringStore<AccessToken> tokens, IdTokenIssuer idTokens)
{
    /// <param name="grant">What the tokens stand for.</param>
    /// <param name="boundKey">The thumbprint of the key the access token is bound to, or null for a bearer token.</param>
    internal TokenResponse Issue(Grant grant, string? boundKey)
    {
        var accessToken = Secret.Create();
        tokens.TryAdd(accessToken, new AccessToken(grant, options.TimeProvider.GetUtcNow() + options.AccessTokenLifetime, boundKey));
        return new TokenResponse
        {
            AccessToken = accessToken,
            TokenType = boundKey is null ? Wire.Schemes.Bearer : Wire.Schemes.DPoP,
            ExpiresIn = (int)options.AccessTokenLifetime.TotalSeconds,
            Scope = grant.Scopes.ToString(),
            IdToken = grant.Scopes.IncludesOpenId ? idTokens.Issue(grant) : null,
        };
    }
}
