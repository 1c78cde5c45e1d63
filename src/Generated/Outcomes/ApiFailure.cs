namespace NumberVerify.Generated;

/// <summary>How a call of a generated client failed.</summary>
public enum ApiFailure
{
    /// <summary>The server answered with another status than the contract's success.</summary>
    Refused,

    /// <summary>The server answered with success, but not as the contract says: media type, size, JSON, a missing or mistyped member.</summary>
    UnexpectedResponse,

    /// <summary>No connection could be made, or the host is not among the allowed ones: nothing was sent.</summary>
    NotSent,

    /// <summary>The connection broke after bytes may have been sent.</summary>
    Interrupted,

    /// <summary>The HTTP client's timeout passed; the request may have been processed.</summary>
    TimedOut,
}
