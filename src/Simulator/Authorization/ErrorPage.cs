using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>Shown instead of a redirect when the client or its redirect URI cannot be trusted. The text is fixed, so there is nothing to encode.</summary>
internal static class ErrorPage
{
    private const string Html =
        """
        <!doctype html>
        <html lang="en"><title>Operator simulator</title>
        <h1>This request cannot be answered</h1>
        <p>The client id is not registered, or the redirect URI is not one of the client's, character by character.</p></html>
        """;

    internal static Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status400BadRequest;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        response.Headers[Wire.Headers.ReferrerPolicy] = "no-referrer";
        return response.WriteAsync(Html, context.RequestAborted);
    }
}
