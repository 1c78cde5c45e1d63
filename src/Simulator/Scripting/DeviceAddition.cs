namespace NumberVerify.Simulator;

/// <summary>A new device, in the control API and in the configuration file.</summary>
internal sealed class DeviceAddition
{
    public required string PhoneNumber { get; init; }

    /// <summary>The numbers of its further SIMs.</summary>
    public IReadOnlyList<string> MoreSims { get; set; } = [];

    public DeviceConnection Connection { get; init; }

    internal SimulatedDevice AddTo(OperatorSimulator simulator)
    {
        var device = simulator.AddDevice(PhoneNumber, Connection);
        foreach (var number in MoreSims)
        {
            device.AddSim(number);
        }

        return device;
    }
}
