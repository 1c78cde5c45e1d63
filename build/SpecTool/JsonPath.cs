using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Loading;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool;

/// <summary>
/// The part of JSONPath (RFC 9535) that overlays need: <c>$</c>, <c>.name</c>, <c>['name']</c>, <c>[0]</c>, <c>.*</c>, <c>[*]</c>, <c>..</c> before any of them,
/// and <c>[?@.name=='value']</c>. Everything else is refused. Immutable.
/// </summary>
public sealed class JsonPath
{
    private readonly List<(bool Descendants, Func<JsonNode, IEnumerable<JsonNode?>> Select)> _steps = [];
    private readonly string _text;
    private int _position;

    private JsonPath(string text) => _text = text;

    /// <summary>Understands a path.</summary>
    /// <param name="text">The path.</param>
    /// <param name="place">Where it is written, for the error.</param>
    /// <exception cref="SpecException">The path is malformed or not of the supported part.</exception>
    public static JsonPath Parse(string text, SourcePlace place)
    {
        var path = new JsonPath(text);
        try
        {
            path.Parse();
            return path;
        }
        catch (FormatException exception)
        {
            throw new SpecException(
                SpecErrorIds.UnsupportedJsonPath,
                place,
                $"The path '{text}' is not understood at character {path._position + 1}: {exception.Message}",
                "Use $, .name, ['name'], [0], .*, [*], .. and [?@.name=='value'] only.");
        }
    }

    /// <summary>The nodes that the path selects, each once. Nulls are never selected, for they cannot be merged into.</summary>
    public IReadOnlyList<JsonNode> Select(JsonNode root)
    {
        IEnumerable<JsonNode> nodes = [root];
        foreach (var (descendants, select) in _steps)
        {
            var from = descendants ? nodes.SelectMany(WithDescendants) : nodes;
            nodes = [.. from.SelectMany(select).OfType<JsonNode>().Distinct(ReferenceEqualityComparer.Instance).Cast<JsonNode>()];
        }

        return [.. nodes];
    }

    private static IEnumerable<JsonNode> WithDescendants(JsonNode node) => Children(node).OfType<JsonNode>().SelectMany(WithDescendants).Prepend(node);

    private static IEnumerable<JsonNode?> Children(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray items => items,
        _ => [],
    };

    private void Parse()
    {
        Expect('$');
        while (_position < _text.Length)
        {
            var descendants = Skip("..");
            if (_text[_position..].StartsWith('['))
            {
                _steps.Add((descendants, Bracket()));
            }
            else
            {
                if (!descendants)
                {
                    Expect('.');
                }

                _steps.Add((descendants, Skip("*") ? Children : Member(Name())));
            }
        }
    }

    private Func<JsonNode, IEnumerable<JsonNode?>> Bracket()
    {
        Expect('[');
        Func<JsonNode, IEnumerable<JsonNode?>> select;
        if (Skip("*"))
        {
            select = Children;
        }
        else if (Skip("?"))
        {
            select = Filter();
        }
        else if (Peek() is '\'' or '"')
        {
            select = Member(Quoted());
        }
        else
        {
            var index = Digits();
            select = node => node is JsonArray items && index < items.Count ? [items[index]] : [];
        }

        Expect(']');
        return select;
    }

    private Func<JsonNode, IEnumerable<JsonNode?>> Filter()
    {
        var parenthesis = Skip("(");
        Expect('@');
        var name = Skip("[") ? Quoted() : Skip(".") ? Name() : throw new FormatException("a member of @ is expected.");
        if (_text.ElementAtOrDefault(_position - 1) is '\'' or '"')
        {
            Expect(']');
        }

        SkipBlanks();
        if (!Skip("=="))
        {
            throw new FormatException("'==' is expected.");
        }

        SkipBlanks();
        var literal = Peek() is '\'' or '"' ? JsonValue.Create(Quoted()) : Literal();
        if (parenthesis)
        {
            Expect(')');
        }

        return node => Children(node).Where(child => child is JsonObject members && members.TryGetPropertyValue(name, out var value) && Nodes.Same(value, literal));
    }

    private static Func<JsonNode, IEnumerable<JsonNode?>> Member(string name) =>
        node => node is JsonObject members && members.TryGetPropertyValue(name, out var value) ? [value] : [];

    private JsonNode? Literal()
    {
        var start = _position;
        while (_position < _text.Length && _text[_position] is not (']' or ')' or ' '))
        {
            _position++;
        }

        var tag = CoreSchema.TagOf(_text[start.._position]);
        return tag != CoreSchema.Text && tag != CoreSchema.Null && CoreSchema.TryResolve(_text[start.._position], tag, out var value)
            ? value
            : throw new FormatException("text in quotes, a number, true or false is expected.");
    }

    private string Name()
    {
        var start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '_' or '-'))
        {
            _position++;
        }

        return _position > start ? _text[start.._position] : throw new FormatException("a name is expected.");
    }

    private int Digits()
    {
        var start = _position;
        while (char.IsAsciiDigit(Peek()))
        {
            _position++;
        }

        return int.TryParse(_text[start.._position], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : throw new FormatException("a name in quotes, an index, * or ? is expected.");
    }

    private string Quoted()
    {
        var quote = Peek();
        if (quote is not ('\'' or '"'))
        {
            throw new FormatException("a name in quotes is expected.");
        }

        var text = new StringBuilder();
        for (_position++; Peek() != quote; _position++)
        {
            if (Peek() == '\\')
            {
                _position++;
            }

            if (_position >= _text.Length)
            {
                throw new FormatException("the closing quote is missing.");
            }

            text.Append(_text[_position]);
        }

        _position++;
        return text.ToString();
    }

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private void SkipBlanks()
    {
        while (Skip(" "))
        {
        }
    }

    private bool Skip(string token)
    {
        if (string.CompareOrdinal(_text, _position, token, 0, token.Length) != 0)
        {
            return false;
        }

        _position += token.Length;
        return true;
    }

    private void Expect(char token)
    {
        if (Peek() != token)
        {
            throw new FormatException($"'{token}' is expected.");
        }

        _position++;
    }
}
