using System.Net;

namespace NumberVerify.Simulator;

/// <summary>
/// The operator showed the user a page instead of redirecting to the app, because it could not trust the client id or the redirect URI
/// (RFC 6749 section 4.1.2.1). Holds the status alone, nothing of the request.
/// </summary>
public sealed class OperatorErrorPageException : Exception
{
    internal OperatorErrorPageException(HttpStatusCode statusCode)
        : base($"The operator answered {(int)statusCode} instead of redirecting. Is the client id registered, and the redirect URI with it, character by character?") =>
        StatusCode = statusCode;

    /// <summary>The HTTP status of the page; the simulator's own is 400.</summary>
    public HttpStatusCode StatusCode { get; }
}
