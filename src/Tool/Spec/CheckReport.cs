namespace NumberVerify.Tool.Spec;

/// <summary>What <c>spec check</c> prints.</summary>
internal sealed record CheckReport(string Folder, int Findings, IReadOnlyList<DocumentCheck> Documents);
