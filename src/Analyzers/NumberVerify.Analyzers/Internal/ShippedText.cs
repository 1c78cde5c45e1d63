namespace NumberVerify.Analyzers;

/// <summary>
/// Finds keys with literal secrets in JSON, scripts, markup, source maps and property lists. A scanner, not a parser: it looks at what stands around a key, so that
/// comments, byte order marks, duplicate keys and broken files need no care, and text in a source map is found through its escapes.
/// </summary>
internal static class ShippedText
{
    /// <summary>Who reads one finding reads the file; a file of nothing else must not cost its finder the build.</summary>
    private const int MostFindings = 20;

    private const int LongestName = 128;
    private const int LongestValue = 8192;
    private const int DeepestEscape = 8;

    private static readonly string[] s_keywords = ["secret", "private_key", "privatekey", "private-key"];

    /// <summary>What schemas and forms say in a value's place.</summary>
    private static readonly HashSet<string> s_typeWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "string", "text", "password", "hidden", "boolean", "object", "number", "true", "false", "required", "optional", "any", "void", "client_secret_basic", "client_secret_post",
    };

    /// <summary>Under which key an object that stands for a secret has it: <c>"ClientSecret": { "Value": "..." }</c>, or one for each environment.</summary>
    private static readonly HashSet<string> s_valueNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "value", "secret", "plain", "plaintext", "cleartext", "current", "production", "prod", "staging", "development", "dev", "sandbox", "test",
    };

    /// <summary>Whose <c>"secret"</c> is a client's.</summary>
    private static readonly HashSet<string> s_ownerNames = new(StringComparer.Ordinal) { "client", "credentials", "clientcredentials", "app", "application", "api", "consumer", "oauth" };

    public static IEnumerable<(string Name, int Start, int Length)> Find(string path, string text, CancellationToken cancellationToken)
    {
        var isJson = Has(path, ".json");
        var isMarkup = Has(path, ".html") || Has(path, ".htm") || Has(path, ".xml") || Has(path, ".plist") || Has(path, ".config");
        var isYaml = Has(path, ".yml") || Has(path, ".yaml");
        var isLines = isYaml || IsEnvironment(path) || Has(path, ".txt") || Has(path, ".properties") || Has(path, ".ini");
        var isLocale = IsLocale(path);
        var json = isJson ? new JsonPath(text) : null;
        var end = 0;
        var found = 0;
        foreach (var at in Occurrences(text, cancellationToken))
        {
            if (at < end)
            {
                continue;
            }

            var start = at;
            while (start > end && IsNameCharacter(text[start - 1]))
            {
                start--;
            }

            // In a source map a line break before the name is the two characters \n.
            if (start > 0 && text[start - 1] == '\\' && start < at && text[start] is 'n' or 't' or 'r')
            {
                start++;
            }

            end = at;
            while (end < text.Length && IsNameCharacter(text[end]))
            {
                end++;
            }

            if (end - start > LongestName)
            {
                continue;
            }

            var name = text.Substring(start, end - start);
            var singular = name.EndsWith("s", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 1) : name;
            if (json is not null && SecretNames.Join(name) == "secret" && json.Parent(start) is var owner && s_ownerNames.Contains(SecretNames.Join(owner)))
            {
                singular = SecretNames.Join(owner).EndsWith("credentials", StringComparison.Ordinal) ? "ClientSecret" : owner + "Secret";
            }

            if (!SecretNames.MayHoldSecret(singular))
            {
                continue;
            }

            var value = Assigned(text, start, end, out var inner) ?? (isMarkup ? InMarkup(text, start, end) : null) ?? (isLines ? InLine(text, start, end, isYaml) : null) ?? InQuery(text, start, end) ?? InCall(text, start, end);
            if (value is not null && IsSecret(singular, value, isLocale))
            {
                yield return (inner is null ? Path(name) : Path(name) + ":" + inner, start, end - start);
                if (++found == MostFindings)
                {
                    yield break;
                }
            }

            string Path(string key) => json is null ? key : json.Of(start, key);
        }
    }

    /// <summary>Where a keyword stands, in order.</summary>
    private static IEnumerable<int> Occurrences(string text, CancellationToken cancellationToken)
    {
        var next = new int[s_keywords.Length];
        for (var i = 0; i < next.Length; i++)
        {
            next[i] = text.IndexOf(s_keywords[i], StringComparison.OrdinalIgnoreCase);
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var nearest = -1;
            for (var i = 0; i < next.Length; i++)
            {
                if (next[i] >= 0 && (nearest < 0 || next[i] < next[nearest]))
                {
                    nearest = i;
                }
            }

            if (nearest < 0)
            {
                yield break;
            }

            yield return next[nearest];
            next[nearest] = text.IndexOf(s_keywords[nearest], next[nearest] + 1, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Whether text that a file gives to something of that name is a secret; a word alone is a label, in a locale's file always.</summary>
    public static bool IsSecret(string name, string value, bool isLocale)
    {
        value = value.Trim();
        if (SecretText.IsPrivateKey(value.Replace("\\n", "\n")))
        {
            return true;
        }

        // "Secret", "Geheimnis": a label, which begins with a capital or is one of a locale's texts.
        var isWord = value.All(char.IsLetter);
        return !s_typeWords.Contains(value)
            && !(isWord && (isLocale || (value.Length > 0 && char.IsUpper(value[0]) && !value.Skip(1).Any(char.IsUpper))))
            && SecretText.LooksSecret(name, value);
    }

    /// <summary><c>key: "value"</c>, <c>"key": "value"</c>, <c>key = 'value'</c>, <c>["key"] = `value`</c>, <c>key: string = "value"</c>, <c>"key": ["value"]</c>.</summary>
    private static string? Assigned(string text, int start, int end, out string? inner)
    {
        inner = null;
        var i = end;
        if (IsInQuery(text, start, end))
        {
            return null;
        }

        var quoted = Quote(text, ref i);
        if (i < text.Length && text[i] == ']')
        {
            i++;
        }

        Skip(text, ref i);
        if (i >= text.Length || text[i] is not (':' or '=') || (i + 1 < text.Length && text[i] == '=' && text[i + 1] is '=' or '>') || (quoted && IsAlternative(text, start)))
        {
            return null;
        }

        var isColon = text[i++] == ':';
        Skip(text, ref i);
        if (isColon)
        {
            // A type between name and value.
            var type = i;
            while (type < text.Length && char.IsLetter(text[type]))
            {
                type++;
            }

            if (type > i)
            {
                Skip(text, ref type);
                if (type < text.Length && text[type] == '=' && (type + 1 >= text.Length || text[type + 1] is not ('=' or '>')))
                {
                    i = type + 1;
                    Skip(text, ref i);
                }
            }
        }

        if (i < text.Length && text[i] == '[')
        {
            i++;
            Skip(text, ref i);
        }

        return i < text.Length && text[i] == '{' ? InObject(text, i + 1, out inner) : Literal(text, i);
    }

    /// <summary>The first member of an object that holds the value of its key. A schema has members of other names.</summary>
    private static string? InObject(string text, int i, out string? inner)
    {
        inner = null;
        var limit = Math.Min(text.Length, i + LongestValue);
        while (i < limit)
        {
            Skip(text, ref i);
            Quote(text, ref i);
            var start = i;
            while (i < limit && IsNameCharacter(text[i]))
            {
                i++;
            }

            var name = text.Substring(start, i - start);
            Quote(text, ref i);
            Skip(text, ref i);
            if (name.Length == 0 || i >= limit || text[i++] != ':')
            {
                return null;
            }

            Skip(text, ref i);
            if (Literal(text, i, out var after) is not { } value)
            {
                return null;
            }

            if (s_valueNames.Contains(name))
            {
                inner = name;
                return value;
            }

            i = after;
            Skip(text, ref i);
            if (i >= limit || text[i++] != ',')
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The second half of <c>x ? "client_secret" : "none"</c>, and of <c>case "client_secret":</c>, is no value.</summary>
    private static bool IsAlternative(string text, int start)
    {
        var i = start - 1;
        while (i >= 0 && (text[i] is '"' or '\'' or '`' or '\\' || char.IsWhiteSpace(text[i])))
        {
            i--;
        }

        return i >= 0 && (text[i] == '?' || (text[i] == 'e' && i >= 3 && string.CompareOrdinal(text, i - 3, "case", 0, 4) == 0));
    }

    private static string? Literal(string text, int i) => Literal(text, i, out _);

    /// <summary>A quoted text at this place, whose quotes may be escaped as in a source map; null where something else stands, or where it goes on as an expression.</summary>
    private static string? Literal(string text, int i, out int after)
    {
        after = i;
        var open = i;
        while (open < text.Length && text[open] == '\\' && open - i < DeepestEscape)
        {
            open++;
        }

        if (open >= text.Length || text[open] is not ('"' or '\'' or '`'))
        {
            return null;
        }

        var closing = text.Substring(i, open - i + 1);
        var start = open + 1;
        var end = start;
        var limit = Math.Min(text.Length, start + LongestValue + closing.Length);
        while (true)
        {
            end = end < limit ? text.IndexOf(closing, end, limit - end, StringComparison.Ordinal) : -1;
            if (end < 0)
            {
                return null;
            }

            if (closing.Length > 1 || text[end - 1] != '\\')
            {
                break;
            }

            end++;
        }

        after = end + closing.Length;
        return text.Substring(start, end - start);
    }

    /// <summary>A tag that names the key in one attribute and gives the value in another, or in its content; a property list's <c>key</c> and the element that follows.</summary>
    private static string? InMarkup(string text, int start, int end)
    {
        var open = text.LastIndexOf('<', start, Math.Min(start + 1, LongestValue));
        if (open < 0)
        {
            return null;
        }

        var close = text.IndexOf('>', open, Math.Min(text.Length - open, 2 * LongestValue));
        if (close < 0)
        {
            return null;
        }

        if (start > close)
        {
            // <key>ClientSecret</key><string>...</string>
            const string KeyEnd = "</key>";
            var i = end;
            Skip(text, ref i);
            if (string.CompareOrdinal(text, i, KeyEnd, 0, KeyEnd.Length) != 0)
            {
                return null;
            }

            i += KeyEnd.Length;
            Skip(text, ref i);
            const string ValueStart = "<string>";
            return string.CompareOrdinal(text, i, ValueStart, 0, ValueStart.Length) == 0 ? Content(text, i + ValueStart.Length - 1) : null;
        }

        var tag = text.Substring(open, close - open);
        if (start == open + 1)
        {
            return Content(text, close);
        }

        // Only a name="client_secret" or key="ClientSecret" says what the tag's value is.
        var before = start - 1;
        if (text[before] is not ('"' or '\'') || before < 5 || text[before - 1] != '=')
        {
            return null;
        }

        var attribute = text.Substring(open, before - 1 - open);
        if (!EndsWithAny(attribute, "name", "key", "id"))
        {
            return null;
        }

        foreach (var value in new[] { " value", " content" })
        {
            var at = tag.IndexOf(value + "=", StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                var i = at + value.Length + 1;
                return Literal(tag, i) ?? tag.Substring(i).Split(' ', '/')[0];
            }
        }

        return tag.StartsWith("<string", StringComparison.OrdinalIgnoreCase) ? Content(text, close) : null;
    }

    private static string? Content(string text, int close)
    {
        var end = text.IndexOf('<', close, Math.Min(text.Length - close, LongestValue));
        return end < 0 || text[close - 1] == '/' ? null : text.Substring(close + 1, end - close - 1);
    }

    /// <summary><c>CLIENT_SECRET=value</c> on a line of its own, exported or not; in YAML <c>client_secret: value</c>, which may be an item of a list.</summary>
    private static string? InLine(string text, int start, int end, bool isYaml)
    {
        var line = start;
        while (line > 0 && text[line - 1] is not ('\n' or '\r') && start - line <= LongestName)
        {
            line--;
        }

        var before = text.Substring(line, start - line).Trim();
        Blank(text, ref end);
        if (!(before.Length == 0 || before == "export" || (isYaml && before == "-")) || end >= text.Length || text[end] != (isYaml ? ':' : '='))
        {
            return null;
        }

        var stop = text.IndexOfAny(['\r', '\n'], end, Math.Min(text.Length - end, LongestValue));
        var value = text.Substring(end + 1, (stop < 0 ? Math.Min(text.Length, end + LongestValue) : stop) - end - 1).Trim();
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        value = comment < 0 ? value : value.Substring(0, comment).TrimEnd();
        return isYaml && value.Length > 0 && value[0] is '*' or '&' or '!' or '|' or '>' ? null : value;
    }

    /// <summary><c>form.append("client_secret", "value")</c>, and the same by <c>set</c>.</summary>
    private static string? InCall(string text, int start, int end)
    {
        var open = start - 1;
        while (open > 0 && text[open] == '\\')
        {
            open--;
        }

        if (open < 1 || text[open] is not ('"' or '\'' or '`'))
        {
            return null;
        }

        for (open--; open > 0 && (char.IsWhiteSpace(text[open]) || text[open] == '\\');)
        {
            open--;
        }

        var i = end;
        if (text[open] != '(' || !EndsWithAny(text.Substring(Math.Max(0, open - 8), open - Math.Max(0, open - 8)), ".append", ".set", ".setItem") || !Quote(text, ref i))
        {
            return null;
        }

        Skip(text, ref i);
        if (i >= text.Length || text[i++] != ',')
        {
            return null;
        }

        Skip(text, ref i);
        var value = Literal(text, i, out var after);
        Skip(text, ref after);
        return after < text.Length && text[after] == ')' ? value : null;
    }

    /// <summary><c>&amp;client_secret=value&amp;</c> inside a text. In a minified script the same characters may be an assignment, so only what no expression can be counts.</summary>
    private static string? InQuery(string text, int start, int end)
    {
        if (!IsInQuery(text, start, end))
        {
            return null;
        }

        var stop = end + 1;
        while (stop < text.Length && (char.IsLetterOrDigit(text[stop]) || text[stop] is '-' or '_' or '~' or '%'))
        {
            stop++;
        }

        var value = text.Substring(end + 1, stop - end - 1);
        return stop < text.Length && text[stop] is '&' or '"' or '\'' or '`' && value.Length >= 8 && value.Any(char.IsDigit) ? value : null;
    }

    /// <summary>A quote after the equals sign ends the text there: <c>"&amp;client_secret=" + value</c>.</summary>
    private static bool IsInQuery(string text, int start, int end) =>
        start > 0 && end < text.Length && text[end] == '=' && text[start - 1] is '&' or '?' or '"' or '\'' or '`';

    private static bool EndsWithAny(string text, params string[] endings) => Array.Exists(endings, ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool Quote(string text, ref int i)
    {
        var at = i;
        while (at < text.Length && text[at] == '\\')
        {
            at++;
        }

        if (at < text.Length && text[at] is '"' or '\'' or '`')
        {
            i = at + 1;
            return true;
        }

        return false;
    }

    private static void Skip(string text, ref int i)
    {
        while (i < text.Length && char.IsWhiteSpace(text[i]))
        {
            i++;
        }
    }

    /// <summary>Skips what separates words on one line.</summary>
    private static void Blank(string text, ref int i)
    {
        while (i < text.Length && text[i] is ' ' or '\t')
        {
            i++;
        }
    }

    private static bool IsNameCharacter(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-';

    private static bool Has(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    /// <summary><c>.env</c>, <c>shop.env</c>, <c>.env.production</c>.</summary>
    private static bool IsEnvironment(string path) =>
        Has(path, ".env") || path.Substring(path.LastIndexOfAny(['/', '\\', '!']) + 1).StartsWith(".env.", StringComparison.OrdinalIgnoreCase);

    private static bool IsLocale(string path)
    {
        var parts = path.Split('/', '\\');
        return parts.Take(parts.Length - 1).Any(part => part.ToLowerInvariant() is "i18n" or "locales" or "locale" or "lang" or "langs" or "languages" or "localization" or "translations" or "resources")
            || (parts[parts.Length - 1] is var file && Has(file, ".json") && file.Length is 7 or 10 && char.IsLetter(file[0]) && char.IsLetter(file[1]) && file[2] is '.' or '-');
    }
}
