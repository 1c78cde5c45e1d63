namespace NumberVerify.Simulator;

/// <summary>A code that was tried. Not a record: a record would print it.</summary>
internal sealed class VonageCheck(string code, bool isValid, string? ipAddress, DateTimeOffset at)
{
    internal string Code { get; } = code;

    internal bool IsValid { get; } = isValid;

    internal string? IpAddress { get; } = ipAddress;

    internal DateTimeOffset At { get; } = at;
}
