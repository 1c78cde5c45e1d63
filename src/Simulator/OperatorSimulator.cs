using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>
/// A mobile operator in this process: an authorization server by CAMARA's security profile and the Number Verification API of every release, for tests and development.
/// It is stricter than most operators, so that what works here works there: PKCE, a state and exactly one purpose are required, codes and access tokens are good for
/// one use, and no refresh token is ever issued.
/// <para>
/// It listens on 127.0.0.1 alone, over plain http, whatever the environment variables of the process say. Nothing is logged and nothing is stored outside memory.
/// Thread-safe.
/// </para>
/// </summary>
/// <example>
/// <code>
/// await using var simulator = await OperatorSimulator.StartAsync(options => options.Clients.Add(new SimulatedClient
/// {
///     ClientId = "my-backend",
///     ClientSecret = "for tests only",
///     RedirectUris = ["https://app.example/callback"],
/// }));
/// var phone = simulator.AddDevice("+346661113334");
/// Uri callback = await phone.OpenAsync(authorizationUrl);
/// </code>
/// </example>
public sealed class OperatorSimulator : IAsyncDisposable
{
    private readonly LoopbackServer server;
    private readonly MobileNetwork network;
    private readonly SigningKeys signingKeys;
    private readonly RequestLog log;

    private OperatorSimulator(OperatorDialect dialect, LoopbackServer server, MobileNetwork network, SigningKeys signingKeys, RequestLog log)
    {
        this.server = server;
        this.network = network;
        this.signingKeys = signingKeys;
        this.log = log;
        Issuer = new Uri(server.Url);
        ApiRoot = new Uri(server.Url + dialect.ApiRootPath);
        AuthorizationEndpoint = new Uri(server.Url + dialect.AuthorizationPath);
        TokenEndpoint = new Uri(server.Url + dialect.TokenPath);
        BackchannelAuthenticationEndpoint = new Uri(server.Url + dialect.BackchannelPath);
        JwksUri = new Uri(server.Url + Wire.Paths.Jwks);
    }

    /// <summary>
    /// The issuer, for example <c>http://127.0.0.1:40123</c>. Its <see cref="Uri.OriginalString"/> is character by character the <c>issuer</c> of the metadata, the <c>iss</c>
    /// of callbacks (RFC 9207) and of ID tokens; <see cref="Uri.AbsoluteUri"/> has a slash more.
    /// </summary>
    public Uri Issuer { get; }

    /// <summary>Where a device is sent (RFC 6749 section 3.1). Backends build this URL and never call it.</summary>
    public Uri AuthorizationEndpoint { get; }

    /// <summary>Where a backend exchanges a code (RFC 6749 section 3.2); also the only audience an assertion sent there may have.</summary>
    public Uri TokenEndpoint { get; }

    /// <summary>Where a backend starts an authorization that needs no browser (OpenID Connect CIBA); also the only audience a client assertion sent there may have.</summary>
    public Uri BackchannelAuthenticationEndpoint { get; }

    /// <summary>The public keys of ID tokens (RFC 7517).</summary>
    public Uri JwksUri { get; }

    /// <summary>
    /// What CAMARA's documents call apiRoot: the releases follow at <c>/number-verification/v0</c>, <c>v1</c>, <c>v2</c>, their release candidates and <c>vwip</c>, unless the
    /// <see cref="OperatorSimulatorOptions.Dialect"/> has other paths.
    /// </summary>
    public Uri ApiRoot { get; }

    /// <summary>
    /// The requests served so far, in the order they came in: a snapshot that does not change any more. Only the latest 10,000 are kept, without queries, headers and bodies.
    /// </summary>
    public IReadOnlyList<SimulatorRequest> Requests => log.Snapshot();

