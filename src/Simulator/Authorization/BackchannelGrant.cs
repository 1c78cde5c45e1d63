using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.TokenRequest;

namespace NumberVerify.Simulator;

/// <summary>OpenID Connect CIBA section 10.1: an accepted backchannel request becomes an access token, once it is decided, and once.</summary>
internal sealed class BackchannelGrant(OperatorSimulatorOptions options, ClientAuthentication authentication, ExpiringStore<BackchannelRequest> requests) : IGrant
{
    public string Type => Wire.GrantTypes.Ciba;

    /// <summary>A stranger's poll neither counts nor tells that the request exists.</summary>
    public async ValueTask<Grant> AuthorizeAsync(HttpRequest request, Parameters parameters)
    {
        var client = await authentication.AuthenticateAsync(request, parameters).ConfigureAwait(false);
        client.Require(Type);
        var id = parameters[Names.AuthenticationRequestId] ?? throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "auth_req_id is missing.");
        return requests.Find(id) is { } found && found.ClientId == client.ClientId
            ? found.Poll(options.TimeProvider.GetUtcNow())
            : throw BackchannelRequest.Unknown();
    }
}
