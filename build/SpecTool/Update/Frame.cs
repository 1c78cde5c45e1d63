using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Update;

/// <summary>What the members of a mapping mean: those of an object of OpenAPI, those of a map whose names the author gives, or scopes with their explanations.</summary>
internal sealed class Frame
{
    private readonly NodeKind? _object;
    private readonly NodeKind? _map;

    private Frame(NodeKind? ofObject, NodeKind? ofMap)
    {
        _object = ofObject;
        _map = ofMap;
    }

    public static Frame Scopes { get; } = new(null, null);

    /// <summary>The kind of the object; null for a map.</summary>
    public NodeKind? Kind => _object;

    public static Frame Object(NodeKind kind) => new(kind, null);

    public static Frame Map(NodeKind kind) => new(null, kind);

    public bool IsProse(string name) => _object?.IsProse(name) == true;

    /// <summary>Whether the object is nothing but a reference, which tolerates nothing beside it.</summary>
    public bool IsReference(JsonObject node) => (_object?.Section is not null || _object == Grammar.PathItem) && node.ContainsKey("$ref");

    public JsonNode? Contract(string name, JsonNode? value) =>
        _object is not null ? SpecContract.Member(_object, name, value)
        : _map is not null ? SpecContract.Strip(value, new NodeKind.Member(_map, NodeKind.Shape.One))
        : null;

    /// <summary>How a member's value is merged with another: as a mapping, as a list of objects of one kind, or, where both are null, as one piece.</summary>
    public (Frame? Mapping, NodeKind? Items) Inside(string name) =>
        _map is not null ? (Object(_map), null)
        : _object is null ? (null, null)
        : _object == Grammar.Flow && name == "scopes" ? (Scopes, null)
        : _object.Find(name) switch
        {
            { Shape: NodeKind.Shape.One } one => (Object(one.Kind), null),
            { Shape: NodeKind.Shape.Map } map => (Map(map.Kind), null),
            { } list => (null, list.Kind),
            _ => (null, null),
        };

    /// <summary>A member as it is published, without its prose; but a response must say something, and a scope must explain itself with text.</summary>
    public JsonNode? Bare(string name, JsonNode? value, StatusPhrases phrases)
    {
        if (this == Scopes)
        {
            return "";
        }

        var (mapping, items) = Inside(name);
        return value switch
        {
            JsonObject members when mapping is not null => mapping.Bare(members, phrases, name),
            JsonArray list when items is not null => new JsonArray([.. list.Select(item => item is JsonObject single ? Object(items).Bare(single, phrases, "") : item?.DeepClone())]),
            _ => value?.DeepClone(),
        };
    }

    public JsonObject Bare(JsonObject node, StatusPhrases phrases, string name)
    {
        var bare = new JsonObject();
        if (_object == Grammar.Response && !node.ContainsKey("$ref"))
        {
            bare.Add("description", phrases.Of(name));
        }

        foreach (var (member, value) in node.Where(member => !IsProse(member.Key)))
        {
            bare.Add(member, Bare(member, value, phrases));
        }

        return bare;
    }

    /// <summary>Whether a member holds words that somebody chose.</summary>
    public bool HasWords(string name, JsonNode? value)
    {
        if (IsProse(name))
        {
            return !(_object == Grammar.Response && name == "description" && StatusPhrases.IsPhrase(value.AsText()));
        }

        if (this == Scopes)
        {
            return value.AsText() is not "";
        }

        var (mapping, items) = Inside(name);
        return value switch
        {
            JsonObject members when mapping is not null => members.Any(member => mapping.HasWords(member.Key, member.Value)),
            JsonArray list when items is not null => list.OfType<JsonObject>().Any(item => item.Any(member => Object(items).HasWords(member.Key, member.Value))),
            _ => false,
        };
    }
}
