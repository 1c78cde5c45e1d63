namespace NumberVerify.Analyzers;

/// <summary>What is known of a text by its letters alone. The command <c>numberverify scan</c> is compiled with this file too, so that both judge alike.</summary>
internal static class SecretText
{
    /// <summary>
    /// Whether text given to something named <paramref name="name"/> is a secret and no label, key name, placeholder, glyph or address.
    /// Under a name that is exactly client secret a weak secret counts too; under one that names some other secret, only what looks drawn by lot.
    /// </summary>
    public static bool LooksSecret(string name, string? value)
    {
        if (value is null || Placeholders.IsPlaceholder(value) || IsPrivateKey(value))
        {
            return false;
        }

        var text = value.Trim();
        if (text.Length < 2 || text.Any(letter => char.IsWhiteSpace(letter) || letter > '~') || text.IndexOf("://", StringComparison.Ordinal) >= 0 || IsKeyName(name, text))
        {
            return false;
        }

        return SecretNames.IsExactlyClientSecret(name) || (!Guid.TryParse(text, out _) && (SecretNames.IsSecret(name) ? IsStrong(text) : IsRandom(text)));
    }

    /// <summary>A private key's PEM text, or the same without its frame.</summary>
    public static bool IsPrivateKey(string value)
    {
        const string Begin = "-----BEGIN ";
        const string End = "PRIVATE KEY-----";
        var begin = value.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : value.IndexOf(End, begin, StringComparison.Ordinal);
        return end >= 0
            ? Body(value, end + End.Length) is var body && body.Count(char.IsLetterOrDigit) >= 16 && !Placeholders.IsPlaceholder(body)
            : IsPrivateKeyDer(value);
    }

    /// <summary>A JSON Web Key with its private part (RFC 7518 6.2.2, 6.3.2).</summary>
    public static bool IsPrivateJwk(string text)
    {
        if (text.IndexOf("\"kty\"", StringComparison.Ordinal) < 0)
        {
            return false;
        }

        var at = text.IndexOf("\"d\"", StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var start = text.IndexOf('"', at + 3);
        var end = start < 0 ? -1 : text.IndexOf('"', start + 1);
        return end - start > 16 && !Placeholders.IsPlaceholder(text.Substring(start + 1, end - start - 1));
    }

    private static string Body(string value, int start)
    {
        var end = value.IndexOf("-----END", start, StringComparison.Ordinal);
        return (end < 0 ? value.Substring(start) : value.Substring(start, end - start)).Trim();
    }

    /// <summary>Base64 of PKCS#8, PKCS#1 or SEC1: a sequence that begins with the version number of a private key.</summary>
    private static bool IsPrivateKeyDer(string value)
    {
        if (value.Length < 64 || (!value.StartsWith("MI", StringComparison.Ordinal) && !value.StartsWith("MH", StringComparison.Ordinal)))
        {
            return false;
        }

        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(value);
        }
        catch (FormatException)
        {
            return false;
        }

        // SEQUENCE, its length in one to three bytes, INTEGER of one byte: 0 (PKCS#8, PKCS#1) or 1 (SEC1). A certificate or public key goes on with a SEQUENCE.
        // An encrypted key does too, and is no secret by itself.
        var at = bytes[1] < 0x80 ? 2 : 2 + (bytes[1] & 0x7F);
        return at + 2 < bytes.Length && bytes[0] == 0x30 && bytes[at] == 0x02 && bytes[at + 1] == 0x01 && bytes[at + 2] <= 1;
    }

    /// <summary>The text repeats the name: it is the key under which a secret is found, or a label's.</summary>
    private static bool IsKeyName(string name, string text)
    {
        var joined = SecretNames.Join(text);
        if (joined.Length == 0 || string.Equals(joined, SecretNames.Join(name), StringComparison.Ordinal))
        {
            return true;
        }

        var digits = text.Count(char.IsDigit);
        return digits <= 2 && (joined.IndexOf("clientsecret", StringComparison.Ordinal) >= 0
            || joined.IndexOf("appsecret", StringComparison.Ordinal) >= 0
            || joined.IndexOf("apisecret", StringComparison.Ordinal) >= 0
            || joined.IndexOf("consumersecret", StringComparison.Ordinal) >= 0
            || joined.IndexOf("applicationsecret", StringComparison.Ordinal) >= 0
            || joined.IndexOf("privatekey", StringComparison.Ordinal) >= 0);
    }

    /// <summary>Six characters or more that are not just a word: a digit among them, or many letters of both cases.</summary>
    private static bool IsStrong(string text) =>
        text.Length >= 6 && (text.Any(char.IsDigit) || (text.Any(char.IsLower) && text.Skip(1).Any(char.IsUpper) && text.Length >= 16));

    /// <summary>Twenty characters or more of one token, with digits among them and hardly any character more often than chance would have it: hexadecimal, base64 and the like.</summary>
    private static bool IsRandom(string text)
    {
        const int Shortest = 20;
        const int FewestDigits = 3;
        const double FewestBits = 3;
        if (text.Length < Shortest || text.Count(char.IsDigit) < FewestDigits || text.TrimEnd('=').Any(letter => !char.IsLetterOrDigit(letter) && letter is not ('-' or '_' or '+' or '/' or '~')))
        {
            return false;
        }

        var bits = text.GroupBy(letter => letter).Sum(group => -group.Count() * Math.Log((double)group.Count() / text.Length, 2)) / text.Length;
        return bits >= FewestBits && !SecretNames.Words(text).Any(word => word is "secret" or "key" or "token" or "example" or "sample" or "test");
    }
}
