using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// Composed schemas become one object each. Of `oneOf` the generator keeps the first alternative and loses the members of the others; `allOf` it turns into a class
/// hierarchy, which the templates do not write. Alternatives unite their members, and only what all of them require stays required: exactly which of them
/// go together is for hand-written code to enforce.
/// </summary>
internal sealed class Compositions
{
    private readonly SpecDocument _document;
    private readonly HashSet<JsonObject> _open = new(ReferenceEqualityComparer.Instance);

    private Compositions(SpecDocument document) => _document = document;

    public static void Apply(SpecDocument document)
    {
        var rule = new Compositions(document);
        var components = document.Root.Object("components")?.Object("schemas");
        foreach (var schema in Grammar.All(document.Root, Grammar.Schema))
        {
            if (schema.ContainsKey("oneOf") || (schema.ContainsKey("allOf") && (schema.Parent == components || !IsExplainedReference(schema))))
            {
                rule.Flatten(schema);
            }
        }
    }

    /// <summary>`allOf` of a single reference is how OpenAPI 3.0 puts a description beside it. The generator knows that form.</summary>
    private static bool IsExplainedReference(JsonObject schema) =>
        schema.Array("allOf") is { Count: 1 } parts && parts[0] is JsonObject part && part.ContainsKey("$ref")
        && schema.All(member => member.Key is "allOf" or "nullable" or "readOnly" or "writeOnly" or "deprecated" || Grammar.Schema.IsProse(member.Key));

    private JsonObject Flatten(JsonObject schema)
    {
        schema = _document.Resolve(schema);
        if (_open.Contains(schema))
        {
            throw Error(schema, "This schema is composed of itself.", "Compose it of others.");
        }

        if (!schema.ContainsKey("allOf") && !schema.ContainsKey("oneOf"))
        {
            return schema;
        }

        _open.Add(schema);

        if (schema.Remove("allOf", out var allOf))
        {
            foreach (var part in Parts(schema, allOf).Select(Flatten))
            {
                Both(schema, part);
            }
        }

        if (schema.Remove("oneOf", out var oneOf))
        {
            Either(schema, [.. Parts(schema, oneOf).Select(Flatten)]);
        }

        _open.Remove(schema);
        return schema;
    }

    private IEnumerable<JsonObject> Parts(JsonObject schema, JsonNode? parts) =>
        Grammar.Children(parts, NodeKind.Shape.List).ToList() is { Count: > 0 } found ? found : throw Error(schema, "A composition needs parts.", "Name at least one schema.");

    /// <summary>A value must satisfy both schemas.</summary>
    private void Both(JsonObject target, JsonObject other)
    {
        foreach (var (keyword, value) in other)
        {
            switch (keyword, target.TryGetPropertyValue(keyword, out var current) ? current : null, value)
            {
                case (_, null, _):
                    target[keyword] = _document.Map.Clone(value);
                    break;
                case ("properties", JsonObject properties, JsonObject others):
                    foreach (var (name, property) in others)
                    {
                        BothProperties(properties, name, property);
                    }

                    break;
                case ("required", JsonArray required, JsonArray others):
                    foreach (var name in others.Texts().Except(required.Texts()).ToList())
                    {
                        required.Add(name);
                    }

                    break;
                case ("enum", JsonArray values, JsonArray others):
                    target["enum"] = new JsonArray([.. values.Where(item => others.Any(known => Nodes.Same(item, known))).Select(_document.Map.Clone)]);
                    break;
                default:
                    if (!Grammar.Schema.IsProse(keyword) && !Nodes.Same(current, value))
                    {
                        throw Error(value, $"'{keyword}' contradicts {_document.PlaceOf(current)}, and a value would have to satisfy both.", "Make them equal, or keep one.");
                    }

                    break;
            }
        }
    }

    private void BothProperties(JsonObject properties, string name, JsonNode? property)
    {
        if (!properties.TryGetPropertyValue(name, out var current))
        {
            properties.Add(name, _document.Map.Clone(property));
        }
        else if (!Nodes.Same(current, property) && current is JsonObject currentSchema && property is JsonObject otherSchema)
        {
            // A reference is written out before it is narrowed, so that its target stays as it is for others.
            var merged = (JsonObject)_document.Map.Clone(Flatten(currentSchema))!;
            Both(merged, Flatten(otherSchema));
            properties[name] = merged;
        }
    }

    /// <summary>A value satisfies one of the schemas.</summary>
    private void Either(JsonObject target, List<JsonObject> parts)
    {
        foreach (var part in parts.Where(part => part.Text("type") != "object" && !part.ContainsKey("properties")))
        {
            throw Error(part, "One of the alternatives is no object, so that they have no common type in C#.", "Make all alternatives objects, or keep one.");
        }

        var properties = target.Object("properties") ?? [];
        foreach (var (name, property) in parts.SelectMany(part => part.Object("properties") ?? []))
        {
            if (!properties.TryGetPropertyValue(name, out var current))
            {
                properties.Add(name, _document.Map.Clone(property));
            }
            else
            {
                EitherProperty(properties, name, (JsonObject)current!, (JsonObject)property!);
            }
        }

        var required = parts.Select(part => part.Array("required").Texts()).Aggregate((left, right) => left.Intersect(right))
            .Union(target.Array("required").Texts()).ToList();
        target["type"] = "object";
        target["properties"] = properties.Parent is null ? properties : target["properties"];
        target.Remove("required");
        if (required.Count > 0)
        {
            target["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        }
    }

    private void EitherProperty(JsonObject properties, string name, JsonObject current, JsonObject other)
    {
        var left = Comparable(current, out var leftValues);
        var right = Comparable(other, out var rightValues);
        if (!Nodes.Same(left, right))
        {
            throw Error(other, $"The property '{name}' is another one in {_document.PlaceOf(current)}, and the alternatives share one C# type.", "Give both the same type and limits, or different names.");
        }

        if (leftValues is null && rightValues is null)
        {
            return;
        }

        // An alternative that lists values and one that lists others allow both together; one that lists none allows all.
        var merged = (JsonObject)_document.Map.Clone(_document.Resolve(current))!;
        merged.Remove("enum");
        if (leftValues is not null && rightValues is not null)
        {
            merged["enum"] = new JsonArray([.. leftValues.Concat(rightValues.Where(item => !leftValues.Any(known => Nodes.Same(known, item)))).Select(item => item?.DeepClone())]);
        }

        properties[name] = merged;
    }

    /// <summary>What of a property must be equal: all but its prose and its enumerated values.</summary>
    private JsonObject Comparable(JsonObject property, out JsonArray? values)
    {
        property = _document.Resolve(property);
        values = property.Array("enum");
        return new JsonObject(property.Where(member => member.Key != "enum" && !Grammar.Schema.IsProse(member.Key)).OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
    }

    private SpecException Error(JsonNode? node, string text, string remedy) => new(SpecErrorIds.CannotMerge, _document.PlaceOf(node), text, remedy);
}
