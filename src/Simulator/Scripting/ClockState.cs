namespace NumberVerify.Simulator;

internal sealed record ClockState(DateTimeOffset Now, bool CanAdvance);
