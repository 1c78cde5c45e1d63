namespace NumberVerify.Tool.Doctor;

/// <summary>In what two redirect URIs differ: operators compare them byte for byte (RFC 9700 2.1), and browsers do not.</summary>
internal static class RedirectUriDifference
{
    /// <summary>Every difference by its name; empty where they are equal.</summary>
    public static IReadOnlyList<string> Between(string configured, string registered)
    {
        if (string.Equals(configured, registered, StringComparison.Ordinal))
        {
            return [];
        }

        if (registered.Contains('*', StringComparison.Ordinal))
        {
            return ["the registered one has a wildcard, which no operator is to take"];
        }

        // Without a colon a path would be taken for a file's.
        if (!registered.Contains(':', StringComparison.Ordinal) || !Uri.TryCreate(configured, UriKind.Absolute, out var ours) || !Uri.TryCreate(registered, UriKind.Absolute, out var theirs))
        {
            return ["one of them is not absolute"];
        }

        var (schemeOfOurs, authorityOfOurs, pathOfOurs, queryOfOurs, fragmentOfOurs) = Parts(configured);
        var (schemeOfTheirs, authorityOfTheirs, pathOfTheirs, queryOfTheirs, fragmentOfTheirs) = Parts(registered);
        var named = new List<string>();
        Compare("scheme", schemeOfOurs, schemeOfTheirs);
        if (!string.Equals(authorityOfOurs, authorityOfTheirs, StringComparison.Ordinal))
        {
            if (string.Equals(ours.Host, theirs.Host, StringComparison.OrdinalIgnoreCase))
            {
                var isPort = ours.Port != theirs.Port || authorityOfOurs.Contains(':', StringComparison.Ordinal) != authorityOfTheirs.Contains(':', StringComparison.Ordinal);
                named.Add(isPort ? "the port" : "upper and lower case in the host");
            }
            else
            {
                named.Add(ours.IsLoopback && theirs.IsLoopback ? "the host: localhost and its address are different here" : "the host");
            }
        }

        if (!string.Equals(pathOfOurs, pathOfTheirs, StringComparison.Ordinal) && pathOfOurs.TrimEnd('/') == pathOfTheirs.TrimEnd('/'))
        {
            named.Add("a slash at the end of the path");
        }
        else
        {
            Compare("path", pathOfOurs, pathOfTheirs);
        }

        Compare("query", queryOfOurs, queryOfTheirs);
        Compare("fragment", fragmentOfOurs, fragmentOfTheirs);
        return named;

        void Compare(string part, string one, string other)
        {
            if (!string.Equals(one, other, StringComparison.Ordinal))
            {
                named.Add(string.Equals(one, other, StringComparison.OrdinalIgnoreCase) ? $"upper and lower case in the {part}" : $"the {part}");
            }
        }
    }

    /// <summary>As they are written; a Uri would already have made some of them equal.</summary>
    private static (string Scheme, string Authority, string Path, string Query, string Fragment) Parts(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : text[hash..];
        text = hash < 0 ? text : text[..hash];
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : text[question..];
        text = question < 0 ? text : text[..question];
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = text[..colon];
        text = text[(colon + 1)..].TrimStart('/');
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return (scheme, slash < 0 ? text : text[..slash], slash < 0 ? "" : text[slash..], query, fragment);
    }
}
