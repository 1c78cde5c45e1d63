using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi.Reader;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool;

/// <summary>Checks a document against the rules of OpenAPI: its shape by our own grammar, everything else with Microsoft's reader and its rule set.</summary>
public static class SpecValidator
{
    private const string Remedy = "Correct the document; the OpenAPI specification says what is allowed here.";

    /// <summary>Throws every fault at once, each with the place that its pointer leads to.</summary>
    /// <exception cref="SpecException">The document breaks a rule.</exception>
    public static void Validate(SpecDocument document)
    {
        var errors = new ErrorList();
        foreach (var (node, kind) in Grammar.Walk(document.Root))
        {
            CheckReference(document, node, kind, errors);
            CheckShape(document, node, kind, errors);
        }

        errors.ThrowIfAny();
        CheckRules(document, errors);
        errors.ThrowIfAny();
    }

    /// <summary>An overlay may have removed what is still referred to; and the generator resolves only what is in the components.</summary>
    private static void CheckReference(SpecDocument document, JsonObject node, NodeKind kind, ErrorList errors)
    {
        if (!node.TryGetPropertyValue("$ref", out var value))
        {
            return;
        }

        // OpenAPI 3.0 has no place for shared paths; those of other files were written out when they were pulled in.
        var section = kind == Grammar.PathItem ? null : kind.Section;
        var reference = value.AsText() ?? "";
        var parts = Pointer.Split(reference).ToList();
        if (Pointer.Find(document.Root, reference) is not JsonObject)
        {
            errors.Add(SpecErrorIds.UnresolvedReference, document.PlaceOf(node), $"'{reference}' points at nothing.", "Correct the reference, or add what it names.");
        }
        else if (parts.Count != 3 || parts[0] != "components" || parts[1] != section || !IsFinite(document, node))
        {
            errors.Add(
                SpecErrorIds.UnresolvedReference,
                document.PlaceOf(node),
                $"'{reference}' is no {kind.Name} of the components.",
                section is not null ? $"Put it under #/components/{section}, and refer to it there." : "Write it out.");
        }
    }

    private static bool IsFinite(SpecDocument document, JsonObject node)
    {
        for (var hops = 0; hops < 100; hops++)
        {
            if (node.Text("$ref") is not { } reference)
            {
                return true;
            }

            node = Pointer.Find(document.Root, reference) as JsonObject ?? [];
        }

        return false;
    }

    /// <summary>Microsoft's reader stumbles over text where it expects an object, without saying where.</summary>
    private static void CheckShape(SpecDocument document, JsonObject node, NodeKind kind, ErrorList errors)
    {
        foreach (var (name, value) in node)
        {
            var expected = kind.Find(name) is { } member ? Expected(member, name, value) : kind == Grammar.Schema ? ExpectedOfSchema(name, value) : null;
            if (expected is not null)
            {
                errors.Add(SpecErrorIds.InvalidDocument, document.PlaceOf(value ?? node), $"'{name}' of a {kind.Name} must be {expected}.", Remedy);
            }
        }
    }

    private static string? Expected(NodeKind.Member member, string name, JsonNode? value) => (member.Shape, value) switch
    {
        (NodeKind.Shape.One, JsonObject) => null,
        (NodeKind.Shape.One, JsonValue flag) when name == "additionalProperties" && flag.GetValueKind() is JsonValueKind.True or JsonValueKind.False => null,
        (NodeKind.Shape.One, _) => "a mapping",
        (NodeKind.Shape.List, JsonArray items) => items.All(item => item is JsonObject) ? null : "a list of mappings",
        (NodeKind.Shape.List, _) => "a list",
        (_, JsonObject entries) => entries.All(entry => entry.Value is JsonObject) ? null : "a mapping whose values are mappings",
        _ => "a mapping",
    };

    private static string? ExpectedOfSchema(string name, JsonNode? value) => (name, value) switch
    {
        ("type" or "format" or "pattern", _) => value.AsText() is null ? "text" : null,
        ("enum", _) => value is JsonArray ? null : "a list",
        ("required", _) => value is JsonArray items && items.Texts().Count() == items.Count ? null : "a list of names",
        _ => null,
    };

    private static void CheckRules(SpecDocument document, ErrorList errors)
    {
        ReadResult result;
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(JsonText.Compact(document.Root)));
        try
        {
            result = new OpenApiJsonReader().Read(json, new Uri("document:/"), new OpenApiReaderSettings());
        }
        catch (Exception exception)
        {
            // The reader throws whatever it stumbles over; to its caller that is one more way of saying that the document is wrong.
            errors.Add(SpecErrorIds.InvalidDocument, document.PlaceOf(document.Root), $"The document cannot be read: {exception.Message.TrimEnd('.')}.", Remedy);
            return;
        }

        foreach (var error in result.Diagnostic?.Errors ?? [])
        {
            var pointer = error.Pointer ?? "";
            var where = pointer is "" or "#/" ? "" : $" (at {pointer})";
            errors.Add(SpecErrorIds.InvalidDocument, document.PlaceOf(pointer), $"{error.Message.TrimEnd('.')}{where}.", Remedy);
        }
    }
}
