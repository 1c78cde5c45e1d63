using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Diff;

/// <summary>A part of a document as text, without prose and with every reference written out: equal texts mean the same, whatever the components are called.</summary>
internal static class Canonical
{
    public static string Text(SpecDocument document, JsonNode? node, NodeKind kind) => JsonText.Compact(Write(document, node, kind, []));

    private static JsonNode? Write(SpecDocument document, JsonNode? node, NodeKind kind, List<JsonObject> open)
    {
        if (node is not JsonObject members)
        {
            return node?.DeepClone();
        }

        if (open.Contains(members))
        {
            return JsonValue.Create($"the {kind.Name} around it, {open.Count - open.IndexOf(members)} above");
        }

        open.Add(members);
        JsonNode? written;
        if (members.Text("$ref") is { } reference && Pointer.Find(document.Root, reference) is JsonObject target && target != members && members.All(member => member.Key == "$ref" || kind.IsProse(member.Key)))
        {
            written = Write(document, target, kind, open);
        }
        else
        {
            written = new JsonObject(members.Where(member => !kind.IsProse(member.Key)).OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => KeyValuePair.Create(member.Key, kind.Find(member.Key) is { } known ? Write(document, member.Value, known, open) : Ordered(member.Key, member.Value))));
        }

        open.RemoveAt(open.Count - 1);
        return written;
    }

    private static JsonNode? Write(SpecDocument document, JsonNode? value, NodeKind.Member member, List<JsonObject> open) => (member.Shape, value) switch
    {
        (NodeKind.Shape.List, JsonArray items) => new JsonArray([.. items.Select(item => Write(document, item, member.Kind, open))]),
        (NodeKind.Shape.Map, JsonObject entries) => new JsonObject(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Write(document, entry.Value, member.Kind, open)))),
        _ => Write(document, value, member.Kind, open),
    };

    /// <summary>Lists whose order means nothing are sorted.</summary>
    private static JsonNode? Ordered(string name, JsonNode? value) => (name, value) switch
    {
        ("required" or "enum" or "type", JsonArray items) => new JsonArray([.. items.Select(item => item?.DeepClone()).OrderBy(JsonText.Compact, StringComparer.Ordinal)]),
        _ => value?.DeepClone(),
    };
}
