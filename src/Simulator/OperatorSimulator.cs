using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>
/// A mobile operator in this process: an authorization server by CAMARA's security profile, the Number Verification API of every release and the one-time password API over
/// text messages; and beside them two services that send codes themselves, Vonage Verify v1 and Authy Phone Verification V1. For tests and development.
/// It is stricter than most operators, so that what works here works there: PKCE, a state and exactly one purpose are required, codes and access tokens are good for
/// one use, and no refresh token is ever issued.
/// <para>
/// It listens on 127.0.0.1 alone, over plain http, and no environment variable can change that; where one says Production it does not start. Nothing is logged and nothing is stored outside memory.
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
    private readonly ExchangeLog log;
    private readonly Subscribers subscribers = new();
    private readonly EventStream events = new();
    private readonly SmsInbox inbox;
    private readonly FaultPlan faults;
    private readonly VonageVerifyApi vonageVerify;
    private readonly AuthyVerificationApi authyVerification;

    private OperatorSimulator(LoopbackServer server, OperatorSimulatorOptions options)
    {
        var dialect = options.Dialect;
        this.server = server;
        inbox = new SmsInbox(events);
        network = new MobileNetwork(options.Secrets, new OperatorTokens(options), subscribers, inbox);
        signingKeys = new SigningKeys(options.IdTokenAlgorithm, options.AccessTokenLifetime, options.TimeProvider);
        log = new ExchangeLog(options.TimeProvider, events);
        faults = new FaultPlan(options.FaultsEnabled);
        vonageVerify = new VonageVerifyApi(options, subscribers, inbox);
        authyVerification = new AuthyVerificationApi(options, subscribers, inbox);
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
    /// What CAMARA's documents call apiRoot: the releases follow at <c>/number-verification/v0</c>, <c>v1</c>, <c>v2</c>, their release candidates and <c>vwip</c>, and at
    /// <c>/one-time-password-sms/v0</c> and <c>v1</c>, unless the <see cref="OperatorSimulatorOptions.Dialect"/> has other paths, or fewer.
    /// </summary>
    public Uri ApiRoot { get; }

    /// <summary>
    /// The requests served so far, in the order they came in: a snapshot that does not change any more. Only the latest 10,000 are kept, without queries, headers and bodies.
    /// </summary>
    public IReadOnlyList<SimulatorRequest> Requests => log.Requests;

    /// <summary>The latest 500 of these requests that were answered, with what they and their answers said, secrets masked: a snapshot, in the order of the answers.</summary>
    public IReadOnlyList<SimulatorExchange> Exchanges => log.Exchanges;

    /// <summary>The devices, in the order they were added: a snapshot.</summary>
    public IReadOnlyList<SimulatedDevice> Devices => network.Devices;

    /// <summary>The latest 1,000 text messages and calls with a code to all subscribers, oldest first: a snapshot. <see cref="SimulatedDevice.Messages"/> is one device's share.</summary>
    public IReadOnlyList<SmsMessage> Inbox => inbox.Snapshot();

    /// <summary>The faults still to come, each with what is left of its <see cref="SimulatorFault.Times"/>: a snapshot.</summary>
    public IReadOnlyList<SimulatorFault> Faults => faults.Planned;

    /// <summary>Starts an operator that runs until it is disposed.</summary>
    /// <param name="configure">Sets the options; null for an operator without clients.</param>
    /// <param name="cancellationToken">Cancels the start; without effect afterwards.</param>
    /// <returns>The operator, already listening.</returns>
    /// <exception cref="ArgumentException">The options are not valid; the message names every fault and no secret.</exception>
    /// <exception cref="InvalidOperationException">
    /// The environment variable <c>ASPNETCORE_ENVIRONMENT</c> or <c>DOTNET_ENVIRONMENT</c> says Production. Without either, unlike an ASP.NET Core host, the simulator starts.
    /// </exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static Task<OperatorSimulator> StartAsync(Action<OperatorSimulatorOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new OperatorSimulatorOptions();
        configure?.Invoke(options);
        if (ProductionGuard.IsProduction)
        {
            throw new InvalidOperationException(ProductionGuard.Refusal);
        }

        return ListenAsync(options, [LoopbackAddress.OnPort(options.Port)], cancellationToken);
    }

    /// <summary>Adds a subscriber's phone, usable at once.</summary>
    /// <param name="phoneNumber">In E.164 form: a plus sign, then 5 to 15 digits of which the first is not 0. Several devices may have the same number.</param>
    /// <param name="connection">How the device reaches the operator at first.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentException">The number is not in E.164 form; the message does not repeat it.</exception>
    public SimulatedDevice AddDevice(string phoneNumber, DeviceConnection connection = DeviceConnection.MobileData) => network.Add(phoneNumber, connection);

    /// <summary>
    /// Makes a number this operator's, with or without a device, or changes its line. A number that is neither here nor in a device is another operator's: the one-time password
    /// API answers it with 404 <c>NOT_FOUND</c>.
    /// </summary>
    /// <param name="phoneNumber">In E.164 form, as for <see cref="AddDevice"/>.</param>
    /// <param name="line">What the line can do with text messages.</param>
    /// <exception cref="ArgumentException">The number is not in E.164 form, or the line unknown; the message does not repeat the number.</exception>
    public void AddSubscriber(string phoneNumber, SubscriberLine line = SubscriberLine.Mobile) => subscribers.Set(phoneNumber, line);

    /// <summary>Plans something to go wrong, from the next request on. The simulator's own paths under <c>/simulator</c> are spared.</summary>
    /// <param name="fault">What, where and how often.</param>
    /// <exception cref="InvalidOperationException"><see cref="OperatorSimulatorOptions.FaultsEnabled"/> is false.</exception>
    /// <exception cref="ArgumentException">The fault is not valid; the message names every member that is not.</exception>
    public void AddFault(SimulatorFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        faults.Add(fault);
    }

    /// <summary>From the next request on nothing goes wrong.</summary>
    public void ClearFaults() => faults.Clear();

    /// <summary>Vonage Verify v1 is as these settings say, from the next request on; verifications under way stay what they are.</summary>
    /// <param name="settings">All of them: what is not set has its default.</param>
    /// <exception cref="ArgumentException">The settings are not valid; the message names every fault and no secret.</exception>
    public void ChangeVonageVerify(VonageVerifySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        RequireNone(settings.Faults(), nameof(settings));
        vonageVerify.Change(settings.Copy());
    }

    /// <summary>Authy Phone Verification V1 is as these settings say, from the next request on; pending verifications stay what they are.</summary>
    /// <param name="settings">All of them: what is not set has its default.</param>
    /// <exception cref="ArgumentException">The settings are not valid; the message names every fault and no secret.</exception>
    public void ChangeAuthyVerification(AuthyVerificationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        RequireNone(settings.Faults(), nameof(settings));
        authyVerification.Change(settings.Copy());
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
        events.Close();
        await server.DisposeAsync().ConfigureAwait(false);
        vonageVerify.Dispose();
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

        var simulator = new OperatorSimulator(server, options);
        var control = new ControlApi(simulator, simulator.events, options.TimeProvider);
        var routes = simulator.Routes(options, clients);
        var page = new SimulatorPage(simulator, options, routes);
        router.SetResult(new Router(routes, [.. control.Routes, .. page.Routes], simulator.log, new FaultInjector(simulator.faults, options.TimeProvider)));
        return simulator;
    }

    internal SimulatedDevice? FindDevice(string id) => network.FindDevice(id);

    internal IReadOnlyList<KeyValuePair<string, SubscriberLine>> Subscribers => subscribers.All;

    private static void RequireNone(IEnumerable<string> faults, string parameter)
    {
        if (string.Join(' ', faults) is { Length: > 0 } said)
        {
            throw new ArgumentException(said, parameter);
        }
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

        var requestObjects = new RequestObjectReader(issuer, AuthorizationEndpoint.OriginalString, backchannelEndpoint, options.TimeProvider);
        var authorization = new AuthorizationEndpoint(options, issuer, clients, network, requestObjects, codes);
        var proofs = new DPoPProofs(options, issuer, clients);
        var presentation = new TokenPresentation(tokens, proofs, options.TimeProvider);
        var assertions = new ClientAssertionValidator(clients, options.TimeProvider);
        var applicationJwts = new ApplicationJwtValidator(clients, options.TimeProvider);
        var authentication = new ClientAuthentication(dialect, clients, assertions, applicationJwts, tokenEndpoint);
        var users = new UserHints(network);

        // Remembered beyond its end, so that a late poll is told the request expired.
        var backchannelRequests = new ExpiringStore<BackchannelRequest>(options.TimeProvider, BackchannelRequest.Lifetime * 2);
        var backchannel = new BackchannelEndpoint(
            options, new ClientAuthentication(dialect, clients, assertions, applicationJwts, backchannelEndpoint), requestObjects, users, backchannelRequests);
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
            .. new NumberVerificationApi(dialect, presentation).Routes,
            .. new OneTimePasswordApi(dialect, presentation, new OneTimePasswords(options, subscribers, inbox)).Routes,
            .. vonageVerify.Routes,
            .. authyVerification.Routes,
        ];
    }
}
