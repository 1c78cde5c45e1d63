namespace NumberVerify;

/// <summary>A generated client over the HTTP client of the minute, made anew with it. Thread-safe.</summary>
internal sealed class ApiClientSource<T>(Func<HttpClient> createHttpClient, TimeProvider timeProvider, Func<HttpClient, T> create)
    where T : class
{
    private readonly HttpClientSource _http = new(createHttpClient, timeProvider);
    private volatile Entry? _current;

    public T Get()
    {
        var http = _http.Get();
        var current = _current;
        if (current is null || !ReferenceEquals(current.Http, http))
        {
            _current = current = new Entry(http, create(http));
        }

        return current.Client;
    }

    private sealed record Entry(HttpClient Http, T Client);
}
