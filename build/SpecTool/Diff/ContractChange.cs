namespace NumberVerify.SpecTool.Diff;

/// <summary>One difference between two documents, as the author of a client meets it.</summary>
/// <param name="Kind">What it means for what works with the old document.</param>
/// <param name="Rule">The rule that found it; stable, for scripts to name.</param>
/// <param name="Where">The operations and the place in their messages.</param>
/// <param name="Old">What the old document says; null where it says nothing.</param>
/// <param name="New">What the new document says; null where it says nothing.</param>
/// <param name="Meaning">One sentence for the author of a client.</param>
public sealed record ContractChange(ChangeKind Kind, string Rule, string Where, string? Old, string? New, string Meaning);
