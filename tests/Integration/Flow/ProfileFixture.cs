using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>A simulated operator that speaks a dialect, and the SDK registered for it with the profile of that operator and nothing else but addresses and a credential.</summary>
internal sealed class ProfileFixture : IAsyncDisposable
{
    private const string ClientId = "app";
    private const string ClientSecret = "app-secret";
    private readonly ServiceProvider _services;
    private readonly AssertionKey? _key;

    private ProfileFixture(RunningOperator op, ServiceProvider services, AssertionKey? key)
    {
        Operator = op;
        _services = services;
        _key = key;
        Client = services.GetRequiredService<NumberVerifyClient>();
    }

    public RunningOperator Operator { get; }

    public NumberVerifyClient Client { get; }

    public static async Task<ProfileFixture> StartAsync(
        OperatorProfile profile, OperatorDialect dialect, Action<NumberVerifyClientOptions>? configure = null, Action<OperatorSimulatorOptions>? configureOperator = null)
    {
        var key = profile.ClientAuthentication == ClientAuthenticationMethod.ApplicationJwt ? AssertionKey.Rsa("app-key") : null;
        var op = await RunningOperator.StartAsync(options =>
        {
            options.Dialect = dialect;
            options.Clients.Add(new SimulatedClient
            {
                ClientId = ClientId,
                ClientSecret = key is null ? ClientSecret : null,
                JsonWebKeySet = key is null ? null : AssertionKey.PublicSet(key),
                RedirectUris = [RunningOperator.RedirectUri],
            });
            configureOperator?.Invoke(options);
        });
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(op.Time);
        services.AddNumberVerify(options =>
        {
            options.Profile = profile;
            options.ClientId = ClientId;
            options.ClientSecret = key is null ? ClientSecret : null;
            options.Signer = key is null ? null : new Rs256Signer(key);
            options.RedirectUri = new Uri(RunningOperator.RedirectUri);
            options.AuthBase = new Uri(op.Simulator.AuthorizationEndpoint.OriginalString[..^(profile.AuthorizationPath!.Length + 1)]);
            options.ApiRoot = op.Simulator.ApiRoot;
            options.AllowLoopbackHttp = true;
            configure?.Invoke(options);
        });
        return new ProfileFixture(op, services.BuildServiceProvider(), key);
    }

    /// <summary>What the app at the redirect URI is called with.</summary>
    public async Task<Uri> OpenAsync(AuthorizationRequest request) => await Operator.Phone.OpenAsync(Client.GetAuthUrl(request));

    public async Task<NumberVerifyUserClient> SignInAsync(AuthorizationRequest request, string? phoneNumber = null) =>
        Client.ForUser(request, AuthorizationResponse.Parse(await OpenAsync(request)), phoneNumber);

    public int CountRequests(string path) => Operator.Simulator.Requests.Count(request => request.Path == path);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Operator.DisposeAsync();
        _key?.Dispose();
    }

    private sealed class Rs256Signer(AssertionKey key) : ISigner
    {
        public string KeyId => key.Id;

        public string Algorithm => "RS256";

        public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) =>
            new(key.SignData(data.ToArray(), HashAlgorithmName.SHA256));
    }
}
