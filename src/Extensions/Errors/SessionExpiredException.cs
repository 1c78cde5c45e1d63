namespace NumberVerify;

/// <summary>The session is older than its token's lifetime, at most 300 seconds. Nothing was sent; start a new authorization.</summary>
public sealed class SessionExpiredException : NumberVerifyException
{
    internal SessionExpiredException(string message)
        : base(message)
    {
    }
}
