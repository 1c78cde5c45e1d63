namespace NumberVerify;

/// <summary>The token does not hold the scope that was asked for. No API was called; start a new authorization.</summary>
public sealed class InsufficientScopeException : NumberVerifyException
{
    internal InsufficientScopeException(string message)
        : base(message)
    {
    }
}
