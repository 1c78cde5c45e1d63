using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// Composed schemas become one each. Of `oneOf` and `anyOf` the generator keeps the first alternative and loses the members of the others; `allOf` it turns into a class
/// hierarchy, which the templates do not write. Alternatives unite their members, and only what all of them require stays required: exactly which of them
/// go together is for hand-written code to enforce. Alternatives of one plain type are that type, within the limits that all of them have.
/// </summary>
internal sealed class Compositions
{
    private const int MaxDepth = 32;

    private static readonly string[] s_alternatives = ["oneOf", "anyOf"];

    private static readonly string[] s_typeFormats = ["date", "date-time", "guid", "uri", "uuid"];

    private readonly SpecDocument _document;
    private readonly HashSet<JsonObject> _open = new(ReferenceEqualityComparer.Instance);
    private int _depth;

    private Compositions(SpecDocument document) => _document = document;

    public static void Apply(SpecDocument document)
    {
        var rule = new Compositions(document);
        var components = document.Root.Object("components")?.Object("schemas");
        // Merging copies members that may be composed in their turn, so what was there at first is not all.
        while (Grammar.All(document.Root, Grammar.Schema).Where(schema => IsComposed(schema, components)).ToList() is { Count: > 0 } composed)
        {
            composed.ForEach(schema => rule.Flatten(schema));
        }
    }

    private static bool IsComposed(JsonObject schema, JsonObject? components) =>
        !schema.ContainsKey("$ref")
        && (s_alternatives.Any(schema.ContainsKey) || (schema.ContainsKey("allOf") && (schema.Parent == components || !IsExplainedReference(schema))));

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

        if (!schema.ContainsKey("allOf") && !s_alternatives.Any(schema.ContainsKey))
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

        foreach (var keyword in s_alternatives)
        {
            if (schema.Remove(keyword, out var alternatives))
            {
                Either(schema, [.. Parts(schema, alternatives).Select(Flatten)]);
            }
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
        if (IsPlain(parts[0]))
        {
            EitherPlain(target, parts);
            return;
        }

        foreach (var part in parts.Where(part => !IsObject(part) && !(IsObject(target) && IsCondition(part))))
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
                properties[name] = EitherProperty(name, (JsonObject)current!, (JsonObject)property!);
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

    private static bool IsObject(JsonObject schema) => schema.Text("type") == "object" || schema.ContainsKey("properties");

    /// <summary>Says which members go together, of an object that is described around it.</summary>
    private static bool IsCondition(JsonObject schema) => schema.ContainsKey("required") && !schema.ContainsKey("type");

    private static bool IsPlain(JsonObject schema) => schema.Text("type") is "string" or "integer" or "number" or "boolean";

    private void EitherPlain(JsonObject target, List<JsonObject> parts)
    {
        var merged = (JsonObject)_document.Map.Clone(parts[0])!;
        foreach (var part in parts.Skip(1))
        {
            merged = United(merged, part) ?? throw Error(part, $"This alternative is another type than the one in {_document.PlaceOf(parts[0])}, and they share one C# type.", "Give all of them the same type, or keep one.");
        }

        Both(target, merged);
    }

    private JsonObject EitherProperty(string name, JsonObject current, JsonObject other)
    {
        var left = Flatten(current);
        var right = Flatten(other);
        return Nodes.Same(Contract(left), Contract(right)) ? (JsonObject)_document.Map.Clone(current)!
            : United(left, right) ?? throw Error(other, $"The property '{name}' is another one in {_document.PlaceOf(current)}, and the alternatives share one C# type.", "Give both the same type, or different names.");
    }

    /// <summary>What allows all that one of two schemas allows; null where no C# type can.</summary>
    private JsonObject? United(JsonObject left, JsonObject right)
    {
        if (IsObject(left) && IsObject(right))
        {
            if (++_depth > MaxDepth)
            {
                throw Error(left, "These alternatives contain each other without end.", "Describe one object with the members of both.");
            }

            var both = new JsonObject();
            _document.Map.Set(both, _document.PlaceOf(left));
            Either(both, [left, right]);
            _depth--;
            return both;
        }

        if (left.Text("type") != right.Text("type") || TypeFormat(left) != TypeFormat(right))
        {
            return null;
        }

        var united = (JsonObject)_document.Map.Clone(left)!;
        foreach (var (keyword, value) in left)
        {
            if (keyword is "type" || Grammar.Schema.IsProse(keyword))
            {
                continue;
            }

            switch (keyword, value, right.TryGetPropertyValue(keyword, out var other) ? other : null)
            {
                // One that lists values and one that lists others allow both together; one that lists none allows all.
                case ("enum", JsonArray values, JsonArray others):
                    united["enum"] = new JsonArray([.. values.Concat(others.Where(item => !values.Any(known => Nodes.Same(known, item)))).Select(_document.Map.Clone)]);
                    break;
                case ("items", JsonObject items, JsonObject others):
                    if (Flatten(items) is var leftItems && Flatten(others) is var rightItems && !Nodes.Same(Contract(leftItems), Contract(rightItems)))
                    {
                        if (United(leftItems, rightItems) is not { } all)
                        {
                            return null;
                        }

                        united["items"] = all;
                    }

                    break;
                case var (_, ours, theirs) when !Nodes.Same(ours, theirs):
                    united.Remove(keyword);
                    break;
            }
        }

        return united;
    }

    /// <summary>A format that decides on the C# type; others are only a limit.</summary>
    private static string? TypeFormat(JsonObject schema) => schema.Text("format") is { } format && (schema.Text("type") != "string" || s_typeFormats.Contains(format)) ? format : null;

    private static JsonObject Contract(JsonObject schema) =>
        new(schema.Where(member => !Grammar.Schema.IsProse(member.Key)).OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private SpecException Error(JsonNode? node, string text, string remedy) => new(SpecErrorIds.CannotMerge, _document.PlaceOf(node), text, remedy);
}
