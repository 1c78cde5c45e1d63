namespace NumberVerify.Simulator;

/// <summary>What the operator makes of DPoP proofs (RFC 9449), by the table in CAMARA's profile. A single client can be held to more: <see cref="SimulatedClient.DPoPBoundAccessTokens"/>.</summary>
public enum DPoPSupport
{
    /// <summary>A request with a valid proof gets a token bound to its key, a request without one a bearer token. The default.</summary>
    Supported,

    /// <summary>The token endpoint refuses a request without a proof with <c>invalid_dpop_proof</c>.</summary>
    Required,

    /// <summary>Proofs are not looked at, and every token is a bearer token.</summary>
    Off,
}
