namespace NumberVerify.Tool.Spec;

/// <summary>One difference: the pointer, both sides as JSON, and the nearest place in our document.</summary>
internal sealed record VerifyRow(string Pointer, string? Ours, string? Official, string File, int Line, int Column);
