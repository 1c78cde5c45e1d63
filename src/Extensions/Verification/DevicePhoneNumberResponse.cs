namespace NumberVerify;

/// <summary>The device's own number, as the operator told it.</summary>
public sealed record DevicePhoneNumberResponse
{
    /// <summary>The number of the SIM which authenticated the device.</summary>
    public required PhoneNumber DevicePhoneNumber { get; init; }

    /// <summary>The <c>x-correlator</c> of the answer, or, where the operator repeats none, of the request.</summary>
    public string? CorrelationId { get; init; }
}
