using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>Knows the devices, and which of them a request comes from.</summary>
internal sealed class MobileNetwork(SecretSource secrets, Subscribers subscribers, SmsInbox inbox) : IDisposable
{
    private readonly ConcurrentDictionary<string, SimulatedDevice> devices = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SimulatedDevice> inOrder = new();

    // A phone has no use for this machine's proxy, keeps no cookies between operators, and is asked to stop at the redirect.
    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <summary>In the order they were added.</summary>
    internal IReadOnlyList<SimulatedDevice> Devices => [.. inOrder];

    public void Dispose() => browser.Dispose();

    internal SimulatedDevice Add(string phoneNumber, DeviceConnection connection)
    {
        var device = new SimulatedDevice(secrets.Create(), phoneNumber, connection, subscribers, inbox, browser);
        devices[device.Id] = device;
        inOrder.Enqueue(device);
        return device;
    }

    internal SimulatedDevice? Find(string id) => devices.GetValueOrDefault(id);

    /// <summary>Network-based authentication.</summary>
    /// <returns>The SIM the data comes over, or null when the request did not come over the mobile network.</returns>
    internal SimCard? Authenticate(HttpRequest request) =>
        devices.TryGetValue(request.Headers[SimulatedDevice.HeaderName].ToString(), out var device) && device.Connection == DeviceConnection.MobileData
            ? device.DataSim
            : null;
}
