using NumberVerify.SpecTool;

namespace NumberVerify.Tool.Spec;

/// <summary>One of the two documents.</summary>
internal sealed record DiffSide(string File, string? Title, string? Version)
{
    public static DiffSide Of(SpecDocument document) => new(document.Path, TextOf(document, "title"), TextOf(document, "version"));

    public override string ToString() => Title is null && Version is null ? Path.GetFileName(File) : $"{Title} {Version}".Trim();

    private static string? TextOf(SpecDocument document, string name) => document.Root["info"] is System.Text.Json.Nodes.JsonObject info ? info[name]?.ToString() : null;
}
