namespace NumberVerify;

/// <summary>
/// How one operator departs from CAMARA's security profile, as data. An immutable value: <see cref="Camara"/> is the strict default, and <c>with</c> makes another.
/// </summary>
/// <remarks>What each preset sends, to the letter, is in docs/operators.md. Options go before what a profile knows: an address given there takes the place of the profile's.</remarks>
public sealed record OperatorProfile
{
    private static readonly (string Option, string Variable)[] s_glideVariables =
    [
        (nameof(NumberVerifyClientOptions.ClientId), "GLIDE_CLIENT_ID"),
        (nameof(NumberVerifyClientOptions.ClientSecret), "GLIDE_CLIENT_SECRET"),
        (nameof(NumberVerifyClientOptions.RedirectUri), "GLIDE_REDIRECT_URI"),
        (nameof(NumberVerifyClientOptions.AuthBase), "GLIDE_AUTH_BASE_URL"),
        (nameof(NumberVerifyClientOptions.ApiRoot), "GLIDE_API_BASE_URL"),
    ];

    private static readonly Uri s_telefonicaSandbox = new("https://sandbox.opengateway.telefonica.com/apigateway");

    /// <summary>CAMARA's profile without any departure: private_key_jwt, PKCE S256, state, nonce, <c>prompt=none</c>, <c>openid</c>, one purpose, one API scope.</summary>
    public static OperatorProfile Camara { get; } = new();

#pragma warning disable NV1013 // What an operator does not offer cannot be switched on for it: each preset says what it does without.

    /// <summary>
    /// Glide Number Verify: <c>openid</c> alone as scope, the purpose as a parameter, <c>max_age=0</c>, a client secret, an API without a version, test numbers outside Production.
    /// No PKCE and no check of the id_token, so that the state alone ties a code to its user.
    /// </summary>
    public static OperatorProfile Glide { get; } = new()
    {
        Name = "glide",
        AuthBase = new Uri("https://oidc.gateway-x.io"),
        AuthorizationPath = "oauth2/auth",
        TokenPath = "oauth2/token",
        ApiRoot = new Uri("https://api.gateway-x.io"),
        ApiPath = "number-verification",
        VerifyScope = "number-verification:verify",
        DevicePhoneNumberScope = "number-verification:device-phone-number:read",
        PurposePlace = PurposePlace.Parameter,
        VerifyPurpose = "dpv:FraudPreventionAndDetection:number-verification",
        DevicePhoneNumberPurpose = "dpv:FraudPreventionAndDetection:number-verification",
        SendsApiScope = false,
        RequiresGrantedApiScope = false,
        ChecksIdToken = false,
        UsesPkce = false,
        Prompt = null,
        MaxAge = 0,
        ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic,
        RequiresRedirectUri = false,
        SendsRedirectUriWithCode = false,
        IsSandbox = true,
        OperatorNameClaim = "ext.operator",
        EnvironmentVariables = s_glideVariables,
    };

    /// <summary>
    /// Version 0 of the Telefonica Open Gateway sandbox: a client secret, the purpose joined to scopes of CAMARA 0.3, and a <c>login_hint</c> that the caller gives as
    /// <see cref="AuthorizationRequest.UseDevNumber"/>. Neither <c>openid</c> nor PKCE, so that the state alone ties a code to its user.
    /// </summary>
    public static OperatorProfile TelefonicaOpenGatewayV0 { get; } = new()
    {
        Name = "telefonica-v0",
        AuthBase = s_telefonicaSandbox,
        AuthorizationPath = "authorize",
        TokenPath = "token",
        ApiRoot = s_telefonicaSandbox,
        ApiPath = "number-verification/v0",
        VerifyScope = "number-verification-verify-read",
        DevicePhoneNumberScope = "number-verification-share-read",
        PurposePlace = PurposePlace.JoinedToScope,
        UsesOpenId = false,
        UsesPkce = false,
        Prompt = null,
        ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic,
        IsSandbox = true,
        RequiresLoginHint = true,
    };

    /// <summary>Version 1 of the Telefonica Open Gateway sandbox: as <see cref="TelefonicaOpenGatewayV0"/>, with today's scopes and the purpose beside them, which differs by operation.</summary>
    public static OperatorProfile TelefonicaOpenGatewayV1 { get; } = TelefonicaOpenGatewayV0 with
    {
        Name = "telefonica-v1",
        ApiPath = "number-verification/v1",
        VerifyScope = "number-verification:verify",
        DevicePhoneNumberScope = "number-verification:device-phone-number:read",
        PurposePlace = PurposePlace.ScopeValue,
        DevicePhoneNumberPurpose = "dpv:ServiceProvision",
    };

    /// <summary>Version 2 of the Telefonica Open Gateway sandbox: as <see cref="TelefonicaOpenGatewayV1"/> but for the API's path.</summary>
    public static OperatorProfile TelefonicaOpenGatewayV2 { get; } = TelefonicaOpenGatewayV1 with
    {
        Name = "telefonica-v2",
        ApiPath = "number-verification/v2",
    };

