using System.Collections.Frozen;

namespace NumberVerify.Simulator;

/// <summary>
/// How an operator's endpoints differ from CAMARA's profile: its paths, what it asks for and what it lets pass, and the shape of its answers. Data only, read by the one
/// implementation; immutable. What a dialect does not loosen is as strict as in <see cref="StrictCamara"/>: user interaction, registered redirect URIs, single-use codes, lifetimes.
/// </summary>
public sealed record OperatorDialect
{
    private OperatorDialect(string name) => Name = name;

    /// <summary>CAMARA's profile, read strictly: the default.</summary>
    public static OperatorDialect StrictCamara { get; } = new("CAMARA");

    /// <summary>
    /// Glide Number Verify: the purpose is a parameter of its own, PKCE and <c>redirect_uri</c> at the token endpoint are not asked for, the client authenticates with its secret in the
    /// header, the access token is a JWT that names the operator, the API has no version, and <c>+555123456789</c> always verifies.
    /// </summary>
    public static OperatorDialect Glide { get; } = new("Glide")
    {
        AuthorizationPath = "/oauth2/auth",
        TokenPath = "/oauth2/token",
        BackchannelPath = "/oauth2/backchannel-authentication",
        Releases = [NumberVerificationRelease.V2 with { BasePaths = ["/number-verification"] }],
        GrantTypes = [Wire.GrantTypes.AuthorizationCode, Wire.GrantTypes.Ciba],
        ClientAuthenticationMethods = [Wire.ClientAuthenticationMethods.ClientSecretBasic],
        PurposePlace = PurposePlace.Parameter,
        PurposeParameters = new Dictionary<string, IReadOnlyList<string>>
        {
            ["dpv:FraudPreventionAndDetection:number-verification"] = [NumberVerificationRelease.V2.VerifyScope, NumberVerificationRelease.V2.ShareScope],
        }.ToFrozenDictionary(StringComparer.Ordinal),
        OneTimePasswordReleases = [],
        RequiresOpenId = true,
        RequiresProofKey = false,
        RequiresState = false,
        RequiresRedirectUri = false,
        RequiresRedirectUriAtToken = false,
        SendsIssuer = false,
        UsesTokensOnce = false,
        PrintsCodes = true,
        DevelopmentNumber = "+555123456789",
        OperatorName = "simulated-operator",
    };

    /// <summary>
    /// The Telefonica Open Gateway sandbox: everything below <c>/apigateway</c>, a <c>login_hint</c> that names a subscriber is mandatory, scopes may be joined to their purpose by
    /// <c>#</c>, and the mock client gets the mock token, whose answers go by the number's last digit: 1 is verified, 2 is not.
    /// </summary>
    public static OperatorDialect TelefonicaSandbox { get; } = new("Telefonica sandbox")
    {
        AuthorizationPath = "/apigateway/authorize",
        TokenPath = "/apigateway/token",
        BackchannelPath = "/apigateway/bc-authorize",
        ApiRootPath = "/apigateway",
        Releases =
        [
            NumberVerificationRelease.V0 with { BasePaths = ["/apigateway/number-verification/v0"] },
            NumberVerificationRelease.V1 with { BasePaths = ["/apigateway/number-verification/v1"] },
            NumberVerificationRelease.V2 with { BasePaths = ["/apigateway/number-verification/v2"], NotAuthenticatedCode = Wire.ApiErrors.NotBySupportedMethod },
        ],
        GrantTypes = [Wire.GrantTypes.AuthorizationCode, Wire.GrantTypes.Ciba],
        ClientAuthenticationMethods = [Wire.ClientAuthenticationMethods.ClientSecretBasic, Wire.ClientAuthenticationMethods.PrivateKeyJwt],
        PurposePlace = PurposePlace.ScopeValue | PurposePlace.JoinedToScope,
        OneTimePasswordReleases = [],
        RequiresProofKey = false,
        RequiresState = false,
        RequiresLoginHint = true,
        SendsIssuer = false,
        UsesTokensOnce = false,
        AuthorizationErrors = AuthorizationErrorShape.CodeAndMessage,
        Mock = new MockMode("mock_sandbox_app_id", "mock_sandbox_app_secret", "mock_sandbox_access_token", VerifiedEnding: '1', NotVerifiedEnding: '2'),
    };

