using NumberVerify.Generated;
using NumberVerify.Tool.Operators;

namespace NumberVerify.Tool.Doctor;

/// <summary>What the authorization URL asks for: exactly one purpose, and scopes that the operator offers and this client may have.</summary>
internal static class ScopeCheck
{
    private const string PurposePrefix = "dpv:";
    private const char PurposeSeparator = '#';
    private const string Remedy = "Have the client registered for the scope and purpose, or choose the --profile and --purpose they are spelt like.";

    public static CheckResult Of(Uri authUrl, ProviderMetadata? metadata, AuthorizationProbe probe)
    {
        var scopes = (AuthorizationLink.Parameter(authUrl, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var purpose = AuthorizationLink.Parameter(authUrl, "purpose");
        var purposes = scopes.Where(scope => scope.StartsWith(PurposePrefix, StringComparison.Ordinal)).Append(purpose).OfType<string>().ToArray();
        var findings = new List<Finding>();
        if (purposes.Length != 1)
        {
            findings.Add(Finding.Failed($"{purposes.Length} purposes are declared; it is to be exactly one.", Remedy));
        }

        foreach (var spelt in purposes.Where(given => given.Length <= PurposePrefix.Length || !char.IsAsciiLetterUpper(given[PurposePrefix.Length])))
        {
            findings.Add(Finding.Warning($"The names of the W3C Data Privacy Vocabulary begin with a capital letter, unlike {spelt}.", Remedy));
        }

        if (metadata?.ScopesSupported is { } offered)
        {
            findings.AddRange(scopes.Where(scope => !IsOffered(scope, offered)).Select(scope => Finding.Failed($"scopes_supported lacks {scope}.", Remedy)));
        }

        if (probe.Error == "invalid_scope")
        {
            findings.Add(Finding.Failed("The operator refuses the scope (invalid_scope).", Remedy));
        }

        var told = metadata?.ScopesSupported is null ? "The operator does not publish its scopes." : "The operator offers them.";
        return CheckResult.Of(CheckNames.Scope, $"{string.Join(' ', scopes)}{(purpose is null ? "" : $", purpose {purpose}")}. {told}", findings);
    }

    /// <summary>A purpose is no scope that an operator would list; joined to one, what follows it is.</summary>
    private static bool IsOffered(string scope, IReadOnlyList<string> offered)
    {
        if (!scope.StartsWith(PurposePrefix, StringComparison.Ordinal))
        {
            return offered.Contains(scope);
        }

        var separator = scope.IndexOf(PurposeSeparator, StringComparison.Ordinal);
        return separator < 0 || offered.Contains(scope) || offered.Contains(scope[(separator + 1)..]);
    }
}
