namespace NumberVerify.Tool.Scan.Keys;

/// <summary>
/// What follows the first line of a PEM text: headers, and base64 in lines. In a program's literal the lines are parted by escapes, or by quotes and what joins literals.
/// </summary>
internal readonly ref struct PemBody
{
    private const int ShortestKey = 16;
    private const int ShortestLine = 40;

    public PemBody(ReadOnlySpan<char> text)
    {
        var i = 0;
        var letters = 0;
        var firstLine = 0;
        bool hasUpper = false, hasLower = false, hasDigit = false, isElided = false;
        while (true)
        {
            var start = i;
            i = SkipBetweenLines(text, i);
            if (text[i..].StartsWith("-----END"))
            {
                IsClosed = true;
                break;
            }

            var line = i;
            while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '+' or '/' or '='))
            {
                hasUpper |= char.IsAsciiLetterUpper(text[i]);
                hasLower |= char.IsAsciiLetterLower(text[i]);
                hasDigit |= char.IsAsciiDigit(text[i]);
                i++;
            }

            if (i < text.Length && text[i] is ':' or '-' && letters == 0)
            {
                i = SkipHeader(text, line, out var isEncrypted);
                IsEncrypted |= isEncrypted;
                continue;
            }

            isElided |= text[i..].StartsWith("..") || text[i..].StartsWith("\u2026");
            letters += i - line;
            firstLine = firstLine == 0 ? letters : firstLine;
            if (i == line || i == start)
            {
                break;
            }
        }

        Length = i;
        HoldsKey = hasUpper && hasLower && hasDigit && !isElided && letters >= ShortestKey && (IsClosed || firstLine >= ShortestLine);
    }

    /// <summary>How much of the text it is.</summary>
    public int Length { get; }

    /// <summary>Whether the last line of a PEM text follows.</summary>
    public bool IsClosed { get; }

    /// <summary>Whether a header says that it is encrypted, as OpenSSL's older format does.</summary>
    public bool IsEncrypted { get; }

    public bool HoldsKey { get; }

    private static int SkipBetweenLines(ReadOnlySpan<char> text, int i)
    {
        var isQuoted = false;
        while (i < text.Length)
        {
            if (text[i] == '\\')
            {
                // \n, \\n, \r and \u000a; the backslash before a quote or a line's end stands alone.
                i++;
                i += i < text.Length && text[i] is 'n' or 'r' or 't' ? 1 : i + 4 < text.Length && text[i] == 'u' && text[i + 1] == '0' ? 5 : 0;
            }
            else if (text[i] is '"' or '\'' or '`')
            {
                isQuoted = !isQuoted;
                i++;
            }
            else if (char.IsWhiteSpace(text[i]) || text[i] is ',' || (isQuoted && text[i] is '+' or '&' or '.'))
            {
                i++;
            }
            else if (text[i..].StartsWith("&#10;") || text[i..].StartsWith("&#13;"))
            {
                i += 5;
            }
            else if (text[i..].StartsWith("&#xA;") || text[i..].StartsWith("&#xD;"))
            {
                i += 5;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    /// <summary><c>Proc-Type: 4,ENCRYPTED</c> up to the line's end, which may be an escape.</summary>
    private static int SkipHeader(ReadOnlySpan<char> text, int start, out bool isEncrypted)
    {
        const int LongestHeader = 160;
        var header = text.Slice(start, Math.Min(LongestHeader, text.Length - start));
        var end = header.IndexOfAny("\n\r\\\"");
        header = end < 0 ? header : header[..end];
        isEncrypted = header.Contains("ENCRYPTED", StringComparison.Ordinal);
        return start + Math.Max(1, header.Length);
    }
}
