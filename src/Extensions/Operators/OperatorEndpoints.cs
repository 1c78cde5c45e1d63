namespace NumberVerify;

/// <summary>Where one operator is, from the options or from its metadata.</summary>
internal sealed record OperatorEndpoints(string? Issuer, Uri AuthorizationEndpoint, Uri TokenEndpoint, Uri? JwksUri, bool SendsIssuer, Uri? BackchannelAuthenticationEndpoint)
{
    /// <summary>What the metadata says of DPoP; null where there is none to ask.</summary>
    public DPoPOffer? DPoP { get; init; }
}
