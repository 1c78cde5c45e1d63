using System.Net;

namespace NumberVerify.Benchmarks;

/// <summary>A provider of codes without a network, always with the same answer; its one response is reused, so that what is counted is the client's.</summary>
internal sealed class CodesHandler : HttpMessageHandler
{
    private static readonly byte[] s_token = """{"access_token":"2YotnFZFEjr1zCsicMWpAA2YotnFZFEjr1zCsicMWpA","token_type":"Bearer","expires_in":3600}"""u8.ToArray();

    private readonly byte[] _answer;
    private readonly Task<HttpResponseMessage> _response;

    public CodesHandler(ReadOnlySpan<byte> answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        _answer = answer.ToArray();
        _response = Task.FromResult<HttpResponseMessage>(new ReusableResponse(status));
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath == Wire.TokenPath)
        {
            return Task.FromResult(new HttpResponseMessage { Content = Content(s_token), RequestMessage = request });
        }

        _response.Result.Content = Content(_answer);
        _response.Result.RequestMessage = request;
        return _response;
    }

    private static ByteArrayContent Content(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return content;
    }

    private sealed class ReusableResponse(HttpStatusCode status) : HttpResponseMessage(status)
    {
        protected override void Dispose(bool disposing)
        {
            // It is needed again.
        }
    }
}
