using System.Text.Json.Nodes;
using NumberVerify.SpecTool;

namespace NumberVerify.Tool.Spec;

/// <summary>Which API a document describes, whatever its version.</summary>
/// <param name="Name">The name in the base path, as CAMARA has it: the part before the version; null where there is none.</param>
/// <param name="Title">The title.</param>
/// <param name="Paths">The paths, below the base path.</param>
internal sealed record ApiIdentity(string? Name, string? Title, IReadOnlyList<string> Paths)
{
    public static ApiIdentity Of(SpecDocument document)
    {
        var path = (document.Root["servers"] as JsonArray)?.OfType<JsonObject>().Select(server => PathOf(document, server)).FirstOrDefault() ?? "";
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return new ApiIdentity(parts.Length >= 2 && parts[^1].StartsWith('v') ? parts[^2] : null, (document.Root["info"] as JsonObject)?["title"]?.ToString(), [.. (document.Root["paths"] as JsonObject ?? []).Select(static entry => entry.Key)]);
    }

    /// <summary>By the name where both have one, else by the title.</summary>
    public bool IsSame(ApiIdentity other) => Name is not null && other.Name is not null
        ? Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase)
        : Title is not null && Title.Equals(other.Title, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where names do not tell: more than half of the paths that either has, the other has too.</summary>
    public bool HasSamePaths(ApiIdentity other) => (Name is null || other.Name is null) && Paths.Intersect(other.Paths, StringComparer.Ordinal).Count() * 2 > Math.Max(Paths.Count, other.Paths.Count);

    public override string ToString() => Name ?? Title ?? "an API without a name";

    private static string PathOf(SpecDocument document, JsonObject server) => SpecTool.Diff.ContractDiff.PathOf(document, server);
}
