namespace NumberVerify.Tool.Spec.Update;

/// <summary>One difference of the contract; absent is null, everything else is JSON.</summary>
internal sealed record UpdateDifference(string Pointer, string? Ours, string? Published);
