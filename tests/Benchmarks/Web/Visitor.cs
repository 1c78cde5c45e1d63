using System.Net;

namespace NumberVerify.Benchmarks;

/// <summary>A browser: posts the number, and comes back with the callback and its cookie.</summary>
internal sealed class Visitor(Uri backend) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = backend };

    /// <returns>The callback's path and the cookie.</returns>
    public async Task<(string Callback, string Cookie)> StartAsync()
    {
        using var form = new FormUrlEncodedContent([new("phoneNumber", Wire.PhoneNumber)]);
        using var response = await _http.PostAsync("/verify/start", form);
        if (response.StatusCode != HttpStatusCode.SeeOther)
        {
            throw new InvalidOperationException($"The start was answered with {response.StatusCode}.");
        }

        var state = response.Headers.Location!.Query.TrimStart('?').Split('&').Single(static pair => pair.StartsWith("state=", StringComparison.Ordinal))["state=".Length..];
        return (new Uri(Wire.Callback(state)).PathAndQuery, response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    public async Task ContinueAsync((string Callback, string Cookie) started)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, started.Callback);
        request.Headers.Add("Cookie", started.Cookie);
        using var response = await _http.SendAsync(request);
        if (response.Headers.Location?.OriginalString != Backend.Done)
        {
            throw new InvalidOperationException($"The callback was answered with {response.StatusCode}.");
        }
    }

    public void Dispose() => _http.Dispose();
}
