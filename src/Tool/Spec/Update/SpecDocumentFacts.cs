using System.Text.Json.Nodes;
using NumberVerify.SpecTool;
using NumberVerify.SpecTool.Update;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>By what a document is recognised.</summary>
internal static class SpecDocumentFacts
{
    public static string ApiNameOf(SpecDocument document) => SpecUpdate.ApiNameOf(document);

    public static string TitleOf(SpecDocument document) => (document.Root["info"] as JsonObject)?["title"]?.ToString() ?? "";

    public static IReadOnlyCollection<string> PathsOf(SpecDocument document) => [.. (document.Root["paths"] as JsonObject ?? []).Select(path => path.Key)];
}
