using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.Benchmarks;

/// <summary>A minimal API by hand, by somebody who knows what it takes: an encrypted cookie bound to the browser, one use, the same headers; and nothing besides.</summary>
internal sealed class LimitWeb : IWebRow
{
    private const string Cookie = "__Host-pending";
    private const char Separator = '\n';
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(5);
    private static readonly CookieOptions s_cookie = new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = s_lifetime };

    private readonly ConcurrentDictionary<string, DateTimeOffset> _pending = new(StringComparer.Ordinal);
    private readonly WebApplication _web;
    private readonly LimitAuthorization _authorization;
    private readonly LimitClient _client;
    private readonly IDataProtector _protector;

    private LimitWeb(WebApplication web, Uri mobileOperator)
    {
        _web = web;
        _authorization = new LimitAuthorization(new Uri(mobileOperator, Wire.AuthorizePath), usesOpenId: false);
        _client = new LimitClient(LimitClient.CreateHttpClient(), mobileOperator);
        _protector = web.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("pending");
    }

    public string Name => Row.Limit;

    public Uri Address => new(_web.Urls.Single());

    public string StartPath => "/start";

    public static async Task<LimitWeb> StartAsync(Uri mobileOperator)
    {
        var web = WebServer.CreateBuilder().Build();
        var row = new LimitWeb(web, mobileOperator);
        web.UseRouting();
        web.MapPost("/start", (RequestDelegate)row.StartAsync);
        web.MapGet(WebServer.CallbackPath, (RequestDelegate)row.ContinueAsync);
        await web.StartAsync();
        return row;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private static void WriteHeaders(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
    }

    private async Task StartAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var (url, pending) = _authorization.Start();
        var expiresAt = DateTimeOffset.UtcNow + s_lifetime;
        _pending[pending.State] = expiresAt;
        WriteHeaders(http.Response);
        http.Response.Cookies.Append(Cookie, _protector.Protect(string.Join(Separator, pending.State, pending.CodeVerifier, body.RootElement.GetProperty("phoneNumber").GetString())), s_cookie);
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$"""{"authUrl":"{{url}}"}""", http.RequestAborted);
    }

    private async Task ContinueAsync(HttpContext http)
    {
        WriteHeaders(http.Response);
        try
        {
            var parts = _protector.Unprotect(http.Request.Cookies[Cookie] ?? "").Split(Separator);
            http.Response.Cookies.Delete(Cookie, s_cookie);
            var code = LimitAuthorization.ReadCode(http.Request.QueryString.Value!, new PendingAuthorization(parts[0], null, parts[1]));
            if (!_pending.TryRemove(parts[0], out var expiresAt) || expiresAt <= DateTimeOffset.UtcNow)
            {
                throw new InvalidOperationException("The callback is refused.");
            }

            var token = (await _client.ExchangeAsync(code, parts[1])).Body;
            var answer = (await _client.VerifyAsync(parts[2], token.AccessToken!)).Body;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync(answer.DevicePhoneNumberVerified == true ? "Verified" : "Denied", http.RequestAborted);
        }
        catch (Exception failure) when (failure is CryptographicException or InvalidOperationException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }
}
