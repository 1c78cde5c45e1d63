namespace NumberVerify;

/// <summary>By which grant an operator token of the SIM (GSMA TS.43) becomes a session.</summary>
public enum OperatorTokenGrant
{
    /// <summary>One token request with an assertion that names the operator token (RFC 7523 2.1). It takes an <see cref="ISigner"/>, however the client authenticates otherwise.</summary>
    JwtBearer,

    /// <summary>A backchannel authentication that is polled until it is decided (OpenID Connect CIBA).</summary>
    Ciba,
}