    /// <summary>Starts an operator that runs until it is disposed.</summary>
    /// <param name="configure">Sets the options; null for an operator without clients.</param>
    /// <param name="cancellationToken">Cancels the start; without effect afterwards.</param>
    /// <returns>The operator, already listening.</returns>
    /// <exception cref="ArgumentException">The options are not valid; the message names every fault and no secret.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static Task<OperatorSimulator> StartAsync(Action<OperatorSimulatorOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new OperatorSimulatorOptions();
        configure?.Invoke(options);
        return ListenAsync(options, [LoopbackAddress.OnPort(options.Port)], cancellationToken);
    }

    /// <summary>Adds a subscriber's phone, usable at once.</summary>
    /// <param name="phoneNumber">In E.164 form: a plus sign, then 5 to 15 digits of which the first is not 0. Several devices may have the same number.</param>
    /// <param name="connection">How the device reaches the operator at first.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentException">The number is not in E.164 form; the message does not repeat it.</exception>
    public SimulatedDevice AddDevice(string phoneNumber, DeviceConnection connection = DeviceConnection.MobileData)
    {
        ArgumentNullException.ThrowIfNull(phoneNumber);
        return Patterns.PhoneNumber.IsMatch(phoneNumber)
            ? network.Add(phoneNumber, connection)
            : throw new ArgumentException("A phone number in E.164 form is required: a plus sign and 5 to 15 digits, the first not 0.", nameof(phoneNumber));
    }

    /// <summary>
    /// Signs ID tokens with a new key from now on. The key set then holds the new key first, and keys it replaced for <see cref="OperatorSimulatorOptions.AccessTokenLifetime"/>,
    /// as long as an ID token signed with them can live.
    /// </summary>
    /// <param name="publishOldKeys">False to withdraw all older keys at once, as after a theft: ID tokens signed with them can no longer be verified.</param>
    public void RotateSigningKey(bool publishOldKeys = true) => signingKeys.Rotate(publishOldKeys);

    /// <summary>Stops listening, waiting at most two seconds for requests still being served. Codes, tokens and devices are gone. Safe to call twice.</summary>
    /// <returns>A task that completes when the port is free again.</returns>
    public async ValueTask DisposeAsync()
    {
        network.Dispose();
        await server.DisposeAsync().ConfigureAwait(false);
        signingKeys.Dispose();
    }

    internal static async Task<OperatorSimulator> ListenAsync(
        OperatorSimulatorOptions configured, IReadOnlyList<LoopbackAddress> addresses, CancellationToken cancellationToken)
    {
        var options = configured.Validated();
        var clients = new ClientRegistry(options.Clients, options.Dialect);

        // The endpoints state their own URL, which is known only once the port is. A request that is faster than that waits.
        var router = new TaskCompletionSource<Router>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = await LoopbackServer.StartAsync(
            addresses, async context => await (await router.Task.ConfigureAwait(false)).HandleAsync(context).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

        var simulator = new OperatorSimulator(
            options.Dialect,
            server,
            new MobileNetwork(new OperatorTokens(options.TimeProvider)),
            new SigningKeys(options.IdTokenAlgorithm, options.AccessTokenLifetime, options.TimeProvider),
            new RequestLog());
        router.SetResult(new Router(simulator.Routes(options, clients), simulator.log));
        return simulator;
    }

    private List<Route> Routes(OperatorSimulatorOptions options, ClientRegistry clients)
    {
        var issuer = Issuer.OriginalString;
        var dialect = options.Dialect;
        var tokenEndpoint = TokenEndpoint.OriginalString;
        var backchannelEndpoint = BackchannelAuthenticationEndpoint.OriginalString;
        var metadata = new ProviderMetadata(issuer, AuthorizationEndpoint.OriginalString, tokenEndpoint, backchannelEndpoint, JwksUri.OriginalString, dialect)
        {
            IdTokenSigningAlgValuesSupported = [options.IdTokenAlgorithm],
            DpopSigningAlgValuesSupported = options.DPoP == DPoPSupport.Off ? null : [.. ClientKey.Algorithms],
            DpopBoundAccessTokens = options.DPoP == DPoPSupport.Required ? true : null,
            CamaraDpopClaimsRequired = options.DPoPClaimsRequired.Count > 0 ? [.. options.DPoPClaimsRequired] : null,
        };

        // A used code is remembered as long as a token issued from it can live: its replay must still revoke that token.
        var codes = new ExpiringStore<AuthorizationCode>(options.TimeProvider, options.CodeLifetime + options.AccessTokenLifetime);
        var tokens = new AccessTokens(options);

        var requestObjects = new RequestObjectReader(issuer, AuthorizationEndpoint.OriginalString, options.TimeProvider);
        var authorization = new AuthorizationEndpoint(options, issuer, clients, network, requestObjects, codes);
        var proofs = new DPoPProofs(options, issuer, clients);
        var assertions = new ClientAssertionValidator(clients, options.TimeProvider);
        var applicationJwts = new ApplicationJwtValidator(clients, options.TimeProvider);
        var authentication = new ClientAuthentication(dialect, clients, assertions, applicationJwts, tokenEndpoint);
        var users = new UserHints(network);

        // Remembered beyond its end, so that a late poll is told the request expired.
        var backchannelRequests = new ExpiringStore<BackchannelRequest>(options.TimeProvider, BackchannelRequest.Lifetime * 2);
        var backchannel = new BackchannelEndpoint(
            options, new ClientAuthentication(dialect, clients, assertions, applicationJwts, backchannelEndpoint), users, backchannelRequests);
        IGrant[] grants =
        [
            new AuthorizationCodeGrant(options, authentication, codes),
            new BackchannelGrant(options, authentication, backchannelRequests),
            new JwtBearerGrant(options, authentication, assertions, users, tokenEndpoint),
            new ClientCredentialsGrant(options, authentication),
        ];
        var token = new TokenEndpoint(
            grants.Where(grant => dialect.GrantTypes.Contains(grant.Type)),
            proofs,
            new TokenIssuer(options, tokens, new IdTokenIssuer(options, issuer, signingKeys), issuer, signingKeys));

        return
        [
            new(HttpMethods.Get, Wire.Paths.Discovery, context => JsonReply.WriteAsync(context, StatusCodes.Status200OK, metadata, OAuthJson.Wire.ProviderMetadata)),
            new(HttpMethods.Get, Wire.Paths.Jwks, context => JsonReply.WriteAsync(context, StatusCodes.Status200OK, signingKeys.Published, OAuthJson.Wire.PublicKeySet)),
            new(HttpMethods.Get, dialect.AuthorizationPath, authorization.HandleAsync),
            new(HttpMethods.Post, dialect.AuthorizationPath, authorization.HandleAsync),
            new(HttpMethods.Post, dialect.TokenPath, token.HandleAsync),
            new(HttpMethods.Post, dialect.BackchannelPath, backchannel.HandleAsync),
            .. new NumberVerificationApi(dialect, new TokenPresentation(tokens, proofs), options.TimeProvider).Routes,
        ];
    }
}
