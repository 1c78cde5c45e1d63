namespace NumberVerify;

/// <summary>The <c>aud</c> of a signed authorization request.</summary>
public enum RequestObjectAudience
{
    /// <summary>The authorization endpoint, as CAMARA's profile recommends. The default.</summary>
    AuthorizationEndpoint,

    /// <summary>The issuer identifier (OIDC Core 6.1), for an operator that takes nothing else.</summary>
    Issuer,
}
