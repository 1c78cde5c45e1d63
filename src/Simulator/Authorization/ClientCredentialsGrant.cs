using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.TokenRequest;

namespace NumberVerify.Simulator;

/// <summary>RFC 6749 section 4.4: an access token without a user, for the API whose requests name the number themselves.</summary>
internal sealed class ClientCredentialsGrant(OperatorSimulatorOptions options, ClientAuthentication authentication) : IGrant
{
    public string Type => Wire.GrantTypes.ClientCredentials;

    public async ValueTask<Grant> AuthorizeAsync(HttpRequest request, Parameters parameters)
    {
        var client = await authentication.AuthenticateAsync(request, parameters).ConfigureAwait(false);
        client.Require(Type);
        return new Grant
        {
            ClientId = client.ClientId,
            Scopes = GrantedScopes.ParseWithoutUser(parameters[Names.Scope], options.Dialect),
            AuthenticatedAt = options.TimeProvider.GetUtcNow(),
        };
    }
}
