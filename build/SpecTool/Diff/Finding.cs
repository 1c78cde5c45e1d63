namespace NumberVerify.SpecTool.Diff;

/// <summary>One difference at one place, before equal ones are gathered in a row.</summary>
internal sealed record Finding(ChangeKind Kind, string Rule, Place Place, string? Old, string? New, string Meaning);
