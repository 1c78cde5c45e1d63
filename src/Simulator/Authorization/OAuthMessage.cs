using System.Text;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>What the endpoints a backend calls have in common: parameters in a form, refusals in JSON.</summary>
internal static class OAuthMessage
{
    internal static async ValueTask<Parameters> ReadAsync(HttpRequest request)
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

    internal static Task WriteAsync(HttpContext context, OAuthException refusal)
    {
        // RFC 6749 section 5.2: whoever tried the header is told which scheme it takes.
        if (refusal.StatusCode == StatusCodes.Status401Unauthorized && context.Request.Headers.Authorization.Count > 0)
        {
            context.Response.Headers.WWWAuthenticate = $"""{Wire.Schemes.Basic} realm="token", charset="UTF-8" """.TrimEnd();
        }

        return JsonReply.WriteAsync(context, refusal.StatusCode, new TokenError(refusal.Error, refusal.Description), OAuthJson.Wire.TokenError);
    }
}
