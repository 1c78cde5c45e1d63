using System.Net;

namespace NumberVerify.Benchmarks;

/// <summary>A network of no bytes. Its one response is reused, so that what is counted is the client's; only the content is new, since a content is read once.</summary>
internal sealed class InMemoryHandler : HttpMessageHandler
{
    private static readonly byte[] s_body = Wire.VerifyAnswer.ToArray();

    private readonly Task<HttpResponseMessage> _response;

    public InMemoryHandler()
    {
        var response = new ReusableResponse();
        response.Headers.TryAddWithoutValidation(Wire.Correlator, Guid.NewGuid().ToString());
        _response = Task.FromResult<HttpResponseMessage>(response);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(s_body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        _response.Result.Content = content;
        _response.Result.RequestMessage = request;
        return _response;
    }

    private sealed class ReusableResponse() : HttpResponseMessage(HttpStatusCode.OK)
    {
        protected override void Dispose(bool disposing)
        {
            // It is needed again.
        }
    }
}
