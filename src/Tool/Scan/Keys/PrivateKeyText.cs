using System.Buffers;
using System.Text;
using NumberVerify.Analyzers;

namespace NumberVerify.Tool.Scan.Keys;

/// <summary>
/// Finds private keys in any text: PEM, also as a literal of a program with its escapes and concatenations; JSON Web Keys, also as a script's object; base64 of any of these.
/// Code that handles keys speaks of the same markers, so a body must follow.
/// </summary>
internal static class PrivateKeyText
{
    private const string PemMark = "PRIVATE KEY";
    private const string JwkMark = "kty";
    private const string PemInBase64 = "LS0tLS1CRUdJTi";
    private const string JwkInBase64 = "eyJrdHkiO";
    private const int LongestKey = 24 << 10;

    /// <summary>What base64 makes of the first bytes of a key: lengths differ, what follows them does not.</summary>
    private static readonly string[] s_keysInBase64 =
        ["IBADAN", "AgEAMB", "CAQAwE", "CAQAwD", "IBAAKB", "IBAAKC", "CAQEEI", "AgEBBD", "AgEBBE", "CAQAwBQYDK2V", "IBAzCC", "IBAzCB", "CAQMwg", "AgEDMI"];

    private static readonly SearchValues<string> s_marks = SearchValues.Create([PemMark, JwkMark, PemInBase64, JwkInBase64, .. s_keysInBase64], StringComparison.Ordinal);

    private static readonly SearchValues<char> s_labelLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789");

    private static readonly SearchValues<char> s_base64Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=");

