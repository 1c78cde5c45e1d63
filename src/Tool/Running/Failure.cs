namespace NumberVerify.Tool.Running;

/// <summary>What --json prints in place of a result.</summary>
internal sealed record Failure(FailureError[] Errors);
