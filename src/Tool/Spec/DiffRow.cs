namespace NumberVerify.Tool.Spec;

/// <summary>One change, as it is printed.</summary>
internal sealed record DiffRow(string Kind, string Rule, string Where, string? Old, string? New, string Meaning);
