namespace NumberVerify;

/// <summary>The callback is malformed, is not the answer to this request (state), or comes from another issuer (RFC 9207). Nothing was sent; start a new authorization.</summary>
public sealed class InvalidCallbackException : NumberVerifyException
{
    internal InvalidCallbackException(string message)
        : base(message)
    {
    }
}
