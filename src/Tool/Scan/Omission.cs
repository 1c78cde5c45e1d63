namespace NumberVerify.Tool.Scan;

/// <summary>A place that was not looked into, or not wholly, and why.</summary>
internal sealed record Omission(string Place, string Reason);
