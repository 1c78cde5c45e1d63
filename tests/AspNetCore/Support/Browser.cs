using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NumberVerify.Simulator;

namespace NumberVerify.AspNetCore.Tests;

/// <summary>Keeps cookies as a browser does, and follows nothing by itself.</summary>
internal sealed class Browser
{
    private readonly Application _application;
    private readonly HttpClient _http;

    public Browser(Application application, string? user)
    {
        _application = application;
        User = user;
        _http = application.Server.CreateClient();
        _http.BaseAddress = new Uri(Application.Origin);
    }

    public Dictionary<string, string> Cookies { get; private init; } = new(StringComparer.Ordinal);

    public string? User { get; set; }

    public IEnumerable<string> TransactionCookies => Cookies.Keys.Where(static name => name.StartsWith("__Host-nv.", StringComparison.Ordinal));

    /// <summary>Another browser that was given everything this one has.</summary>
    public Browser Copy() => new(_application, User) { Cookies = new(Cookies, StringComparer.Ordinal) };

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, content: null, [.. headers, ("Accept", "text/html")]);

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, content: null, cancellationToken);

    public Task<HttpResponseMessage> PostJsonAsync(string path, object body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body), headers);

    public Task<HttpResponseMessage> PostFormAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(static field => KeyValuePair.Create(field.Name, field.Value))), [("Accept", "text/html"), ("Sec-Fetch-Site", "same-origin")]);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, content, CancellationToken.None, headers);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (User is not null)
        {
            request.Headers.Add(Application.UserHeader, User);
        }

        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(static cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var response = await _http.SendAsync(request, cancellationToken);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            if (cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))
            {
                Cookies.Remove(pair[0]);
            }
            else
            {
                Cookies[pair[0]] = pair[1];
            }
        }

        return response;
    }

    /// <summary>Posts the number as a page does, and returns the operator's URL.</summary>
    public async Task<Uri> StartAsync(string number = Application.Number)
    {
        using var response = await PostFormAsync("/verify/start", ("phoneNumber", number));
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        return response.Headers.Location!;
    }

    /// <summary>Has the phone open the operator's URL, and returns the path and query of the callback.</summary>
    public async Task<string> OpenAsync(Uri authUrl, SimulatedDevice? device = null) => new Uri((await (device ?? _application.Phone).OpenAsync(authUrl)).ToString()).PathAndQuery;

    /// <summary>From the number to the callback's path.</summary>
    public async Task<string> StartAndOpenAsync(string number = Application.Number, SimulatedDevice? device = null) => await OpenAsync(await StartAsync(number), device);

    /// <summary>From the number to the code page's path: the phone is not on the mobile network.</summary>
    public async Task<string> StartCodeAsync(string number = Application.Number)
    {
        _application.Phone.Connection = DeviceConnection.WiFi;
        using var response = await GetAsync(await StartAndOpenAsync(number));
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }

    public static string TagOf(string codePath) => codePath[(codePath.IndexOf('=', StringComparison.Ordinal) + 1)..];

    public static async Task<string> ProblemOf(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var type = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()).GetProperty("type").GetString()!;
        return type[(type.LastIndexOf(':') + 1)..];
    }
}
