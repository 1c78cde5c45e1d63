using Names = NumberVerify.Simulator.Wire.AuthorizationRequest;

namespace NumberVerify.Simulator;

/// <summary>
/// Request objects by OpenID Connect Core section 6.1, RFC 9101, CIBA section 7.1.1 and CAMARA's profile: signed by a registered key, for this operator and no other, valid for at
/// most 300 seconds, used once, and never usable as a client assertion.
/// </summary>
internal sealed class RequestObjectReader(string issuer, string authorizationEndpoint, string backchannelEndpoint, TimeProvider time)
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromSeconds(300);

    private static readonly string[] RepeatedOutside = [Names.ClientId, Names.RedirectUri, Names.ResponseType, Names.Scope];

    private static readonly string[] Texts =
    [
        .. RepeatedOutside, Names.ResponseMode, Names.State, Names.Nonce, Names.Prompt, Names.CodeChallenge, Names.CodeChallengeMethod, Names.DPoPKeyThumbprint,
    ];

    private static readonly string[] BackchannelTexts = [Wire.BackchannelRequest.Scope, Wire.BackchannelRequest.LoginHint, Wire.BackchannelRequest.Purpose];

    private static readonly string[] BesideBackchannelRequest =
    [
        Wire.BackchannelRequest.Request,
        Wire.TokenRequest.ClientId,
        Wire.TokenRequest.ClientSecret,
        Wire.TokenRequest.ClientAssertion,
        Wire.TokenRequest.ClientAssertionType,
    ];

    // No request object is valid for longer than this, so nothing older needs to be remembered.
    private readonly ExpiringStore<RegisteredClient> used = new(time, MaxLifetime);

    /// <summary>What counts of an authorization request: with a request object its claims alone, which must repeat the four parameters that stand beside it.</summary>
    /// <exception cref="OAuthException">The request object is not valid, or the client is registered with one required and there is none.</exception>
    internal async ValueTask<Parameters> ReadAsync(RegisteredClient client, Parameters parameters)
    {
        if (parameters[Names.RequestUri] is not null)
        {
            throw new OAuthException(Wire.OAuthErrors.RequestUriNotSupported, "A request object is taken by value only, as request.");
        }

        if (parameters[Names.Request] is not { } compact)
        {
            return Unsigned(client, parameters);
        }

        if (RepeatedOutside.Any(name => parameters[name] is null))
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "scope, response_type, client_id and redirect_uri are required beside the request object too.");
        }

        var jwt = await VerifyAsync(client, compact, authorizationEndpoint).ConfigureAwait(false);
        return RepeatedOutside.All(name => jwt.Text(name) == parameters[name]) && AreTexts(jwt, Texts)
            ? Use(client, jwt)
            : throw Invalid("The request object must repeat scope, response_type, client_id and redirect_uri, and hold strings.");
    }

    /// <summary>What counts of a backchannel authentication request: with a request object its claims alone, beside which only the client's authentication may stand.</summary>
    /// <exception cref="OAuthException">As for <see cref="ReadAsync"/>.</exception>
    internal async ValueTask<Parameters> ReadBackchannelAsync(RegisteredClient client, Parameters parameters)
    {
        if (parameters[Wire.BackchannelRequest.Request] is not { } compact)
        {
            return Unsigned(client, parameters);
        }

        if (parameters.Names.Except(BesideBackchannelRequest, StringComparer.Ordinal).Any())
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "Beside the request object stands the authentication of the client, and nothing else.");
        }

        // The type of the authorization endpoint's request objects is not this endpoint's, and nbf is required here alone.
        var jwt = await VerifyAsync(client, compact, backchannelEndpoint).ConfigureAwait(false);
        return jwt.Type != Wire.JwtTypes.RequestObject && jwt.Has(Wire.Claims.NotBefore) && AreTexts(jwt, BackchannelTexts)
            ? Use(client, jwt)
            : throw Invalid("The request object must have nbf, hold strings, and not be of the authorization endpoint's type.");
    }

    private static Parameters Unsigned(RegisteredClient client, Parameters parameters) => client.RequiresRequestObject
        ? throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "This client is registered to send a signed request object.")
        : parameters;

    private async ValueTask<SignedJwt> VerifyAsync(RegisteredClient client, string compact, string endpoint)
    {
        if (!SignedJwt.TryRead(compact, out var jwt)
            || jwt.Type is not (null or Wire.JwtTypes.Jwt or Wire.JwtTypes.RequestObject)
            || client.FindKey(jwt.KeyId) is not { } key
            || !await jwt.IsSignedWithAsync(key).ConfigureAwait(false))
        {
            throw Invalid("The request object is not a JWT signed with a key of this client.");
        }

        if (jwt.Text(Wire.Claims.Issuer) != client.ClientId || !jwt.IsFor(endpoint, issuer) || !jwt.IsFresh(time.GetUtcNow(), MaxLifetime) || jwt.Has(Wire.Claims.Subject))
        {
            throw Invalid("iss, aud, iat, exp and jti are required, a lifetime above 300 seconds is not allowed, and sub never is.");
        }

        return jwt.Has(Names.Request) || jwt.Has(Names.RequestUri) ? throw Invalid("The request object holds another one.") : jwt;
    }

    private static bool AreTexts(SignedJwt jwt, string[] names) => names.All(name => !jwt.Has(name) || jwt.Text(name) is not null);

    private Parameters Use(RegisteredClient client, SignedJwt jwt) => used.TryAdd($"{client.ClientId} {jwt.Text(Wire.Claims.TokenId)}", client)
        ? Parameters.Of(jwt.Claims.EnumerateObject().Select(claim => KeyValuePair.Create(claim.Name, claim.Value.ToString())))
        : throw Invalid("The request object was used before.");

    private static OAuthException Invalid(string description) => new(Wire.OAuthErrors.InvalidRequestObject, description);
}
