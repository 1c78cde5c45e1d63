using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// An integer without a format is an `int`, said aloud so that no generator version decides otherwise; a `long` where its limits say that it can be larger.
/// </summary>
internal static class IntegerFormats
{
    public static void Apply(JsonObject schema)
    {
        if (schema.Text("type") == "integer" && !schema.ContainsKey("format"))
        {
            schema["format"] = IsLarge(schema["minimum"]) || IsLarge(schema["maximum"]) ? "int64" : "int32";
        }
    }

    private static bool IsLarge(JsonNode? limit) => limit?.GetValueKind() == JsonValueKind.Number && !(limit is JsonValue value && value.TryGetValue(out long number) && number is >= int.MinValue and <= int.MaxValue);
}
