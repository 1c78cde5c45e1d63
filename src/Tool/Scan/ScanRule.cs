using NumberVerify.Analyzers;

namespace NumberVerify.Tool.Scan;

/// <summary>What can be said of a place: the analyzer's rules under the analyzer's identifiers, and that a place was not looked into.</summary>
internal sealed record ScanRule(string Id, string Title, string Level, string Remedy, string HelpUri)
{
    private const string Documentation = "https://github.com/numberverify/numberverify-dotnet/blob/main/docs/";
    private const string Remove = "Delete it there, revoke it, and let the backend do what needs it.";

    public static readonly ScanRule SecretIntoOAuthClient = Analyzers(DiagnosticIds.SecretIntoOAuthClient, "Client secret passed to an OAuth client in a frontend", "error");

    public static readonly ScanRule SecretLikeConstant = Analyzers(DiagnosticIds.SecretLikeConstant, "Secret-like constant in a frontend", "warning");

    public static readonly ScanRule SecretInShippedFile = Analyzers(DiagnosticIds.SecretInShippedFile, "Secret in a file shipped to the client", "error");

    public static readonly ScanRule HandMadeTokenRequest = Analyzers(DiagnosticIds.HandMadeTokenRequest, "Token request built by hand with a client secret", "error");

    public static readonly ScanRule PrivateKeyInFrontend = Analyzers(DiagnosticIds.PrivateKeyInFrontend, "Private key or certificate with key in a frontend", "error");

    public static readonly ScanRule NotLookedInto = new(
        "not-looked-into", "A file that could not be looked into", "error", "Scan what it is made of, or see by other means that it holds no secret.", Documentation + "tool.md#scan");

    public static IReadOnlyList<ScanRule> All { get; } = [SecretIntoOAuthClient, SecretLikeConstant, SecretInShippedFile, HandMadeTokenRequest, PrivateKeyInFrontend, NotLookedInto];

    private static ScanRule Analyzers(string id, string title, string level) => new(id, title, level, Remove, $"{Documentation}analyzers/{id}.md");
}
