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
}
