using System.Security.Cryptography;
using NumberVerify.Generated;

namespace NumberVerify.Benchmarks;

/// <summary>What is measured, and its goals.</summary>
internal static class Scenarios
{
    public static IEnumerable<Scenario> Create(Uri loopback, ECDsa key)
    {
        yield return VerifyInMemory();
        yield return VerifyOverLoopback(loopback, key);
        yield return FullFlow("full flow, loopback, secret", 7680, loopback, OurRegistration.SecretProfile, key, assertion: null);
        yield return FullFlow("full flow, loopback, key", fixedLimit: null, loopback, OurRegistration.KeyProfile, key, new LimitAssertion(key, new Uri(loopback, Wire.TokenPath)));
        yield return AuthorizationUrl(key);
    }

    private static Scenario VerifyInMemory()
    {
        var address = new Uri(Wire.Operator);
        var limit = new LimitClient(LimitClient.CreateHttpClient(new InMemoryHandler()), address);
        var ours = new NumberVerificationClient(LimitClient.CreateHttpClient(new InMemoryHandler()), new FixedToken()) { PhoneNumberVerifyUri = new Uri(address, Wire.VerifyPath) };
        var nswag = CreateNSwag(address, new InMemoryHandler());
        var kiota = new KiotaClient(address, new InMemoryHandler());
        return new Scenario("verify, in memory, bare", 1.25, 1360, 20_000,
        [
            new(Row.Limit, () => limit.VerifyAsync(Wire.PhoneNumber, Wire.AccessToken)),
            new(Row.Ours, () => ours.PhoneNumberVerifyAsync(new NumberVerificationRequestBody { PhoneNumber = Wire.PhoneNumber }, Guid.NewGuid().ToString())),
            new("NSwag default", () => VerifyByNSwag(nswag)),
            new("Kiota runtime", () => kiota.VerifyAsync(Wire.PhoneNumber)),
        ]);
    }

    private static Scenario VerifyOverLoopback(Uri address, ECDsa key)
    {
        var limit = new LimitClient(LimitClient.CreateHttpClient(), address);
        var ours = new OurVerification(OurRegistration.CreateUser(OurRegistration.CreateClient(address, OurRegistration.SecretProfile, key)));
        var nswag = CreateNSwag(address, LimitClient.CreateHandler());
        var kiota = new KiotaClient(address);
        return new Scenario("verify, loopback, as registered", 1.25, 3128, 2_000,
        [
            new(Row.Limit, () => limit.VerifyAsync(Wire.PhoneNumber, Wire.AccessToken)),
            new(Row.Ours, ours.RunAsync),
            new("NSwag default", () => VerifyByNSwag(nswag)),
            new("Kiota runtime", () => kiota.VerifyAsync(Wire.PhoneNumber)),
        ]);
    }

    private static Scenario FullFlow(string name, int? fixedLimit, Uri address, OperatorProfile profile, ECDsa key, LimitAssertion? assertion)
    {
        var limit = new LimitFlow(
            new LimitAuthorization(new Uri(address, Wire.AuthorizePath), usesOpenId: false),
            new LimitClient(LimitClient.CreateHttpClient(), address, assertion));
        var ours = new OurFlow(OurRegistration.CreateClient(address, profile, key));
        return new Scenario(name, 1.20, fixedLimit, 1_000, [new(Row.Limit, limit.RunAsync), new(Row.Ours, ours.RunAsync)]);
    }

    private static Scenario AuthorizationUrl(ECDsa key)
    {
        var address = new Uri(Wire.Operator);
        var limit = new LimitAuthorization(new Uri(address, Wire.AuthorizePath), usesOpenId: true);
        var ours = OurRegistration.CreateClient(address, OperatorProfile.Camara, key);
        return new Scenario("authorization URL", 1.10, 1008, 20_000,
        [
            new(Row.Limit, () =>
            {
                var (url, pending) = limit.Start();
                Sink.Take(url);
                return Sink.Take(pending);
            }),
            new(Row.Ours, () =>
            {
                var request = AuthorizationRequest.Create();
                Sink.Take(ours.GetAuthUrl(request));
                return Sink.Take(request);
            }),
        ]);
    }

    private static NSwagDefault.NSwagDefaultClient CreateNSwag(Uri address, HttpMessageHandler handler) =>
        new(LimitClient.CreateHttpClient(handler)) { BaseUrl = new Uri(address, Wire.ApiPath).AbsoluteUri };

    private static Task<NSwagDefault.NumberVerificationMatchResponse> VerifyByNSwag(NSwagDefault.NSwagDefaultClient client) =>
        client.PhoneNumberVerifyAsync(Guid.NewGuid().ToString(), new NSwagDefault.NumberVerificationRequestBody { PhoneNumber = Wire.PhoneNumber });
}
