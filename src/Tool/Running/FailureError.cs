namespace NumberVerify.Tool.Running;

/// <summary>One thing that stopped a command; the place where there is one.</summary>
internal sealed record FailureError(string Message, string Remedy, string? Id = null, string? File = null, int? Line = null, int? Column = null);
