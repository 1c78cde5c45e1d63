namespace NumberVerify;

/// <summary>The operator took the operator token for used, expired or nobody's (<c>invalid_grant</c>, <c>unknown_user_id</c>). The device must get a new one.</summary>
public sealed class OperatorTokenRejectedException : NumberVerifyException
{
    internal OperatorTokenRejectedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
