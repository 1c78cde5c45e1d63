namespace NumberVerify;

/// <summary>The operator answered the authorization request with an error (RFC 6749 4.1.2.1, OIDC Core 3.1.2.6), which <see cref="NumberVerifyException.Code"/> names. Nothing was sent.</summary>
public sealed class AuthorizationRefusedException : NumberVerifyException
{
    internal AuthorizationRefusedException(string message)
        : base(message)
    {
    }
}
