using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.Benchmarks;

/// <summary>
/// Start and callback as a minimal API, written for this one operator and nothing else, with what a careful program has: the pending authorization in a cookie under data protection, and a list
/// of those that were not taken yet.
/// </summary>
internal static class HandWritten
{
    private const string Cookie = "pending";

    public static void Map(WebApplication app, LimitAuthorization authorization, LimitClient client)
    {
        var protector = app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("pending");
        var pendingIds = new ConcurrentDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var cookie = new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromMinutes(5) };
        app.MapPost("/verify/start", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            var (url, pending) = authorization.Start();
            var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
            pendingIds[id] = DateTimeOffset.UtcNow.AddMinutes(5);
            http.Response.Cookies.Append(Cookie, protector.Protect($"{id} {pending.State} {pending.CodeVerifier} {form["phoneNumber"]}"), cookie);
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.Location = url;
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
        });
        app.MapGet("/callback", async (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Cookies.Delete(Cookie);
            if (http.Request.Cookies[Cookie] is not { } text
                || protector.Unprotect(text).Split(' ') is not [var id, var state, var verifier, var number]
                || !pendingIds.TryRemove(id, out var expiresAt) || expiresAt < DateTimeOffset.UtcNow)
            {
                return Results.BadRequest();
            }

            var code = LimitAuthorization.ReadCode(http.Request.QueryString.Value!, new PendingAuthorization(state, Nonce: null, verifier));
            var token = (await client.ExchangeAsync(code, verifier)).Body;
            var answer = await client.VerifyAsync(number, token.AccessToken!);
            return Results.Redirect(answer.Body.DevicePhoneNumberVerified == true ? Backend.Done : "/failed");
        });
    }
}
