namespace NumberVerify;

/// <summary>The session's token was used for a call already, and tokens of this API are single-use. Nothing was sent; start a new authorization.</summary>
public sealed class SessionAlreadyUsedException : NumberVerifyException
{
    internal SessionAlreadyUsedException(string message)
        : base(message)
    {
    }
}
