namespace NumberVerify.Simulator;

/// <summary>A verification as it was asked for, read and checked.</summary>
internal sealed class AuthyStart
{
    internal required string CallingCode { get; init; }

    /// <summary>In E.164 form.</summary>
    internal required string PhoneNumber { get; init; }

    internal required bool IsCall { get; init; }

    internal required int CodeLength { get; init; }

    internal required string? CustomCode { get; init; }
}
