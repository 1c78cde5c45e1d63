using System.Globalization;
using System.Text.Json.Nodes;

namespace NumberVerify.SpecTool.Model;

/// <summary>JSON Pointer (RFC 6901).</summary>
internal static class Pointer
{
    public static string Of(JsonNode? node)
    {
        var parts = new Stack<string>();
        for (; node?.Parent is { } parent; node = parent)
        {
            parts.Push(parent is JsonArray items ? items.IndexOf(node).ToString(CultureInfo.InvariantCulture) : Escape(node.GetPropertyName()));
        }

        return string.Concat(parts.Select(part => "/" + part));
    }

    public static string Append(string pointer, string name) => $"{pointer}/{Escape(name)}";

    /// <summary>The node, or null and how far the pointer led.</summary>
    public static JsonNode? Find(JsonNode? root, string pointer, out JsonNode? nearest)
    {
        nearest = root;
        foreach (var part in Split(pointer))
        {
            var next = nearest switch
            {
                JsonObject members when members.TryGetPropertyValue(part, out var member) => member,
                JsonArray items when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            nearest = next;
        }

        return nearest;
    }

    public static JsonNode? Find(JsonNode? root, string pointer) => Find(root, pointer, out _);

    /// <summary>The parts of a pointer or of a `$ref` fragment, decoded.</summary>
    public static IEnumerable<string> Split(string pointer) =>
        pointer.TrimStart('#').Split('/').Skip(1)
            .Select(part => Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
