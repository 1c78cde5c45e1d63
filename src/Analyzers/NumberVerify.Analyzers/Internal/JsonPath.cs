namespace NumberVerify.Analyzers;

/// <summary>
/// Where in a JSON document a key stands, in the notation of configuration keys. Broken documents give what can be told of them. Keys are asked about in the order
/// in which they stand, so that a document is read once, however many are asked about.
/// </summary>
internal sealed class JsonPath(string text)
{
    private readonly Stack<(bool IsArray, int Index, string Key)> _levels = new();
    private string _key = "";
    private int _position;

    /// <summary>The key whose object the place is in; empty at the root.</summary>
    public string Parent(int keyStart)
    {
        Advance(keyStart);
        return _levels.Count > 0 ? _levels.Peek().Key : "";
    }

    public string Of(int keyStart, string name)
    {
        Advance(keyStart);
        return string.Join(":", _levels.Reverse().Select(level => level.Key).Where(part => part.Length > 0).Concat([name]));
    }

    private void Advance(int keyStart)
    {
        for (; _position < keyStart; _position++)
        {
            switch (text[_position])
            {
                case '"':
                    var end = _position + 1;
                    while (end < text.Length && text[end] != '"')
                    {
                        end += text[end] == '\\' ? 2 : 1;
                    }

                    _key = text.Substring(_position + 1, Math.Max(0, Math.Min(end, text.Length) - _position - 1));
                    _position = end;
                    break;
                case '/' when _position + 1 < text.Length && text[_position + 1] == '/':
                    _position = text.IndexOf('\n', _position) is var line && line < 0 ? text.Length : line;
                    break;
                case '/' when _position + 1 < text.Length && text[_position + 1] == '*':
                    _position = text.IndexOf("*/", _position + 2, StringComparison.Ordinal) is var close && close < 0 ? text.Length : close + 1;
                    break;
                case '{':
                case '[':
                    var isElement = _levels.Count > 0 && _levels.Peek().IsArray;
                    _levels.Push((text[_position] == '[', 0, isElement ? _levels.Peek().Index.ToString(System.Globalization.CultureInfo.InvariantCulture) : _key));
                    _key = "";
                    break;
                case '}' when _levels.Count > 0:
                case ']' when _levels.Count > 0:
                    _levels.Pop();
                    break;
                case ',' when _levels.Count > 0 && _levels.Peek().IsArray:
                    var (isArray, index, own) = _levels.Pop();
                    _levels.Push((isArray, index + 1, own));
                    break;
            }
        }
    }
}
