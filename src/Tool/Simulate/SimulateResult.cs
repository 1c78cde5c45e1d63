namespace NumberVerify.Tool.Simulate;

/// <summary>Where the simulator is, once it listens.</summary>
internal sealed record SimulateResult(string Issuer, string Page, string ApiRoot, string AuthorizationEndpoint, string TokenEndpoint, string JwksUri);
