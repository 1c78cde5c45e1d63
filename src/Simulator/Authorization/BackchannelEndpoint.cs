using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.BackchannelRequest;

namespace NumberVerify.Simulator;

/// <summary>
/// OpenID Connect CIBA section 7 in poll mode, by CAMARA's profile: <c>login_hint</c> is the only hint. <c>binding_message</c>, <c>user_code</c> and <c>requested_expiry</c> are
/// ignored, as the profile asks.
/// </summary>
internal sealed class BackchannelEndpoint(
    OperatorSimulatorOptions options, ClientAuthentication authentication, RequestObjectReader requestObjects, UserHints users, ExpiringStore<BackchannelRequest> requests)
{
    internal async Task HandleAsync(HttpContext context)
    {
        try
        {
            var parameters = await OAuthMessage.ReadAsync(context.Request).ConfigureAwait(false);
            var client = await authentication.AuthenticateAsync(context.Request, parameters).ConfigureAwait(false);
            client.Require(Wire.GrantTypes.Ciba);
            parameters = await requestObjects.ReadBackchannelAsync(client, parameters).ConfigureAwait(false);
            await JsonReply.WriteAsync(context, StatusCodes.Status200OK, Accept(client, parameters), OAuthJson.Wire.BackchannelResponse).ConfigureAwait(false);
        }
        catch (OAuthException refusal)
        {
            await OAuthMessage.WriteAsync(context, refusal).ConfigureAwait(false);
        }
    }

    private BackchannelResponse Accept(RegisteredClient client, Parameters parameters)
    {
        if (parameters.Has(Names.LoginHintToken) || parameters.Has(Names.IdTokenHint))
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "login_hint is the only hint.");
        }

        var hint = parameters[Names.LoginHint] ?? throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "login_hint is missing.");
        var scopes = GrantedScopes.Parse(parameters[Names.Scope], parameters[Names.Purpose], options.Dialect);
        if (!UserHints.MayName(hint, scopes))
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "login_hint is not of a form these scopes can be asked for with.");
        }

        var user = users.Find(hint) ?? throw new OAuthException(Wire.OAuthErrors.UnknownUserId, "login_hint names nobody, or is used or expired.");
        if (user.Device.BackchannelAnswer == BackchannelAnswer.Refuse)
        {
            throw new OAuthException(Wire.OAuthErrors.AccessDenied, "The operator refuses this request.", StatusCodes.Status403Forbidden);
        }

        var id = options.Secrets.Create();
        requests.TryAdd(id, new BackchannelRequest
        {
            ClientId = client.ClientId,
            Scopes = scopes,
            User = user,
            ExpiresAt = options.TimeProvider.GetUtcNow() + BackchannelRequest.Lifetime,
            Interval = options.BackchannelInterval,
            PendingPolls = options.BackchannelPendingPolls,
        });
        return new BackchannelResponse(id, (int)BackchannelRequest.Lifetime.TotalSeconds, (int)options.BackchannelInterval.TotalSeconds);
    }
}
