namespace NumberVerify.Simulator;

/// <summary>One thing the operator can be asked, at the path its dialect gives it.</summary>
internal sealed record PageRoute(string Method, string Path);
