namespace NumberVerify.Analyzers;

/// <summary>Where in a JSON document a key stands, in the notation of configuration keys. Broken documents give what can be told of them.</summary>
internal static class JsonPath
{
    public static string Of(string text, int keyStart, string name)
    {
        var levels = new Stack<(bool IsArray, int Index, string Key)>();
        var key = "";
        for (var i = 0; i < keyStart; i++)
        {
            switch (text[i])
            {
                case '"':
                    var end = i + 1;
                    while (end < text.Length && text[end] != '"')
                    {
                        end += text[end] == '\\' ? 2 : 1;
                    }

                    if (end < keyStart)
                    {
                        key = text.Substring(i + 1, Math.Max(0, end - i - 1));
                    }

                    i = end;
                    break;
                case '/' when i + 1 < text.Length && text[i + 1] == '/':
                    i = text.IndexOf('\n', i) is var line && line < 0 ? keyStart : line;
                    break;
                case '/' when i + 1 < text.Length && text[i + 1] == '*':
                    i = text.IndexOf("*/", i + 2, StringComparison.Ordinal) is var close && close < 0 ? keyStart : close + 1;
                    break;
                case '{':
                case '[':
                    levels.Push((text[i] == '[', 0, levels.Count > 0 && levels.Peek().IsArray ? levels.Peek().Index.ToString(System.Globalization.CultureInfo.InvariantCulture) : key));
                    key = "";
                    break;
                case '}' when levels.Count > 0:
                case ']' when levels.Count > 0:
                    levels.Pop();
                    break;
                case ',' when levels.Count > 0 && levels.Peek().IsArray:
                    var (isArray, index, own) = levels.Pop();
                    levels.Push((isArray, index + 1, own));
                    break;
            }
        }

        return string.Join(":", levels.Reverse().Select(level => level.Key).Where(part => part.Length > 0).Concat([name]));
    }
}
