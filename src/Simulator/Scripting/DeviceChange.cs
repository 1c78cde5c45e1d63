namespace NumberVerify.Simulator;

/// <summary>What happens to a device, in the order of the members.</summary>
internal sealed class DeviceChange
{
    public required string Id { get; init; }

    public DeviceConnection? Connection { get; init; }

    public string? AddSim { get; init; }

    public string? UseDataSim { get; init; }

    public string? ChangeSim { get; init; }

    internal void ApplyTo(SimulatedDevice device)
    {
        device.Connection = Connection ?? device.Connection;
        if (AddSim is not null)
        {
            device.AddSim(AddSim);
        }

        if (UseDataSim is not null)
        {
            device.UseDataSim(UseDataSim);
        }

        if (ChangeSim is not null)
        {
            device.ChangeSim(ChangeSim);
        }
    }
}
