using System.Net;

namespace NumberVerify;

/// <summary>
/// The base of every refusal and failure this library reports. "The number does not match" is an answer, never an exception.
/// </summary>
/// <remarks>
/// Neither the message, nor any property, nor <see cref="Exception.ToString"/> holds a phone number, code, token, secret or the body of an answer.
/// </remarks>
public abstract class NumberVerifyException : Exception
{
    private protected NumberVerifyException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>A failure that the library's own code saw before, or without, an answer.</summary>
    protected NumberVerifyException(string message)
        : base(message)
    {
    }

    /// <summary>A failure that stems from <paramref name="cause"/>, whose details are taken over.</summary>
    protected NumberVerifyException(string message, NumberVerifyException cause)
        : base(message, cause?.InnerException)
    {
        ArgumentNullException.ThrowIfNull(cause);
        StatusCode = cause.StatusCode;
        Code = cause.Code;
        CorrelationId = cause.CorrelationId;
        RetryAfter = cause.RetryAfter;
        RequestMayHaveBeenProcessed = cause.RequestMayHaveBeenProcessed;
    }

    /// <summary>The HTTP status of the answer; null where no answer was read. It wins over a status in the body.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>
    /// The machine code, as the server spelt it: <c>code</c> of CAMARA's ErrorInfo, <c>error</c> of RFC 6749 5.2, <c>status</c> of Vonage Verify or
    /// <c>error_code</c> of Authy, at most 96 characters; null where none could be read.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>The <c>x-correlator</c> of the answer, or of the request where no answer was read; quote it to the operator.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How long the server asks to wait, from zero to one hour; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True where bytes of the request may have reached the server, so that a code or token must be taken for used; false where certainly nothing was sent.
    /// </summary>
    public bool RequestMayHaveBeenProcessed { get; init; }
}
