using NumberVerify.SpecTool.Update;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>What is to be written where; null for a file that is to be deleted.</summary>
internal sealed record UpdatePlan(
    string Document,
    string From,
    string To,
    string? Release,
    DiffReport Changes,
    SpecUpdate Update,
    IReadOnlyList<(string Path, byte[]? Content)> Files,
    IReadOnlyList<string> Notes);
