namespace NumberVerify.Simulator;

/// <summary>A subscriber, in the control API and in the configuration file.</summary>
internal sealed class SubscriberState
{
    public required string PhoneNumber { get; init; }

    public SubscriberLine Line { get; init; }
}
