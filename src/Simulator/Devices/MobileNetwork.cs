using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>Knows the devices, and which of them a request comes from.</summary>
internal sealed class MobileNetwork(OperatorTokens operatorTokens) : IDisposable
{
    private readonly ConcurrentDictionary<string, SimulatedDevice> devices = new(StringComparer.Ordinal);

    // A phone has no use for this machine's proxy, keeps no cookies between operators, and is asked to stop at the redirect.
    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    internal OperatorTokens OperatorTokens => operatorTokens;

    public void Dispose() => browser.Dispose();

    internal SimulatedDevice Add(string phoneNumber, DeviceConnection connection)
    {
        var device = new SimulatedDevice(phoneNumber, connection, browser, operatorTokens);
        devices[device.Id] = device;
        return device;
    }

    /// <returns>The subscriber with the number, or null when there is none.</returns>
    internal Subscriber? Find(string phoneNumber) =>
        devices.Values.FirstOrDefault(device => device.PhoneNumber == phoneNumber) is { } device ? new Subscriber(device, phoneNumber) : null;

    /// <returns>The device a request says it comes from, on whatever network, or null when there is no such device.</returns>
    internal SimulatedDevice? Find(HttpRequest request) => devices.GetValueOrDefault(request.Headers[SimulatedDevice.HeaderName].ToString());

    /// <summary>Network-based authentication.</summary>
    /// <returns>The subscriber's number, or null when the request did not come over the mobile network.</returns>
    internal string? Authenticate(HttpRequest request) =>
        Find(request) is { Connection: DeviceConnection.MobileData } device ? device.PhoneNumber : null;
}
