namespace NumberVerify.Simulator;

/// <summary>A device in the control API.</summary>
internal sealed class DeviceState
{
    public required string Id { get; init; }

    public required string PhoneNumber { get; init; }

    public required IReadOnlyList<string> PhoneNumbers { get; init; }

    public required DeviceConnection Connection { get; init; }

    internal static DeviceState Of(SimulatedDevice device) =>
        new() { Id = device.Id, PhoneNumber = device.PhoneNumber, PhoneNumbers = device.PhoneNumbers, Connection = device.Connection };
}
