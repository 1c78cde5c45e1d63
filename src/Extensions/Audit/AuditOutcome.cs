namespace NumberVerify;

/// <summary>How one verification ended.</summary>
public enum AuditOutcome
{
    /// <summary>No answer: refused, failed or outside the contract. <see cref="VerificationAuditEntry.ErrorType"/> says which.</summary>
    Failed,

    /// <summary>The number is the device's.</summary>
    Matched,

    /// <summary>The number is not the device's.</summary>
    NotMatched,

    /// <summary>The operator told the device's number.</summary>
    NumberShared,

    /// <summary>The caller stopped waiting; the operator may have answered.</summary>
    Cancelled,

    /// <summary>A provider has sent a code.</summary>
    CodeSent,

    /// <summary>A code was tried that was another one.</summary>
    WrongCode,
}
