using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// The path below which the API lives goes to `x-base-path`, and the servers go away: a host in generated code would be one that nobody configured.
/// </summary>
internal static class BasePath
{
    public static void Apply(SpecDocument document)
    {
        var root = document.Root;
        if (!root.ContainsKey("servers") && root.ContainsKey("x-base-path"))
        {
            return;
        }

        root["x-base-path"] = Grammar.Children(root["servers"], NodeKind.Shape.List).FirstOrDefault() is { } server ? PathOf(document, server) : "";
        root.Remove("servers");
    }

    /// <summary>The path of a server's address, without slashes around it.</summary>
    public static string PathOf(SpecDocument document, JsonObject server)
    {
        var url = server.Text("url") ?? "";
        var place = document.PlaceOf(server["url"] ?? server);

        // A variable for everything up to the path, as CAMARA has it: whatever stands in it belongs to the operator.
        if (url.StartsWith('{') && url.IndexOf('}', StringComparison.Ordinal) is var end && end >= 0 && (end + 1 == url.Length || url[end + 1] == '/'))
        {
            url = url[(end + 1)..];
        }

        url = Substitute(url, server.Object("variables"), place);
        var hosted = url.Contains("://", StringComparison.Ordinal) || url.StartsWith("//", StringComparison.Ordinal);
        if (hosted)
        {
            var host = url.IndexOf("//", StringComparison.Ordinal) + 2;
            var path = url.IndexOf('/', host);
            url = path < 0 ? "" : url[path..];
        }

        return url.IndexOfAny(['?', '#']) < 0 ? url.Trim('/') : throw Unknown(place, "A server's address has no query and no fragment.", "Keep scheme, host and path.");
    }

    private static string Substitute(string url, JsonObject? variables, SourcePlace place)
    {
        while (url.IndexOf('{', StringComparison.Ordinal) is var start && start >= 0)
        {
            var end = url.IndexOf('}', start);
            if (end < 0)
            {
                throw Unknown(place, $"A brace is not closed in '{url}'.", "Close it.");
            }

            var name = url[(start + 1)..end];
            var value = variables?.Object(name)?.Text("default") ?? throw Unknown(place, $"The server variable '{name}' has no default.", "Give it one under 'variables', as text.");
            if (value.Contains('{', StringComparison.Ordinal))
            {
                throw Unknown(place, $"The default of the server variable '{name}' contains a variable.", "Write it out.");
            }

            url = url[..start] + value + url[(end + 1)..];
        }

        return url;
    }

    private static SpecException Unknown(SourcePlace place, string text, string remedy) => new(SpecErrorIds.UnknownBasePath, place, text, remedy);
}
