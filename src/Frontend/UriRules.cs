using System.Net;

namespace NumberVerify;

/// <summary>Which URIs may carry an authorization. Each rule yields the fault in words, without the URI, or null.</summary>
internal static class UriRules
{
    /// <summary>RFC 6749 3.1 and 3.2: absolute, TLS, no fragment; and none of our own parameters in its query.</summary>
    public static string? EndpointFault(Uri? uri, bool allowLoopbackHttp)
    {
        if (CommonFault(uri) is { } fault)
        {
            return fault;
        }

        if (!IsHttps(uri!) && !(allowLoopbackHttp && IsLoopbackHttp(uri!)))
        {
            return IsLoopbackHttp(uri!)
                ? "must use https; http on loopback takes an explicit AllowLoopbackHttp."
                : "must use https.";
        }

        if (IsLinkLocal(uri!))
        {
            return "must not be a link-local address.";
        }

        foreach (var parameter in uri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ProtocolNames.AuthorizationRequest.Reserved.Contains(Uri.UnescapeDataString(parameter.Split('=')[0]), StringComparer.Ordinal))
            {
                return "must not hold a parameter of the authorization request in its query.";
            }
        }

        return null;
    }

    /// <summary>RFC 6749 3.1.2 and RFC 8252 7: https, http on loopback with any port, or an app's own reverse-domain scheme.</summary>
    public static string? RedirectUriFault(Uri? uri)
    {
        if (CommonFault(uri) is { } fault)
        {
            return fault;
        }

        if (uri!.Scheme.Contains('.', StringComparison.Ordinal))
        {
            return null;
        }

        return IsHttps(uri) || IsLoopbackHttp(uri) ? null : "must use https, http on loopback, or an app's own reverse-domain scheme.";
    }

    /// <summary>Where an operator may send a device on its way: over TLS only, to a name or address that is somebody's.</summary>
    public static string? RedirectFault(Uri uri, bool allowLoopbackHttp)
    {
        if (!IsHttps(uri) && !(allowLoopbackHttp && IsLoopbackHttp(uri)))
        {
            return "must use https.";
        }

        if (uri.UserInfo.Length > 0)
        {
            return "must hold no user information.";
        }

        return IsLinkLocal(uri) ? "must not be to a link-local address." : null;
    }

    private static string? CommonFault(Uri? uri)
    {
        if (uri is null || !uri.IsAbsoluteUri)
        {
            return "must be an absolute URI.";
        }

        var text = uri.OriginalString;
        if (text.AsSpan().ContainsAnyExceptInRange('!', '~') || text.Contains('\\', StringComparison.Ordinal))
        {
            return "must be printable ASCII without blanks or backslashes; write an international host in its xn-- form.";
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            return "must have no fragment.";
        }

        if (text.Contains('*', StringComparison.Ordinal))
        {
            return "must have no wildcard.";
        }

        if (Authority(text).Contains('@'))
        {
            return "must hold no user information.";
        }

        if (uri.IsUnc || uri.Host.EndsWith('.') || (uri.Host.Length == 0 && !uri.Scheme.Contains('.', StringComparison.Ordinal)))
        {
            return "must name a host, without a dot at its end.";
        }

        return HasDotSegment(text) ? "must have no '.' or '..' segment: it would not be compared as it is written." : null;
    }

    private static ReadOnlySpan<char> Authority(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? default : text.AsSpan(start + 3);
        var end = rest.IndexOfAny('/', '?');
        return end < 0 ? rest : rest[..end];
    }

    private static bool HasDotSegment(string text)
    {
        var query = text.IndexOf('?', StringComparison.Ordinal);
        var path = (query < 0 ? text : text[..query]).Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
        return path.Split('/').Any(static segment => segment is "." or "..");
    }

    /// <summary>Where clouds keep their machines' credentials: no operator is there.</summary>
    private static bool IsLinkLocal(Uri uri) => IPAddress.TryParse(uri.IdnHost, out var address)
        && (address.IsIPv6LinkLocal || (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes() is [169, 254, ..]);

    private static bool IsHttps(Uri uri) => uri.Scheme == Uri.UriSchemeHttps;

    private static bool IsLoopbackHttp(Uri uri) => uri.Scheme == Uri.UriSchemeHttp
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.IdnHost, out var address) && IPAddress.IsLoopback(address)));
}
