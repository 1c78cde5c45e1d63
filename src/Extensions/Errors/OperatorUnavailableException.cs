namespace NumberVerify;

/// <summary>The operator failed to answer (HTTP 5xx). A code or token that was sent must be taken for used.</summary>
public sealed class OperatorUnavailableException : NumberVerifyException
{
    internal OperatorUnavailableException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
