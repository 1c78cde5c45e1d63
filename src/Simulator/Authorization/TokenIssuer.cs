using System.Text.Json;

namespace NumberVerify.Simulator;

/// <summary>Turns what was granted into tokens. There is no refresh token, for no grant type.</summary>
internal sealed class TokenIssuer(OperatorSimulatorOptions options, ExpiringStore<AccessToken> tokens, IdTokenIssuer idTokens, string issuer, SigningKey key)
{
    internal TokenResponse Issue(Grant grant) => new()
    {
        AccessToken = grant.IsMock ? options.Dialect.Mock!.AccessToken : IssueAccessToken(grant),
        ExpiresIn = (int)options.AccessTokenLifetime.TotalSeconds,
        Scope = grant.Scopes.ToString(),
        IdToken = grant.Scopes.IncludesOpenId ? idTokens.Issue(grant) : null,
    };

    private string IssueAccessToken(Grant grant)
    {
        var now = options.TimeProvider.GetUtcNow();
        var token = Secret.Create();
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
                Ext = new AccessTokenExtension(name),
            };
            token = key.Sign(JsonSerializer.Serialize(claims, OAuthJson.Wire.AccessTokenClaims));
        }

        tokens.TryAdd(token, new AccessToken(grant, now + options.AccessTokenLifetime));
        return token;
    }
}
