using System.Text;
using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.TokenRequest;

namespace NumberVerify.Simulator;

/// <summary>RFC 6749 section 3.2.</summary>
internal sealed class TokenEndpoint(ClientAuthentication authentication, AuthorizationCodeGrant authorizationCode)
{
    internal async Task HandleAsync(HttpContext context)
    {
        try
        {
            var parameters = await ReadAsync(context.Request).ConfigureAwait(false);
            var client = await authentication.AuthenticateAsync(context.Request, parameters).ConfigureAwait(false);
            var response = parameters[Names.GrantType] switch
            {
                Wire.GrantTypes.AuthorizationCode => authorizationCode.Redeem(client, parameters),
                null => throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "grant_type is missing."),
                _ => throw new OAuthException(Wire.OAuthErrors.UnsupportedGrantType, "This grant type is not supported."),
            };
            await JsonReply.WriteAsync(context, StatusCodes.Status200OK, response, OAuthJson.Wire.TokenResponse).ConfigureAwait(false);
        }
        catch (OAuthException refusal)
        {
            // RFC 6749 section 5.2: whoever tried the header is told which scheme it takes.
            if (refusal.StatusCode == StatusCodes.Status401Unauthorized && context.Request.Headers.Authorization.Count > 0)
            {
                context.Response.Headers.WWWAuthenticate = $"""{Wire.Schemes.Basic} realm="token", charset="UTF-8" """.TrimEnd();
            }

            var error = new TokenError(refusal.Error, refusal.Description);
            await JsonReply.WriteAsync(context, refusal.StatusCode, error, OAuthJson.Wire.TokenError).ConfigureAwait(false);
        }
    }

    private static async ValueTask<Parameters> ReadAsync(HttpRequest request)
    {
        // RFC 6749 section 2.3.1: parameters, a secret among them, must not be in the URI, where servers log them.
        if (request.QueryString.HasValue || !RequestBody.IsOfType(request, Wire.MediaTypes.Form))
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "The parameters belong into a form-urlencoded body.");
        }

        var body = await RequestBody.ReadAsync(request).ConfigureAwait(false);
        return body is not null && Parameters.TryParse(Encoding.UTF8.GetString(body), out var parameters) && !parameters.AnyRepeated
            ? parameters
            : throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "The body is too large, malformed, or repeats a parameter.");
    }
}
