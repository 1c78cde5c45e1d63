using System.Text.Json;
using System.Text.Json.Nodes;

namespace NumberVerify.SpecTool.Model;

/// <summary>Reading a tree without throwing: a member of the wrong type counts as absent, for the validator has already spoken.</summary>
internal static class Nodes
{
    public static JsonObject? Object(this JsonObject node, string name) => node.TryGetPropertyValue(name, out var value) ? value as JsonObject : null;

    public static JsonArray? Array(this JsonObject node, string name) => node.TryGetPropertyValue(name, out var value) ? value as JsonArray : null;

    public static string? Text(this JsonObject node, string name) => node.TryGetPropertyValue(name, out var value) ? value.AsText() : null;

    public static bool IsTrue(this JsonObject node, string name) => node.TryGetPropertyValue(name, out var value) && value?.GetValueKind() == JsonValueKind.True;

    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static IEnumerable<string> Texts(this JsonArray? items) => items?.Select(AsText).OfType<string>() ?? [];

    public static bool Same(JsonNode? left, JsonNode? right) => JsonText.Compact(left) == JsonText.Compact(right);
}
