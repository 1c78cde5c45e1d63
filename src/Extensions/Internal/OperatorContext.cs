using Microsoft.Extensions.Logging;
using Microsoft.Kiota.Abstractions.Authentication;

namespace NumberVerify;

/// <summary>Everything one client shares between its calls: settings, addresses and services. Immutable but for the directory's caches.</summary>
internal sealed class OperatorContext
{
    private readonly HttpClientSource _httpClients;
    private readonly AuthorizationPlan _verify;
    private readonly AuthorizationPlan _devicePhoneNumber;

    public OperatorContext(
        NumberVerifyClientOptions options, Func<HttpClient> createHttpClient, Func<HttpMessageHandler> createHandler, TimeProvider timeProvider, Func<ILogger> createLogger, bool isProduction,
        string name = "", IVerificationAudit? audit = null, OperatorContext? previous = null)
    {
        Name = name;
        Owner = RequestOwner.Of(name, options);
        Options = options;
        _httpClients = new HttpClientSource(createHttpClient, timeProvider);
        TimeProvider = timeProvider;
        Telemetry = new OperatorTelemetry(name.Length > 0 ? name : options.Profile.Name, timeProvider, createLogger);
        Audit = audit is null ? null : new AuditTrail(audit, this);
        IsProduction = isProduction;

        // What the same client has read from the same operator stays good when only a key or a secret is rotated.
        Directory = previous?.Directory.Continues(options, Telemetry) == true ? previous.Directory : new OperatorDirectory(options, createHandler, timeProvider, Telemetry);
        IdTokens = new IdTokenValidator(Directory, options.ClientId, timeProvider);
        Tokens = new TokenResponseReader(this);
        Exchange = new CodeExchange(this);
        BasicAuthorization = options.Profile.ClientAuthentication == ClientAuthenticationMethod.ClientSecretBasic
            ? CodeExchange.BasicAuthorization(options.ClientId, options.ClientSecret!)
            : null;
        ApiBase = new Uri($"{OperatorAddresses.Of(options).ApiRoot!.AbsoluteUri.TrimEnd('/')}/{options.Profile.ApiPath}/");
        VerifyUri = new Uri(ApiBase, NumberVerificationClient.PhoneNumberVerifyPath);
        DevicePhoneNumberUri = new Uri(ApiBase, NumberVerificationClient.PhoneNumberSharePath);
        ApiHosts = new AllowedHostsValidator([ApiBase.Host]);
        _verify = AuthorizationPlan.Create(options, NumberVerifyOperation.VerifyNumber);
        _devicePhoneNumber = AuthorizationPlan.Create(options, NumberVerifyOperation.GetDevicePhoneNumber);
    }

    public NumberVerifyClientOptions Options { get; }

    public TimeProvider TimeProvider { get; }

    /// <summary>The client's name; empty where there is only one.</summary>
    public string Name { get; }

    /// <summary>What the requests of this client remember.</summary>
    public RequestOwner Owner { get; }

    public OperatorTelemetry Telemetry { get; }

    /// <summary>Where every verification is recorded; null where nobody asks for it.</summary>
    public AuditTrail? Audit { get; }

    public bool IsProduction { get; }

    public OperatorDirectory Directory { get; }

    public IdTokenValidator IdTokens { get; }

    public TokenResponseReader Tokens { get; }

    public CodeExchange Exchange { get; }

    /// <summary>What the operator's servers want in the next proof (RFC 9449).</summary>
    public DPoPNonces Nonces { get; } = new();

    /// <summary>The Authorization header of client_secret_basic; null for the other methods.</summary>
    public string? BasicAuthorization { get; }

    /// <summary>The only host that sees an access token.</summary>
    public AllowedHostsValidator ApiHosts { get; }

    public Uri ApiBase { get; }

    public Uri VerifyUri { get; }

    public Uri DevicePhoneNumberUri { get; }

    public HttpClient GetHttpClient() => _httpClients.Get();

    /// <summary>For the code exchange: one operator has one token endpoint.</summary>
    public OpenIdConnectClient GetTokenClient(OperatorEndpoints endpoints, DPoPBinding? binding) => binding?.CreateTokenClient(endpoints) ?? _httpClients.GetTokenClient(endpoints.TokenEndpoint);

    public AuthorizationPlan PlanOf(NumberVerifyOperation operation) =>
        operation == NumberVerifyOperation.GetDevicePhoneNumber ? _devicePhoneNumber : _verify;
}
