namespace NumberVerify;

/// <summary>
/// No answer came: no connection, a broken one, a timeout, or an HTTP handler of the application's that gave up in its own way.
/// <see cref="NumberVerifyException.RequestMayHaveBeenProcessed"/> says whether the code or token is spent.
/// </summary>
public sealed class TransportException : NumberVerifyException
{
    internal TransportException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }

    /// <summary>True where the time ran out; false where the connection failed.</summary>
    public bool TimedOut { get; init; }
}
