namespace NumberVerify.Tool.Scan;

/// <summary>What --json prints.</summary>
/// <param name="Files">How many files were looked into.</param>
/// <param name="Bytes">Their length together, as they lie there.</param>
internal sealed record ScanReport(int Files, long Bytes, Finding[] Findings, Omission[] NotLookedInto);
