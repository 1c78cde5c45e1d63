namespace NumberVerify;

/// <summary>The API found the request itself at fault (HTTP 4xx other than 401, 403 and 429).</summary>
public sealed class RequestRejectedException : NumberVerifyException
{
    internal RequestRejectedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
