namespace NumberVerify.Generated;

/// <summary>A call of a generated client failed.</summary>
public sealed class ApiException : NumberVerifyException
{
    internal ApiException(ApiFailure failure, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        RequestMayHaveBeenProcessed = failure != ApiFailure.NotSent;
    }

    /// <summary>How it failed.</summary>
    public ApiFailure Failure { get; }
}
