namespace NumberVerify;

/// <summary>Whether access tokens are bound to a key of the client's (RFC 9449), so that nobody else can use one.</summary>
public enum DPoPUse
{
    /// <summary>No proof is sent, and only a bearer token is taken. The default.</summary>
    Off,

    /// <summary>Every token request has a proof, and a bearer token is refused: whoever could strip the proof would get a token that is good in any hand.</summary>
    Required,

    /// <summary>A proof is sent where the operator does not say that it has no use for one, and a bearer token is taken all the same (CAMARA's profile, section on sender-constrained tokens).</summary>
    BearerAccepted,
}
