using System.Globalization;
using NumberVerify.Load.Tests.Application;
using NumberVerify.Simulator;

namespace NumberVerify.Load.Tests.Soak;

/// <summary>The operator of a soak: in a process of its own, so that what it remembers is not taken for the application's, and out of order again and again.</summary>
internal static class FaultyOperator
{
    private const int MaxPlanned = 8;
    private static readonly TimeSpan s_betweenFaults = TimeSpan.FromMilliseconds(100);

    private static readonly string[] s_paths = ["/token", "/token", "/number-verification/*/verify", "/number-verification/*/verify", "/authorize"];

    /// <summary>Writes where it is, and serves until its standard input closes, which a dead parent does for it.</summary>
    public static async Task RunAsync(int seed)
    {
        await using var simulator = await OperatorSimulator.StartAsync(static options =>
        {
            options.FaultsEnabled = true;
            options.Clients.Add(new SimulatedClient { ClientId = LoadApplication.ClientId, ClientSecret = LoadApplication.ClientSecret, RedirectUris = [LoadApplication.Origin + LoadApplication.CallbackPath] });
        });
        var phone = simulator.AddDevice(LoadApplication.Number);
        var phoneOnWifi = simulator.AddDevice(LoadApplication.Number, DeviceConnection.WiFi);
        Console.WriteLine(string.Join(' ', simulator.Issuer.OriginalString, simulator.ApiRoot.OriginalString, phone.Id, phoneOnWifi.Id));
        var closed = Console.In.ReadToEndAsync();
        var random = new Random(seed);
        while (await Task.WhenAny(closed, Task.Delay(s_betweenFaults)) != closed)
        {
            if (simulator.Faults.Count < MaxPlanned)
            {
                simulator.AddFault(Fault(random));
            }
        }
    }

    private static SimulatorFault Fault(Random random)
    {
        var kinds = Enum.GetValues<SimulatorFaultKind>();
        var kind = kinds[random.Next(kinds.Length)];
        return new SimulatorFault
        {
            Kind = kind,
            Path = s_paths[random.Next(s_paths.Length)],
            Times = random.Next(1, 4),
            Delay = kind == SimulatorFaultKind.Drip ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(random.Next(10, 300)),
            StatusCode = random.Next(4) switch { 0 => 429, 1 => 503, 2 => 401, _ => 500 },
            RetryAfter = random.Next(2) == 0 ? random.Next(1, 3).ToString(CultureInfo.InvariantCulture) : null,
            AfterProcessing = kind is SimulatorFaultKind.Delay or SimulatorFaultKind.Status or SimulatorFaultKind.HtmlPage or SimulatorFaultKind.ConnectionReset && random.Next(2) == 0,
        };
    }
}
