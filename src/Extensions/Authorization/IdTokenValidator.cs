using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NumberVerify;

/// <summary>The checks of OIDC Core 3.1.3.7 on the id_token of one exchange.</summary>
internal sealed class IdTokenValidator(OperatorDirectory directory, string clientId, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromSeconds(60);
    private static readonly string[] s_algorithms =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
    ];

    // Made with the first id_token: it looks through the library's metadata, which a profile without openid need not pay for.
    private JsonWebTokenHandler? _handler;

    public async Task ValidateAsync(string? idToken, string? issuer, string? nonce, CancellationToken cancellationToken)
    {
        if (idToken is null)
        {
            throw Rejected("there is none, though openid was asked for");
        }

        var handler = _handler ??= new JsonWebTokenHandler { MapInboundClaims = false };
        JsonWebToken token;
        try
        {
            token = handler.ReadJsonWebToken(idToken);
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            throw Rejected("it is no signed JWT");
        }

        if (token.TryGetHeaderValue<object>("crit", out _))
        {
            throw Rejected("it names extensions that must be understood (RFC 7515 4.1.11)");
        }

        var keys = await directory.GetKeysAsync(token.TryGetHeaderValue<string>("kid", out var keyId) ? keyId : null, cancellationToken).ConfigureAwait(false);
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = clientId,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            IssuerSigningKeys = keys,
            ValidAlgorithms = s_algorithms,
            TryAllIssuerSigningKeys = keyId is null,
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires),
        }).ConfigureAwait(false);
        if (!result.IsValid)
        {
            // The library's own message may quote claims.
            throw Rejected($"its signature, issuer, audience or lifetime is wrong ({result.Exception?.GetType().Name})");
        }

        // A backchannel request has none to repeat; its ticket ties the id_token to it.
        if (nonce is not null && (!token.TryGetPayloadValue<string>("nonce", out var repeated) || !string.Equals(repeated, nonce, StringComparison.Ordinal)))
        {
            throw Rejected("its nonce is not that of the request");
        }

        if (token.TryGetPayloadValue<string>("azp", out var party) ? party != clientId : token.Audiences.Skip(1).Any())
        {
            throw Rejected("it was issued for another party (azp)");
        }

        if (string.IsNullOrEmpty(token.Subject))
        {
            throw Rejected("it has no subject");
        }

        if (token.IssuedAt == DateTime.MinValue || token.IssuedAt > timeProvider.GetUtcNow().UtcDateTime + s_clockSkew)
        {
            throw Rejected("it was issued in the future, or does not say when");
        }
    }

    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + s_clockSkew && (notBefore is not { } start || now > start - s_clockSkew);
    }

    private static IdTokenRejectedException Rejected(string why) =>
        new($"The id_token is refused: {why}. Start a new authorization.") { RequestMayHaveBeenProcessed = true };
}
