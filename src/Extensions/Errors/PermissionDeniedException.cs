namespace NumberVerify;

/// <summary>The token may not make this call (HTTP 403).</summary>
public sealed class PermissionDeniedException : NumberVerifyException
{
    internal PermissionDeniedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
