namespace NumberVerify.Simulator;

/// <summary>A device in the control API.</summary>
internal sealed class DeviceState
{
    public required string Id { get; init; }

    public required string PhoneNumber { get; init; }

    public required IReadOnlyList<string> PhoneNumbers { get; init; }

    public required DeviceConnection Connection { get; init; }

    public required bool HasConsented { get; init; }

    public required BackchannelAnswer BackchannelAnswer { get; init; }

    internal static DeviceState Of(SimulatedDevice device) => new()
    {
        Id = device.Id,
        PhoneNumber = device.PhoneNumber,
        PhoneNumbers = device.PhoneNumbers,
        Connection = device.Connection,
        HasConsented = device.HasConsented,
        BackchannelAnswer = device.BackchannelAnswer,
    };
}
