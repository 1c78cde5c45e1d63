namespace NumberVerify;

/// <summary>
/// One HTTP client for a minute at a time. A new one for every call would cost more than the call's own work; one for ever would keep a handler that
/// the factory has long replaced, and with it stale addresses. Thread-safe.
/// </summary>
internal sealed class HttpClientSource(Func<HttpClient> create, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(1);
    private volatile Entry? _current;

    /// <summary>The token client over the client of this minute.</summary>
    public OpenIdConnectClient GetTokenClient(Uri tokenEndpoint)
    {
        var current = Current();
        return current.Tokens ??= new OpenIdConnectClient(current.Client) { RequestTokenUri = tokenEndpoint };
    }

    public HttpClient Get() => Current().Client;

    private Entry Current()
    {
        // Two callers at the turn of the minute may each make one; both are good.
        var current = _current;
        if (current is null || timeProvider.GetElapsedTime(current.MadeAt) >= s_lifetime)
        {
            _current = current = new Entry(create(), timeProvider.GetTimestamp());
        }

        return current;
    }

    private sealed record Entry(HttpClient Client, long MadeAt)
    {
        public OpenIdConnectClient? Tokens { get; set; }
    }
}