    private static readonly SearchValues<char> s_base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>Whether a search is worth while.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> text) => text.ContainsAny(s_marks);

    public static List<FoundKey> Find(ReadOnlySpan<char> text)
    {
        var found = new List<FoundKey>();
        var at = 0;
        while (text[at..].IndexOfAny(s_marks) is >= 0 and var distance)
        {
            at += distance;
            var rest = text[at..];
            var length = 0;
            var key = rest.StartsWith(PemMark) ? Pem(text, at, out length)
                : rest.StartsWith(JwkMark) ? Jwk(text, at)
                : rest.StartsWith(PemInBase64) || rest.StartsWith(JwkInBase64) ? Encoded(text, at)
                : Der(text, at);
            if (key is { } one && !found.Contains(one))
            {
                found.Add(one);
            }

            at += Math.Max(1, length);
        }

        return found;
    }

    /// <param name="length">How far the key goes, so that its base64 is not found once more.</param>
    private static FoundKey? Pem(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 0;
        const string Begin = "-----BEGIN ";
        const int LongestLabel = 24;
        var before = text[Math.Max(0, at - LongestLabel)..at];
        var begin = before.LastIndexOf(Begin);
        if (begin < 0 || before[(begin + Begin.Length)..].ContainsAnyExcept(s_labelLetters))
        {
            return null;
        }

        var label = before[(begin + Begin.Length)..];
        var i = at + PemMark.Length;
        i += text[i..].StartsWith(" BLOCK") ? " BLOCK".Length : 0;
        if (!text[i..].StartsWith("-----"))
        {
            return null;
        }

        var body = new PemBody(text.Slice(i + 5, Math.Min(text.Length - i - 5, LongestKey)));
        if (!body.HoldsKey)
        {
            return null;
        }

        length = i + 5 - at + body.Length;
        var encrypted = label.Contains("ENCRYPTED", StringComparison.Ordinal) || body.IsEncrypted;
        return new FoundKey(at - before.Length + begin, encrypted ? "encrypted private key (PEM)" : "private key (PEM)", encrypted);
    }

    /// <summary>The object around <c>kty</c> has <c>d</c>, or <c>k</c> of a symmetric key, as a literal (RFC 7518 6.2.2, 6.3.2, 6.4.1).</summary>
    private static FoundKey? Jwk(ReadOnlySpan<char> text, int at)
    {
        const int ShortestPart = 32;
        const int ShortestKey = 16;
        var type = Literal(text, at + JwkMark.Length);
        if (type.IsEmpty)
        {
            return null;
        }

        var open = Brace(text, at, -1, '}', '{');
        var close = Brace(text, at, 1, '{', '}');
        if (open < 0 || close < 0)
        {
            return null;
        }

        var isSymmetric = type.SequenceEqual("oct");
        var name = isSymmetric ? 'k' : 'd';
        for (var i = open + 1; i < close; i++)
        {
            if (text[i] == name && !IsNameCharacter(text[i - 1]) && !IsNameCharacter(text[i + 1]))
            {
                var value = Literal(text[..close], i + 1);
                if (value.Length >= (isSymmetric ? ShortestKey : ShortestPart) && !value.ContainsAnyExcept(s_base64Url) && value.ContainsAnyInRange('0', '9') && !Placeholders.IsPlaceholder(value.ToString()))
                {
                    return new FoundKey(open, isSymmetric ? "symmetric key (JWK)" : "private key (JWK)", false);
                }
            }
        }

        return null;
    }

    /// <summary>The quoted text that follows a name, its quote and a colon; empty where none does. Quotes may be escaped.</summary>
    private static ReadOnlySpan<char> Literal(ReadOnlySpan<char> text, int i)
    {
        const int LongestPart = 2048;
        i = Skip(text, i);
        i = Skip(text, i < text.Length && text[i] is '"' or '\'' or '`' ? i + 1 : i);
        if (i >= text.Length || text[i] != ':')
        {
            return [];
        }

        i = Skip(text, i + 1);
        if (i >= text.Length || text[i] is not ('"' or '\'' or '`'))
        {
            return [];
        }

        var value = text.Slice(i + 1, Math.Min(LongestPart, text.Length - i - 1));
        var end = value.IndexOfAnyExcept(s_base64Url);
        return end >= 0 && value[end] is '"' or '\'' or '`' or '\\' ? value[..end] : [];
    }

    private static int Skip(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length && (text[i] == '\\' || char.IsWhiteSpace(text[i])))
        {
            i++;
        }

        return i;
    }

    private static bool IsNameCharacter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$' or '-' or '.';

    /// <summary>The brace that closes in one direction what is open here.</summary>
    private static int Brace(ReadOnlySpan<char> text, int at, int step, char opposite, char wanted)
    {
        var depth = 0;
        for (var i = at; i >= 0 && i < text.Length && Math.Abs(i - at) < LongestKey; i += step)
        {
            if (text[i] == opposite)
            {
                depth++;
            }
            else if (text[i] == wanted && depth-- == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>PEM or JSON that was encoded as a whole.</summary>
    private static FoundKey? Encoded(ReadOnlySpan<char> text, int at)
    {
        var bytes = Decode(text, at, LongestKey);
        var inner = Encoding.Latin1.GetString(bytes);
        var keys = inner.Contains(PemMark, StringComparison.Ordinal) || inner.Contains(JwkMark, StringComparison.Ordinal) ? Find(inner) : [];
        return keys.Count == 0 ? null : keys[0] with { Start = at, Kind = keys[0].Kind + " in base64" };
    }

    private static FoundKey? Der(ReadOnlySpan<char> text, int at)
    {
        const int Shortest = 48;
        const int FarthestStart = 9;
        for (var start = at; start >= Math.Max(0, at - FarthestStart); start--)
        {
            if (text[start] == 'M'
                && (start == 0 || !s_base64.Contains(text[start - 1]) || text[start - 1] == '=' || IsEscape(text, start - 1))
                && Decode(text, start, LongestKey) is { Length: >= Shortest } bytes
                && KeyBytes.Of(bytes, out var total) is { } kind
                && total <= bytes.Length + 2)
            {
                return new FoundKey(start, kind.Kind + " in base64", kind.IsEncrypted);
            }
        }

        return null;
    }

    /// <summary>The n of a line break's escape before the first letter.</summary>
    private static bool IsEscape(ReadOnlySpan<char> text, int at) => at > 0 && text[at] is 'n' or 't' or 'r' && text[at - 1] == '\\';

    /// <summary>What base64 stands here, over line breaks and their escapes, as far as it goes.</summary>
    private static byte[] Decode(ReadOnlySpan<char> text, int at, int longest)
    {
        var letters = new StringBuilder();
        for (var i = at; i < text.Length && letters.Length < longest; i++)
        {
            if (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '+' or '/')
            {
                letters.Append(text[i]);
            }
            else if (text[i] is '-' or '_')
            {
                letters.Append(text[i] == '-' ? '+' : '/');
            }
            else if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is 'n' or 'r')
            {
                i++;
            }
            else if (text[i..].StartsWith("\\u002B", StringComparison.OrdinalIgnoreCase) || text[i..].StartsWith("\\u002F", StringComparison.OrdinalIgnoreCase))
            {
                letters.Append(text[i + 5] is 'B' or 'b' ? '+' : '/');
                i += 5;
            }
            else if (text[i..].StartsWith("\\/"))
            {
                // The solidus itself comes next.
            }
            else if (text[i] is not ('\r' or '\n' or ' ' or '\t'))
            {
                break;
            }
        }

        letters.Length -= letters.Length % 4 == 1 ? 1 : 0;
        letters.Append('=', (4 - (letters.Length % 4)) % 4);
        var bytes = new byte[letters.Length / 4 * 3];
        return Convert.TryFromBase64String(letters.ToString(), bytes, out var written) ? bytes[..written] : [];
    }
}
