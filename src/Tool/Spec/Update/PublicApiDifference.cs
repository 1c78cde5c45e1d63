namespace NumberVerify.Tool.Spec.Update;

/// <summary>How the public API of an assembly differs from the approved one: lines with a sign before them.</summary>
internal sealed record PublicApiDifference(string Assembly, string Difference);
