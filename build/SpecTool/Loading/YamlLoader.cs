using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NumberVerify.SpecTool.Loading;

/// <summary>
/// YAML 1.2 to a JSON tree. Whatever JSON cannot say is an error with a place, never a guess.
/// </summary>
internal sealed class YamlLoader(string text, string path, SourceMap map)
{
    private readonly IParser _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    private readonly Dictionary<string, JsonNode?> _anchors = [];
    private readonly HashSet<string> _openAnchors = [];
    private int _nodes;
    private int _depth;

    public JsonNode? Load()
    {
        try
        {
            Next();
            if (Next() is StreamEnd)
            {
                throw Error(SpecErrorIds.NotOpenApi, new SourcePlace(path, 1, 1), "The file is empty.", "Write a document into it, or correct the path.");
            }

            var start = Next().Start;
            var root = Read();
            map.Set(root, Place(start));
            Next();
            return Next() is StreamEnd
                ? root
                : throw Error(SpecErrorIds.NotJson, Place(_parser.Current!.Start), "A second document begins here.", "Keep one document per file.");
        }
        catch (YamlException exception)
        {
            throw Error(SpecErrorIds.InvalidSyntax, Place(exception.Start.Index > 0 ? exception.Start : _parser.Current?.End ?? exception.Start), $"This is not valid YAML: {exception.Message.TrimEnd('.')}.", "Correct it; indent with spaces, never with tabs.");
        }
    }

    private ParsingEvent Next()
    {
        var last = _parser.Current?.End ?? Mark.Empty;
        try
        {
            return _parser.MoveNext() ? _parser.Current! : throw new YamlException(last, last, "the text ends too early");
        }
        catch (Exception exception) when (exception is not YamlException)
        {
            // For some malformed text the parser does not notice that it is lost, and fails as if it were at fault.
            throw new YamlException(last, last, "the parser lost its way after this place", exception);
        }
    }

    /// <summary>The node that begins at the current event; afterwards its last event is the current one.</summary>
    private JsonNode? Read()
    {
        var current = _parser.Current!;
        Count(1, current.Start);
        if (current is AnchorAlias alias)
        {
            return Follow(alias);
        }

        if (current is not NodeEvent { Anchor: var anchor })
        {
            throw new YamlException(current.Start, current.End, "a value is expected here");
        }

        if (!anchor.IsEmpty)
        {
            _openAnchors.Add(anchor.Value);
        }

        if (++_depth > SourceFile.MaxDepth)
        {
            throw Error(SpecErrorIds.NotJson, Place(current.Start), $"More than {SourceFile.MaxDepth} levels are nested here.", "Flatten the document.");
        }

        JsonNode? node = current switch
        {
            MappingStart mapping => ReadMapping(mapping),
            SequenceStart sequence => ReadSequence(sequence),
            Scalar scalar => ReadScalar(scalar),
            _ => throw new InvalidOperationException($"A node cannot begin with {current.GetType().Name}."),
        };
        _depth--;
        if (!anchor.IsEmpty)
        {
            _openAnchors.Remove(anchor.Value);
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private JsonObject ReadMapping(MappingStart start)
    {
        RequireTag(start, "tag:yaml.org,2002:map");
        var members = new JsonObject();
        var places = new Dictionary<string, SourcePlace>();
        while (Next() is not MappingEnd)
        {
            var place = Place(_parser.Current!.Start);
            var name = ReadKey(place);
            if (!places.TryAdd(name, place))
            {
                throw Error(SpecErrorIds.DuplicateKey, place, $"The key '{name}' stands here for the second time; the first is in line {places[name].Line}.", "Keep one of the two.");
            }

            Next();
            var value = Read();
            members.Add(name, value);

            // The key's place: that is where a reader looks for the value.
            map.Set(value, place);
        }

        return members;
    }

    private string ReadKey(SourcePlace place)
    {
        if (_parser.Current is not Scalar key)
        {
            throw Error(SpecErrorIds.NotJson, place, "This key is not plain text.", "Use text as the key.");
        }

        if (key is { Value: "<<", Style: ScalarStyle.Plain })
        {
            throw Error(SpecErrorIds.NotJson, place, "Merge keys are not part of YAML 1.2.", "Repeat the members, or use $ref.");
        }

        return key.Value;
    }

    private JsonArray ReadSequence(SequenceStart start)
    {
        RequireTag(start, "tag:yaml.org,2002:seq");
        var items = new JsonArray();
        while (Next() is not SequenceEnd)
        {
            var place = Place(_parser.Current!.Start);
            var item = Read();
            items.Add(item);
            map.Set(item, place);
        }

        return items;
    }

    private JsonNode? ReadScalar(Scalar scalar)
    {
        var tag = scalar switch
        {
            { Tag.IsEmpty: false, Tag.IsNonSpecific: false } => scalar.Tag.Value,
            { Tag.IsEmpty: true, Style: ScalarStyle.Plain } => CoreSchema.TagOf(scalar.Value),
            _ => CoreSchema.Text,
        };
        return CoreSchema.TryResolve(scalar.Value, tag, out var value)
            ? value
            : throw Error(SpecErrorIds.NotJson, Place(scalar.Start), $"'{scalar.Value}' cannot be written in JSON as {tag}.", "Quote it, or remove the tag.");
    }

    private JsonNode? Follow(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        if (_openAnchors.Contains(name))
        {
            throw Error(SpecErrorIds.NotJson, Place(alias.Start), $"The alias '{name}' contains itself.", "Use $ref for what is recursive.");
        }

        if (!_anchors.TryGetValue(name, out var node))
        {
            throw Error(SpecErrorIds.InvalidSyntax, Place(alias.Start), $"There is no anchor '{name}' before this alias.", "Correct the name.");
        }

        // Counted before it is copied: a few aliases of aliases of aliases would otherwise fill the memory.
        Count(Size(node), alias.Start);
        return map.Clone(node);
    }

    private void RequireTag(NodeEvent start, string tag)
    {
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific && start.Tag.Value != tag)
        {
            throw Error(SpecErrorIds.NotJson, Place(start.Start), $"The tag {start.Tag.Value} has no counterpart in JSON.", "Remove the tag.");
        }
    }

    private void Count(int nodes, Mark mark)
    {
        _nodes += nodes;
        if (_nodes > SourceFile.MaxNodes)
        {
            throw Error(SpecErrorIds.NotJson, Place(mark), $"The document has more than {SourceFile.MaxNodes} nodes, aliases included.", "Use $ref in place of aliases.");
        }
    }

    private static int Size(JsonNode? node) => node switch
    {
        JsonObject members => 1 + members.Sum(member => Size(member.Value)),
        JsonArray items => 1 + items.Sum(Size),
        _ => 1,
    };

    private SourcePlace Place(Mark mark) => new(path, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));

    private static SpecException Error(string id, SourcePlace place, string text, string remedy) => new(id, place, text, remedy);
}
