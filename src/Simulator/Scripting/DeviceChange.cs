namespace NumberVerify.Simulator;

/// <summary>What happens to a device, in the order of the members.</summary>
internal sealed class DeviceChange
{
    public required string Id { get; init; }

    public DeviceConnection? Connection { get; init; }

    public bool? HasConsented { get; init; }

    public BackchannelAnswer? BackchannelAnswer { get; init; }

    /// <summary>The error of the device's next authorization.</summary>
    public string? NextAuthorizationError { get; init; }

    public string? AddSim { get; init; }

    public string? UseDataSim { get; init; }

    public string? ChangeSim { get; init; }

    internal void ApplyTo(SimulatedDevice device)
    {
        device.Connection = Connection ?? device.Connection;
        device.HasConsented = HasConsented ?? device.HasConsented;
        device.BackchannelAnswer = BackchannelAnswer ?? device.BackchannelAnswer;
        if (NextAuthorizationError is not null)
        {
            device.AnswerNextAuthorizationWith(NextAuthorizationError);
        }

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
