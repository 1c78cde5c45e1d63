using System.Text;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Tool.Verify;

/// <summary>What the phone's browser shows at the end: nothing of the request, no script, nothing to keep and nothing to frame.</summary>
internal sealed class CallbackPage(int status, string text)
{
    public static CallbackPage Received { get; } = new(StatusCodes.Status200OK, "Done here. The terminal says how it ended.");

    public static CallbackPage Waiting { get; } = new(StatusCodes.Status200OK, "Waiting.");

    public static CallbackPage NotExpected { get; } = new(StatusCodes.Status400BadRequest, "This is not the answer that is waited for.");

    public static CallbackPage NotHere { get; } = new(StatusCodes.Status404NotFound, "There is nothing here.");

    public static CallbackPage NotThisWay { get; } = new(StatusCodes.Status405MethodNotAllowed, "This is read with GET.");

    private readonly byte[] _html = Encoding.UTF8.GetBytes(
        $"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>NumberVerify</title></head><body><p>{text}</p></body></html>""");

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = _html.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(_html, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
