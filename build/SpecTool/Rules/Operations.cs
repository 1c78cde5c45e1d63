using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>The operations of a document and their responses, references followed.</summary>
internal static class Operations
{
    public static IEnumerable<(string Path, JsonObject Item, string Method, JsonObject Operation)> All(SpecDocument document) =>
        from path in document.Root.Object("paths") ?? []
        let item = path.Value as JsonObject
        where item is not null
        from method in Grammar.Methods
        let operation = item.Object(method)
        where operation is not null
        select (path.Key, item, method, operation);

    public static IEnumerable<(JsonObject Operation, string Status, JsonObject Response)> Responses(SpecDocument document) =>
        from entry in All(document)
        from response in entry.Operation.Object("responses") ?? []
        where response.Value is JsonObject && !response.Key.StartsWith("x-", StringComparison.Ordinal)
        select (entry.Operation, response.Key, document.Resolve((JsonObject)response.Value!));

    /// <summary>The path's parameters and the operation's, of which the latter win.</summary>
    public static IReadOnlyList<JsonObject> Parameters(SpecDocument document, JsonObject item, JsonObject operation)
    {
        var own = Grammar.Children(operation.Array("parameters"), NodeKind.Shape.List).Select(document.Resolve).ToList();
        var shared = Grammar.Children(item.Array("parameters"), NodeKind.Shape.List).Select(document.Resolve)
            .Where(parameter => !own.Any(other => other.Text("name") == parameter.Text("name") && other.Text("in") == parameter.Text("in")));
        return [.. shared, .. own];
    }

    public static bool IsSuccess(string status) => status is ['2', _, _] && !status.EndsWith("XX", StringComparison.OrdinalIgnoreCase);

    public static bool IsError(string status) => status is "default" or ['4' or '5', _, _];
}
