using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>
/// The control API is for whoever sits at this machine, and the browser there visits other sites too. Such a site is told apart by the Origin it cannot forge, and one whose
/// name was made to lead here (DNS rebinding) by the Host.
/// </summary>
internal static class ControlGuard
{
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <returns>Why the request is refused, or null.</returns>
    internal static ErrorInfo? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (!IsOwnHost(context) || !IsOwnOrigin(request))
        {
            return ErrorInfo.PermissionDenied;
        }

        // A type no HTML form can send, so that a browser asks first, and is not answered.
        var writes = HttpMethods.IsPost(request.Method) || HttpMethods.IsPatch(request.Method);
        return writes && !RequestBody.IsOfType(request, Wire.MediaTypes.Json) ? ErrorInfo.UnsupportedMediaType : null;
    }

    internal static bool IsOwnHost(HttpContext context) =>
        context.Request.Headers.Host.Count == 1
        && LoopbackNames.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase)
        && (context.Request.Host.Port ?? 80) == context.Connection.LocalPort;

    private static bool IsOwnOrigin(HttpRequest request) =>
        (request.Headers.Origin.Count == 0 || request.Headers.Origin.ToString() == $"http://{request.Host.Value}")
        && request.Headers[Wire.Headers.FetchSite].ToString() is "" or "none" or "same-origin";
}
