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

    public static readonly DiagnosticDescriptor SecretInShippedFile = new(
        DiagnosticIds.SecretInShippedFile,
        "Secret in a file shipped to the client",
        "'{0}' in {1} holds a secret, and the file is shipped with a {2}; delete it there, revoke it, and let the backend do what needs it",
        Security,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.SecretInShippedFile));

    public static readonly DiagnosticDescriptor HashWithoutPlus = new(
        DiagnosticIds.HashWithoutPlus,
        "Number hashed without '+'",
        "'{0}' is given the hash of a number without its plus sign in a {1}, which matches no number; hash the E.164 form with HashedPhoneNumber.Compute",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.HashWithoutPlus));

    public static readonly DiagnosticDescriptor BackendAssemblyInFrontend = new(
        DiagnosticIds.BackendAssemblyInFrontend,
        "Backend package reachable from a frontend",
        "'{0}'{1} is for backends only and is referenced by a {2}; remove the reference, and reference NumberVerify.Frontend instead",
        Security,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.BackendAssemblyInFrontend),
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);

    public static readonly DiagnosticDescriptor InvalidConfiguration = new(
        DiagnosticIds.InvalidConfiguration,
        "Invalid analyzer configuration",
        "The property '{0}' has a value that means nothing, and is ignored: it is one of {1}; the project is taken for a {2}",
        Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.InvalidConfiguration),
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);

    public static readonly DiagnosticDescriptor UnknownScopeOrPurpose = new(
        DiagnosticIds.UnknownScopeOrPurpose,
        "Scope or purpose misspelt",
        "'{0}' holds {1} in a {2}, which the operator refuses; {3}",
        Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.UnknownScopeOrPurpose));

    public static readonly DiagnosticDescriptor PhoneNumberAsState = new(
        DiagnosticIds.PhoneNumberAsState,
        "Phone number used as state",
        "'{0}' is given a phone number in a {1}, where it travels in URLs, histories and logs and can be edited; keep the number in the backend's session and let the state be random",
        Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.PhoneNumberAsState));

    public static readonly DiagnosticDescriptor PredictableState = new(
        DiagnosticIds.PredictableState,
        "Predictable state, nonce or code verifier",
        "'{0}' is given {1} in a {2}; take it from AuthorizationRequest.Create() or from RandomNumberGenerator, new for every request",
        Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.PredictableState));

    public static readonly DiagnosticDescriptor UnsafeRedirectUri = new(
        DiagnosticIds.UnsafeRedirectUri,
        "Unsafe redirect URI",
        "'{0}' is given a URI that {1}, in a {2}; use an absolute https URI, exactly as it is registered",
        Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.UnsafeRedirectUri));

    public static readonly DiagnosticDescriptor ProtectionSwitchedOff = new(
        DiagnosticIds.ProtectionSwitchedOff,
        "Protection switched off",
        "'{0}' switches a protection off in a {1}, in production too; leave it on, or switch it off only where the environment is Development",
        Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.ProtectionSwitchedOff));

    public static readonly DiagnosticDescriptor TokenStored = new(
        DiagnosticIds.TokenStored,
        "Number Verification token cached or stored",
        "'{0}' keeps a session or its access token in a {1}, although it is good for one call; keep the answer instead, and start a new authorization for the next call",
        Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.TokenStored));

    public static readonly DiagnosticDescriptor SecretLogged = new(
        DiagnosticIds.SecretLogged,
        "Secret, code, token or number logged or put into a URL",
        "'{0}' is given {1} in a {2}; {3}",
        Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.SecretLogged));

    public static readonly DiagnosticDescriptor SecretInBackendSource = new(
        DiagnosticIds.SecretInBackendSource,
        "Hard-coded client secret in a backend",
        "'{0}' is given a literal client secret in a {1}, where everybody who can read the source or the assembly has it; read it from configuration, and revoke the one that was written here",
        Security,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        helpLinkUri: HelpLink(DiagnosticIds.SecretInBackendSource));

    public static readonly DiagnosticDescriptor FailureTreatedAsAnswer = new(
        DiagnosticIds.FailureTreatedAsAnswer,
        "Failure treated as an answer",
        "'{0}' {1} in a {2}; {3}",
        Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.FailureTreatedAsAnswer));

    public static readonly DiagnosticDescriptor UsedTwice = new(
        DiagnosticIds.UsedTwice,
        "Session or code used twice",
        "'{0}' is reached a second time with the same {1} on one path in a {2}, although it is good for one call; keep the first answer, or start a new authorization",
        Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(DiagnosticIds.UsedTwice));

    public static string HelpLink(string id) => HelpRoot + id + ".md";
}
