using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace NumberVerify.Testing;

/// <summary>The network of a unit test: it keeps every request and lets the test answer. Thread-safe.</summary>
internal sealed class FakeHandler(Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly List<SentRequest> sent = [];

    public FakeHandler(Func<SentRequest, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    /// <summary>Everything that was sent so far, in its order.</summary>
    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (gate)
            {
                return [.. sent];
            }
        }
    }

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) => Bytes(Encoding.UTF8.GetBytes(body), "application/json", status);

    /// <summary>An answer whose media type is written as given, however odd; null leaves it out.</summary>
    public static HttpResponseMessage Bytes(byte[] body, string? mediaType, HttpStatusCode status = HttpStatusCode.OK)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        if (mediaType is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        return response;
    }

    /// <summary>A connection that could not be made, or broke, in one of the ways .NET tells apart.</summary>
    public static HttpRequestException Broken(HttpRequestError error) => new(error, "a message of the network stack");

    /// <summary>What HttpClient throws when its own timeout passes.</summary>
    public static TaskCanceledException TimedOut() => new("a message of the HTTP client", new TimeoutException());

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = await SentRequest.CopyAsync(request);
        lock (gate)
        {
            sent.Add(copy);
        }

        var response = await answer(copy, cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}

internal static class FakeResponses
{
    /// <summary>Adds a header of the answer or of its body, unchecked.</summary>
    public static HttpResponseMessage With(this HttpResponseMessage response, string name, string value)
    {
        HttpHeaders headers = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? response.Content.Headers : response.Headers;
        headers.TryAddWithoutValidation(name, value);
        return response;
    }
}
