using System.Text.Json.Nodes;

namespace NumberVerify.SpecTool.Loading;

/// <summary>
/// Remembers where each node was written. Places belong to nodes and not to JSON pointers, so they stay true while rules move nodes about.
/// </summary>
internal sealed class SourceMap
{
    private readonly Dictionary<JsonNode, SourcePlace> _places = new(ReferenceEqualityComparer.Instance);

    public void Set(JsonNode? node, SourcePlace place)
    {
        if (node is not null)
        {
            _places[node] = place;
        }
    }

    /// <summary>The node's place, or that of its nearest ancestor with one: nulls and nodes made by rules have none.</summary>
    public SourcePlace? Find(JsonNode? node)
    {
        for (; node is not null; node = node.Parent)
        {
            if (_places.TryGetValue(node, out var place))
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>A copy of a tree that knows the places of the original.</summary>
    public JsonNode? Clone(JsonNode? node)
    {
        JsonNode? copy;
        switch (node)
        {
            case null:
                return null;
            case JsonObject members:
                var newMembers = new JsonObject();
                foreach (var (name, value) in members)
                {
                    newMembers.Add(name, Clone(value));
                }

                copy = newMembers;
                break;
            case JsonArray items:
                var newItems = new JsonArray();
                foreach (var item in items)
                {
                    newItems.Add(Clone(item));
                }

                copy = newItems;
                break;
            default:
                copy = node.DeepClone();
                break;
        }

        if (_places.TryGetValue(node, out var place))
        {
            _places[copy] = place;
        }

        return copy;
    }
}
