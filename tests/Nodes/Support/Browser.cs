using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace NumberVerify.Nodes.Tests;

/// <summary>Keeps cookies as a browser does, and follows nothing by itself; TLS ends before nginx.</summary>
internal sealed class Browser(Backend backend) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(backend.Socket), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://app.example"),
    };

    public Dictionary<string, string> Cookies { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>Another that was given everything this one has.</summary>
    public Browser Copy() => new(backend) { Cookies = new(Cookies, StringComparer.Ordinal) };

    public Task<(HttpStatusCode Status, string Text)> GetAsync(string path, int? node = null) => SendAsync(HttpMethod.Get, path, content: null, node);

    public Task<(HttpStatusCode Status, string Text)> PostAsync(string path, string json, int? node = null) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, mediaType: new("application/json")), node);

    /// <summary>From the number to the callback's path.</summary>
    public async Task<string> StartAndOpenAsync(int? node = null)
    {
        var (status, text) = await PostAsync("/verify/start", $$"""{"phoneNumber":"{{Backend.Number}}"}""", node);
        Assert.Equal(HttpStatusCode.OK, status);
        return new Uri((await backend.Phone.OpenAsync(new Uri(JsonElement.Parse(text).GetProperty("authUrl").GetString()!))).ToString()).PathAndQuery;
    }

    public static string ProblemOf(string text)
    {
        var type = JsonElement.Parse(text).GetProperty("type").GetString()!;
        return type[(type.LastIndexOf(':') + 1)..];
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, HttpContent? content, int? node)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (node is not null)
        {
            request.Headers.Add(NginxServer.NodeHeader, $"{node}");
        }

        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(static cookie => $"{cookie.Key}={cookie.Value}")));
        }

        using var response = await _http.SendAsync(request);
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

        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
