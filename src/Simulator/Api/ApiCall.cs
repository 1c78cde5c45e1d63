using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>What every operation of every API does by CAMARA Commonalities.</summary>
internal static class ApiCall
{
    internal static async Task AnswerAsync(HttpContext context, Func<Task> operation)
    {
        try
        {
            await operation().ConfigureAwait(false);
        }
        catch (ApiException refusal)
        {
            if (refusal.Error.Status == StatusCodes.Status401Unauthorized)
            {
                context.Response.Headers.WWWAuthenticate = TokenPresentation.Challenge(context.Request, refusal.DPoPError);
            }

            await refusal.Error.WriteAsync(context).ConfigureAwait(false);
        }
    }

    internal static void EchoCorrelator(HttpContext context, Regex pattern)
    {
        var correlator = context.Request.Headers[Wire.Headers.Correlator];
        if (correlator.Count > 1 || !pattern.IsMatch(correlator.ToString()))
        {
            throw new ApiException(ErrorInfo.InvalidArgument);
        }

        context.Response.Headers[Wire.Headers.Correlator] = correlator; // setting it to nothing leaves it out
    }

    /// <returns>The body, or null when there is none that could be read.</returns>
    internal static async ValueTask<byte[]?> ReadJsonAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request).ConfigureAwait(false);
        return body is { Length: > 0 } && !RequestBody.IsOfType(context.Request, Wire.MediaTypes.Json)
            ? throw new ApiException(ErrorInfo.UnsupportedMediaType)
            : body;
    }
}
