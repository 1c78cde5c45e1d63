namespace NumberVerify.Simulator;

/// <summary>NumberVerificationShareResponse. Not a record: a record would print the number.</summary>
internal sealed class ShareResponse
{
    public required string DevicePhoneNumber { get; init; }
}
