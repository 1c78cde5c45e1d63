using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NumberVerify.Simulator;
using NumberVerify.Testing;

namespace NumberVerify.Conformance.Features;

/// <summary>What a scenario's steps build up: an operator, a subscriber's phone, the request, and the reply.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string ClientId = "backend";
    public const string ClientSecret = "only for tests";
    public const string RedirectUri = "https://app.example/callback";
    public const string Number = "+346661113334";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private readonly ICaller _caller;
    private Reply? _reply;

    private World(OperatorSimulator simulator, ManualTimeProvider time, ICaller caller)
    {
        Simulator = simulator;
        Time = time;
        _caller = caller;
        Device = simulator.AddDevice(Number);
        Http.BaseAddress = simulator.ApiRoot;
    }

    public OperatorSimulator Simulator { get; }

    public ManualTimeProvider Time { get; }

    public SimulatedDevice Device { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public HttpMethod Method { get; set; } = HttpMethod.Post;

    /// <summary>The path of the operation.</summary>
    public Uri Resource { get; set; } = new("/", UriKind.Relative);

    /// <summary>The scope that the operation asks of a token.</summary>
    public string Scope { get; set; } = "";

    public string ContentType { get; set; } = "application/json";

    public TokenKind Token { get; set; }

    public string? Correlator { get; set; }

    public JsonObject? Body { get; set; }

    public Reply Reply => _reply ?? throw new InvalidOperationException("Nothing was sent yet.");

    public static async Task<World> StartAsync(ICaller caller)
    {
        var time = new ManualTimeProvider();
        var simulator = await OperatorSimulator.StartAsync(options =>
        {
            options.TimeProvider = time;
            options.WifiBehavior = WifiBehavior.ApiRefusal;
            options.Clients.Add(new SimulatedClient { ClientId = ClientId, ClientSecret = ClientSecret, RedirectUris = [RedirectUri] });
        });
        return new World(simulator, time, caller);
    }

    public async Task SendAsync() => _reply = await _caller.SendAsync(this);

    /// <summary>A new token of the kind the scenario asks for; null when it asks for none.</summary>
    public async Task<string?> GetAccessTokenAsync()
    {
        switch (Token)
        {
            case TokenKind.Absent:
                return null;
            case TokenKind.Invalid:
                return "not-a-token-of-this-operator";
            case TokenKind.WithoutScope:
                return await AuthorizeAsync(Scope.Contains(":verify", StringComparison.Ordinal) ? "number-verification:device-phone-number:read" : "number-verification:verify");
            case TokenKind.Expired:
                var token = await AuthorizeAsync(Scope);
                Time.Advance(TimeSpan.FromSeconds(301));
                return token;
            default:
                return await AuthorizeAsync(Scope);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }

    private async Task<string> AuthorizeAsync(string scope)
    {
        var query = Encode(new()
        {
            ["response_type"] = "code",
            ["client_id"] = ClientId,
            ["redirect_uri"] = RedirectUri,
            ["scope"] = $"openid dpv:FraudPreventionAndDetection {scope}",
            ["state"] = "a state",
            ["nonce"] = "a nonce",
            ["prompt"] = "none",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        });
        var callback = await Device.OpenAsync(new Uri($"{Simulator.AuthorizationEndpoint}?{query}"));
        var code = callback.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')).Single(pair => pair[0] == "code")[1];
        using var content = new StringContent(
            Encode(new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = Uri.UnescapeDataString(code),
                ["redirect_uri"] = RedirectUri,
                ["code_verifier"] = Verifier,
                ["client_id"] = ClientId,
                ["client_secret"] = ClientSecret,
            }),
            Encoding.UTF8,
            "application/x-www-form-urlencoded");
        using var response = await Http.PostAsync(Simulator.TokenEndpoint, content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["access_token"]!;
    }

    private static string Encode(Dictionary<string, string> parameters) =>
        string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
}
