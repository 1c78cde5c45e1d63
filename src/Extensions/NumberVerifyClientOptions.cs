using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>
/// One backend client at one operator. Validated when the host starts, every fault at once; later changes to an instance have no effect on a client made from it.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<NumberVerifyClientOptions>))]
public sealed class NumberVerifyClientOptions
{
    /// <summary>The prefix of every environment variable that <see cref="FromEnvironment"/> reads.</summary>
    public const string EnvironmentPrefix = "NUMBERVERIFY_";

    /// <summary>The client identifier of the registration (RFC 6749 2.2). Required.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>
    /// Where the operator sends the device back to, exactly as registered: https, loopback http or an app's own scheme. Required, unless the profile does without
    /// (<see cref="OperatorProfile.RequiresRedirectUri"/>).
    /// </summary>
    public Uri? RedirectUri { get; set; }

    /// <summary>
    /// The operator's issuer identifier (OIDC Discovery 4.3), compared letter by letter. Alone it is enough: the endpoints are discovered below it.
    /// Required unless both endpoints are given, here or by the profile, and no id_token is checked.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>
    /// The root of the authorization and token endpoints, in place of the one the profile knows; their paths are the profile's. Needs an <see cref="ApiRoot"/> beside it.
    /// Ignored where the endpoints are given. Default: null.
    /// </summary>
    public Uri? AuthBase { get; set; }

    /// <summary>
    /// The authorization endpoint, where it is agreed out of band; then <see cref="TokenEndpoint"/> and <see cref="ApiRoot"/> must be given too, and nothing is discovered.
    /// Default: null, the profile's where it has one.
    /// </summary>
    public Uri? AuthorizationEndpoint { get; set; }

    /// <summary>The token endpoint, where it is agreed out of band.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>Where the keys of the id_token are. Required with static endpoints where the profile has it checked; ignored with discovery.</summary>
    public Uri? JwksUri { get; set; }

    /// <summary>
    /// Where a backchannel authentication starts (CIBA), with static endpoints. Required where the profile has operator tokens redeemed there
    /// (<see cref="OperatorTokenGrant.Ciba"/>); ignored with discovery.
    /// </summary>
    public Uri? BackchannelAuthenticationEndpoint { get; set; }

    /// <summary>CAMARA's API root, for example <c>https://api.example.com/camara</c>; the profile's API path is added to it. Required, unless the profile knows it and the endpoints are its own.</summary>
    public Uri? ApiRoot { get; set; }

    /// <summary>
    /// Signs the client assertion of <see cref="ClientAuthenticationMethod.PrivateKeyJwt"/>, the default, or the JWT of <see cref="ClientAuthenticationMethod.ApplicationJwt"/>;
    /// whatever the method, the assertion of <see cref="OperatorTokenGrant.JwtBearer"/>.
    /// See <see cref="Signer"/> for ready-made ones.
    /// </summary>
    [BackendSecret]
    public ISigner? Signer { get; set; }

    /// <summary>
    /// The key that tokens are bound to where the profile uses DPoP (RFC 9449), with its <see cref="ISigner.PublicJwk"/>; for a key vault or a hardware module. Default: null, a new key for
    /// each session, kept in memory as long as the session is.
    /// </summary>
    [BackendSecret]
    public ISigner? DPoPSigner { get; set; }

    /// <summary>The secret of <see cref="ClientAuthenticationMethod.ClientSecretBasic"/> and <see cref="ClientAuthenticationMethod.ClientSecretPost"/>; must be null otherwise.</summary>
    [BackendSecret]
    [JsonIgnore]
    public string? ClientSecret { get; set; }

    /// <summary>How this operator departs from CAMARA's profile. Default: <see cref="OperatorProfile.Camara"/>, not at all.</summary>
    public OperatorProfile Profile { get; set; } = OperatorProfile.Camara;

    /// <summary>The one purpose that is declared for every operation, from the W3C Data Privacy Vocabulary, as the operator spells it. Default: null, the profile's.</summary>
    public string? Purpose { get; set; }

    /// <summary>How long to wait for an answer's headers, and once more for its body: 0.1 to 100 seconds. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the operator may be reached by http on this machine's loopback, for a simulator. Refused in the Production environment. Default: false.</summary>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>What could not be read from the configuration; reported with the other faults.</summary>
    internal List<string> ReadFaults { get; } = [];

    /// <summary>
    /// Options from <c>NUMBERVERIFY_PROFILE</c> (<c>camara</c>, <c>glide</c>, <c>telefonica-v0</c>, <c>telefonica-v1</c>, <c>telefonica-v2</c>, <c>vonage</c>), <c>_CLIENT_ID</c>,
    /// <c>_CLIENT_SECRET</c>, <c>_REDIRECT_URI</c>, <c>_ISSUER</c>, <c>_AUTH_BASE</c>, <c>_AUTHORIZATION_ENDPOINT</c>, <c>_TOKEN_ENDPOINT</c>, <c>_JWKS_URI</c>,
    /// <c>_BACKCHANNEL_AUTHENTICATION_ENDPOINT</c>, <c>_API_ROOT</c>,
    /// <c>_PURPOSE</c>, <c>_TIMEOUT</c> (seconds), <c>_ALLOW_LOOPBACK_HTTP</c>, <c>_CLIENT_AUTHENTICATION</c> (<c>private_key_jwt</c>, <c>client_secret_basic</c>,
    /// <c>client_secret_post</c>, <c>application_jwt</c>), <c>_PRIVATE_KEY_FILE</c> (PEM), <c>_KEY_ID</c> and <c>_SIGNING_ALGORITHM</c>.
    /// </summary>
    /// <param name="profile">The operator's profile, where <c>NUMBERVERIFY_PROFILE</c> names none; null for <see cref="OperatorProfile.Camara"/>.</param>
    /// <remarks>
    /// Under <see cref="OperatorProfile.Glide"/>, <c>GLIDE_CLIENT_ID</c>, <c>GLIDE_CLIENT_SECRET</c>, <c>GLIDE_REDIRECT_URI</c>, <c>GLIDE_AUTH_BASE_URL</c> and <c>GLIDE_API_BASE_URL</c>
    /// are read where ours are not set. A malformed variable is reported, by the name of its option, when the options are validated.
    /// </remarks>
    public static NumberVerifyClientOptions FromEnvironment(OperatorProfile? profile = null)
    {
        var options = new NumberVerifyClientOptions { Profile = profile ?? OperatorProfile.Camara };
        OptionsReader.Read(options, name => Environment.GetEnvironmentVariable(EnvironmentPrefix + OptionsReader.ToEnvironmentName(name)) is { Length: > 0 } ours ? ours : OfOperator(name));
        return options;

        string? OfOperator(string name) => options.Profile.EnvironmentVariables.FirstOrDefault(known => known.Option == name).Variable is { } variable ? Environment.GetEnvironmentVariable(variable) : null;
    }

    /// <summary>What a client works with: a later change to the caller's instance must not reach it.</summary>
    internal NumberVerifyClientOptions Copy() => (NumberVerifyClientOptions)MemberwiseClone();

    /// <summary>The client's name and operator, without a secret.</summary>
    public override string ToString() => $"NumberVerifyClientOptions {{ ClientId = {ClientId}, Profile = {Profile?.Name} }}";
}
