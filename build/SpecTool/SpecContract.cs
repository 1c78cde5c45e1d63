using System.Globalization;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool;

/// <summary>
/// What two parties must agree on: a document without its prose, in one order of writing. Two documents in different words have the same contract
/// when they describe the same API.
/// </summary>
public static class SpecContract
{
    /// <summary>The contract of a document, as a tree of its own.</summary>
    public static JsonObject Of(SpecDocument document) => Strip(document.Root, Grammar.Document);

    /// <summary>A contract, or any JSON, as text: two spaces, LF, and a final newline.</summary>
    public static string Print(JsonNode contract) => JsonText.Indented(contract);

    /// <summary>Every difference, in the order of the names; empty when the contracts are equal.</summary>
    public static IReadOnlyList<SpecDifference> Compare(JsonNode? left, JsonNode? right)
    {
        var differences = new List<SpecDifference>();
        Compare("", left, right, differences);
        return differences;
    }

    private static JsonObject Strip(JsonObject node, NodeKind kind)
    {
        var contract = new JsonObject();
        foreach (var (name, value) in node.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            if (kind.IsProse(name))
            {
                continue;
            }

            contract.Add(name, Member(kind, name, value));
        }

        return contract;
    }

    /// <summary>The contract of one member of an object of some kind.</summary>
    internal static JsonNode? Member(NodeKind kind, string name, JsonNode? value) => kind.Find(name) switch
    {
        { } member => Strip(value, member),
        null when kind == Grammar.Flow && name == "scopes" => Names(value),
        null when (kind == Grammar.Schema && name is "required" or "enum") || (kind == Grammar.Document && name == "security") || kind == Grammar.Operation && name == "security" => Sets(value),
        _ => Ordered(value),
    };

    internal static JsonNode? Strip(JsonNode? value, NodeKind.Member member) => (member.Shape, value) switch
    {
        (NodeKind.Shape.One, JsonObject single) => Strip(single, member.Kind),
        (NodeKind.Shape.List, JsonArray items) => new JsonArray([.. items.Select(item => item is JsonObject single ? Strip(single, member.Kind) : Ordered(item))]),
        (NodeKind.Shape.Map, JsonObject entries) => new JsonObject(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value is JsonObject single ? Strip(single, member.Kind) : Ordered(entry.Value)))),
        _ => Ordered(value),
    };

    /// <summary>The values of a flow's scopes are their descriptions.</summary>
    private static JsonNode? Names(JsonNode? value) => value is JsonObject names ? Ordered(new JsonArray([.. names.Select(name => name.Key).Order(StringComparer.Ordinal).Select(name => (JsonNode)name)])) : Ordered(value);

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    /// <summary>Lists whose order means nothing: required members, enumerated values, scopes.</summary>
    private static JsonNode? Sets(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sets(member.Value)))),
        JsonArray items when items.Any(item => item is JsonObject or JsonArray) => new JsonArray([.. items.Select(Sets)]),
        JsonArray items => new JsonArray([.. items.OrderBy(JsonText.Compact, StringComparer.Ordinal).Select(Ordered)]),
        _ => Ordered(node),
    };

    private static void Compare(string pointer, JsonNode? left, JsonNode? right, List<SpecDifference> differences)
    {
        switch (left, right)
        {
            case (JsonObject leftMembers, JsonObject rightMembers):
                foreach (var name in leftMembers.Select(member => member.Key).Union(rightMembers.Select(member => member.Key)).Order(StringComparer.Ordinal))
                {
                    var inner = Pointer.Append(pointer, name);
                    switch (leftMembers.TryGetPropertyValue(name, out var leftValue), rightMembers.TryGetPropertyValue(name, out var rightValue))
                    {
                        case (true, true):
                            Compare(inner, leftValue, rightValue, differences);
                            break;
                        case (true, false):
                            differences.Add(new SpecDifference(inner, JsonText.Compact(leftValue), null));
                            break;
                        default:
                            differences.Add(new SpecDifference(inner, null, JsonText.Compact(rightValue)));
                            break;
                    }
                }

                break;
            case (JsonArray leftItems, JsonArray rightItems) when leftItems.Count == rightItems.Count && leftItems.Any(item => item is JsonObject or JsonArray):
                for (var index = 0; index < leftItems.Count; index++)
                {
                    Compare(Pointer.Append(pointer, index.ToString(CultureInfo.InvariantCulture)), leftItems[index], rightItems[index], differences);
                }

                break;
            default:
                if (!Nodes.Same(left, right))
                {
                    differences.Add(new SpecDifference(pointer, JsonText.Compact(left), JsonText.Compact(right)));
                }

                break;
        }
    }
}
