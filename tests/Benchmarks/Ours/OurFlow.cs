namespace NumberVerify.Benchmarks;

/// <summary>The whole flow with the library.</summary>
internal sealed class OurFlow(NumberVerifyClient client)
{
    public async Task<NumberVerifyResponse> RunAsync()
    {
        var request = AuthorizationRequest.Create();
        await Sink.Take(client.GetAuthUrl(request));
        var response = AuthorizationResponse.Parse(Wire.Callback(request.State));
        return await client.ForUser(request, response, Wire.PhoneNumber).VerifyNumberAsync();
    }
}
