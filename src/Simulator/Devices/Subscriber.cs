namespace NumberVerify.Simulator;

/// <summary>A device with the number it had when it was recognised. Not a record: a record would print the number.</summary>
internal sealed class Subscriber(SimulatedDevice device, string phoneNumber)
{
    internal SimulatedDevice Device { get; } = device;

    internal string PhoneNumber { get; } = phoneNumber;
}
