namespace NumberVerify.Simulator;

internal sealed record ClockAdvance
{
    public required double Seconds { get; init; }
}
