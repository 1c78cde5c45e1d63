using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.TokenRequest;

namespace NumberVerify.Simulator;

/// <summary>RFC 6749 section 3.2: every grant type the operator offers is one of <paramref name="grants"/>.</summary>
internal sealed class TokenEndpoint(IEnumerable<IGrant> grants, DPoPProofs proofs, TokenIssuer tokens)
{
    private readonly FrozenDictionary<string, IGrant> grantsByType = grants.ToFrozenDictionary(grant => grant.Type, StringComparer.Ordinal);

    internal async Task HandleAsync(HttpContext context)
    {
        try
        {
            // First, so that a request that is only short of a nonce can be sent again with the same code.
            var provedKey = await proofs.ReadAsync(context.Request).ConfigureAwait(false);
            var parameters = await OAuthMessage.ReadAsync(context.Request).ConfigureAwait(false);
            var grant = await Find(parameters[Names.GrantType]).AuthorizeAsync(context.Request, parameters).ConfigureAwait(false);
            await JsonReply.WriteAsync(context, StatusCodes.Status200OK, tokens.Issue(grant, proofs.Bind(grant, provedKey)), OAuthJson.Wire.TokenResponse).ConfigureAwait(false);
        }
        catch (OAuthException refusal)
        {
            await OAuthMessage.WriteAsync(context, refusal).ConfigureAwait(false);
        }
    }

    private IGrant Find(string? type) => type is null ? throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "grant_type is missing.")
        : grantsByType.TryGetValue(type, out var grant) ? grant
        : throw new OAuthException(Wire.OAuthErrors.UnsupportedGrantType, "This grant type is not supported.");
}
