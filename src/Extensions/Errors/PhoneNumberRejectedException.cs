namespace NumberVerify;

/// <summary>No code can be sent to this number: it is barred, not allowed, of the wrong kind for the channel, or has had its share. <see cref="NumberVerifyException.Code"/> says which.</summary>
public sealed class PhoneNumberRejectedException : NumberVerifyException
{
    internal PhoneNumberRejectedException(string message)
        : base(message)
    {
    }

    internal PhoneNumberRejectedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
