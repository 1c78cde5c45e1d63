using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.TokenRequest;

namespace NumberVerify.Simulator;

/// <summary>RFC 7523 section 2.1 by CAMARA's profile: a client asserts who the user is. The assertion's signature authenticates the client, and its scope is the one claimed inside.</summary>
internal sealed class JwtBearerGrant(
    OperatorSimulatorOptions options, ClientAuthentication authentication, ClientAssertionValidator assertions, UserHints users, string audience) : IGrant
{
    public string Type => Wire.GrantTypes.JwtBearer;

    public async ValueTask<Grant> AuthorizeAsync(HttpRequest request, Parameters parameters)
    {
        var given = parameters[Names.Assertion] ?? throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "assertion is missing.");
        if (parameters.Has(Names.Scope))
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "The scope belongs into the assertion, and nowhere else.");
        }

        var assertion = await assertions.ValidateAsync(given, audience).ConfigureAwait(false) ?? throw Invalid();
        if (!await IsOfSameClientAsync(assertion.Client, request, parameters).ConfigureAwait(false))
        {
            throw Invalid();
        }

        assertion.Client.Require(Type);
        var scopes = GrantedScopes.Parse(assertion.Scope, purpose: null, options.Dialect);
        if (scopes.IncludesOpenId)
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidScope, "openid is not for this grant type.");
        }

        var user = UserHints.MayName(assertion.Subject, scopes) ? users.Find(assertion.Subject) : null;
        if (user is not { Device.HasConsented: true })
        {
            throw Invalid();
        }

        return new Grant
        {
            ClientId = assertion.Client.ClientId,
            Scopes = scopes,
            Sim = user.Sim,
            AuthenticatedAt = options.TimeProvider.GetUtcNow(),
        };
    }

    /// <summary>Client authentication beside the assertion is optional (RFC 7521 section 4.1); where there is some, it must hold and be of the same client.</summary>
    private async ValueTask<bool> IsOfSameClientAsync(RegisteredClient client, HttpRequest request, Parameters parameters) =>
        ClientAuthentication.IsAttempted(request, parameters)
            ? await authentication.AuthenticateAsync(request, parameters).ConfigureAwait(false) == client
            : parameters[Names.ClientId] is null || parameters[Names.ClientId] == client.ClientId;

    private static OAuthException Invalid() => new(
        Wire.OAuthErrors.InvalidGrant, "The assertion is malformed, expired, used, not signed by its issuer, not for this endpoint, or names no user it may name and who has consented.");
}
