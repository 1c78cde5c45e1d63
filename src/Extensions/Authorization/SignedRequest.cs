using System.Buffers;
using System.Text;
using Names = NumberVerify.ProtocolNames.AuthorizationRequest;

namespace NumberVerify;

/// <summary>
/// Requests as JWTs of the client's: the authorization URL with a signed request object (RFC 9101, OIDC Core 6.1): every parameter stands in it, and beside it only the four that CAMARA's profile repeats.
/// </summary>
internal static class SignedRequest
{
    /// <summary>A backchannel request (CIBA 7.1.1): every parameter stands in it, and beside it the client's own authentication alone.</summary>
    public static async Task<string> OfBackchannelAsync(OperatorContext context, OperatorEndpoints endpoints, Uri address, string operatorToken, AuthorizationPlan plan)
    {
        var options = context.Options;

        // CIBA 7.1.1 names the issuer; where none is known, the endpoint says as well who is meant.
        var jwt = await ClientAssertion.OfBackchannelRequest(
            options.Signer!,
            options.ClientId,
            endpoints.Issuer ?? address.OriginalString,
            context.TimeProvider.GetUtcNow(),
            [
                (ProtocolNames.AuthorizationRequest.Scope, plan.Scope),
                (ProtocolNames.AuthorizationRequest.Purpose, plan.Purpose),
                (ProtocolNames.AuthorizationRequest.LoginHint, ProtocolNames.Values.OperatorTokenPrefix + operatorToken),
            ]).CreateAsync(context.TimeProvider.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
        var text = Encoding.ASCII.GetString(jwt);
        ArrayPool<byte>.Shared.Return(jwt.Array!, clearArray: true);
        return text;
    }

    public static async Task<Uri> BuildAsync(OperatorContext context, Uri endpoint, AuthorizationRequest request, string? loginHint, CancellationToken cancellationToken)
    {
        var (options, profile, plan) = (context.Options, context.Options.Profile, context.PlanOf(request.Operation));
        var jwt = await ClientAssertion.OfRequest(
            options.Signer!,
            options.ClientId,
            profile.RequestObjectAudience == RequestObjectAudience.Issuer ? options.Issuer! : endpoint.OriginalString,
            [
                (Names.ResponseType, ProtocolNames.Values.Code),
                (Names.ClientId, options.ClientId),
                (Names.RedirectUri, options.RedirectUri?.OriginalString),
                (Names.Scope, plan.Scope),
                (Names.Purpose, plan.Purpose),
                (Names.Prompt, profile.Prompt),
                (Names.MaxAge, profile.MaxAge),
                (Names.State, request.State),
                (Names.Nonce, profile.HasNonce ? request.Nonce : null),
                (Names.CodeChallengeMethod, profile.UsesPkce ? ProtocolNames.Values.S256 : null),
                (Names.CodeChallenge, profile.UsesPkce ? request.GetCodeChallenge() : null),
                (Names.LoginHint, loginHint),
            ]).CreateAsync(context.TimeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        var url = AuthorizationUrl.WithRequest(AuthorizationUrl.Prefix(endpoint, options.ClientId, options.RedirectUri), plan.Scope, Encoding.ASCII.GetString(jwt));
        ArrayPool<byte>.Shared.Return(jwt.Array!, clearArray: true);
        return url;
    }
}
