namespace NumberVerify;

/// <summary>The token endpoint took the code for used, expired or somebody else's (<c>invalid_grant</c>, RFC 6749 5.2). Start a new authorization.</summary>
public sealed class CodeRejectedException : NumberVerifyException
{
    internal CodeRejectedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
