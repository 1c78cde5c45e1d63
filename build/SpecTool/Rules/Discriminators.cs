using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// A schema that others extend, told apart by one member, is said as the alternatives that it stands for: the base and, as `oneOf`, what each of them adds. A reference
/// to the base then reaches what may really come, where the generator would make a type of the base's members alone.
/// </summary>
internal static class Discriminators
{
    public static void Apply(SpecDocument document)
    {
        foreach (var schema in Grammar.All(document.Root, Grammar.Schema))
        {
            if (!schema.Remove("discriminator", out var value) || schema.ContainsKey("oneOf") || schema.ContainsKey("anyOf"))
            {
                // Alternatives that are listed need no discriminator: they are united as any others.
                continue;
            }

            var alternatives = Extensions(document, schema, value as JsonObject ?? []).Select(extension => Additions(document, schema, extension)).Where(added => added.Count > 0).ToList();
            if (alternatives.Count > 0)
            {
                schema["oneOf"] = new JsonArray([.. alternatives]);
                document.Map.Set(schema["oneOf"], document.PlaceOf(schema));
            }
        }
    }

    /// <summary>The schemas that extend the base: those that the mapping names and, where there is none, all that are composed of it.</summary>
    public static IEnumerable<JsonObject> Extensions(SpecDocument document, JsonObject schema, JsonObject discriminator)
    {
        if (discriminator.Object("mapping") is not { Count: > 0 } mapping)
        {
            return Grammar.Children(document.Root.Object("components")?.Object("schemas"), NodeKind.Shape.Map).Where(other => Extends(document, other, schema));
        }

        return mapping.Select(entry => entry.Value.AsText() ?? "").Distinct(StringComparer.Ordinal).Select(target =>
            Pointer.Find(document.Root, target.StartsWith('#') ? target : $"#/components/schemas/{target}") is JsonObject found
                ? document.Resolve(found)
                : throw new SpecException(SpecErrorIds.UnresolvedReference, document.PlaceOf(mapping), $"'{target}' points at nothing.", "Correct the mapping, or add what it names."))
            .Where(found => found != schema);
    }

    private static bool Extends(SpecDocument document, JsonObject schema, JsonObject other) =>
        Grammar.Children(schema["allOf"], NodeKind.Shape.List).Any(part => part.ContainsKey("$ref") && document.Resolve(part) == other);

    /// <summary>A schema without the base that it extends: as a part of that, it would be composed of itself.</summary>
    private static JsonObject Additions(SpecDocument document, JsonObject schema, JsonObject extension)
    {
        var added = (JsonObject)document.Map.Clone(extension)!;
        if (added.Array("allOf") is { } parts)
        {
            foreach (var part in parts.OfType<JsonObject>().Where(part => part.ContainsKey("$ref") && document.Resolve(part) == schema).ToList())
            {
                parts.Remove(part);
            }

            if (parts.Count == 0)
            {
                added.Remove("allOf");
            }
        }

        // A bare type adds nothing, and prose of an alternative would be taken for the whole.
        return added.Any(member => member.Key != "type" && !Grammar.Schema.IsProse(member.Key)) ? added : [];
    }
}
