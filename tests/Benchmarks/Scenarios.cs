using System.Security.Cryptography;
using NumberVerify.Generated;

namespace NumberVerify.Benchmarks;

/// <summary>What is measured, and its goals.</summary>
internal static class Scenarios
{
    private static readonly Uri s_operator = new(Wire.Operator);

    public static IEnumerable<Scenario> Create(Uri loopback, ECDsa key) =>
    [
        VerifyInMemory() with { Goal = 1.25, TimeGoal = 1.25, FixedLimit = 1360 },
        VerifyOverLoopback(loopback) with { Goal = 1.25, TimeGoal = 1.10, FixedLimit = 3128 },
        FullFlow("full flow, loopback, secret", loopback, OurRegistration.SecretProfile) with { Goal = 1.20, TimeGoal = 1.10, FixedLimit = 7680 },
        FullFlow("full flow, loopback, private_key_jwt", loopback, OurRegistration.KeyProfile, key) with { Goal = 1.20, TimeGoal = 1.10 },
        AuthorizationUrl(key) with { Goal = 1.10, TimeGoal = 1.15, FixedLimit = 1008 },
        new("64 callers, verify, loopback", 12_800, LimitOverLoopback(loopback), OursOverLoopback(loopback)) { MeasureAsync = Crowd.MeasureAsync },
    ];

    private static Scenario VerifyInMemory()
    {
        var limit = new LimitClient(LimitClient.CreateHttpClient(new InMemoryHandler()), s_operator);
        var ours = new NumberVerificationClient(LimitClient.CreateHttpClient(new InMemoryHandler()), new FixedToken())
        {
            PhoneNumberVerifyUri = new Uri(s_operator, Wire.VerifyPath),
        };
        return new Scenario(
            "verify, in memory, bare",
            20_000,
            new Row(Row.Limit, () => limit.VerifyAsync(Wire.PhoneNumber, Wire.AccessToken)),
            new Row(Row.Ours, () => ours.PhoneNumberVerifyAsync(new NumberVerificationRequestBody { PhoneNumber = Wire.PhoneNumber }, Guid.NewGuid().ToString()).AsTask()),
            NSwag(s_operator, new InMemoryHandler()),
            Kiota(s_operator, new InMemoryHandler()));
    }

    private static Scenario VerifyOverLoopback(Uri address) => new(
        "verify, loopback, as registered",
        2_000,
        LimitOverLoopback(address),
        OursOverLoopback(address),
        NSwag(address, LimitClient.CreateHandler()),
        Kiota(address));

    private static Scenario FullFlow(string name, Uri address, OperatorProfile profile, ECDsa? key = null)
    {
        var limit = new LimitFlow(
            new LimitAuthorization(new Uri(address, Wire.AuthorizePath), usesOpenId: false),
            new LimitClient(LimitClient.CreateHttpClient(), address, key is null ? null : new LimitAssertion(key, new Uri(address, Wire.TokenPath))));
        var ours = new OurFlow(OurRegistration.CreateClient(address, profile, key));
        return new Scenario(name, 1_000, new Row(Row.Limit, limit.RunAsync), new Row(Row.Ours, ours.RunAsync));
    }

    private static Scenario AuthorizationUrl(ECDsa key)
    {
        var limit = new LimitAuthorization(new Uri(s_operator, Wire.AuthorizePath), usesOpenId: true);
        var ours = OurRegistration.CreateClient(s_operator, OperatorProfile.Camara, key);
        return new Scenario(
            "authorization URL",
            20_000,
            new Row(Row.Limit, () =>
            {
                var (url, pending) = limit.Start();
                return Sink.Take(url, pending);
            }),
            new Row(Row.Ours, () =>
            {
                var request = AuthorizationRequest.Create();
                return Sink.Take(ours.GetAuthUrl(request), request);
            }));
    }

    private static Row LimitOverLoopback(Uri address)
    {
        var client = new LimitClient(LimitClient.CreateHttpClient(), address);
        return new Row(Row.Limit, () => client.VerifyAsync(Wire.PhoneNumber, Wire.AccessToken));
    }

    private static Row OursOverLoopback(Uri address) =>
        new(Row.Ours, new OurVerification(OurRegistration.CreateUser(OurRegistration.CreateClient(address, OurRegistration.SecretProfile))).RunAsync);

    private static Row NSwag(Uri address, HttpMessageHandler handler)
    {
        var client = new NSwagDefault.NSwagDefaultClient(LimitClient.CreateHttpClient(handler)) { BaseUrl = new Uri(address, Wire.ApiPath).AbsoluteUri };
        return new Row("NSwag default", () => client.PhoneNumberVerifyAsync(Guid.NewGuid().ToString(), new NSwagDefault.NumberVerificationRequestBody { PhoneNumber = Wire.PhoneNumber }));
    }

    private static Row Kiota(Uri address, HttpMessageHandler? handler = null)
    {
        var client = new KiotaClient(address, handler);
        return new Row("Kiota runtime", () => client.VerifyAsync(Wire.PhoneNumber));
    }
}
