using Names = NumberVerify.Simulator.Wire.AuthorizationRequest;

namespace NumberVerify.Simulator;

/// <summary>
/// Request objects by OpenID Connect Core section 6.1, RFC 9101 and CAMARA's profile: signed by a registered key, for this operator and no other, valid for at most
/// 300 seconds, used once, and never usable as a client assertion.
/// </summary>
internal sealed class RequestObjectReader(string issuer, string authorizationEndpoint, TimeProvider time)
{
    private const int MaxLifetimeSeconds = 300;

    private static readonly string[] RepeatedOutside = [Names.ClientId, Names.RedirectUri, Names.ResponseType, Names.Scope];

    private static readonly string[] Texts =
    [
        .. RepeatedOutside, Names.ResponseMode, Names.State, Names.Nonce, Names.Prompt, Names.CodeChallenge, Names.CodeChallengeMethod, Names.DPoPKeyThumbprint,
    ];

    // No request object is valid for longer than this, so nothing older needs to be remembered.
    private readonly ExpiringStore<RegisteredClient> used = new(time, TimeSpan.FromSeconds(MaxLifetimeSeconds));

    /// <summary>What counts of the request: with a request object its claims alone, which must repeat the four parameters that stand beside it.</summary>
    /// <exception cref="OAuthException">The request object is not valid, or the client is registered with one required and there is none.</exception>
    internal async ValueTask<Parameters> ReadAsync(RegisteredClient client, Parameters parameters)
    {
        if (parameters[Names.RequestUri] is not null)
        {
            throw new OAuthException(Wire.OAuthErrors.RequestUriNotSupported, "A request object is taken by value only, as request.");
        }

        if (parameters[Names.Request] is not { } compact)
        {
            return client.RequiresRequestObject
                ? throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "This client is registered to send a signed request object.")
                : parameters;
        }

        if (RepeatedOutside.Any(name => parameters[name] is null))
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "scope, response_type, client_id and redirect_uri are required beside the request object too.");
        }

        if (!SignedJwt.TryRead(compact, out var jwt)
            || jwt.Type is not (null or Wire.JwtTypes.Jwt or Wire.JwtTypes.RequestObject)
            || client.FindKey(jwt.KeyId) is not { } key
            || !await jwt.IsSignedWithAsync(key).ConfigureAwait(false))
        {
            throw Invalid("The request object is not a JWT signed with a key of this client.");
        }

        if (!IsForUsAndFresh(jwt, client) || jwt.Has(Wire.Claims.Subject))
        {
            throw Invalid("iss, aud, iat, exp and jti are required, a lifetime above 300 seconds is not allowed, and sub never is.");
        }

        if (jwt.Has(Names.Request) || jwt.Has(Names.RequestUri)
            || RepeatedOutside.Any(name => jwt.Text(name) != parameters[name])
            || Texts.Any(name => jwt.Has(name) && jwt.Text(name) is null))
        {
            throw Invalid("The request object must repeat scope, response_type, client_id and redirect_uri, hold strings, and no other request object.");
        }

        return used.TryAdd($"{client.ClientId} {jwt.Text(Wire.Claims.TokenId)}", client)
            ? Parameters.Of(jwt.Claims.EnumerateObject().Select(claim => KeyValuePair.Create(claim.Name, claim.Value.ToString())))
            : throw Invalid("The request object was used before.");
    }

    private bool IsForUsAndFresh(SignedJwt jwt, RegisteredClient client)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();

        return jwt.Text(Wire.Claims.Issuer) == client.ClientId
            && jwt.IsFor(authorizationEndpoint, issuer)
            && !string.IsNullOrEmpty(jwt.Text(Wire.Claims.TokenId))
            && jwt.TryGetSeconds(Wire.Claims.IssuedAt, out var issuedAt)
            && jwt.TryGetSeconds(Wire.Claims.ExpiresAt, out var expiresAt)
            && issuedAt <= now
            && expiresAt > now
            && expiresAt - issuedAt <= MaxLifetimeSeconds
            && (!jwt.Has(Wire.Claims.NotBefore) || (jwt.TryGetSeconds(Wire.Claims.NotBefore, out var notBefore) && notBefore <= now));
    }

    private static OAuthException Invalid(string description) => new(Wire.OAuthErrors.InvalidRequestObject, description);
}
