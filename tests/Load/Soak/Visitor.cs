using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using NumberVerify.Load.Tests.Application;
using NumberVerify.Simulator;

namespace NumberVerify.Load.Tests.Soak;

/// <summary>One browser after the other, with whatever people, networks and attackers do.</summary>
internal sealed class Visitor(HttpClient http, Uri application, OperatorProcess mobileOperator, Random random, ConcurrentDictionary<int, long> statuses)
{
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public async Task VisitAsync()
    {
        _cookies.Clear();
        var kind = random.Next(100);
        if (kind >= 90)
        {
            await GarbageAsync();
            return;
        }

        if (await StartAsync() is not { } authUrl || kind >= 80)
        {
            return;
        }

        if (kind >= 75)
        {
            await PostAsync("/verify/skip", "{}");
            await CodeAsync();
            return;
        }

        var isOnWifi = kind >= 50;
        if (await OpenAsync(authUrl, isOnWifi ? mobileOperator.PhoneOnWifi : mobileOperator.Phone) is not { } callback)
        {
            return;
        }

        if (kind is >= 40 and < 50)
        {
            await ReplayAsync(callback);
        }
        else if (kind is >= 35 and < 40)
        {
            await GiveUpAsync(callback);
        }
        else
        {
            await GetAsync(callback);
            await CodeAsync();
        }
    }

    private async Task<Uri?> StartAsync()
    {
        var number = random.Next(5) == 0 ? LoadApplication.OtherNumber : LoadApplication.Number;
        var (status, text) = await PostAsync("/verify/start", $$"""{"phoneNumber":"{{number}}"}""");
        return status == HttpStatusCode.OK && text.StartsWith('{') && JsonElement.Parse(text).TryGetProperty("authUrl", out var url) && url.GetString() is { } found ? new Uri(found) : null;
    }

    /// <summary>As the device does; null where the operator is out of order.</summary>
    private async Task<string?> OpenAsync(Uri authUrl, string device)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, authUrl);
        request.Headers.Add(SimulatedDevice.HeaderName, device);
        try
        {
            using var response = await http.SendAsync(request);
            return response.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther ? response.Headers.Location!.PathAndQuery : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task CodeAsync()
    {
        if (_cookies.Count == 0)
        {
            return;
        }

        await GetAsync("/verify/code");
        for (var wrong = random.Next(7); wrong > 0 && _cookies.Count > 0; wrong--)
        {
            await PostAsync("/verify/code", $$"""{"code":"{{FaultyCodes.WrongCode}}"}""");
        }

        if (random.Next(4) == 0)
        {
            await PostAsync("/verify/resend", "{}");
        }

        await PostAsync("/verify/code", $$"""{"code":"{{FaultyCodes.Code}}"}""");
    }

    private async Task ReplayAsync(string callback)
    {
        var cookies = new Dictionary<string, string>(_cookies, StringComparer.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(HttpMethod.Get, callback, json: null, cookies, default)));
        _cookies.Clear();
    }

    /// <summary>The browser is closed while its request is under way.</summary>
    private async Task GiveUpAsync(string callback)
    {
        using var closed = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(20)));
        try
        {
            await SendAsync(HttpMethod.Get, callback, json: null, _cookies, closed.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task GarbageAsync()
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        var text = Uri.EscapeDataString(Encoding.Latin1.GetString(bytes));
        await GetAsync($"{LoadApplication.CallbackPath}?state={text}&code={text}");
        await PostAsync("/verify/code", $$"""{"code":"{{text}}""");
    }

    private Task<(HttpStatusCode Status, string Text)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, json: null, _cookies, default);

    private Task<(HttpStatusCode Status, string Text)> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json, _cookies, default);

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, string? json, Dictionary<string, string> cookies, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(application, path));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        if (cookies.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(static cookie => $"{cookie.Key}={cookie.Value}")));
        }

        using var response = await http.SendAsync(request, cancellationToken);
        statuses.AddOrUpdate((int)response.StatusCode, 1, static (_, count) => count + 1);
        lock (cookies)
        {
            Keep(response, cookies);
        }

        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private static void Keep(HttpResponseMessage response, Dictionary<string, string> cookies)
    {
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            if (cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))
            {
                cookies.Remove(pair[0]);
            }
            else
            {
                cookies[pair[0]] = pair[1];
            }
        }
    }
}
