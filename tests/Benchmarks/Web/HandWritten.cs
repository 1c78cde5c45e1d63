using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Benchmarks;

/// <summary>Start and callback as a minimal API, written for this one operator and nothing else.</summary>
internal static class HandWritten
{
    private const string Cookie = "pending";

    public static void Map(WebApplication app, LimitAuthorization authorization, LimitClient client)
    {
        var all = new ConcurrentDictionary<string, (PendingAuthorization Pending, string Number)>(StringComparer.Ordinal);
        var cookie = new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromMinutes(5) };
        app.MapPost("/verify/start", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            var (url, pending) = authorization.Start();
            var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
            all[id] = (pending, form["phoneNumber"].ToString());
            http.Response.Cookies.Append(Cookie, id, cookie);
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.Location = url;
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
        });
        app.MapGet("/callback", async (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Cookies.Delete(Cookie);
            if (http.Request.Cookies[Cookie] is not { } id || !all.TryRemove(id, out var kept))
            {
                return Results.BadRequest();
            }

            var code = LimitAuthorization.ReadCode(http.Request.QueryString.Value!, kept.Pending);
            var token = (await client.ExchangeAsync(code, kept.Pending.CodeVerifier)).Body;
            var answer = await client.VerifyAsync(kept.Number, token.AccessToken!);
            return Results.Redirect(answer.Body.DevicePhoneNumberVerified == true ? Backend.Done : "/failed");
        });
    }
}
