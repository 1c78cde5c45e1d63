namespace NumberVerify;

/// <summary>
/// How one operator departs from CAMARA's security profile, as data. An immutable value: <see cref="Camara"/> is the strict default, and <c>with</c> makes another.
/// </summary>
public sealed record OperatorProfile
{
    /// <summary>CAMARA's profile without any departure: private_key_jwt, PKCE S256, state, nonce, <c>prompt=none</c>, <c>openid</c>, one purpose, one API scope.</summary>
    public static OperatorProfile Camara { get; } = new();

    /// <summary>A name for logs and messages, not sent. Default: <c>camara</c>.</summary>
    public string Name { get; init; } = "camara";

    /// <summary>The API's path below the API root, without slashes at its ends. Default: that of the OpenAPI document the client was generated from.</summary>
    public string ApiPath { get; init; } = NumberVerificationClient.BasePath;

    /// <summary>The scope for comparing a number. Default: that of the OpenAPI document.</summary>
    public string VerifyScope { get; init; } = NumberVerificationClient.PhoneNumberVerifyScopes[0];

    /// <summary>The scope for the device's own number. Default: that of the OpenAPI document.</summary>
    public string DevicePhoneNumberScope { get; init; } = NumberVerificationClient.PhoneNumberShareScopes[0];

    /// <summary>How the backend proves itself at the token endpoint. Default: <see cref="ClientAuthenticationMethod.PrivateKeyJwt"/>.</summary>
    public ClientAuthenticationMethod ClientAuthentication { get; init; } = ClientAuthenticationMethod.PrivateKeyJwt;

    /// <summary>Whether <c>openid</c> and a nonce are sent, and the id_token is demanded and checked. Default: true.</summary>
    public bool UsesOpenId { get; init; } = true;

    /// <summary>Whether RFC 7636 with S256 is used. Default: true. Off, a stolen code can be redeemed: only for an operator that refuses the parameters.</summary>
    public bool UsesPkce { get; init; } = true;

    /// <summary>The <c>prompt</c> that is sent (OIDC Core 3.1.2.1). Default: <c>none</c>; null leaves it out.</summary>
    public string? Prompt { get; init; } = ProtocolNames.Values.None;

    /// <summary>Whether every callback must name its issuer (RFC 9207). One that names a wrong one is refused in any case. Default: false.</summary>
    public bool RequiresIssuerInCallback { get; init; }

    /// <summary>Whether the operator is a sandbox, so that test numbers may be asked for outside Production. Default: false.</summary>
    public bool IsSandbox { get; init; }
}
