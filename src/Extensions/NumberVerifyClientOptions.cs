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

    /// <summary>Where the operator sends the device back to, exactly as registered: https, loopback http or an app's own scheme. Required.</summary>
    public Uri? RedirectUri { get; set; }

    /// <summary>
    /// The operator's issuer identifier (OIDC Discovery 4.3), compared letter by letter. Alone it is enough: the endpoints are discovered below it.
    /// Required unless both endpoints are given and the profile does without <c>openid</c>.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>The authorization endpoint, where it is agreed out of band; then <see cref="TokenEndpoint"/> must be given too, and nothing is discovered.</summary>
    public Uri? AuthorizationEndpoint { get; set; }

    /// <summary>The token endpoint, where it is agreed out of band.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>Where the keys of the id_token are. Required with static endpoints where the profile uses <c>openid</c>; ignored with discovery.</summary>
    public Uri? JwksUri { get; set; }

    /// <summary>CAMARA's API root, for example <c>https://api.example.com/camara</c>; the profile's API path is added to it. Required.</summary>
    public Uri? ApiRoot { get; set; }

    /// <summary>Signs the client assertion of <see cref="ClientAuthenticationMethod.PrivateKeyJwt"/>, the default. See <see cref="Signer"/> for ready-made ones.</summary>
    [BackendSecret]
    public ISigner? Signer { get; set; }

    /// <summary>The secret of <see cref="ClientAuthenticationMethod.ClientSecretBasic"/> and <see cref="ClientAuthenticationMethod.ClientSecretPost"/>; must be null otherwise.</summary>
    [BackendSecret]
    [JsonIgnore]
    public string? ClientSecret { get; set; }

    /// <summary>How this operator departs from CAMARA's profile. Default: <see cref="OperatorProfile.Camara"/>, not at all.</summary>
    public OperatorProfile Profile { get; set; } = OperatorProfile.Camara;

    /// <summary>The one purpose that is declared, from the W3C Data Privacy Vocabulary. Default: <c>dpv:FraudPreventionAndDetection</c>.</summary>
    public string Purpose { get; set; } = "dpv:FraudPreventionAndDetection";

    /// <summary>How long to wait for an answer's headers, and once more for its body: 0.1 to 100 seconds. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the operator may be reached by http on this machine's loopback, for a simulator. Refused in the Production environment. Default: false.</summary>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>What could not be read from the configuration; reported with the other faults.</summary>
    internal List<string> ReadFaults { get; } = [];

    /// <summary>
    /// Options from <c>NUMBERVERIFY_CLIENT_ID</c>, <c>_CLIENT_SECRET</c>, <c>_REDIRECT_URI</c>, <c>_ISSUER</c>, <c>_AUTHORIZATION_ENDPOINT</c>, <c>_TOKEN_ENDPOINT</c>,
    /// <c>_JWKS_URI</c>, <c>_API_ROOT</c>, <c>_PURPOSE</c>, <c>_TIMEOUT</c> (seconds), <c>_ALLOW_LOOPBACK_HTTP</c>, <c>_CLIENT_AUTHENTICATION</c>
    /// (<c>private_key_jwt</c>, <c>client_secret_basic</c>, <c>client_secret_post</c>), <c>_PRIVATE_KEY_FILE</c> (PEM), <c>_KEY_ID</c> and <c>_SIGNING_ALGORITHM</c>.
    /// </summary>
    /// <remarks>A malformed variable is reported, by its name, when the options are validated.</remarks>
    public static NumberVerifyClientOptions FromEnvironment()
    {
        var options = new NumberVerifyClientOptions();
        OptionsReader.Read(options, static name => Environment.GetEnvironmentVariable(EnvironmentPrefix + OptionsReader.ToEnvironmentName(name)));
        return options;
    }

    /// <summary>What a client works with: a later change to the caller's instance must not reach it.</summary>
    internal NumberVerifyClientOptions Copy() => (NumberVerifyClientOptions)MemberwiseClone();

    /// <summary>The client's name and operator, without a secret.</summary>
    public override string ToString() => $"NumberVerifyClientOptions {{ ClientId = {ClientId}, Profile = {Profile?.Name} }}";
}
