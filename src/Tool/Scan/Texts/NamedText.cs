using NumberVerify.Analyzers;
using NumberVerify.Tool.Scan.Keys;

namespace NumberVerify.Tool.Scan.Texts;

/// <summary>A text that a table gives under a name.</summary>
internal static class NamedText
{
    public static void Judge(Findings findings, Subject subject, string? name, string value, bool isLocale = false)
    {
        foreach (var key in PrivateKeyText.Find(value))
        {
            findings.Add(ScanRule.PrivateKeyInFrontend, key.Kind, subject.Place, name, level: key.IsEncrypted ? "warning" : null);
        }

        if (name is not null && SecretNames.MayHoldSecret(name) && ShippedText.IsSecret(name, value, isLocale))
        {
            findings.Add(ScanRule.SecretInShippedFile, "secret in a table of texts", subject.Place, name);
        }
        else if (value.Contains("client_secret", StringComparison.Ordinal) && RequestText.HasValue(value))
        {
            findings.Add(ScanRule.HandMadeTokenRequest, "secret in a request's text", subject.Place, name);
        }
    }
}
