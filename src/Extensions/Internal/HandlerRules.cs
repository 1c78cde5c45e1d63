using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>How requests leave the process. A redirect would carry a code, an assertion or a number to another host, so nothing may follow one.</summary>
internal static class HandlerRules
{
    public const string Fault = "The primary HTTP handler follows redirects, which would carry codes and tokens to another host: set AllowAutoRedirect to false.";

    private const int MaxResponseHeadersKilobytes = 64;
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(2);

    public static SocketsHttpHandler CreatePrimaryHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxResponseHeadersLength = MaxResponseHeadersKilobytes,
        PooledConnectionLifetime = s_connectionLifetime,
    };

    public static void ThrowIfUnsafe(HttpMessageHandler handler)
    {
        if (FollowsRedirects(handler))
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(NumberVerifyClientOptions), [Fault]);
        }
    }

    public static bool FollowsRedirects(HttpMessageHandler? handler) => handler switch
    {
        DelegatingHandler delegating => FollowsRedirects(delegating.InnerHandler),
        SocketsHttpHandler sockets => sockets.AllowAutoRedirect,
        HttpClientHandler client => client.AllowAutoRedirect,
        _ => false,
    };
}
