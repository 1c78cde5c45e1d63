namespace NumberVerify.Simulator;

/// <summary>The claims an operator adds to its access tokens.</summary>
internal sealed record AccessTokenExtension(string Operator);
