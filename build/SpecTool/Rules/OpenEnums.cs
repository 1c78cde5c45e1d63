using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// Enumerated text and numbers are open sets: a server that is one release ahead sends a value that this document does not list, and it must still be read.
/// The known values stay beside the schema, in `x-known-values`.
/// </summary>
internal static class OpenEnums
{
    public static void Apply(JsonObject schema)
    {
        if (schema.Array("enum") is { } values && values.All(value => value is null || value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number))
        {
            schema.Remove("enum");
            schema["x-known-values"] = values;
        }
    }
}
