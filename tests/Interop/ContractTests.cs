using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NumberVerify.Simulator;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Interop.Tests;

/// <summary>The SDK and the simulator with the official document between them, checked in both directions by a tool that is not ours.</summary>
public sealed class ContractTests
{
    private const string Number = "+346661113334";
    private const string RedirectUri = "https://app.example/callback";
    private const string BasePath = "/number-verification/v2";

    public static TheoryData<string> Calls => ["verify", "verify another number", "verify a hash", "share", "not on the mobile network", "used token"];

    [OfficialSpecTheory(OfficialSpecs.R32)]
    [MemberData(nameof(Calls))]
    public async Task The_SDK_and_the_simulator_keep_to_the_document(string call)
    {
        await using var simulator = await StartAsync();
        await using var proxy = await ContractServer.BetweenAsync(OfficialSpecs.PathOf(OfficialSpecs.R32), new Uri(simulator.ApiRoot, BasePath));
        var seen = new Exchanges(proxy.Root);
        var services = new ServiceCollection();
        services.AddNumberVerify(options =>
        {
            options.ClientId = "backend";
            options.ClientSecret = "only for tests";
            options.Profile = OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic };
            options.RedirectUri = new Uri(RedirectUri);
            options.Issuer = simulator.Issuer.OriginalString;
            options.ApiRoot = proxy.Root;
            options.AllowLoopbackHttp = true;
        }).AddHttpMessageHandler(() => proxy.AtItsRoot(BasePath)).AddHttpMessageHandler(() => seen);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<NumberVerifyClient>();
        await client.DiscoverAsync();
        var operation = call == "share" ? NumberVerifyOperation.GetDevicePhoneNumber : NumberVerifyOperation.VerifyNumber;
        var phone = simulator.AddDevice(Number, call == "not on the mobile network" ? DeviceConnection.WiFi : DeviceConnection.MobileData);
        var request = AuthorizationRequest.Create(operation: operation);
        var user = client.ForUser(request, AuthorizationResponse.Parse(await phone.OpenAsync(client.GetAuthUrl(request))));

        switch (call)
        {
            case "verify":
                Assert.True((await user.VerifyNumberAsync(Number)).DevicePhoneNumberVerified);
                break;
            case "verify another number":
                Assert.False((await user.VerifyNumberAsync("+34666666666")).DevicePhoneNumberVerified);
                break;
            case "verify a hash":
                Assert.True((await user.VerifyHashedNumberAsync(HashedPhoneNumber.Compute(Number))).DevicePhoneNumberVerified);
                break;
            case "share":
                Assert.Equal(Number, (await user.GetDevicePhoneNumberAsync()).DevicePhoneNumber.Value);
                break;
            case "not on the mobile network":
                await Assert.ThrowsAsync<NotOnMobileNetworkException>(() => user.VerifyNumberAsync(Number));
                break;
            default:
                var session = await user.GetSessionAsync();
                using (await RawAsync(simulator, session.AccessToken))
                {
                }

                await Assert.ThrowsAsync<UnauthenticatedException>(() => user.VerifyNumberAsync(Number));
                break;
        }

        Assert.Equal([null], seen.Violations);
    }

    [OfficialSpecFact(OfficialSpecs.R32)]
    public async Task What_breaks_the_document_is_seen()
    {
        await using var simulator = await StartAsync();
        await using var proxy = await ContractServer.BetweenAsync(OfficialSpecs.PathOf(OfficialSpecs.R32), new Uri(simulator.ApiRoot, BasePath));
        using var http = new HttpClient { BaseAddress = proxy.Root };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/verify") { Content = new StringContent("""{"phoneNumber":"0034666666666"}""", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "unknown");

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("phoneNumber", response.Headers.GetValues(ContractServer.Violations).Single(), StringComparison.Ordinal);
    }

    private static Task<OperatorSimulator> StartAsync() => OperatorSimulator.StartAsync(options =>
    {
        options.WifiBehavior = WifiBehavior.ApiRefusal;
        options.Clients.Add(new SimulatedClient { ClientId = "backend", ClientSecret = "only for tests", RedirectUris = [RedirectUri] });
    });

    private static async Task<HttpResponseMessage> RawAsync(OperatorSimulator simulator, string accessToken)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator.ApiRoot, BasePath + "/verify"))
        {
            Content = new StringContent($$"""{"phoneNumber":"{{Number}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await http.SendAsync(request);
    }

    /// <summary>What the proxy said about each exchange that went through it; null stands for nothing.</summary>
    private sealed class Exchanges(Uri proxy) : DelegatingHandler
    {
        private readonly ConcurrentQueue<string?> _violations = new();

        public IEnumerable<string?> Violations => _violations;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.Authority == proxy.Authority)
            {
                _violations.Enqueue(response.Headers.TryGetValues(ContractServer.Violations, out var values) ? values.Single() : null);
            }

            return response;
        }
    }
}
