using Names = NumberVerify.ProtocolNames.AuthorizationRequest;
using Values = NumberVerify.ProtocolNames.Values;

namespace NumberVerify;

/// <summary>Writes the authorization request of RFC 6749 4.1.1 with the parameters of OIDC Core and RFC 7636. Arguments are checked by the caller.</summary>
internal static class AuthorizationUrl
{
    /// <summary>What is the same for every request of one client: written once, kept as text.</summary>
    public static string Prefix(Uri authorizationEndpoint, string clientId, Uri redirectUri)
    {
        var endpoint = authorizationEndpoint.AbsoluteUri;
        return string.Concat(
            [
                endpoint, endpoint.Contains('?', StringComparison.Ordinal) ? (endpoint[^1] is '?' or '&' ? "" : "&") : "?",
                Names.ResponseType, "=", Values.Code,
                "&", Names.ClientId, "=", Uri.EscapeDataString(clientId),
                // As registered: operators compare text, and AbsoluteUri may differ from it.
                "&", Names.RedirectUri, "=", Uri.EscapeDataString(redirectUri.OriginalString),
            ]);
    }

    /// <summary>Adds scope and prompt, which one client shares between its requests for one operation.</summary>
    public static string WithScope(string prefix, string scope, string? prompt) =>
        string.Concat([prefix, "&", Names.Scope, "=", Uri.EscapeDataString(scope), .. Optional("&" + Names.Prompt + "=", prompt)]);

    public static Uri Build(string prefix, string scope, string? prompt, string state, string? nonce, string? codeChallenge, string? loginHint) =>
        Build(WithScope(prefix, scope, prompt), state, nonce, codeChallenge, loginHint);

    public static Uri Build(string prefixWithScope, string state, string? nonce, string? codeChallenge, string? loginHint) =>
        new(string.Concat(
            [
                prefixWithScope,
                "&" + Names.State + "=", Uri.EscapeDataString(state),
                nonce is null ? "" : "&" + Names.Nonce + "=", nonce is null ? "" : Uri.EscapeDataString(nonce),
                codeChallenge is null ? "" : "&" + Names.CodeChallengeMethod + "=" + Values.S256 + "&" + Names.CodeChallenge + "=", codeChallenge ?? "",
                loginHint is null ? "" : "&" + Names.LoginHint + "=", loginHint is null ? "" : Uri.EscapeDataString(loginHint),
            ]));

    private static string[] Optional(string name, string? value) => value is null ? [] : [name, Uri.EscapeDataString(value)];
}
