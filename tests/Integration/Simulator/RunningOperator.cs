using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NumberVerify.Simulator;
using NumberVerify.Testing;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>A simulator with one client of each kind and one phone, and the raw requests of the flow, each of which a test may bend.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    public const string Number = "+346661113334";
    public const string OtherNumber = "+34666666666";
    public const string ClientId = "backend";
    public const string ClientSecret = "a secret: 100% + more, ü";
    public const string RedirectUri = "https://app.example/callback";
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    public const string Purpose = "dpv:FraudPreventionAndDetection";
    public const string VerifyScope = "number-verification:verify";
    public const string ShareScope = "number-verification:device-phone-number:read";
    public const string OtpScope = "one-time-password-sms:send-validate";
    public const string Message = "{{code}} is your code";
    public const string State = "a state";

    private RunningOperator(OperatorSimulator simulator, ManualTimeProvider time, AssertionKey key)
    {
        Simulator = simulator;
        Time = time;
        Key = key;
        Phone = simulator.AddDevice(Number);
        Http.BaseAddress = simulator.Issuer;
    }

    public OperatorSimulator Simulator { get; }

    public ManualTimeProvider Time { get; }

    /// <summary>The key of the client <see cref="KeyClientId"/>.</summary>
    public AssertionKey Key { get; }

    public SimulatedDevice Phone { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public const string KeyClientId = "key-backend";

    public static async Task<RunningOperator> StartAsync(Action<OperatorSimulatorOptions>? configure = null)
    {
        var time = new ManualTimeProvider();
        var key = AssertionKey.Ec("key-1");
        var simulator = await OperatorSimulator.StartAsync(options =>
        {
            options.TimeProvider = time;
            options.Clients.Add(new SimulatedClient { ClientId = ClientId, ClientSecret = ClientSecret, RedirectUris = [RedirectUri, "app.example:/callback?fixed=1"] });
            options.Clients.Add(new SimulatedClient { ClientId = KeyClientId, JsonWebKeySet = AssertionKey.PublicSet(key), RedirectUris = [RedirectUri] });
            configure?.Invoke(options);
        });
        return new RunningOperator(simulator, time, key);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Key.Dispose();
        await Simulator.DisposeAsync();
    }

    /// <summary>A valid authorization request with changes: a null value takes a parameter away.</summary>
    public static List<KeyValuePair<string, string>> AuthorizationParameters(params (string Name, string? Value)[] changes) => Change(
        [
            new("response_type", "code"),
            new("client_id", ClientId),
            new("redirect_uri", RedirectUri),
            new("scope", $"openid {Purpose} {VerifyScope}"),
            new("state", State),
            new("nonce", "a nonce"),
            new("prompt", "none"),
            new("code_challenge", Challenge),
            new("code_challenge_method", "S256"),
        ],
        changes);

    public Task<HttpResponseMessage> AuthorizeAsync(params (string Name, string? Value)[] changes) => AuthorizeAsync(Encode(AuthorizationParameters(changes)));

    public Task<HttpResponseMessage> AuthorizeAsync(string query, SimulatedDevice? device = null)
    {
        // As it is, malformed too: by default Uri would repair it on the way.
        var url = new Uri($"{Simulator.AuthorizationEndpoint}?{query}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add(SimulatedDevice.HeaderName, (device ?? Phone).Id);
        return Http.SendAsync(request);
    }

    public async Task<string> GetCodeAsync(params (string Name, string? Value)[] changes)
    {
        using var response = await AuthorizeAsync(changes);
        return Callback(response)["code"];
    }

    /// <summary>A valid token request with changes: a null value takes a parameter away.</summary>
    public static List<KeyValuePair<string, string>> TokenParameters(string code, params (string Name, string? Value)[] changes) => Change(
        [
            new("grant_type", "authorization_code"),
            new("code", code),
            new("redirect_uri", RedirectUri),
            new("code_verifier", Verifier),
            new("client_id", ClientId),
            new("client_secret", ClientSecret),
        ],
        changes);

    public Task<HttpResponseMessage> RedeemAsync(string code, params (string Name, string? Value)[] changes) => PostTokenAsync(TokenParameters(code, changes));

    public Task<HttpResponseMessage> PostTokenAsync(IEnumerable<KeyValuePair<string, string>> parameters, AuthenticationHeaderValue? authorization = null) =>
        PostAsync("/token", parameters, authorization);

    public Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> parameters, AuthenticationHeaderValue? authorization = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(parameters) };
        request.Headers.Authorization = authorization;
        return Http.SendAsync(request);
    }

    public async Task<JsonElement> GetTokensAsync(params (string Name, string? Value)[] authorizationChanges)
    {
        using var response = await RedeemAsync(await GetCodeAsync(authorizationChanges));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }

    public async Task<string> GetAccessTokenAsync(string apiScopes = VerifyScope) =>
        (await GetTokensAsync(("scope", $"openid {Purpose} {apiScopes}"))).GetProperty("access_token").GetString()!;

    public Task<HttpResponseMessage> VerifyAsync(string? accessToken, string? body, string release = "v2", string? correlator = null) =>
        CallAsync(HttpMethod.Post, $"/number-verification/{release}/verify", accessToken, body, correlator);

    public Task<HttpResponseMessage> ShareAsync(string? accessToken, string release = "v2", string? correlator = null) =>
        CallAsync(HttpMethod.Get, $"/number-verification/{release}/device-phone-number", accessToken, body: null, correlator);

    public Task<HttpResponseMessage> PostSendCodeAsync(string? accessToken, string? body, string? correlator = null, string release = "v1") =>
        CallAsync(HttpMethod.Post, $"/one-time-password-sms/{release}/send-code", accessToken, body, correlator);

    public Task<HttpResponseMessage> ValidateCodeAsync(string? accessToken, string? body, string? correlator = null, string release = "v1") =>
        CallAsync(HttpMethod.Post, $"/one-time-password-sms/{release}/validate-code", accessToken, body, correlator);

    public static string SendBody(string number = Number, string message = Message) => $$"""{"phoneNumber":"{{number}}","message":"{{message}}"}""";

    public static string ValidateBody(string authenticationId, string code) => $$"""{"authenticationId":"{{authenticationId}}","code":"{{code}}"}""";

    /// <returns>The authenticationId and the code that came with the text message.</returns>
    public async Task<(string Id, string Code)> SendCodeAsync(string accessToken, string number = Number)
    {
        using var response = await PostSendCodeAsync(accessToken, SendBody(number));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return ((await JsonAsync(response)).GetProperty("authenticationId").GetString()!, Simulator.Inbox[^1].Code);
    }

    public Task<HttpResponseMessage> CallAsync(
        HttpMethod method, string path, string? accessToken, string? body, string? correlator = null, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = accessToken is null ? null : new AuthenticationHeaderValue("Bearer", accessToken);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (correlator is not null)
        {
            request.Headers.TryAddWithoutValidation("x-correlator", correlator);
        }

        return Http.SendAsync(request);
    }

    public static Dictionary<string, string> Callback(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return Query(response.Headers.Location!);
    }

    public static Dictionary<string, string> Query(Uri callback) => callback.OriginalString[(callback.OriginalString.IndexOf('?') + 1)..]
        .Split('&')
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));

    public static string Encode(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    public static async Task AssertOAuthErrorAsync(HttpResponseMessage response, HttpStatusCode status, string error)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var body = await JsonAsync(response);
        Assert.Equal(["error", "error_description"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(error, body.GetProperty("error").GetString());
    }

    public static async Task AssertApiErrorAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        var body = await JsonAsync(response);
        Assert.Equal(["status", "code", "message"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal((int)status, body.GetProperty("status").GetInt32());
        Assert.Equal(code, body.GetProperty("code").GetString());
        Assert.NotEmpty(body.GetProperty("message").GetString()!);
    }

    /// <summary>What the user sees when nobody knows where to redirect to; nothing of the request is in it.</summary>
    public static async Task AssertPageAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], response.Headers.GetValues("Referrer-Policy"));
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("evil", page, StringComparison.Ordinal);
        Assert.DoesNotContain("script", page, StringComparison.Ordinal);
    }

    /// <summary>Parameters with changes: a null value takes one away.</summary>
    public static List<KeyValuePair<string, string>> Change(List<KeyValuePair<string, string>> parameters, (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            parameters.RemoveAll(parameter => parameter.Key == name);
            if (value is not null)
            {
                parameters.Add(new(name, value));
            }
        }

        return parameters;
    }
}
