using System.Text.Json;
using NumberVerify.Simulator;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Verify;

/// <summary>Opens the URL as a phone would, at a simulator, and follows the operator to the callback.</summary>
internal sealed class SimulatedPhone(string deviceId) : IDisposable
{
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The device with that number at a running simulator; where there is none, the first.</summary>
    public static async Task<SimulatedPhone> FindAsync(string simulator, PhoneNumber number, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            using var devices = JsonDocument.Parse(await client.GetStringAsync(new Uri(simulator + "/simulator/devices"), cancellationToken).ConfigureAwait(false));
            var all = devices.RootElement.EnumerateArray().ToArray();
            var own = Array.FindIndex(all, device => device.GetProperty("phoneNumber").GetString() == number.Value);
            return all.Length > 0
                ? new SimulatedPhone(all[Math.Max(own, 0)].GetProperty("id").GetString()!)
                : throw new ToolException(ExitCode.Failure, "The simulator has no device.", "Add one on its page.");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ToolException(ExitCode.Failure, "No simulator answers there.", "Start one with numberverify simulate, or give --simulator without an address.");
        }
    }

    public async Task OpenAsync(Uri authUrl, CancellationToken cancellationToken)
    {
        try
        {
            using var opening = new HttpRequestMessage(HttpMethod.Get, authUrl);
            opening.Headers.Add(SimulatedDevice.HeaderName, deviceId);
            using var opened = await _browser.SendAsync(opening, cancellationToken).ConfigureAwait(false);
            if (opened.Headers.Location is not { IsAbsoluteUri: true } callback)
            {
                throw new ToolException(ExitCode.Failure, "The simulator showed an error page: it does not know the client or its redirect URI.", "Let its configuration have the client that verify uses.");
            }

            using var followed = await _browser.GetAsync(callback, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            throw new ToolException(ExitCode.Failure, "The simulated phone reached nobody.", "See that the simulator still runs, and that its redirect URI leads to this command.");
        }
    }

    public void Dispose() => _browser.Dispose();
}
