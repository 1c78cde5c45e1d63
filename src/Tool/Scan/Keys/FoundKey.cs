namespace NumberVerify.Tool.Scan.Keys;

/// <summary>A private key in a text: where it starts, and what it is.</summary>
internal readonly record struct FoundKey(int Start, string Kind, bool IsEncrypted);
