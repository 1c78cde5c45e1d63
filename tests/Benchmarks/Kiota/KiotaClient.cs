using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Microsoft.Kiota.Serialization.Json;

namespace NumberVerify.Benchmarks;

/// <summary>Kiota's runtime with its default handlers, and the request its generator would write.</summary>
internal sealed class KiotaClient(Uri baseAddress, HttpMessageHandler? handler = null)
{
    private readonly HttpClientRequestAdapter _adapter = new(
        new BaseBearerTokenAuthenticationProvider(new FixedToken()),
        new JsonParseNodeFactory(),
        new JsonSerializationWriterFactory(),
        KiotaClientFactory.Create(finalHandler: handler, optionsForHandlers: null))
    {
        BaseUrl = new Uri(baseAddress, Wire.ApiPath).AbsoluteUri.TrimEnd('/'),
    };

    public Task<KiotaVerifyResult?> VerifyAsync(string phoneNumber)
    {
        var request = new RequestInformation(Method.POST, "{+baseurl}/verify", new Dictionary<string, object>());
        request.Headers.TryAdd("Accept", "application/json");
        request.Headers.Add(Wire.Correlator, Guid.NewGuid().ToString());
        request.SetContentFromParsable(_adapter, "application/json", new KiotaVerifyRequest { PhoneNumber = phoneNumber });
        return _adapter.SendAsync(request, KiotaVerifyResult.CreateFromDiscriminatorValue, errorMapping: default(Dictionary<string, ParsableFactory<IParsable>>));
    }
}
