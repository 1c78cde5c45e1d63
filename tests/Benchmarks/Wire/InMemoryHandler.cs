using System.Net;

namespace NumberVerify.Benchmarks;

/// <summary>A network of no bytes: one answer to everything, with the correlator that was sent.</summary>
internal sealed class InMemoryHandler : HttpMessageHandler
{
    private static readonly byte[] s_body = Wire.VerifyAnswer.ToArray();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(s_body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
        response.Headers.TryAddWithoutValidation(Wire.Correlator, request.Headers.NonValidated[Wire.Correlator].ToString());
        return Task.FromResult(response);
    }
}