    /// <summary>
    /// Vonage's Number Verification of CAMARA 0.3.1: <c>openid</c> and one scope joined to its purpose, the application's JWT in place of a client assertion, tokens from another
    /// host than codes. No PKCE and no check of the id_token, so that the state alone ties a code to its user.
    /// </summary>
    public static OperatorProfile Vonage { get; } = new()
    {
        Name = "vonage",
        AuthBase = new Uri("https://oidc.idp.vonage.com"),
        TokenBase = new Uri("https://api-eu.vonage.com"),
        AuthorizationPath = "oauth2/auth",
        TokenPath = "oauth2/token",
        ApiRoot = new Uri("https://api-eu.vonage.com"),
        ApiPath = "camara/number-verification/v031",
        VerifyScope = "number-verification-verify-read",
        DevicePhoneNumberScope = "number-verification-share-read",
        PurposePlace = PurposePlace.JoinedToScope,
        SendsNonce = false,
        ChecksIdToken = false,
        UsesPkce = false,
        Prompt = null,
        ClientAuthentication = ClientAuthenticationMethod.ApplicationJwt,
    };

#pragma warning restore NV1013

    /// <summary>A name for logs and messages, not sent. Default: <c>camara</c>.</summary>
    public string Name { get; init; } = "camara";

    /// <summary>The root below which the endpoints are, where the operator agrees them out of band. Default: null, they are discovered or given in the options.</summary>
    public Uri? AuthBase { get; init; }

    /// <summary>The root of the token endpoint, where it is another than <see cref="AuthBase"/>. Default: null, it is the same.</summary>
    public Uri? TokenBase { get; init; }

    /// <summary>The authorization endpoint's path below <see cref="AuthBase"/>, without slashes at its ends. Default: null.</summary>
    public string? AuthorizationPath { get; init; }

    /// <summary>The token endpoint's path below its root, without slashes at its ends. Default: null.</summary>
    public string? TokenPath { get; init; }

    /// <summary>The API root, where all clients of the operator share one. Default: null, it is given in the options.</summary>
    public Uri? ApiRoot { get; init; }

    /// <summary>The API's path below the API root, without slashes at its ends. Default: that of the OpenAPI document the client was generated from.</summary>
    public string ApiPath { get; init; } = NumberVerificationClient.BasePath;

    /// <summary>The scope for comparing a number, without a purpose. Default: that of the OpenAPI document.</summary>
    public string VerifyScope { get; init; } = NumberVerificationClient.PhoneNumberVerifyScopes[0];

    /// <summary>The scope for the device's own number, without a purpose. Default: that of the OpenAPI document.</summary>
    public string DevicePhoneNumberScope { get; init; } = NumberVerificationClient.PhoneNumberShareScopes[0];

    /// <summary>The purpose of comparing a number, as the operator spells it. Default: <c>dpv:FraudPreventionAndDetection</c>.</summary>
    public string VerifyPurpose { get; init; } = "dpv:FraudPreventionAndDetection";

    /// <summary>The purpose of learning the device's number, as the operator spells it. Default: <c>dpv:FraudPreventionAndDetection</c>.</summary>
    public string DevicePhoneNumberPurpose { get; init; } = "dpv:FraudPreventionAndDetection";

    /// <summary>Where the purpose stands. Default: <see cref="PurposePlace.ScopeValue"/>.</summary>
    public PurposePlace PurposePlace { get; init; }

    /// <summary>Whether the API scope is sent. Default: true. Off, the purpose stands for it and the token may do more than the one operation: only where the purpose is a parameter.</summary>
    public bool SendsApiScope { get; init; } = true;

    /// <summary>
    /// Whether a token whose scopes are named must hold the API scope. Default: true. Off, a token that was granted less than was asked for is noticed at the API only, where it is a
    /// <see cref="PermissionDeniedException"/> after the one call it was good for: only for an operator that names no API scope in its answer.
    /// </summary>
    public bool RequiresGrantedApiScope { get; init; } = true;

    /// <summary>
    /// How the backend proves itself at the token endpoint. Default: <see cref="ClientAuthenticationMethod.PrivateKeyJwt"/>. With a secret, whoever sees one request to the token
    /// endpoint, or the operator's own store, can pose as this client.
    /// </summary>
    public ClientAuthenticationMethod ClientAuthentication { get; init; } = ClientAuthenticationMethod.PrivateKeyJwt;

    /// <summary>Whether <c>openid</c> is sent, and with it a nonce. Default: true. Off, there is no id_token that ties a token to its authorization.</summary>
    public bool UsesOpenId { get; init; } = true;

    /// <summary>Whether a nonce goes along with <c>openid</c>. Default: true. Off, an id_token of another authorization cannot be told from this one's.</summary>
    public bool SendsNonce { get; init; } = true;

    /// <summary>
    /// Whether <c>openid</c> means that the id_token is demanded and checked. Default: true. Off, it is not even read, and a code of another user's authorization is noticed by PKCE
    /// alone: only for an operator that publishes no keys.
    /// </summary>
    public bool ChecksIdToken { get; init; } = true;

