namespace NumberVerify.SpecTool.Update;

/// <summary>What was taken out of a document.</summary>
/// <param name="At">Its address: a JSON pointer in which list items stand by name, in brackets.</param>
/// <param name="Text">Its lines, at the margin.</param>
/// <param name="After">The entry above it; null where it was the first.</param>
/// <param name="Before">The entry below it; null where it was the last.</param>
public sealed record RetiredText(string At, string Text, string? After, string? Before);
