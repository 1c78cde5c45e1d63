using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>On every answer, the application's own too, which may replace them: nothing is stored, framed, sniffed or told to the next site.</summary>
internal static class ResponseHeaders
{
    public static void Write(HttpResponse response)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
