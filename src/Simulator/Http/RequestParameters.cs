using System.Text;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>Parameters for those who do not mind where they stand: in the query, in a form, or in both.</summary>
internal static class RequestParameters
{
    /// <returns>Null when they cannot be read.</returns>
    internal static async ValueTask<Parameters?> ReadAsync(HttpRequest request)
    {
        if (await RequestBody.ReadAsync(request).ConfigureAwait(false) is not { } body)
        {
            return null;
        }

        var query = request.QueryString.Value?.TrimStart('?') ?? "";
        var form = RequestBody.IsOfType(request, Wire.MediaTypes.Form) ? Encoding.UTF8.GetString(body) : "";
        return Parameters.TryParse($"{query}&{form}", out var parameters) ? parameters : null;
    }
}
