using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.VonageVerify;

namespace NumberVerify.Simulator;

/// <summary>Which account a request is from: by two parameters, or without them by a Basic header (RFC 7617).</summary>
internal static class VonageCredentials
{
    /// <exception cref="VonageException">No credentials, or wrong ones.</exception>
    internal static VonageAccount Authenticate(HttpRequest request, Parameters parameters, VonageVerifySettings settings)
    {
        var (key, secret) = (parameters[Names.ApiKey], parameters[Names.ApiSecret]);
        if (key is null && secret is null)
        {
            (key, secret) = FromHeader(request.Headers.Authorization.ToString());
        }

        if (key is null || secret is null)
        {
            throw new VonageException(VonageStatus.Missing(key is null ? Names.ApiKey : Names.ApiSecret));
        }

        return settings.Find(key) is { } account && Secret.Matches(secret, account.ApiSecret) ? account : throw new VonageException(VonageStatus.InvalidCredentials);
    }

    /// <returns>Nothing where the header is none; something wrong where it is not to be read.</returns>
    private static (string? Key, string? Secret) FromHeader(string header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || !Wire.Schemes.Basic.Equals(value.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        var credentials = value.Parameter ?? "";
        var bytes = new byte[credentials.Length];
        var pair = Convert.TryFromBase64String(credentials, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? ("", "") : (pair[..colon], pair[(colon + 1)..]);
    }
}
