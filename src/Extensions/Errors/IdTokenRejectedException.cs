namespace NumberVerify;

/// <summary>The id_token is missing, or fails a check of OIDC Core 3.1.3.7. The session is dead; start a new authorization.</summary>
public sealed class IdTokenRejectedException : NumberVerifyException
{
    internal IdTokenRejectedException(string message)
        : base(message)
    {
    }

    internal IdTokenRejectedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
