using System.Text.Json;

namespace NumberVerify.Simulator;

/// <summary>Turns what was granted into tokens. There is no refresh token, for no grant type.</summary>
internal sealed class TokenIssuer(OperatorSimulatorOptions options, AccessTokens tokens, IdTokenIssuer idTokens, string issuer, SigningKeys keys)
{
    /// <param name="grant">What the tokens stand for.</param>
    /// <param name="boundKey">The thumbprint of the key the access token is bound to, or null for a bearer token.</param>
    internal TokenResponse Issue(Grant grant, string? boundKey)
    {
        var published = grant.IsMock ? options.Dialect.Mock?.AccessToken : null;
        return new TokenResponse
        {
            AccessToken = published ?? IssueAccessToken(grant, boundKey),
            TokenType = boundKey is null || published is not null ? Wire.Schemes.Bearer : Wire.Schemes.DPoP,
            ExpiresIn = (int)options.AccessTokenLifetime.TotalSeconds,
            Scope = grant.Scopes.ToString(),
            IdToken = grant.Scopes.IncludesOpenId ? idTokens.Issue(grant) : null,
        };
    }

    private string IssueAccessToken(Grant grant, string? boundKey)
    {
        var now = options.TimeProvider.GetUtcNow();
        var token = options.Secrets.Create();
        if (options.Dialect.OperatorName is { } name)
        {
            var claims = new AccessTokenClaims
            {
                Iss = issuer,
                ClientId = grant.ClientId,
                Iat = now.ToUnixTimeSeconds(),
                Exp = (now + options.AccessTokenLifetime).ToUnixTimeSeconds(),
                Jti = token,
                Scp = grant.Scopes.ToString().Split(' '),
                Cnf = boundKey is null ? null : new AccessTokenConfirmation(boundKey),
                Ext = new AccessTokenExtension(name),
            };
            token = keys.Sign(JsonSerializer.Serialize(claims, OAuthJson.Wire.AccessTokenClaims));
        }

        tokens.Add(token, new AccessToken(grant, now + options.AccessTokenLifetime, boundKey));
        return token;
    }
}
