namespace NumberVerify.Benchmarks;

/// <summary>The whole flow by hand.</summary>
internal sealed class LimitFlow(LimitAuthorization authorization, LimitClient client)
{
    public async Task<Answer<VerifyResult>> RunAsync()
    {
        var (url, pending) = authorization.Start();
        await Sink.Take(url);
        var code = LimitAuthorization.ReadCode(Wire.Callback(pending.State), pending);
        var token = (await client.ExchangeAsync(code, pending.CodeVerifier)).Body;
        return await client.VerifyAsync(Wire.PhoneNumber, token.AccessToken!);
    }
}
