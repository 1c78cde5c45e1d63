namespace NumberVerify.Analyzers;

/// <summary>Tells by its name whether something holds a secret, a token, an authorization code, a code verifier or a phone number.</summary>
internal static class SensitiveNames
{
    private static readonly string[] s_hints = ["secret", "token", "code", "verifier", "phone", "mobile", "msisdn", "privatekey", "private_key", "jwt", "assertion", "cell"];

    private static readonly HashSet<string> s_tokenWords = new(StringComparer.Ordinal) { "access", "refresh", "id", "identity", "bearer", "auth", "oauth", "authorization", "jwt", "api" };

    private static readonly HashSet<string> s_joined = new(StringComparer.Ordinal)
    {
        "accesstoken", "refreshtoken", "idtoken", "bearertoken", "authtoken", "oauthtoken", "jwttoken", "apitoken", "jwt", "clientassertion",
    };

    /// <summary>Words that say that the value was made harmless, is only about it, or is no real one.</summary>
    private static readonly HashSet<string> s_harmless = new(StringComparer.Ordinal)
    {
        "masked", "mask", "redacted", "hashed", "hash", "encrypted", "protected", "obfuscated", "sanitized", "sanitised", "truncated", "partial", "safe", "short", "shortened",
        "anonymized", "anonymised", "scrubbed", "censored", "hidden", "fake", "dummy", "public", "empty", "has", "is",
    };

    /// <summary>Types of such names hold labels and keys in their static members, not the values that are named.</summary>
    private static readonly HashSet<string> s_labelTypes = new(StringComparer.Ordinal)
    {
        "name", "names", "key", "keys", "constant", "constants", "const", "consts", "type", "types", "claims", "header", "headers", "label", "labels", "resource", "resources", "string", "strings",
        "message", "messages", "field", "fields", "column", "columns", "parameter", "parameters", "permission", "permissions", "scopes", "errors", "events", "text", "texts", "route", "routes", "urls",
    };

    /// <summary>A cheap test first: most names hold none of the words.</summary>
    public static bool MayBe(string name) => Array.Exists(s_hints, hint => name.IndexOf(hint, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether the name says that what it holds may be read by anyone.</summary>
    public static bool IsHarmless(string name) => SecretNames.Words(name).Exists(s_harmless.Contains);

    /// <summary>Whether the static members of a type so named are labels.</summary>
    public static bool IsLabels(string typeName) => SecretNames.Words(typeName) is { Count: > 0 } words && s_labelTypes.Contains(words[words.Count - 1]);

    /// <summary>What the name says; <paramref name="isVague"/> where the one word alone says it, which other trades use too.</summary>
    public static SensitiveKind Of(string name, out bool isVague)
    {
        isVague = false;
        if (!MayBe(name))
        {
            return SensitiveKind.None;
        }

        var words = SecretNames.Words(name);
        if (words.Exists(s_harmless.Contains))
        {
            return SensitiveKind.None;
        }

        if (SecretNames.IsSecret(name))
        {
            return SensitiveKind.Secret;
        }

        var at = words.Count - 1;
        while (at > 0 && words[at] is "value" or "string" or "text" or "raw")
        {
            at--;
        }

        if (at < 0)
        {
            return SensitiveKind.None;
        }

        var last = words[at];
        var before = at > 0 ? words[at - 1] : "";
        if (s_joined.Contains(last) || (last is "token" && s_tokenWords.Contains(before)) || (last is "assertion" && before is "client"))
        {
            return SensitiveKind.Token;
        }

        if (last is "codeverifier" || (last is "verifier" && before is "code" or "pkce"))
        {
            return SensitiveKind.Verifier;
        }

        if (last is "authorizationcode" or "authcode" || (last is "code" && before is "authorization" or "auth" or "oauth"))
        {
            return SensitiveKind.Code;
        }

        if (PhoneNumbers.IsName(name))
        {
            return SensitiveKind.Number;
        }

        isVague = at == 0;
        return !isVague ? SensitiveKind.None : last switch
        {
            "secret" => SensitiveKind.Secret,
            "token" => SensitiveKind.Token,
            "verifier" => SensitiveKind.Verifier,
            "code" => SensitiveKind.Code,
            _ => SensitiveKind.None,
        };
    }

    /// <summary>What a message calls it.</summary>
    public static string Describe(SensitiveKind kind) => kind switch
    {
        SensitiveKind.Secret => "a secret",
        SensitiveKind.Token => "a token",
        SensitiveKind.Code => "an authorization code",
        SensitiveKind.Verifier => "a code verifier",
        _ => "a phone number",
    };
}
