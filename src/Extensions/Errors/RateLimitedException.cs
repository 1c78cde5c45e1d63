namespace NumberVerify;

/// <summary>The operator limits the rate or the quota is used up (HTTP 429); <see cref="NumberVerifyException.RetryAfter"/> says how long to wait where the operator does.</summary>
public sealed class RateLimitedException : NumberVerifyException
{
    internal RateLimitedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
