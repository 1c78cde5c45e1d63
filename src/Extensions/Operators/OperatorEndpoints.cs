namespace NumberVerify;

/// <summary>Where one operator is, from the options or from its metadata.</summary>
internal sealed record OperatorEndpoints(string? Issuer, Uri AuthorizationEndpoint, Uri TokenEndpoint, Uri? JwksUri, bool SendsIssuer, Uri? BackchannelAuthenticationEndpoint);
