using System.Buffers;
using System.Text;
using Names = NumberVerify.ProtocolNames.AuthorizationRequest;

namespace NumberVerify;

/// <summary>
/// The authorization URL with a signed request object (RFC 9101, OIDC Core 6.1): every parameter stands in it, and beside it only the four that CAMARA's profile repeats.
/// </summary>
internal static class SignedRequest
{
    public static async Task<Uri> BuildAsync(OperatorContext context, Uri endpoint, AuthorizationRequest request, string? loginHint, CancellationToken cancellationToken)
    {
        var (options, profile, plan) = (context.Options, context.Options.Profile, context.PlanOf(request.Operation));
        var jwt = await ClientAssertion.OfRequest(
            options.Signer!,
            options.ClientId,
            endpoint,
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
