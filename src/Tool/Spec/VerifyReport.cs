namespace NumberVerify.Tool.Spec;

/// <summary>What <c>spec verify</c> prints.</summary>
internal sealed record VerifyReport(string Document, string Official, bool Equal, IReadOnlyList<VerifyRow> Differences);