    /// <summary>Whether RFC 7636 with S256 is used. Default: true. Off, a stolen code can be redeemed: only for an operator that refuses the parameters.</summary>
    public bool UsesPkce { get; init; } = true;

    /// <summary>The <c>prompt</c> that is sent (OIDC Core 3.1.2.1). Default: <c>none</c>; null leaves it out, and the operator may show the user a page.</summary>
    public string? Prompt { get; init; } = ProtocolNames.Values.None;

    /// <summary>The <c>max_age</c> that is sent (OIDC Core 3.1.2.1), in seconds; 0 asks for a new authentication. Default: null, none.</summary>
    public int? MaxAge { get; init; }

    /// <summary>Whether the options must have a redirect URI. Default: true. Off, it may be missing, and the operator takes the registered one: only where one is registered.</summary>
    public bool RequiresRedirectUri { get; init; } = true;

    /// <summary>
    /// Whether the redirect URI goes to the token endpoint too (RFC 6749 4.1.3). Default: true. Off, the operator cannot tell whether a code came by another redirect URI of this
    /// client's: only for one that refuses the parameter.
    /// </summary>
    public bool SendsRedirectUriWithCode { get; init; } = true;

    /// <summary>Whether every callback must name its issuer (RFC 9207). One that names a wrong one is refused in any case. Default: false.</summary>
    public bool RequiresIssuerInCallback { get; init; }

    /// <summary>Whether the operator is a sandbox, so that test numbers may be asked for outside Production. Default: false.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>
    /// Whether every authorization must name the line it is for, as <see cref="AuthorizationRequest.UseDevNumber"/>. Default: false. On, that number is in the URL, and so in the
    /// device's history and in logs on the way: for sandboxes only.
    /// </summary>
    public bool RequiresLoginHint { get; init; }

    /// <summary>Where an access token that is a JWT names the operator behind an aggregator, member by member with dots between: see <see cref="Session.OperatorName"/>. Default: null, nowhere.</summary>
    public string? OperatorNameClaim { get; init; }

    /// <summary>
    /// Whether authorization requests are signed (RFC 9101, <c>request</c>), which CAMARA recommends: nobody on the device can change a parameter then. Default: false. On, the URL comes from
    /// <see cref="NumberVerifyClient.GetAuthUrlAsync"/> and must be opened within 120 seconds, once.
    /// </summary>
    public bool SignsAuthorizationRequests { get; init; }

    /// <summary>
    /// Whom a signed authorization request names as its reader. Default: <see cref="RequestObjectAudience.AuthorizationEndpoint"/>, as CAMARA recommends. A signed backchannel request names
    /// the issuer, as CIBA demands, where one is known.
    /// </summary>
    public RequestObjectAudience RequestObjectAudience { get; init; }

    /// <summary>By which grant an operator token is redeemed. Default: <see cref="OperatorTokenGrant.JwtBearer"/>.</summary>
    public OperatorTokenGrant OperatorTokenGrant { get; init; } = OperatorTokenGrant.JwtBearer;

    /// <summary>Whether tokens are bound to a key of the client's (RFC 9449). Default: <see cref="DPoPUse.Off"/>, since CAMARA leaves it to the operator.</summary>
    public DPoPUse DPoP { get; init; }

    /// <summary>
    /// Whether proofs hold CAMARA's hashes of the query and the body, where the endpoints are agreed out of band; with discovery the metadata says so (<c>camara_dpop_claims_required</c>).
    /// Default: false.
    /// </summary>
    public bool DPoPCoversContent { get; init; }

    /// <summary>Every preset, to be found by its name.</summary>
    internal static IReadOnlyList<OperatorProfile> Presets { get; } = [Camara, Glide, TelefonicaOpenGatewayV0, TelefonicaOpenGatewayV1, TelefonicaOpenGatewayV2, Vonage];

    /// <summary>Environment variables the operator's own SDKs read, and the option each sets.</summary>
    internal IReadOnlyList<(string Option, string Variable)> EnvironmentVariables { get; init; } = [];

    /// <summary>Whether a code can be redeemed by the short form of ForUser, or its request is needed for that.</summary>
    internal bool NeedsRequestForCode => UsesPkce || IdTokenIsChecked;

    /// <summary>Whether there is an id_token to be checked.</summary>
    internal bool IdTokenIsChecked => UsesOpenId && ChecksIdToken;

    /// <summary>Whether a request has a nonce.</summary>
    internal bool HasNonce => UsesOpenId && SendsNonce;

    /// <summary>The purpose of one operation.</summary>
    internal string PurposeOf(NumberVerifyOperation operation) => operation == NumberVerifyOperation.GetDevicePhoneNumber ? DevicePhoneNumberPurpose : VerifyPurpose;

    /// <summary>The API scope of one operation.</summary>
    internal string ScopeOf(NumberVerifyOperation operation) => operation == NumberVerifyOperation.GetDevicePhoneNumber ? DevicePhoneNumberScope : VerifyScope;
}