    /// <summary>
    /// Vonage's Number Verification of release 0.3.1: one scope joined to its purpose by <c>#</c>, <c>openid</c> mandatory, PKCE not asked for, and the client authenticates with
    /// its application's JWT as a bearer token.
    /// </summary>
    public static OperatorDialect Vonage { get; } = new("Vonage")
    {
        AuthorizationPath = "/oauth2/auth",
        TokenPath = "/oauth2/token",
        BackchannelPath = "/oauth2/bc-authorize",
        Releases = [NumberVerificationRelease.V0 with { BasePaths = ["/camara/number-verification/v031"] }],
        GrantTypes = [Wire.GrantTypes.AuthorizationCode, Wire.GrantTypes.Ciba],
        ClientAuthenticationMethods = [],
        TakesApplicationJwt = true,
        PurposePlace = PurposePlace.JoinedToScope,
        OneTimePasswordReleases = [],
        RequiresOpenId = true,
        RequiresProofKey = false,
        RequiresState = false,
        SendsIssuer = false,
        UsesTokensOnce = false,
    };

    /// <summary>The dialects by what the configuration file calls them.</summary>
    internal static FrozenDictionary<string, OperatorDialect> ByName { get; } = new Dictionary<string, OperatorDialect>
    {
        [nameof(StrictCamara)] = StrictCamara,
        [nameof(Glide)] = Glide,
        [nameof(TelefonicaSandbox)] = TelefonicaSandbox,
        [nameof(Vonage)] = Vonage,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>For people.</summary>
    public string Name { get; }

    internal string AuthorizationPath { get; private init; } = Wire.Paths.Authorize;

    internal string TokenPath { get; private init; } = Wire.Paths.Token;

    internal string BackchannelPath { get; private init; } = Wire.Paths.BackchannelAuthorize;

    /// <summary>What stands before the paths of the APIs.</summary>
    internal string ApiRootPath { get; private init; } = "";

    internal IReadOnlyList<NumberVerificationRelease> Releases { get; private init; } = NumberVerificationRelease.All;

    internal IReadOnlyList<OneTimePasswordRelease> OneTimePasswordReleases { get; private init; } = OneTimePasswordRelease.All;

    internal IReadOnlyList<string> GrantTypes { get; private init; } = Wire.GrantTypes.All;

    internal IReadOnlyList<string> ClientAuthenticationMethods { get; private init; } =
    [
        Wire.ClientAuthenticationMethods.PrivateKeyJwt,
        Wire.ClientAuthenticationMethods.ClientSecretBasic,
        Wire.ClientAuthenticationMethods.ClientSecretPost,
    ];

    /// <summary>Whether a JWT of the application, as a bearer token, authenticates a client.</summary>
    internal bool TakesApplicationJwt { get; private init; }

    internal PurposePlace PurposePlace { get; private init; } = PurposePlace.ScopeValue;

    /// <summary>Where the purpose is a parameter: its values, and the scopes each stands for.</summary>
    internal FrozenDictionary<string, IReadOnlyList<string>> PurposeParameters { get; private init; } = FrozenDictionary<string, IReadOnlyList<string>>.Empty;

    internal bool RequiresOpenId { get; private init; }

    /// <summary>RFC 7636. A code challenge that is sent where none is required counts all the same.</summary>
    internal bool RequiresProofKey { get; private init; } = true;

    internal bool RequiresState { get; private init; } = true;

    /// <summary>Where it is not required, and the client has registered one only, that one is meant (RFC 6749 section 3.1.2.3).</summary>
    internal bool RequiresRedirectUri { get; private init; } = true;

    internal bool RequiresRedirectUriAtToken { get; private init; } = true;

    /// <summary>Whether an authorization must say whose it is to be, and only a subscriber can be.</summary>
    internal bool RequiresLoginHint { get; private init; }

    /// <summary>RFC 9207.</summary>
    internal bool SendsIssuer { get; private init; } = true;

    /// <summary>Whether an access token is good for a single call.</summary>
    internal bool UsesTokensOnce { get; private init; } = true;

    /// <summary>Whether <c>dev_print</c> gets the code as JSON instead of a redirect.</summary>
    internal bool PrintsCodes { get; private init; }

    /// <summary>A number that any device may log in as, and that always verifies.</summary>
    internal string? DevelopmentNumber { get; private init; }

    /// <summary>What an access token says in <c>ext.operator</c>; null for access tokens that say nothing.</summary>
    internal string? OperatorName { get; private init; }

    internal AuthorizationErrorShape AuthorizationErrors { get; private init; }

    internal MockMode? Mock { get; private init; }

    /// <summary>The scopes of all its APIs.</summary>
    internal IEnumerable<string> ApiScopes => Releases
        .SelectMany(release => new[] { release.VerifyScope, release.ShareScope })
        .Concat(OneTimePasswordReleases.Select(_ => Wire.OneTimePassword.Scope))
        .Distinct(StringComparer.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
