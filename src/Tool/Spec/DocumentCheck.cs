using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec;

/// <summary>What is wrong with one document; empty when nothing is.</summary>
internal sealed record DocumentCheck(string File, string? Overlay, IReadOnlyList<FailureError> Findings);
