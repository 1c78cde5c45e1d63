using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Update;

/// <summary>Something that becomes a doc comment and of which nothing is said yet.</summary>
/// <param name="Pointer">JSON pointer to it.</param>
/// <param name="Place">Where it is written.</param>
public sealed record SilentPlace(string Pointer, SourcePlace Place)
{
    internal static IEnumerable<SilentPlace> In(SpecDocument document) =>
        from visit in Grammar.Walk(document.Root)
        where !visit.Node.ContainsKey("$ref")
        let pointer = Model.Pointer.Of(visit.Node)
        where WantsWords(visit.Kind, pointer) && IsSilent(visit.Node, visit.Kind)
        select new SilentPlace(pointer, document.PlaceOf(visit.Node));

    private static bool WantsWords(NodeKind kind, string pointer) =>
        kind == Grammar.Operation || kind == Grammar.Parameter || kind == Grammar.RequestBody || kind == Grammar.Response || kind == Grammar.SecurityScheme || kind == Grammar.ServerVariable
        || kind == Grammar.Tag || (kind == Grammar.Header && !pointer.Contains("/responses/", StringComparison.Ordinal))
        || (kind == Grammar.Schema && pointer.StartsWith("/components/schemas/", StringComparison.Ordinal) && !pointer.EndsWith("/items", StringComparison.Ordinal) && !pointer.Contains("Of/", StringComparison.Ordinal));

    private static bool IsSilent(JsonObject node, NodeKind kind) =>
        node.Text("description") is not { Length: > 0 } text || (kind == Grammar.Response && StatusPhrases.IsPhrase(text)) || (kind == Grammar.Operation && node.Text("summary") is null);
}
