using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// Every error response reads into the document's one error object. CAMARA narrows it per status (`allOf` of ErrorInfo and the documented codes), of which the
/// generator would make a type per status, and none of them would read a code that the document does not list.
/// </summary>
internal static class ErrorBodies
{
    public static void Apply(SpecDocument document)
    {
        foreach (var (_, _, response) in Operations.Responses(document).Where(entry => Operations.IsError(entry.Status)))
        {
            foreach (var media in Grammar.Children(response.Object("content"), NodeKind.Shape.Map))
            {
                if (media.Object("schema") is { } schema && ErrorObject(document, schema) is { } reference)
                {
                    media["schema"] = new JsonObject { ["$ref"] = reference };
                    document.Map.Set(media["schema"], document.PlaceOf(schema));
                }
            }
        }
    }

    /// <summary>The reference to the object that a schema is or narrows; null when it is written in place and has no name.</summary>
    public static string? ErrorObject(SpecDocument document, JsonObject schema)
    {
        string? name = null;
        for (var hops = 0; hops < 100; hops++)
        {
            if (schema.Text("$ref") is { } reference)
            {
                name = reference;
                schema = Pointer.Find(document.Root, reference) as JsonObject ?? [];
            }
            else if (Grammar.Children(schema.Array("allOf"), NodeKind.Shape.List).Where(part => part.ContainsKey("$ref")).ToList() is { Count: > 0 } parts)
            {
                schema = parts.Count == 1
                    ? parts[0]
                    : throw new SpecException(SpecErrorIds.CannotMerge, document.PlaceOf(schema), "This error is composed of several named objects, so it is not clear which one is the error.", "Compose it of one.");
            }
            else
            {
                return name;
            }
        }

        return null;
    }
}
