using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NumberVerify.Simulator;

namespace NumberVerify.Benchmarks;

/// <summary>The whole flow as requests written by hand, against the simulator.</summary>
internal sealed class RawFlow : IDisposable
{
    public const string ClientId = "load";
    public const string ClientSecret = "only for this load";
    public const string Callback = "https://app.example/callback";
    public const string PhoneNumber = "+346661113334";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private const string Query =
        "response_type=code&client_id=load&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=openid%20dpv%3AFraudPreventionAndDetection%20number-verification%3Averify"
        + "&state=a-state-of-22-characters&nonce=a-nonce-of-22-characters&prompt=none&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly Uri _authorize;
    private readonly Uri _token;
    private readonly Uri _verify;
    private readonly string _device;

    public RawFlow(Uri simulator, string deviceId)
    {
        _authorize = new Uri(simulator, $"/authorize?{Query}");
        _token = new Uri(simulator, "/token");
        _verify = new Uri(simulator, "/number-verification/v2/verify");
        _device = deviceId;
    }

    public void Dispose() => _http.Dispose();

    /// <returns>The code.</returns>
    public async Task<string> AuthorizeAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _authorize);
        request.Headers.TryAddWithoutValidation(SimulatedDevice.HeaderName, _device);
        using var response = await _http.SendAsync(request);
        Expect(response, HttpStatusCode.Found);
        var location = response.Headers.Location!.OriginalString;
        var start = location.IndexOf("code=", StringComparison.Ordinal) + "code=".Length;
        return location[start..location.IndexOf('&', start)];
    }

    /// <exception cref="InvalidOperationException">Any step failed.</exception>
    public async Task RunAsync()
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = await AuthorizeAsync(),
            ["redirect_uri"] = Callback,
            ["code_verifier"] = Verifier,
            ["client_id"] = ClientId,
            ["client_secret"] = ClientSecret,
        };
        using var redeemed = await _http.PostAsync(_token, new FormUrlEncodedContent(form));
        Expect(redeemed, HttpStatusCode.OK);
        using var tokens = await JsonDocument.ParseAsync(await redeemed.Content.ReadAsStreamAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, _verify) { Content = new StringContent($$"""{"phoneNumber":"{{PhoneNumber}}"}""", null, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.RootElement.GetProperty("access_token").GetString());
        using var verified = await _http.SendAsync(request);
        Expect(verified, HttpStatusCode.OK);
        if (await verified.Content.ReadAsStringAsync() != """{"devicePhoneNumberVerified":true}""")
        {
            throw new InvalidOperationException("The number was not verified.");
        }
    }

    private static void Expect(HttpResponseMessage response, HttpStatusCode status)
    {
        if (response.StatusCode != status)
        {
            throw new InvalidOperationException($"The simulator answered {(int)response.StatusCode} instead of {(int)status}.");
        }
    }
}
