namespace NumberVerify;

/// <summary>How the backend proves itself at the token endpoint (OIDC Core 9).</summary>
public enum ClientAuthenticationMethod
{
    /// <summary><c>private_key_jwt</c>: a signed assertion of at most 300 seconds. The only method of CAMARA's security profile.</summary>
    PrivateKeyJwt,

    /// <summary><c>client_secret_basic</c> (RFC 6749 2.3.1): a shared secret in the Authorization header. Outside CAMARA's profile.</summary>
    ClientSecretBasic,

    /// <summary><c>client_secret_post</c> (RFC 6749 2.3.1): a shared secret in the body. Outside CAMARA's profile; some operators know nothing better.</summary>
    ClientSecretPost,

    /// <summary>
    /// <c>application_jwt</c>: a JWT with <c>application_id</c>, <c>iat</c>, <c>exp</c> and <c>jti</c>, signed by the client and sent as a bearer token in the Authorization header.
    /// Outside CAMARA's profile: it names no audience, so whoever receives it can use it elsewhere until it ends, 120 seconds after it was made.
    /// </summary>
    ApplicationJwt,
}
