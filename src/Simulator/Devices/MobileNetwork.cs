using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>Knows the devices, and which of them a request comes from.</summary>
internal sealed class MobileNetwork(SecretSource secrets, OperatorTokens operatorTokens, Subscribers subscribers, SmsInbox inbox) : IDisposable
{
    private readonly ConcurrentDictionary<string, SimulatedDevice> devices = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SimulatedDevice> inOrder = new();

    // A phone has no use for this machine's proxy, keeps no cookies between operators, and is asked to stop at the redirect.
    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    internal OperatorTokens OperatorTokens => operatorTokens;

    /// <summary>In the order they were added.</summary>
    internal IReadOnlyList<SimulatedDevice> Devices => [.. inOrder];

    public void Dispose() => browser.Dispose();

    internal SimulatedDevice Add(string phoneNumber, DeviceConnection connection)
    {
        var device = new SimulatedDevice(secrets.Create(), phoneNumber, connection, subscribers, operatorTokens, inbox, browser);
        devices[device.Id] = device;
        inOrder.Enqueue(device);
        return device;
    }

    internal SimulatedDevice? FindDevice(string id) => devices.GetValueOrDefault(id);

    /// <returns>The device a request says it comes from, on whatever network, or null when there is no such device.</returns>
    internal SimulatedDevice? DeviceOf(HttpRequest request) => FindDevice(request.Headers[SimulatedDevice.HeaderName].ToString());

    /// <returns>The subscriber with the number, in the first device that has such a SIM, or null when there is none.</returns>
    internal Subscriber? FindSubscriber(string phoneNumber) =>
        inOrder.Select(device => device.FindSim(phoneNumber) is { } sim ? new Subscriber(device, sim) : null).FirstOrDefault(found => found is not null);

    /// <summary>Network-based authentication.</summary>
    /// <returns>The SIM the data comes over, or null when it does not come over the mobile network.</returns>
    internal static SimCard? Authenticate(SimulatedDevice? device) => device is { Connection: DeviceConnection.MobileData } ? device.DataSim : null;
}
