using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// An object whose members nobody knows beforehand is a dictionary where its values are text, and JSON as it came everywhere else: the generator's own choices need
/// reflection.
/// </summary>
internal static class OpenObjects
{
    private const string AnyJson = "System.Text.Json.JsonElement";

    private static readonly string[] s_compositions = ["allOf", "oneOf", "anyOf"];

    public static void Apply(SpecDocument document)
    {
        foreach (var schema in Grammar.All(document.Root, Grammar.Schema).ToList())
        {
            foreach (var (name, value) in schema.Object("properties")?.ToList() ?? [])
            {
                if (value is JsonObject property && !property.ContainsKey("x-type") && TypeOf(document, property) is { } type)
                {
                    var isOptional = !schema.Array("required").Texts().Contains(name) || document.Resolve(property).IsTrue("nullable");
                    var open = new JsonObject { ["type"] = "object", ["x-type"] = isOptional ? type + "?" : type };
                    if ((property.Text("description") ?? document.Resolve(property).Text("description")) is { } description)
                    {
                        open["description"] = description;
                    }

                    document.Map.Set(open, document.PlaceOf(property));
                    schema.Object("properties")![name] = open;
                }
            }
        }
    }

    /// <summary>Whether a schema is such an object.</summary>
    public static bool IsOpen(SpecDocument document, JsonObject reference) =>
        document.Resolve(reference) is var schema && schema.Text("type") == "object" && schema.Object("properties") is not { Count: > 0 } && !s_compositions.Any(schema.ContainsKey);

    private static string? TypeOf(SpecDocument document, JsonObject property)
    {
        var schema = document.Resolve(property);
        if (schema.Text("type") == "array" && schema.Object("items") is { } items && IsOpen(document, items))
        {
            return $"System.Collections.Generic.IReadOnlyList<{AnyJson}>";
        }

        return !IsOpen(document, schema) ? null
            : schema.Object("additionalProperties") is { } values && document.Resolve(values) is var text && text.Text("type") == "string"
                ? "System.Collections.Generic.IReadOnlyDictionary<string, string>"
                : AnyJson;
    }
}
