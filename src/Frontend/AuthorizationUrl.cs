using System.Globalization;
using System.Runtime.CompilerServices;
using Names = NumberVerify.ProtocolNames.AuthorizationRequest;
using Values = NumberVerify.ProtocolNames.Values;

namespace NumberVerify;

/// <summary>Writes the authorization request of RFC 6749 4.1.1 with the parameters of OIDC Core and RFC 7636. Arguments are checked by the caller.</summary>
internal static class AuthorizationUrl
{
    /// <summary>Longer URLs are written into a pooled buffer.</summary>
    private const int StackLength = 1024;

    /// <summary>What is the same for every request of one client: written once, kept as text.</summary>
    public static string Prefix(Uri authorizationEndpoint, string clientId, Uri? redirectUri)
    {
        var endpoint = authorizationEndpoint.AbsoluteUri;
        return string.Concat(
            [
                endpoint, endpoint.Contains('?', StringComparison.Ordinal) ? (endpoint[^1] is '?' or '&' ? "" : "&") : "?",
                Names.ResponseType, "=", Values.Code,
                "&", Names.ClientId, "=", Uri.EscapeDataString(clientId),
                // As registered: operators compare text, and AbsoluteUri may differ from it.
                redirectUri is null ? "" : "&" + Names.RedirectUri + "=", Uri.EscapeDataString(redirectUri?.OriginalString ?? ""),
            ]);
    }

    /// <summary>Adds what one client shares between its requests for one operation.</summary>
    public static string WithScope(string prefix, string scope, string? prompt, string? purpose, int? maxAge) => string.Concat(
        [
            prefix,
            "&" + Names.Scope + "=", Uri.EscapeDataString(scope),
            purpose is null ? "" : "&" + Names.Purpose + "=", Uri.EscapeDataString(purpose ?? ""),
            prompt is null ? "" : "&" + Names.Prompt + "=", Uri.EscapeDataString(prompt ?? ""),
            maxAge is null ? "" : "&" + Names.MaxAge + "=", maxAge?.ToString(CultureInfo.InvariantCulture) ?? "",
        ]);

    /// <summary>The finished URL. State, nonce and hint are escaped here; a challenge is base64url and needs none.</summary>
    public static Uri Build(string prefixWithScope, string state, string? nonce, ReadOnlySpan<char> codeChallenge, string? loginHint)
    {
        var url = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[StackLength]);
        url.AppendLiteral(prefixWithScope);
        Append(ref url, "&" + Names.State + "=", state);
        Append(ref url, "&" + Names.Nonce + "=", nonce);
        if (!codeChallenge.IsEmpty)
        {
            url.AppendLiteral("&" + Names.CodeChallengeMethod + "=" + Values.S256 + "&" + Names.CodeChallenge + "=");
            url.AppendFormatted(codeChallenge);
        }

        Append(ref url, "&" + Names.LoginHint + "=", loginHint);
        return new Uri(url.ToStringAndClear());
    }

    /// <summary>The URL of a signed request object, which is base64url and dots.</summary>
    public static Uri WithRequest(string prefix, string scope, string request) =>
        new($"{WithScope(prefix, scope, prompt: null, purpose: null, maxAge: null)}&{Names.Request}={request}");

    private static void Append(ref DefaultInterpolatedStringHandler url, string name, string? value)
    {
        if (value is not null)
        {
            url.AppendLiteral(name);
            url.AppendLiteral(Uri.EscapeDataString(value));
        }
    }
}
