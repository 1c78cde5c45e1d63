using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.TokenRequest;

namespace NumberVerify.Simulator;

/// <summary>RFC 6749 section 4.1.3 and RFC 7636 section 4.6: a code becomes an access token, once.</summary>
internal sealed class AuthorizationCodeGrant(OperatorSimulatorOptions options, ClientAuthentication authentication, ExpiringStore<AuthorizationCode> codes) : IGrant
{
    public string Type => Wire.GrantTypes.AuthorizationCode;

    /// <summary>The first attempt of its own client uses a code up, even if that attempt fails. A stranger's attempt does not.</summary>
    public async ValueTask<Grant> AuthorizeAsync(HttpRequest request, Parameters parameters)
    {
        var client = await authentication.AuthenticateAsync(request, parameters).ConfigureAwait(false);
        client.Require(Type);
        var code = parameters[Names.Code];
        var redirectUri = parameters[Names.RedirectUri];
        if (code is null || (redirectUri is null && options.Dialect.RequiresRedirectUriAtToken))
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "code and redirect_uri are required.");
        }

        return codes.Find(code) is { } issued
            && issued.Grant.ClientId == client.ClientId
            && issued.Grant.TryRedeem()
            && !issued.Grant.IsRevoked
            && issued.ExpiresAt > options.TimeProvider.GetUtcNow()
            && (redirectUri is null || issued.RedirectUri == redirectUri)
            && Proves(parameters[Names.CodeVerifier], issued.CodeChallenge)
            ? issued.Grant
            : throw new OAuthException(Wire.OAuthErrors.InvalidGrant, "The code is unknown, expired, used, or was issued for another client, redirect_uri or code_verifier.");
    }

    /// <summary>A verifier without a challenge is refused too: somebody took the challenge out of the authorization request (RFC 9700 section 4.8.2).</summary>
    private static bool Proves(string? verifier, SecretHash? challenge) => challenge is null
        ? verifier is null
        : verifier is not null && Patterns.CodeVerifier.IsMatch(verifier) && SecretHash.Of(verifier) == challenge;
}
