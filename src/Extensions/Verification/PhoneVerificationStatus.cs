namespace NumberVerify;

/// <summary>Where a verification stands. Only <see cref="Verified"/> proves anything; the first value, which a value never set would have, is none that does.</summary>
public enum PhoneVerificationStatus
{
    /// <summary>No channel could be used, or not now: <see cref="PhoneVerificationResult.RetryAfter"/> says when, and with a handle the same verification goes on.</summary>
    Unavailable,

    /// <summary>The device is to open <see cref="PhoneVerificationResult.AuthUrl"/> over its mobile data connection; then <see cref="PhoneVerifier.ContinueAsync"/> or <see cref="PhoneVerifier.SkipAsync"/>.</summary>
    RedirectToOperator,

    /// <summary>A code is on its way; then <see cref="PhoneVerifier.SubmitCodeAsync"/>.</summary>
    CodeSent,

    /// <summary>The code was another one; the new handle takes the next try.</summary>
    WrongCode,

    /// <summary>The number is this user's. The end.</summary>
    Verified,

    /// <summary>The operator says that the number is not the device's. The end: no code follows.</summary>
    NotMatched,

    /// <summary>Refused, by the user, the operator, or a check that failed. The end: no code follows.</summary>
    Denied,

    /// <summary>It took too long, or was cancelled. The end; start anew.</summary>
    Expired,
}
