using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Loading;

/// <summary>Which versions are read, and how 3.1 becomes 3.0, the only version the generator reads in full.</summary>
internal static class OpenApiVersion
{
    private static readonly string[] NotIn30 =
    [
        "$defs", "$dynamicRef", "$dynamicAnchor", "$anchor", "$id", "$schema", "if", "then", "else", "prefixItems", "contains", "propertyNames", "patternProperties",
        "dependentSchemas", "dependentRequired", "unevaluatedProperties", "unevaluatedItems", "contentMediaType", "contentEncoding",
    ];

    public static JsonObject Require(JsonNode? node, string path, SourceMap map)
    {
        var place = map.Find(node) ?? new SourcePlace(path, 1, 1);
        if (node is not JsonObject root)
        {
            throw new SpecException(SpecErrorIds.NotOpenApi, place, "An OpenAPI document is a mapping.", "Give the path of an OpenAPI document.");
        }

        if (!root.TryGetPropertyValue("openapi", out var version))
        {
            var text = root.ContainsKey("swagger") ? "This is Swagger 2.0." : "There is no 'openapi' member.";
            throw new SpecException(SpecErrorIds.NotOpenApi, place, text, "Use a document that begins with 'openapi: 3.0.3'.");
        }

        if (version.AsText() is not { } number || !(number.StartsWith("3.0.", StringComparison.Ordinal) || number.StartsWith("3.1.", StringComparison.Ordinal)))
        {
            throw new SpecException(SpecErrorIds.NotOpenApi, map.Find(version) ?? place, $"OpenAPI '{version}' is not read.", "Use 3.0.x, as text, for example 3.0.3.");
        }

        return root;
    }

    public static void Lower(JsonObject root, SourceMap map)
    {
        if (root.Text("openapi")!.StartsWith("3.0.", StringComparison.Ordinal))
        {
            return;
        }

        var errors = new ErrorList();
        foreach (var (node, kind) in Grammar.Walk(root))
        {
            if (kind == Grammar.Schema)
            {
                Lower(node, map, errors);
            }
        }

        // Only prose and defaults; nothing that the generator or 3.0's validator would understand.
        root.Remove("jsonSchemaDialect");
        root.Object("info")?.Remove("summary");
        root.Object("info")?.Object("license")?.Remove("identifier");
        errors.ThrowIfAny();
        var place = map.Find(root["openapi"]);
        root["openapi"] = "3.0.3";
        map.Set(root["openapi"], place!.Value);
    }

    private static void Lower(JsonObject schema, SourceMap map, ErrorList errors)
    {
        var place = map.Find(schema)!.Value;
        foreach (var keyword in NotIn30.Where(schema.ContainsKey))
        {
            errors.Add(SpecErrorIds.NotOpenApi, map.Find(schema[keyword]) ?? place, $"'{keyword}' is of OpenAPI 3.1 and has no counterpart in 3.0.", "Describe the schema without it.");
        }

        if (schema.Array("type") is { } types)
        {
            var names = types.Texts().Where(name => name != "null").ToList();
            if (names.Count != 1)
            {
                errors.Add(SpecErrorIds.NotOpenApi, map.Find(types) ?? place, "A value of several types has no counterpart in OpenAPI 3.0.", "Keep one type, and 'null' beside it if need be.");
                return;
            }

            var nullable = names.Count < types.Count;
            schema["type"] = names[0];
            if (nullable)
            {
                schema["nullable"] = true;
            }
        }

        if (schema.Remove("const", out var value))
        {
            schema["enum"] = new JsonArray(value);
        }

        schema.Remove("examples");
        LowerBound(schema, "minimum", "exclusiveMinimum");
        LowerBound(schema, "maximum", "exclusiveMaximum");
    }

    private static void LowerBound(JsonObject schema, string bound, string exclusive)
    {
        if (schema.TryGetPropertyValue(exclusive, out var value) && value?.GetValueKind() == JsonValueKind.Number)
        {
            schema.Remove(exclusive);
            schema[bound] = value;
            schema[exclusive] = true;
        }
    }
}
