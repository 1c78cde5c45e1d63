using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>A whole page of its own: no script, nothing from elsewhere, its one style known to the browser by hash. For people whose application has no page for it.</summary>
internal static class Page
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1a1a1a;--soft:#595959;--paper:#fff;--line:#767676;--accent:#0b57d0;--on-accent:#fff;--error:#b3261e;--error-paper:#fdf0ef}
        @media(prefers-color-scheme:dark){:root{--ink:#f1f1f1;--soft:#b8b8b8;--paper:#17181a;--line:#8f8f8f;--accent:#a8c7fa;--on-accent:#062e6f;--error:#f2b8b5;--error-paper:#3a1d1b}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
        main{max-width:26rem;margin:0 auto;padding:2rem 1.25rem}
        @media(min-width:40rem){main{margin-top:10vh;padding:2rem;border:1px solid var(--line);border-radius:1rem}}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
        p{margin:0 0 1rem}
        label{display:block;font-weight:600;margin:0 0 .25rem}
        input{display:block;width:100%;min-height:3rem;padding:.5rem .75rem;font:inherit;font-size:1.25rem;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.5rem}
        input[aria-invalid]{border:2px solid var(--error)}
        button{display:block;width:100%;min-height:3rem;margin:1rem 0 0;padding:.5rem 1rem;font:inherit;font-weight:600;color:var(--on-accent);background:var(--accent);border:1px solid var(--accent);border-radius:.5rem;cursor:pointer}
        button.second{color:var(--accent);background:transparent}
        a{color:var(--accent)}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .hint{color:var(--soft)}
        .error{margin:0 0 1rem;padding:.75rem 1rem;border-left:.25rem solid var(--error);background:var(--error-paper)}
        .error p{margin:0}
        """;

    private static readonly string s_policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Normalized(Style))))}'; base-uri 'none'; frame-ancestors 'none'; form-action ";

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    /// <param name="http">The request.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="title">Not yet encoded.</param>
    /// <param name="body">HTML.</param>
    /// <param name="formAction">Where forms may lead, redirects included.</param>
    public static async Task WriteAsync(HttpContext http, int status, string title, string body, string formAction = "'self'")
    {
        var page = Encoding.UTF8.GetBytes($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{Encode(title)}</title>
            <style>{Normalized(Style)}</style>
            </head>
            <body>
            <main>
            {body}
            </main>
            </body>
            </html>

            """.ReplaceLineEndings("\n"));
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = page.Length;
        http.Response.Headers.ContentSecurityPolicy = s_policy + formAction;
        await http.Response.Body.WriteAsync(page, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The browser hashes what it gets: the same on every system it was built on.</summary>
    private static string Normalized(string style) => style.ReplaceLineEndings("\n");
}
