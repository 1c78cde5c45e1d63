namespace NumberVerify.Generated;

/// <summary>A call of a generated client failed.</summary>
public sealed class ApiException : NumberVerifyException
{
    /// <summary>A failure that was seen by a client generated elsewhere, or made by hand, for fakes.</summary>
    /// <param name="failure">How it failed.</param>
    /// <param name="message">Never holds a phone number, code, token, secret or the body of an answer.</param>
    /// <param name="innerException">The cause; held to the same.</param>
    public ApiException(ApiFailure failure, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        RequestMayHaveBeenProcessed = failure != ApiFailure.NotSent;
    }

    /// <summary>How it failed.</summary>
    public ApiFailure Failure { get; }
}
