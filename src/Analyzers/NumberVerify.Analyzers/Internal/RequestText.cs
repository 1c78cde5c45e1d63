namespace NumberVerify.Analyzers;

/// <summary>Finds the <c>client_secret</c> parameter in a piece of a form, a query or JSON.</summary>
internal static class RequestText
{
    private const string WireName = "client_secret";

    /// <summary>Where the parameter's value starts, which may be the text's end; -1 where the text has no such parameter.</summary>
    public static int ValueStart(string text)
    {
        for (var at = text.IndexOf(WireName, StringComparison.Ordinal); at >= 0; at = text.IndexOf(WireName, at + 1, StringComparison.Ordinal))
        {
            var i = at + WireName.Length;
            if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_'))
            {
                continue;
            }

            if (i < text.Length && text[i] == '=')
            {
                return i + 1;
            }

            // JSON: the name's closing quote, a colon, the value's opening quote.
            if (i < text.Length && text[i] is '"' or '\'')
            {
                i++;
                Skip(text, ref i);
                if (i < text.Length && text[i] == ':')
                {
                    i++;
                    Skip(text, ref i);
                    return i < text.Length && text[i] is '"' or '\'' ? i + 1 : i;
                }
            }
        }

        return -1;
    }

    /// <summary>Whether the text holds a literal secret; patterns and templates are none.</summary>
    public static bool HasValue(string text)
    {
        var start = ValueStart(text);
        if (start < 0)
        {
            return false;
        }

        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('&' or '"' or '\'' or ';' or ','))
        {
            end++;
        }

        var value = text.Substring(start, end - start);
        return value.IndexOfAny(['[', ']', '(', ')', '*', '\\', '{', '}', '$', '<', '>', '|', '^']) < 0 && SecretText.LooksSecret(WireName, value);
    }

    private static void Skip(string text, ref int i)
    {
        while (i < text.Length && char.IsWhiteSpace(text[i]))
        {
            i++;
        }
    }
}
