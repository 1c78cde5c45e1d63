using System.Text.Json;
using NumberVerify.Tool.Tests.Running;

namespace NumberVerify.Tool.Tests.Terminal;

/// <summary><c>numberverify simulate</c> in a terminal, and its one device by the control API.</summary>
internal sealed class SimulatedOperator : IDisposable
{
    public const string Number = "+346661113334";
    public const string Secret = "very-s3cret";

    private readonly HttpClient _client = new();
    private readonly string _redirectUri;

    private SimulatedOperator(string issuer, string redirectUri, Pane pane)
    {
        Issuer = issuer;
        _redirectUri = redirectUri;
        Pane = pane;
    }

    public string Issuer { get; }

    public Pane Pane { get; }

    /// <summary>What tells verify of this operator; the secret is in the environment.</summary>
    public string Options => $"--issuer {Issuer} --api-root {Issuer} --client-id terminal --client-authentication client_secret_basic --redirect-uri {_redirectUri} --allow-loopback-http";

    public static async Task<SimulatedOperator> StartAsync(Tmux tmux)
    {
        var redirectUri = $"http://127.0.0.1:{FreePort.Take()}/callback";
        await File.WriteAllTextAsync(
            tmux.Folder.Of("operator.json"),
            $$"""{"clients":[{"clientId":"terminal","clientSecret":"{{Secret}}","redirectUris":["{{redirectUri}}"]}],"devices":[{"phoneNumber":"{{Number}}"}]}""");
        var pane = await tmux.RunAsync("operator", "simulate --port 0 --config operator.json");
        var issuer = (await pane.LineAsync("Issuer"))["Issuer".Length..].Trim();
        return new SimulatedOperator(issuer, redirectUri, pane);
    }

    /// <summary>Takes the phone out of mobile data.</summary>
    public async Task UseWiFiAsync()
    {
        using var changed = await _client.PatchAsync(new Uri(Issuer + "/simulator/devices"), Body($$"""{"id":"{{await DeviceIdAsync()}}","connection":"WiFi"}"""));
        changed.EnsureSuccessStatusCode();
    }

    /// <summary>The phone opens the URL, and goes where the operator sends it.</summary>
    public async Task OpenAsync(string url)
    {
        using var followed = await _client.GetAsync(new Uri(await CallbackAsync(url)));
        followed.EnsureSuccessStatusCode();
    }

    /// <summary>Where the operator sends the phone once it opened the URL.</summary>
    public async Task<string> CallbackAsync(string url)
    {
        using var opened = await _client.PostAsync(new Uri(Issuer + "/simulator/authorizations"), Body($$"""{"id":"{{await DeviceIdAsync()}}","url":"{{url}}"}"""));
        opened.EnsureSuccessStatusCode();
        using var callback = JsonDocument.Parse(await opened.Content.ReadAsStringAsync());
        return callback.RootElement.GetProperty("location").GetString()!;
    }

    /// <summary>The code of the latest message.</summary>
    public async Task<string> CodeAsync()
    {
        using var inbox = JsonDocument.Parse(await _client.GetStringAsync(new Uri(Issuer + "/simulator/inbox")));
        return inbox.RootElement.EnumerateArray().Last().GetProperty("code").GetString()!;
    }

    public void Dispose() => _client.Dispose();

    private static StringContent Body(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private async Task<string> DeviceIdAsync()
    {
        using var devices = JsonDocument.Parse(await _client.GetStringAsync(new Uri(Issuer + "/simulator/devices")));
        return devices.RootElement[0].GetProperty("id").GetString()!;
    }
}
