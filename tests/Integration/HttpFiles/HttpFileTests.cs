using System.Text.Json.Nodes;
using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Integration.Tests.HttpFiles;

/// <summary>The requests of docs/http get the answers they promise.</summary>
public sealed class HttpFileTests
{
    private const string RedirectUri = "http://localhost:5000/callback";
    private static readonly string s_folder = Path.Combine(OfficialSpecs.RepositoryRoot, "docs", "http");

    public static TheoryData<string> Files => new(Names);

    private static IEnumerable<string> Names => Directory.EnumerateFiles(s_folder, "*.http").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_request_gets_the_status_it_promises(string file)
    {
        var requests = HttpFile.Parse(await File.ReadAllTextAsync(Path.Combine(s_folder, file)));
        Assert.NotEmpty(requests.Requests);

        Assert.Empty(await RunAsync(requests));
    }

    [Fact]
    public void Every_flow_has_its_file()
    {
        string[] flows =
        [
            "authorization-code-client-secret-basic", "authorization-code-private-key-jwt", "authy-verification", "ciba", "control", "discovery", "jwt-bearer", "one-time-password", "share", "verify",
            "vonage-verify",
        ];

        Assert.Equal(flows.Select(flow => $"{flow}.http"), Names);
    }

    [Fact]
    public async Task Another_status_is_noticed()
    {
        var requests = HttpFile.Parse("@host = x\n\n### Keys\n# expect 201\nGET {{host}}/jwks\n");

        var mistake = Assert.Single(await RunAsync(requests));

        Assert.StartsWith("Keys: 200 instead of 201.", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_expects_nothing_is_refused() => Assert.Throws<FormatException>(() => HttpFile.Parse("### Keys\nGET http://127.0.0.1/jwks\n"));

    /// <summary>Against the client of the program's demo, and one with a key.</summary>
    private static async Task<IReadOnlyList<string>> RunAsync(HttpFile file)
    {
        using var key = AssertionKey.Ec("key-1");
        var clock = new VirtualClock();
        await using var simulator = await OperatorSimulator.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.Clients.Add(new SimulatedClient { ClientId = "demo-client", ClientSecret = "demo-secret", RedirectUris = [RedirectUri] });
            options.VonageVerify.Accounts = [new() { ApiKey = "demo-key", ApiSecret = "demo-secret" }];
            options.AuthyVerification.Accounts = [new() { ApiKey = "demo-authy-key" }];
            options.Clients.Add(new SimulatedClient { ClientId = "key-client", JsonWebKeySet = AssertionKey.PublicSet(key), RedirectUris = [RedirectUri] });
        });
        var phone = simulator.AddDevice("+346661113334");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        var runner = new HttpFileRunner(http, new Dictionary<string, string>
        {
            ["CLIENT_ASSERTION"] = key.Sign(Claims("key-client")),
            ["USER_ASSERTION"] = key.Sign(Claims($"operatortoken:{phone.CreateOperatorToken()}", "dpv:FraudPreventionAndDetection number-verification:verify")),
        });

        return await runner.RunAsync(file, simulator.Issuer.OriginalString);

        JsonObject Claims(string subject, string? scope = null)
        {
            var now = clock.GetUtcNow().ToUnixTimeSeconds();
            var claims = new JsonObject
            {
                ["iss"] = "key-client",
                ["sub"] = subject,
                ["aud"] = simulator.TokenEndpoint.OriginalString,
                ["jti"] = Guid.NewGuid().ToString(),
                ["iat"] = now,
                ["exp"] = now + 300,
            };
            if (scope is not null)
            {
                claims["scope"] = scope;
            }

            return claims;
        }
    }
}
