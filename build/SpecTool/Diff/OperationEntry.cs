using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Diff;

/// <summary>An operation with what its path says beside it.</summary>
/// <param name="Name">Method and path, as its author reads it.</param>
/// <param name="Path">The path; of a callback, the expression.</param>
/// <param name="Item">The path's object.</param>
/// <param name="Operation">The operation's own.</param>
internal sealed record OperationEntry(string Name, string Path, JsonObject Item, JsonObject Operation)
{
    /// <summary>The operations of a map of paths, by what stays when a parameter in a path is renamed.</summary>
    public static Dictionary<string, OperationEntry> Of(SpecDocument document, JsonObject? paths, string prefix = "")
    {
        var found = new Dictionary<string, OperationEntry>(StringComparer.Ordinal);
        foreach (var (path, value) in paths ?? [])
        {
            if (value is not JsonObject reference || path.StartsWith("x-", StringComparison.Ordinal))
            {
                continue;
            }

            var item = document.Follow(reference);
            foreach (var method in Grammar.Methods.Where(method => item.Object(method) is not null))
            {
                var name = $"{prefix}{method.ToUpperInvariant()} {path}";
                found[$"{prefix}{Template(path)} {method}"] = new OperationEntry(name, path, item, item.Object(method)!);
            }
        }

        return found;
    }

    /// <summary>The calls that the server makes because of this one.</summary>
    public Dictionary<string, OperationEntry> Callbacks(SpecDocument document)
    {
        var found = new Dictionary<string, OperationEntry>(StringComparer.Ordinal);
        foreach (var (name, value) in Operation.Object("callbacks") ?? [])
        {
            foreach (var (key, entry) in Of(document, value is JsonObject reference ? document.Follow(reference) : null, $"callback {name} of {Name}: "))
            {
                found[key] = entry;
            }
        }

        return found;
    }

    /// <summary>By where they are and what they are called; those of the path by their position in it.</summary>
    public Dictionary<string, JsonObject> Parameters(SpecDocument document)
    {
        var names = Path.Split('{').Skip(1).Select(part => part.Split('}')[0]).ToList();
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var parameter in ((JsonArray?[])[Item.Array("parameters"), Operation.Array("parameters")]).SelectMany(list => list?.OfType<JsonObject>() ?? []).Select(document.Follow))
        {
            var (name, location) = (parameter.Text("name") ?? "", parameter.Text("in") ?? "");
            var key = location switch
            {
                "path" => names.IndexOf(name).ToString("D3", System.Globalization.CultureInfo.InvariantCulture),
                "header" => name.ToLowerInvariant(),
                _ => name,
            };
            found[$"{location} {key}"] = parameter;
        }

        return found;
    }

    public JsonObject? RequestBody(SpecDocument document) => Operation.Object("requestBody") is { } body ? document.Follow(body) : null;

    public Dictionary<string, JsonObject> Responses(SpecDocument document) =>
        (Operation.Object("responses") ?? []).Where(response => !response.Key.StartsWith("x-", StringComparison.Ordinal) && response.Value is JsonObject)
            .ToDictionary(response => response.Key, response => document.Follow((JsonObject)response.Value!), StringComparer.Ordinal);

    private static string Template(string path) => path.StartsWith('/') ? string.Concat(path.Split('{').Select((part, index) => index == 0 ? part : "{" + part[Math.Max(0, part.IndexOf('}', StringComparison.Ordinal))..])) : path;
}
