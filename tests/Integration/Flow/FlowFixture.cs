using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>A simulated operator and the SDK registered for it, over real sockets on loopback.</summary>
internal sealed class FlowFixture : IAsyncDisposable
{
    public const string RedirectUri = RunningOperator.RedirectUri;
    private readonly ServiceProvider _services;
    private readonly bool _signs;

    private FlowFixture(RunningOperator op, ServiceProvider services)
    {
        Operator = op;
        _services = services;
        _signs = services.GetRequiredService<IOptions<NumberVerifyClientOptions>>().Value.Profile.SignsAuthorizationRequests;
        Client = services.GetRequiredService<NumberVerifyClient>();
    }

    public RunningOperator Operator { get; }

    public NumberVerifyClient Client { get; }

    public static async Task<FlowFixture> StartAsync(
        ClientAuthenticationMethod method = ClientAuthenticationMethod.PrivateKeyJwt,
        Action<NumberVerifyClientOptions>? configure = null,
        Action<OperatorSimulatorOptions>? configureOperator = null,
        Action<IServiceCollection>? addServices = null,
        Action<IHttpClientBuilder>? configureHttp = null)
    {
        var op = await RunningOperator.StartAsync(configureOperator);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(op.Time);
        addServices?.Invoke(services);
        var http = services.AddNumberVerify(options =>
        {
            options.ClientId = method == ClientAuthenticationMethod.PrivateKeyJwt ? RunningOperator.KeyClientId : RunningOperator.ClientId;
            options.Profile = OperatorProfile.Camara with { ClientAuthentication = method };
            options.Signer = method == ClientAuthenticationMethod.PrivateKeyJwt ? new TestSigner(op.Key) : null;
            options.ClientSecret = method == ClientAuthenticationMethod.PrivateKeyJwt ? null : RunningOperator.ClientSecret;
            options.RedirectUri = new Uri(RedirectUri);
            options.Issuer = op.Simulator.Issuer.OriginalString;
            options.ApiRoot = op.Simulator.ApiRoot;
            options.AllowLoopbackHttp = true;
            configure?.Invoke(options);
        });
        configureHttp?.Invoke(http);
        var fixture = new FlowFixture(op, services.BuildServiceProvider());
        await fixture.Client.DiscoverAsync();
        return fixture;
    }

    public async Task<NumberVerifyUserClient> SignInAsync(
        string? phoneNumber = null, NumberVerifyOperation operation = NumberVerifyOperation.VerifyNumber, SimulatedDevice? device = null)
    {
        var request = AuthorizationRequest.Create("application state", operation: operation);
        var callback = await (device ?? Operator.Phone).OpenAsync(_signs ? await Client.GetAuthUrlAsync(request) : Client.GetAuthUrl(request));
        return Client.ForUser(request, AuthorizationResponse.Parse(callback), phoneNumber);
    }

    public int CountRequests(string path) => Operator.Simulator.Requests.Count(request => request.Path == path);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Operator.DisposeAsync();
    }

    /// <summary>A signer of the caller's own, as a key vault would be one.</summary>
    private sealed class TestSigner(AssertionKey key) : ISigner
    {
        public string KeyId => key.Id;

        public string Algorithm => "ES256";

        public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) =>
            new(key.SignData(data.ToArray(), HashAlgorithmName.SHA256));
    }
}
