using System.Text;
using System.Text.Encodings.Web;

namespace Web.Pages;

/// <summary>What all pages of this application share. The style and the script are files: nothing runs inline.</summary>
internal static class Layout
{
    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    /// <param name="http">The request.</param>
    /// <param name="title">Not yet encoded.</param>
    /// <param name="main">HTML.</param>
    /// <param name="complementary">HTML after the main part; may be empty.</param>
    /// <param name="status">Of the answer.</param>
    public static Task WriteAsync(HttpContext http, string title, string main, string complementary = "", int status = StatusCodes.Status200OK)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Encode(title)} – Lantern</title>
            <link rel="icon" href="/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/app.css">
            <script src="/app.js" defer></script>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header class="top"><a href="/"><img src="/icon.svg" alt="" width="32" height="32">Lantern</a></header>
            <main id="main">
            {main}
            </main>
            {complementary}
            <footer><p>Lantern is made up, and so is its mobile operator.</p></footer>
            </body>
            </html>

            """,
            Encoding.UTF8,
            http.RequestAborted);
    }
}
