using System.Globalization;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// A C# method returns one type. Of several success responses one stays; the other statuses go to `x-further-successes`, where their body is read into the same
/// type, and to `x-empty-successes`, where there is none. Bodies that differ become alternatives of one type.
/// </summary>
internal static class SuccessResponses
{
    private const string Json = "application/json";

    public static void Apply(SpecDocument document)
    {
        foreach (var (_, _, _, operation) in Operations.All(document))
        {
            if (operation.Object("responses") is { } responses && responses.Where(response => Operations.IsSuccess(response.Key)).ToList() is { Count: > 1 } successes)
            {
                Unite(document, operation, responses, [.. successes.Select(success => (success.Key, document.Resolve((JsonObject)success.Value!)))]);
            }
        }
    }

    private static void Unite(SpecDocument document, JsonObject operation, JsonObject responses, List<(string Status, JsonObject Response)> successes)
    {
        var bodies = successes.Where(success => SchemaOf(success.Response) is not null).ToList();
        var (kept, response) = bodies.Count > 0 ? bodies[0] : successes[0];
        var read = bodies.Count > 0 ? bodies : successes;
        operation["x-further-successes"] = Statuses(read.Select(success => success.Status).Where(status => status != kept));
        operation["x-empty-successes"] = Statuses(successes.Except(read).Select(success => success.Status));
        foreach (var (status, _) in successes)
        {
            if (status != kept)
            {
                responses.Remove(status);
            }
        }

        var schemas = bodies.Select(body => SchemaOf(body.Response)!).DistinctBy(JsonText.Compact).ToList();
        if (schemas.Count > 1)
        {
            // The response may be shared with an operation that has no other.
            var own = (JsonObject)document.Map.Clone(response)!;
            responses[kept] = own;
            own.Object("content")!.Object(Json)!["schema"] = new JsonObject { ["$ref"] = Alternatives(document, operation, schemas) };
        }
    }

    private static string Alternatives(SpecDocument document, JsonObject operation, List<JsonObject> schemas)
    {
        var components = document.Root.Object("components")?.Object("schemas") ?? [];
        var name = CSharpNames.Pascal(operation.Text("operationId") ?? "") + "Result";
        while (components.ContainsKey(name))
        {
            name += "Either";
        }

        var alternatives = new JsonObject { ["oneOf"] = new JsonArray([.. schemas.Select(document.Map.Clone)]) };
        document.Map.Set(alternatives, document.PlaceOf(schemas[1]));
        if (components.Parent is null)
        {
            ((JsonObject)(document.Root["components"] ??= new JsonObject()))["schemas"] = components;
        }

        components.Add(name, alternatives);
        return $"#/components/schemas/{name}";
    }

    private static JsonObject? SchemaOf(JsonObject response) => response.Object("content")?.Object(Json)?.Object("schema");

    private static JsonArray Statuses(IEnumerable<string> statuses) => new([.. statuses.Select(status => (JsonNode)int.Parse(status, CultureInfo.InvariantCulture))]);
}
