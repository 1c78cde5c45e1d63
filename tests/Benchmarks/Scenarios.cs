using System.Net;
using System.Security.Cryptography;
using System.Text;
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
        .. Codes().Select(static scenario => scenario with { Goal = 1.25 }),
        new("64 callers, verify, loopback", 12_800, LimitOverLoopback(loopback), OursOverLoopback(loopback)) { MeasureAsync = Crowd.MeasureAsync },
    ];

    /// <summary>A code that is sent, and one that is tried, at each provider.</summary>
    public static IEnumerable<Scenario> Codes()
    {
        const string Id = "0f9d3c58-7a2e-4a11-9a34-5c6d7e8f";
        const string Code = "482913";
        var number = PhoneNumber.Parse(Wire.PhoneNumber);
        var request = new CodeRequest { PhoneNumber = number };
        var handle = new CodeHandle { Provider = VonageVerifyClient.ProviderName, Id = Id, PhoneNumber = number, ExpiresAt = DateTimeOffset.MaxValue };

        var vonage = $$"""{"request_id":"{{Id}}","status":"0"}""";
        yield return Scenario("Vonage", "start", vonage, limit => limit.StartVonageAsync(Wire.PhoneNumber, "Example"), OurCodes.Vonage, codes => codes.StartAsync(request));
        yield return Scenario("Vonage", "check", vonage, static limit => limit.CheckVonageAsync(Id, Code), OurCodes.Vonage, codes => codes.CheckAsync(handle, Code));

        var authy = $$"""{"uuid":"{{Id}}","success":true,"seconds_to_expire":599}""";
        yield return Scenario("Authy", "start", authy, static limit => limit.StartAuthyAsync("34", Wire.PhoneNumber), OurCodes.Authy, codes => codes.StartAsync(request));
        var call = handle with { Provider = AuthyPhoneVerificationClient.ProviderName };
        yield return Scenario(
            "Authy", "check", authy, static limit => limit.CheckAuthyAsync("34", Wire.PhoneNumber, Code), OurCodes.Authy,
            codes => codes.CheckAsync(call, Code));

        yield return Scenario("CAMARA", "start", $$"""{"authenticationId":"{{Id}}"}""", static limit => limit.SendSmsAsync(Wire.PhoneNumber, "{{code}} is your code."), OurCodes.Sms, codes => codes.StartAsync(request));
        var sms = handle with { Provider = OneTimePasswordSmsClient.ProviderName };
        yield return Scenario("CAMARA", "check", "", static limit => limit.ValidateSmsAsync(Id, Code), OurCodes.Sms, codes => codes.CheckAsync(sms, Code));

        static Scenario Scenario(string provider, string what, string answer, Func<LimitCodes, Task> limit, Func<HttpMessageHandler, IOneTimePasswordProvider> create, Func<IOneTimePasswordProvider, Task> ours)
        {
            var status = answer.Length == 0 ? HttpStatusCode.NoContent : HttpStatusCode.OK;
            var body = Encoding.UTF8.GetBytes(answer);
            var byHand = new LimitCodes(LimitClient.CreateHttpClient(new CodesHandler(body, status)));
            var codes = create(new CodesHandler(body, status));
            return new Scenario($"code, {what}, {provider}, in memory", 10_000, new Row(Row.Limit, () => limit(byHand)), new Row(Row.Ours, () => ours(codes)));
        }
    }

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
