using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers;

/// <summary>
/// What a file is about, by its words, in whatever case and inside of whatever longer ones: the question before anything dear, since most files of a program speak of nothing that a
/// rule asks about. One look at the letters answers it for all rules, which share the answer.
/// </summary>
internal static class FileTopics
{
    private static readonly (string Word, Topics Topics)[] s_words =
    [
        ("authoriz", Topics.OAuth), ("authurl", Topics.OAuth | Topics.Url), ("oauth", Topics.OAuth), ("oidc", Topics.OAuth), ("openid", Topics.OAuth),
        ("numberverif", Topics.OAuth | Topics.Session | Topics.Verification | Topics.Settings | Topics.Key), ("client_id", Topics.OAuth), ("clientid", Topics.OAuth), ("response_type", Topics.OAuth), ("nonce", Topics.OAuth), ("state", Topics.State), ("code", Topics.Code),
        ("login_hint", Topics.OAuth), ("loginhint", Topics.OAuth),
        ("code_challenge", Topics.OAuth | Topics.Protection), ("codechallenge", Topics.OAuth | Topics.Protection),
        ("code_verifier", Topics.OAuth | Topics.Sensitive), ("codeverifier", Topics.OAuth | Topics.Sensitive), ("verifier", Topics.OAuth | Topics.Sensitive),
        ("redirect_uri", Topics.OAuth | Topics.Redirect), ("redirecturi", Topics.OAuth | Topics.Redirect), ("redirecturl", Topics.OAuth | Topics.Redirect), ("redirectionuri", Topics.OAuth | Topics.Redirect),
        ("callbackur", Topics.OAuth | Topics.Redirect),
        ("pkce", Topics.OAuth | Topics.Protection), ("checksidtoken", Topics.Protection), ("sendsnonce", Topics.Protection), ("requirehttps", Topics.Protection), ("requirenonce", Topics.Protection), ("requirestate", Topics.Protection), ("validateissuer", Topics.Protection),
        ("validateaudience", Topics.Protection), ("validatelifetime", Topics.Protection), ("requiresigned", Topics.Protection), ("requireexpiration", Topics.Protection),
        ("requireidentity", Topics.Protection), ("certificatevalidation", Topics.Protection), ("certificatecustom", Topics.Protection), ("allowplain", Topics.Protection),
        ("token", Topics.Sensitive), ("secret", Topics.Sensitive | Topics.Secret), ("credential", Topics.Secret), ("cognito", Topics.Secret), ("phone", Topics.Sensitive), ("msisdn", Topics.Sensitive), ("mobile", Topics.Sensitive), ("privatekey", Topics.Sensitive | Topics.Secret),
        ("private_key", Topics.Sensitive | Topics.Secret), ("jwt", Topics.Sensitive), ("assertion", Topics.Sensitive), ("cellnum", Topics.Sensitive), ("cell_num", Topics.Sensitive), ("authcode", Topics.OAuth | Topics.Sensitive),
        ("log", Topics.Output), ("console", Topics.Output), ("trace", Topics.Output), ("debug", Topics.Output), ("activity", Topics.Output), ("http", Topics.Output), ("url", Topics.Output),
        ("uri", Topics.Output), ("query", Topics.Output), ("print", Topics.Output),
        ("verifynumber", Topics.Verification), ("verifyhashed", Topics.Verification), ("devicephonenumber", Topics.Verification), ("foruser", Topics.User),
        ("session", Topics.Session), ("accesstoken", Topics.Session), ("hash", Topics.Hash), ("sha256", Topics.Hash),
        ("scope", Topics.Scope), ("purpose", Topics.Scope), ("dpv", Topics.Scope), ("number-verif", Topics.Scope),
        ("bind", Topics.Settings), ("configure", Topics.Settings), ("get<", Topics.Settings), ("fromenv", Topics.Settings),
        ("key", Topics.Key), ("import", Topics.Key), ("x509", Topics.Key), ("pkcs", Topics.Key), ("kty", Topics.Key), ("rsapar", Topics.Key), ("ecpar", Topics.Key),
        ("pem", Topics.Key), ("pfx", Topics.Key), ("p12", Topics.Key), ("certificate", Topics.Key), ("signingcred", Topics.Key),

        // What Base64 makes of the first bytes of an encoded key: its length differs, its version does not.
        ("ibada", Topics.Key), ("ibaak", Topics.Key), ("agea", Topics.Key), ("caqe", Topics.Key),
    ];

    private static readonly (string Word, Topics Topics)[]?[] s_byLetters = ByLetters();

    /// <summary>One for all rules: by it the compiler knows that it has the answer already.</summary>
    public static readonly SyntaxTreeValueProvider<Topics> Provider = new(static tree => Of(tree.GetText().ToString(), 0, tree.Length));

    /// <summary>What a part of a text is about.</summary>
    public static Topics Of(string text, int start, int length)
    {
        var found = Topics.None;
        var words = s_byLetters;
        var before = 0;
        for (var i = start; i < start + length; i++)
        {
            int letter = text[i];
            var candidates = words[((before & 31) << 5) | (letter & 31)];
            before = letter;
            if (candidates is null)
            {
                continue;
            }

            var next = i + 1 < text.Length ? text[i + 1] & 31 : 0;
            foreach (var (word, topics) in candidates)
            {
                if ((word[2] & 31) == next && (found & topics) != topics && IsAt(text, i - 1, word) && !(word == "token" && IsOfCancellation(text, i - 1)))
                {
                    found |= topics;
                }
            }
        }

        return found;
    }

    private static bool IsAt(string text, int at, string word) => at >= 0 && string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Every asynchronous method has one.</summary>
    private static bool IsOfCancellation(string text, int at) => IsAt(text, at - "cancellation".Length, "cancellation");

    /// <summary>The words by their first two letters; what shares the five lowest bits with them is told apart by the comparison.</summary>
    private static (string Word, Topics Topics)[]?[] ByLetters()
    {
        var table = new (string, Topics)[]?[32 * 32];
        foreach (var group in s_words.GroupBy(entry => ((entry.Word[0] & 31) << 5) | (entry.Word[1] & 31)))
        {
            table[group.Key] = [.. group];
        }

        return table;
    }
}
