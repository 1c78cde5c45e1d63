using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers;

/// <summary>One descriptor per rule. Messages name the member, the kind of project and the remedy, and never a value.</summary>
internal static class Descriptors
{
    private const string Security = "Security";
    private const string Usage = "Usage";
    private const string Configuration = "Configuration";
    private const string HelpRoot = "https://github.com/numberverify/numberverify-dotnet/blob/main/docs/analyzers/";

    public static readonly DiagnosticDescriptor SecretIntoOAuthClient = new(
        DiagnosticIds.SecretIntoOAuthClient,
        "Client secret passed to an OAuth client in a frontend",
        "'{0}' is given a client secret in a {1}, where every user can read it; keep the secret in the backend and be a public client with PKCE here",
        Security,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.SecretIntoOAuthClient));

    public static readonly DiagnosticDescriptor SecretLikeConstant = new(
        DiagnosticIds.SecretLikeConstant,
        "Secret-like constant in a frontend",
        "'{0}' holds a literal secret in a {1}, where every user can read it; delete it, revoke it, and let the backend do what needs it",
        Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.SecretLikeConstant));

    public static readonly DiagnosticDescriptor SecretReadInFrontend = new(
        DiagnosticIds.SecretReadInFrontend,
        "Frontend reads a client secret from configuration, environment or device storage",
        "'{0}' is read or kept in a {1}: configuration and storage of a frontend are on the user's device; keep the secret in the backend and remove this",
        Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.SecretReadInFrontend));

    public static readonly DiagnosticDescriptor HandMadeTokenRequest = new(
        DiagnosticIds.HandMadeTokenRequest,
        "Token request built by hand with a client secret",
        "'{0}' is put into a token request in a {1}, where every user can read it; send the code to the backend and let it make the request",
        Security,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.HandMadeTokenRequest));

    public static readonly DiagnosticDescriptor PrivateKeyInFrontend = new(
        DiagnosticIds.PrivateKeyInFrontend,
        "Private key or certificate with key in a frontend",
        "'{0}' brings a private key into a {1}, where every user can read it; keep the key in the backend, revoke it if it was shipped, and let the backend sign",
        Security,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.PrivateKeyInFrontend));

    public static readonly DiagnosticDescriptor CallbackNotCompared = new(
        DiagnosticIds.CallbackNotCompared,
        "Callback not compared with its request",
        "'{0}' is given a code in a {1} without the callback's state having been compared in this method; give it the request and the response, which compares them",
        Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.CallbackNotCompared));

    public static readonly DiagnosticDescriptor AuthorizationUrlFetched = new(
        DiagnosticIds.AuthorizationUrlFetched,
        "Authorization URL fetched by the server",
        "'{0}' is given the authorization URL in a {1}: the operator recognises the device's own connection; redirect the device to it as a top-level page",
        Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.AuthorizationUrlFetched));

    public static string HelpLink(string id) => HelpRoot + id + ".md";
}
