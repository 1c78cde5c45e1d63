namespace NumberVerify;

/// <summary>The token endpoint refused the client itself: its credentials, grant or scope (RFC 6749 5.2); or a provider of codes refused the account. The configuration or the registration is at fault, not the user.</summary>
public sealed class ClientRejectedException : NumberVerifyException
{
    internal ClientRejectedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
