namespace NumberVerify;

/// <summary>The codes of <c>status</c> in Vonage Verify's answers. As <see cref="NumberVerifyException.Code"/> they are their numbers.</summary>
public enum VonageVerifyStatus
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>More than 30 requests a second.</summary>
    Throttled = 1,

    /// <summary>A parameter is missing.</summary>
    MissingParameter = 2,

    /// <summary>A parameter is malformed.</summary>
    InvalidParameter = 3,

    /// <summary>Key or secret are wrong.</summary>
    InvalidCredentials = 4,

    /// <summary>A fault of the provider's.</summary>
    InternalError = 5,

    /// <summary>At a start, the number cannot be reached; afterwards, the request is unknown or was verified already.</summary>
    NotRoutableOrNotPending = 6,

    /// <summary>The number is barred, or too few codes sent to its network come back.</summary>
    NumberBarred = 7,

    /// <summary>The account is barred.</summary>
    AccountBarred = 8,

    /// <summary>The account's credit is used up.</summary>
    QuotaExceeded = 9,

    /// <summary>Another verification of the number is under way; an answer that names it.</summary>
    AlreadyUnderWay = 10,

    /// <summary>The network is not supported.</summary>
    UnsupportedNetwork = 15,

    /// <summary>The code is another one: an answer.</summary>
    WrongCode = 16,

    /// <summary>Too many wrong codes, which ended the verification: an answer.</summary>
    TooManyWrongCodes = 17,

    /// <summary>More than ten identifiers were asked for.</summary>
    TooManyRequestIds = 18,

    /// <summary>It is too early or too late to cancel, or there is no next step: an answer.</summary>
    NotPossibleNow = 19,

    /// <summary>The account may not choose its codes.</summary>
    PinCodeNotSupported = 20,

    /// <summary>A trial account may not reach the number.</summary>
    DestinationNotPermitted = 29,

    /// <summary>A search found nothing: an answer.</summary>
    NotFound = 101,
}
