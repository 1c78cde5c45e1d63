using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NumberVerify.Simulator;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Interop.Tests;

/// <summary>The SDK, or requests written by hand, and the simulator with the official document between them, checked in both directions by a tool that is not ours.</summary>
public sealed class ContractTests
{
    private const string Number = "+346661113334";
    private const string RedirectUri = "https://app.example/callback";
    private const string BasePath = "/number-verification/v2";
    private const string OneTimePasswordBasePath = "/one-time-password-sms/v1";

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

    [OfficialSpecTheory(OfficialSpecs.OneTimePasswordR32)]
    [InlineData("right code", 204, null)]
    [InlineData("wrong code", 400, "ONE_TIME_PASSWORD_SMS.INVALID_OTP")]
    [InlineData("wrong code again and again", 400, "ONE_TIME_PASSWORD_SMS.VERIFICATION_FAILED")]
    [InlineData("used code", 400, "ONE_TIME_PASSWORD_SMS.VERIFICATION_EXPIRED")]
    [InlineData("expired code", 400, "ONE_TIME_PASSWORD_SMS.VERIFICATION_EXPIRED")]
    [InlineData("unknown id", 404, "NOT_FOUND")]
    [InlineData("expired token", 401, "UNAUTHENTICATED")]
    public async Task One_time_passwords_keep_to_the_document(string validation, int status, string? code)
    {
        var clock = new VirtualClock();
        await using var simulator = await StartAsync(clock);
        await using var proxy = await ContractServer.BetweenAsync(OfficialSpecs.PathOf(OfficialSpecs.OneTimePasswordR32), new Uri(simulator.ApiRoot, OneTimePasswordBasePath));
        var seen = new Exchanges(proxy.Root) { InnerHandler = new SocketsHttpHandler { UseProxy = false } };
        using var http = new HttpClient(seen) { BaseAddress = proxy.Root };
        var phone = simulator.AddDevice(Number);
        await AuthorizeAsync();
        using var sent = await http.PostAsJsonAsync("/send-code", new JsonObject { ["phoneNumber"] = Number, ["message"] = "{{code}} is your code" });
        var id = (string)JsonNode.Parse(await sent.Content.ReadAsStringAsync())!["authenticationId"]!;
        var right = phone.Messages.Single().Code;
        var wrong = right.Replace(right[0], right[0] == '0' ? '1' : '0');

        switch (validation)
        {
            case "wrong code again and again":
                await ValidateAsync(id, wrong);
                await ValidateAsync(id, wrong);
                break;
            case "used code":
                await ValidateAsync(id, right);
                break;
            case "expired code":
                clock.Advance(TimeSpan.FromMinutes(5));
                await AuthorizeAsync();
                break;
            case "expired token":
                clock.Advance(TimeSpan.FromMinutes(5));
                break;
        }

        var answer = await ValidateAsync(validation == "unknown id" ? Guid.Empty.ToString() : id, validation.StartsWith("wrong", StringComparison.Ordinal) ? wrong : right);

        Assert.Equal(status, answer.Status);
        Assert.Equal(code, answer.Code);
        Assert.All(seen.Violations, Assert.Null);
        Assert.True(seen.Violations.Count() >= 2);

        async Task AuthorizeAsync() => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await ApplicationTokenAsync(simulator));

        async Task<(int Status, string? Code)> ValidateAsync(string authenticationId, string given)
        {
            using var response = await http.PostAsJsonAsync("/validate-code", new JsonObject { ["authenticationId"] = authenticationId, ["code"] = given });
            var text = await response.Content.ReadAsStringAsync();
            return ((int)response.StatusCode, text.Length == 0 ? null : (string?)JsonNode.Parse(text)!["code"]);
        }
    }

    [OfficialSpecTheory(OfficialSpecs.OneTimePasswordR32)]
    [InlineData(SubscriberLine.Landline, 403, "ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_NOT_ALLOWED")]
    [InlineData(SubscriberLine.SmsBarred, 403, "ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_BLOCKED")]
    [InlineData(null, 404, "NOT_FOUND")]
    public async Task A_number_that_is_sent_no_code_keeps_to_the_document_too(SubscriberLine? line, int status, string code)
    {
        await using var simulator = await StartAsync();
        await using var proxy = await ContractServer.BetweenAsync(OfficialSpecs.PathOf(OfficialSpecs.OneTimePasswordR32), new Uri(simulator.ApiRoot, OneTimePasswordBasePath));
        var seen = new Exchanges(proxy.Root) { InnerHandler = new SocketsHttpHandler { UseProxy = false } };
        using var http = new HttpClient(seen) { BaseAddress = proxy.Root };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await ApplicationTokenAsync(simulator));
        if (line is { } known)
        {
            simulator.AddSubscriber(Number, known);
        }

        using var response = await http.PostAsJsonAsync("/send-code", new JsonObject { ["phoneNumber"] = Number, ["message"] = "{{code}} is your code" });

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]);
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

    private static Task<OperatorSimulator> StartAsync(TimeProvider? time = null) => OperatorSimulator.StartAsync(options =>
    {
        options.TimeProvider = time ?? TimeProvider.System;
        options.WifiBehavior = WifiBehavior.ApiRefusal;
        options.Clients.Add(new SimulatedClient { ClientId = "backend", ClientSecret = "only for tests", RedirectUris = [RedirectUri] });
    });

    /// <summary>A token without a user, by client credentials.</summary>
    private static async Task<string> ApplicationTokenAsync(OperatorSimulator simulator)
    {
        using var http = new HttpClient();
        using var content = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("scope", "one-time-password-sms:send-validate"),
            new("client_id", "backend"),
            new("client_secret", "only for tests"),
        ]);
        using var response = await http.PostAsync(simulator.TokenEndpoint, content);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["access_token"]!;
    }

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
