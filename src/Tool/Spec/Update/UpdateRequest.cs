namespace NumberVerify.Tool.Spec.Update;

/// <summary>What was asked for; the file as a full path.</summary>
internal sealed record UpdateRequest(string File, string? Document = null, string? Release = null, bool DryRun = false, bool Approve = false);
