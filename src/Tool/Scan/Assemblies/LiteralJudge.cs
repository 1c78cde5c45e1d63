using NumberVerify.Analyzers;
using NumberVerify.Tool.Scan.Keys;

namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>Judges the literals of an assembly as the analyzer judges those of a source: by the name of what takes them, and by what they are.</summary>
internal sealed class LiteralJudge(Findings findings, Subject subject)
{
    /// <summary>Calls that take a key and its value side by side.</summary>
    private static readonly HashSet<string> s_pairs = new(StringComparer.Ordinal)
    {
        ".ctor", "Add", "TryAdd", "set_Item", "Append", "Set", "SetAsync", "AddParameter", "AddField", "AddQueryString", "Create", "AddOrUpdate", "SetItemAsync", "SetItemAsStringAsync", "SetEnvironmentVariable",
    };

    /// <summary>Whether a text says so much as the words by which the rules know what they seek.</summary>
    public static bool IsInteresting(string text) =>
        text.Contains("secret", StringComparison.OrdinalIgnoreCase) || PrivateKeyText.Find(text).Count > 0;

    /// <summary>A literal by itself, wherever it goes.</summary>
    public void Text(string text, string? member, string? name = null)
    {
        foreach (var key in PrivateKeyText.Find(text))
        {
            findings.Add(ScanRule.PrivateKeyInFrontend, key.Kind, subject.Place, name, member, level: key.IsEncrypted ? "warning" : null);
        }

        if (!text.Contains("secret", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (RequestText.HasValue(text))
        {
            findings.Add(ScanRule.HandMadeTokenRequest, "secret in a request's text", subject.Place, "client_secret", member);
        }
        else
        {
            // A whole document in a literal, whose keys are named without a path: it may be no document at all.
            foreach (var (_, start, length) in ShippedText.Find("literal.json", text, CancellationToken.None))
            {
                findings.Add(ScanRule.SecretLikeConstant, "secret in a text of an assembly", subject.Place, text.Substring(start, length), member);
            }
        }
    }

    /// <summary>What something of that name is given.</summary>
    public void Named(string name, string text, string? member)
    {
        name = MemberNames.Source(name);
        if (SecretNames.MayHoldSecret(name) && SecretText.LooksSecret(name, text))
        {
            findings.Add(ScanRule.SecretLikeConstant, "literal secret in an assembly", subject.Place, name, member);
        }
    }

    public void Given(string text, CalledMethod method, int place, IReadOnlyList<string?> arguments, string? member)
    {
        var isSetter = method.Name.StartsWith("set_", StringComparison.Ordinal) && method.Name != "set_Item";
        if (isSetter && place == method.Arguments - 1)
        {
            OfClient(method.Name[4..], text, member);
        }
        else if (place < method.Parameters.Length && method.Parameters[place] is { } parameter)
        {
            OfClient(parameter, text, member);
        }
        else if (SecretArguments.Of(method.Type, method.Name) == place)
        {
            OfClient("clientSecret", text, member);
        }

        if (place > 0 && arguments[place - 1] is { } key && s_pairs.Contains(method.Name) && SecretNames.MayHoldSecret(key) && SecretText.LooksSecret(key, text))
        {
            findings.Add(ScanRule.HandMadeTokenRequest, "literal secret under its key in an assembly", subject.Place, key, member);
        }
    }

    private void OfClient(string name, string text, string? member)
    {
        if (SecretNames.IsExactlyClientSecret(name) && SecretText.LooksSecret(name, text))
        {
            findings.Add(ScanRule.SecretIntoOAuthClient, "client secret given to a client in an assembly", subject.Place, name, member);
        }
        else
        {
            Named(name, text, member);
        }
    }
}
