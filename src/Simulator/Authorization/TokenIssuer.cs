namespace NumberVerify.Simulator;

/// <summary>Turns what was granted into tokens. There is no refresh token, for no grant type.</summary>
internal sealed class TokenIssuer(OperatorSimulatorOptions options, ExpiringStore<AccessToken> tokens, IdTokenIssuer idTokens)
{
    internal TokenResponse Issue(Grant grant)
    {
        var accessToken = Secret.Create();
        tokens.TryAdd(accessToken, new AccessToken(grant, options.TimeProvider.GetUtcNow() + options.AccessTokenLifetime));
        return new TokenResponse
        {
            AccessToken = accessToken,
            ExpiresIn = (int)options.AccessTokenLifetime.TotalSeconds,
            Scope = grant.Scopes.ToString(),
            IdToken = grant.Scopes.IncludesOpenId ? idTokens.Issue(grant) : null,
        };
    }
}
