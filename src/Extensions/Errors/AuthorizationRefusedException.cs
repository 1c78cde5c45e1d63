namespace NumberVerify;

/// <summary>
/// The operator answered the authorization request with an error (RFC 6749 4.1.2.1, OIDC Core 3.1.2.6), which <see cref="NumberVerifyException.Code"/> names, before anything was sent;
/// or it refused a backchannel one (CIBA, <c>access_denied</c>).
/// </summary>
public sealed class AuthorizationRefusedException : NumberVerifyException
{
    internal AuthorizationRefusedException(string message)
        : base(message)
    {
    }

    internal AuthorizationRefusedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
