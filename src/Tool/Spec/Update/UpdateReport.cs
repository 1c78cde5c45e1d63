namespace NumberVerify.Tool.Spec.Update;

/// <summary>What an update did, or would do. Files are relative to the repository, with slashes.</summary>
/// <param name="Status">equal, dry-run or updated.</param>
/// <param name="Document">Ours.</param>
/// <param name="From">Its version before.</param>
/// <param name="To">Its version now.</param>
/// <param name="Release">The release's tag, where it is known.</param>
/// <param name="Changes">What that changes for callers.</param>
/// <param name="Differences">What changes in the document, place by place.</param>
/// <param name="Files">What was written.</param>
/// <param name="Unexplained">What is new and has no words of ours yet.</param>
/// <param name="PublicApi">How the public API differs from the approved one.</param>
/// <param name="Notes">What is left to a person.</param>
internal sealed record UpdateReport(
    string Status,
    string Document,
    string From,
    string To,
    string? Release,
    DiffRow[] Changes,
    UpdateDifference[] Differences,
    string[] Files,
    UnexplainedPlace[] Unexplained,
    PublicApiDifference[] PublicApi,
    string[] Notes);
