namespace NumberVerify.Simulator;

/// <summary>A device with the SIM by which it was recognised. Not a record: a record would print the number.</summary>
internal sealed class Subscriber(SimulatedDevice device, SimCard sim)
{
    internal SimulatedDevice Device { get; } = device;

    internal SimCard Sim { get; } = sim;
}
