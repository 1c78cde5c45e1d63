namespace NumberVerify;

/// <summary>The API does not accept the token: expired, used or unknown (HTTP 401). Start a new authorization.</summary>
public sealed class UnauthenticatedException : NumberVerifyException
{
    internal UnauthenticatedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
