namespace NumberVerify;

/// <summary>The operator's answer. Both values of the flag are answers; a failure to answer is an exception.</summary>
public sealed record NumberVerifyResponse
{
    /// <summary>Whether the number is that of the SIM which authenticated the device.</summary>
    public required bool DevicePhoneNumberVerified { get; init; }

    /// <summary>The <c>x-correlator</c> of the answer, or, where the operator repeats none, of the request.</summary>
    public string? CorrelationId { get; init; }
}
