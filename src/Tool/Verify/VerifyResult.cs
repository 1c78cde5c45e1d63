namespace NumberVerify.Tool.Verify;

/// <summary>How it ended, by the names of <see cref="PhoneVerificationStatus"/>, <see cref="PhoneVerificationChannel"/> and <see cref="PhoneVerificationReason"/>.</summary>
internal sealed record VerifyResult(string Status, string? Channel, string Reason, string? ErrorCode, string? CorrelationId)
{
    /// <summary>The one reason the library has no name for: nobody came back from the phone in time.</summary>
    public const string NoCallback = "NoCallback";

    public static VerifyResult Of(PhoneVerificationResult result, string? correlationId) =>
        new(result.Status.ToString(), result.Channel?.ToString(), result.Reason.ToString(), result.ErrorCode, correlationId);
}
