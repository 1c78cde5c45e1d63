namespace NumberVerify.Analyzers;

/// <summary>Tells by its name whether something holds a client secret. Names are cut into words, so that casing and separators do not matter.</summary>
internal static class SecretNames
{
    private static readonly HashSet<string> s_owners = new(StringComparer.Ordinal) { "client", "app", "application", "api", "consumer", "oauth" };

    /// <summary>Words that may follow without changing what the thing is.</summary>
    private static readonly HashSet<string> s_endings = new(StringComparer.Ordinal)
    {
        "value", "string", "text", "base64", "prod", "production", "dev", "development", "test", "staging", "sandbox", "debug", "release", "default",
        "android", "ios", "web", "windows", "mac", "local",
    };

    /// <summary>Words of a name that is a fault's: what it holds is an error's code.</summary>
    private static readonly HashSet<string> s_faults = new(StringComparer.Ordinal) { "invalid", "missing", "wrong", "incorrect", "expired", "bad", "unknown", "no", "empty", "error" };

    /// <summary>A cheap test first: most names hold none of the words, and "key" alone is the name of half of all parameters.</summary>
    public static bool MayBeSecret(string name) => MayBeClientSecret(name) || MayBePrivateKey(name);

    /// <summary>Whether the name ends in client secret, app secret, API secret, consumer secret, OAuth secret or private key.</summary>
    public static bool IsSecret(string? name) => name is not null && MayBeSecret(name) && IsSecret(WordsBeforeEndings(name));

    /// <summary>
    /// Whether the name ends in secret, secret key or secret access key, whoever's: a token's, a service's, a person's. Most of these hold none, so their values must
    /// look drawn by lot.
    /// </summary>
    public static bool MayHoldSecret(string? name)
    {
        if (name is null || !MayBeSecret(name))
        {
            return false;
        }

        var words = WordsBeforeEndings(name);
        return IsSecret(words)
            || Ends(words, "key", static owner => owner is "secret")
            || (Ends(words, "key", static owner => owner is "access") && words.Count > 2 && words[words.Count - 3] is "secret")
            || (words.Count > 0 && words[words.Count - 1] is var last && last.EndsWith("secret", StringComparison.Ordinal) && (words.Count > 1 || last.Length > "secret".Length));
    }

    /// <summary>As <see cref="IsSecret(string)"/>, without keys.</summary>
    public static bool IsClientSecret(string? name) => name is not null && MayBeClientSecret(name) && IsClientSecret(WordsBeforeEndings(name));

    /// <summary>Whether the name says client secret and nothing else, in any casing and with any separators.</summary>
    public static bool IsExactlyClientSecret(string? name) => name is not null && string.Equals(Join(name), "clientsecret", StringComparison.Ordinal);

    /// <summary>Letters and digits, in lower case.</summary>
    public static string Join(string name)
    {
        var joined = new char[name.Length];
        var length = 0;
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter))
            {
                joined[length++] = char.ToLowerInvariant(letter);
            }
        }

        return new string(joined, 0, length);
    }

    /// <summary><c>Auth0_ClientSecret</c>: auth, 0, client, secret.</summary>
    public static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= name.Length; i++)
        {
            var isWord = i < name.Length && char.IsLetterOrDigit(name[i]);
            if (start >= 0 && (!isWord || Breaks(name, i)))
            {
                words.Add(name.Substring(start, i - start).ToLowerInvariant());
                start = -1;
            }

            if (isWord && start < 0)
            {
                start = i;
            }
        }

        return words;
    }

    private static bool Breaks(string name, int i) =>
        (char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
        || char.IsDigit(name[i]) != char.IsDigit(name[i - 1]);

    private static bool MayBeClientSecret(string name) => name.IndexOf("secret", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool MayBePrivateKey(string name) => name.IndexOf("private", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsSecret(List<string> words) => IsClientSecret(words) || Ends(words, "key", static owner => owner is "private");

    private static bool IsClientSecret(List<string> words) => Ends(words, "secret", s_owners.Contains);

    private static List<string> WordsBeforeEndings(string name)
    {
        var words = Words(name);
        if (words.Exists(s_faults.Contains))
        {
            return [];
        }

        while (words.Count > 1 && words[words.Count - 1] is var last && (s_endings.Contains(last) || char.IsDigit(last[0])))
        {
            words.RemoveAt(words.Count - 1);
        }

        return words;
    }

    /// <summary>Whether the last words are an owner and the thing, apart or as one word.</summary>
    private static bool Ends(List<string> words, string thing, Func<string, bool> isOwner)
    {
        var last = words.Count - 1;
        return last >= 0
            && words[last].EndsWith(thing, StringComparison.Ordinal)
            && (words[last].Length > thing.Length ? isOwner(words[last].Substring(0, words[last].Length - thing.Length)) : last > 0 && isOwner(words[last - 1]));
    }
}
