namespace NumberVerify.Analyzers;

/// <summary>Tells values that are secrets from those that stand where one would.</summary>
internal static class Placeholders
{
    private static readonly string[] s_firstWords =
        ["todo", "fixme", "tbd", "changeme", "change", "replace", "replaceme", "placeholder", "your", "insert", "enter", "none", "null", "undefined", "redacted", "removed", "dummy", "example", "xxx"];

    /// <summary>Nothing, a template, a mask, an invitation to fill in, or words that say where the value is found.</summary>
    public static bool IsPlaceholder(string value)
    {
        var text = value.Trim();
        if (text.Length == 0 || IsTemplate(text))
        {
            return true;
        }

        if (text.Length > 1 && text.All(letter => letter == text[0]))
        {
            return true;
        }

        var words = SecretNames.Words(text);
        return words.Count == 0
            || s_firstWords.Contains(words[0], StringComparer.Ordinal)
            || (words.Count > 1 && words[words.Count - 1] is "here" or "placeholder")
            || (words.Count > 1 && words[0] is "demo" or "sample" && words.TrueForAll(word => word.All(char.IsLetter)))
            || (words.Count > 2 && words.Contains("from") && words.TrueForAll(word => word.All(char.IsLetter)));
    }

    /// <summary><c>&lt;x&gt;</c>, <c>{x}</c>, <c>${x}</c>, <c>%x%</c>, <c>#{x}#</c>, <c>__x__</c>, <c>[x]</c>, <c>$(x)</c>, <c>@x@</c>.</summary>
    private static bool IsTemplate(string text)
    {
        return Between("<", ">") || Between("{", "}") || Between("[", "]") || Between("(", ")") || Between("%", "%") || Between("__", "__") || Between("@", "@")
            || Between("#{", "}") || Between("#{", "}#") || Between("$(", ")") || Holds("${") || Holds("{{") || Holds("{0}");

        bool Between(string start, string end) =>
            text.Length > start.Length + end.Length && text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(end, StringComparison.Ordinal);

        bool Holds(string part) => text.IndexOf(part, StringComparison.Ordinal) >= 0;
    }
}
