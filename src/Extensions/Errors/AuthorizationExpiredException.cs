namespace NumberVerify;

/// <summary>A backchannel authentication (CIBA) ended undecided: the operator said <c>expired_token</c>, or the time it gave is over. Start again with a new operator token.</summary>
public sealed class AuthorizationExpiredException : NumberVerifyException
{
    internal AuthorizationExpiredException(string message)
        : base(message)
    {
    }

    internal AuthorizationExpiredException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
