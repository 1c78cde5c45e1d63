namespace NumberVerify;

/// <summary>The operator answered with success, but outside the contract. It is a failure, never a "no match".</summary>
public sealed class UnexpectedResponseException : NumberVerifyException
{
    internal UnexpectedResponseException(string message)
        : base(message)
    {
    }

    internal UnexpectedResponseException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
