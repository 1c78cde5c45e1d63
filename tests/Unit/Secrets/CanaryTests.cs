using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NumberVerify.Unit.Tests.Secrets;

/// <summary>
/// Every outcome, with every log level on, exporters and an audit attached: nothing secret is in an exception, a log entry, a span, a metric, an audit entry, or the text of an object.
/// </summary>
[Collection(Telemetry.ListenerCollection.Name)]
public sealed class CanaryTests
{
    private const string Secret = "canary-secret";
    private const string Code = "canary-code";
    private const string Token = "canary-token";
    private const string OperatorToken = "canary-operator-token";
    private const string Ticket = "canary-ticket";
    private const string RefreshToken = "canary-refresh";
    private const string Body = "canary-body";
    private const string OddCode = "canaryoperatorsown";
    private const string Number = "+990123456789";
    private const string TestNumber = "+990555555555";
    private const string DeviceNumber = "+990987654321";

    private static readonly Dictionary<string, Action<FakeOperator>> s_outcomes = new(Refusals().Concat(BrokenConnections()))
    {
        ["a match"] = static _ => { },
        ["no match"] = static mobileOperator => mobileOperator.OnVerify = static _ => FakeHandler.Json($$"""{"devicePhoneNumberVerified":false,"more":"{{Body}}"}"""),
        ["another correlator"] = static mobileOperator => mobileOperator.OnVerify = static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}""").With("x-correlator", "another"),
        ["a malformed device number"] = static mobileOperator => mobileOperator.OnDevicePhoneNumber = static _ => FakeHandler.Json("""{"devicePhoneNumber":"+990987654321 "}"""),
        ["a missing flag"] = static mobileOperator => mobileOperator.OnVerify = static _ => FakeHandler.Json($$"""{"more":"{{Body}}"}"""),
        ["a captive portal"] = static mobileOperator => mobileOperator.OnVerify = static _ => FakeHandler.Bytes("<html>canary-body</html>"u8.ToArray(), "text/html"),
        ["a token page"] = static mobileOperator => mobileOperator.OnToken = static _ => FakeHandler.Bytes("<html>canary-body</html>"u8.ToArray(), "text/html"),
        ["a broken token body"] = static mobileOperator => mobileOperator.OnToken = static _ => FakeHandler.Json($$"""{"access_token":"{{Token}}","{{Body}}"""),
        ["a token of another type"] = static mobileOperator => mobileOperator.ChangeToken("token_type", Body),
        ["a token with a line break"] = static mobileOperator => mobileOperator.ChangeToken("access_token", Token + "\r\n"),
        ["a narrower scope"] = static mobileOperator => mobileOperator.ChangeToken("scope", Body),
        ["an odd lifetime"] = static mobileOperator => mobileOperator.ChangeToken("expires_in", Body),
        ["no id_token"] = static mobileOperator => mobileOperator.ChangeToken("id_token", null),
        ["a malformed id_token"] = static mobileOperator => mobileOperator.ChangeToken("id_token", Body),
        ["a wrong id_token"] = static mobileOperator => mobileOperator.OnToken = _ =>
        {
            var claims = mobileOperator.Claims();
            claims["iss"] = Body;
            var body = mobileOperator.TokenBody();
            body["id_token"] = mobileOperator.Key.Sign(claims);
            return FakeHandler.Json(body.ToJsonString());
        },
        ["keys that are none"] = static mobileOperator => mobileOperator.OnJwks = static _ => FakeHandler.Json($$"""{"keys":[{"kty":"EC","kid":"operator-key","x":"{{Body}}"}]}"""),
        ["keys that lastingly fail"] = static mobileOperator => mobileOperator.OnJwks = static _ => FakeHandler.Json($$"""{"message":"{{Body}}"}""", HttpStatusCode.ServiceUnavailable).With("Retry-After", "0"),
        ["a secret for a code"] = static mobileOperator => mobileOperator.OnVerify = static _ => FakeHandler.Json($$"""{"status":403,"code":"{{OddCode}}","message":"m"}""", HttpStatusCode.Forbidden),
        ["a secret for a correlator"] = static mobileOperator => mobileOperator.OnVerify = static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}""").With("x-correlator", OddCode),
        ["a timeout"] = static mobileOperator => mobileOperator.OnVerify = static _ => throw FakeHandler.TimedOut(),
    };

    private static IEnumerable<KeyValuePair<string, Action<FakeOperator>>> Refusals()
    {
        foreach (var status in new[] { 301, 400, 401, 403, 404, 429, 500, 503 })
        {
            HttpResponseMessage Refuse(SentRequest request) => FakeHandler.Json(
                $$"""{"code":"SOME_CODE","error":"some_error","message":"{{Body}} {{request.Text.Replace('"', '_')}}","error_description":"{{Body}} {{Token}} {{Number}} {{Code}} {{Secret}}"}""", (HttpStatusCode)status).With("Location", "https://evil.example/" + Body);
            yield return new($"HTTP {status} from the token endpoint", mobileOperator => mobileOperator.OnToken = Refuse);
            yield return new($"HTTP {status} from the API", mobileOperator => mobileOperator.OnVerify = Refuse);
        }
    }

    private static IEnumerable<KeyValuePair<string, Action<FakeOperator>>> BrokenConnections() =>
        Enum.GetValues<HttpRequestError>().Select(static error => KeyValuePair.Create($"a broken connection: {error}", new Action<FakeOperator>(mobileOperator => mobileOperator.OnVerify = _ => throw FakeHandler.Broken(error))));

    public static TheoryData<string> Outcomes => [.. s_outcomes.Keys];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task Nothing_secret_is_told(string outcome)
    {
        foreach (var method in Enum.GetValues<ClientAuthenticationMethod>())
        {
            await RunAsync(outcome, method);
        }
    }

    private static async Task RunAsync(string outcome, ClientAuthenticationMethod method)
    {
        var mobileOperator = new FakeOperator(options =>
        {
            options.Profile = options.Profile with { ClientAuthentication = method, IsSandbox = true };
            if (method is ClientAuthenticationMethod.ClientSecretBasic or ClientAuthenticationMethod.ClientSecretPost)
            {
                (options.Signer, options.ClientSecret) = (null, Secret);
                FakeOperator.Ciba(options);
            }
        });
        var idTokens = new List<string>();
        mobileOperator.OnToken = _ =>
        {
            var body = mobileOperator.TokenBody();
            (body["access_token"], body["refresh_token"], body["more"]) = (Token, RefreshToken, Body);
            idTokens.Add(body["id_token"]!.GetValue<string>());
            return FakeHandler.Json(body.ToJsonString());
        };
        mobileOperator.OnBackchannel = static _ => FakeHandler.Json($$"""{"auth_req_id":"{{Ticket}}","expires_in":120}""");
        mobileOperator.OnDevicePhoneNumber = static _ => FakeHandler.Json($$"""{"devicePhoneNumber":"{{DeviceNumber}}"}""");
        s_outcomes[outcome](mobileOperator);
        var log = new ListLogger();
        var audit = new Audit();
        using var telemetry = new TelemetryCapture();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)).AddSingleton<TimeProvider>(new JumpingClock(mobileOperator.Time)).AddSingleton<IVerificationAudit>(audit);
        services.AddNumberVerify(FakeOptions.CopyTo(mobileOperator.Options)).ConfigurePrimaryHttpMessageHandler(() => mobileOperator.Http);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<NumberVerifyClient>();
        var objects = new List<object?> { client, mobileOperator.Options, audit.Fingerprint };
        var secrets = new List<string> { Secret, Code, Token, OperatorToken, Ticket, RefreshToken, Body, Number, Number[1..], DeviceNumber, DeviceNumber[1..], TestNumber, TestNumber[1..], HashedPhoneNumber.Compute(Number), Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{FakeOperator.ClientId}:{Secret}")) };

        foreach (var operation in Enum.GetValues<NumberVerifyOperation>())
        {
            var request = AuthorizationRequest.Create(useDevNumber: TestNumber, operation: operation);
            mobileOperator.Expect(request);
            objects.Add(client.GetParameters(request));
            Refuse(() => client.ForUser(request, AuthorizationResponse.Parse($"?error=access_denied&error_description={Body}&state={request.State}")));
            Refuse(() => client.ForUser(request, AuthorizationResponse.Parse($"?code={Code}&state={Body}")));
            Refuse(() => AuthorizationResponse.Parse($"?code={Code}&code={Code}&state={Body}"));
            Refuse(() => client.ForUser(request, AuthorizationResponse.Parse($"?code={Code}&state={request.State}&iss={Body}")));
            secrets.AddRange([request.State, request.Nonce, request.CodeVerifier]);
            var response = AuthorizationResponse.Parse($"?code={Code}&state={request.State}");
            var user = client.ForUser(request, response, Number);
            var named = client.ForOperatorToken(OperatorToken, Number, operation);
            objects.Add(Assert.Throws<ArgumentException>(() => client.ForOperatorToken(OperatorToken + "\n")));
            objects.Add(Assert.Throws<ArgumentException>(() => client.ForOperatorToken("tel:" + Number)));
            objects.AddRange([request, response, user, named]);
            foreach (var call in Calls(user, operation).Concat(Calls(named, operation)))
            {
                try
                {
                    objects.Add(await call());
                }
                catch (Exception exception)
                {
                    objects.Add(exception);
                    objects.Add(exception.Data.Values.Cast<object?>().Concat(exception.Data.Keys.Cast<object?>()).ToList());
                }
            }
        }

        secrets.AddRange(idTokens);
        secrets.AddRange(mobileOperator.Sent(FakeOperator.TokenEndpoint).SelectMany(static request => new[] { request.Field("client_assertion"), request.Field("assertion") }).Where(static text => text?.Length > 0).OfType<string>());
        secrets.AddRange(mobileOperator.Sent(FakeOperator.TokenEndpoint).Select(static request => request.Header("Authorization")?.Split(' ')[1]).OfType<string>());
        var texts = objects.Select(static value => value?.ToString()).Concat(objects.Where(static value => value is not (null or Exception or NumberVerifyClient or AuthorizationParameters)).Select(static value => JsonSerializer.Serialize(value)));
        var told = log.Entries.Select(static entry => entry.Text).Concat(telemetry.Texts()).Concat(audit.Entries.Select(static entry => entry.ToString())).ToList();

        Assert.All(texts.Concat(told), text => Assert.DoesNotContain(secrets, secret => text?.Contains(secret, StringComparison.OrdinalIgnoreCase) == true));
        Assert.DoesNotContain(told, static text => text.Contains(OddCode, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(mobileOperator.Http.Sent);
        Assert.NotEmpty(audit.Entries);
        Assert.Contains(told, static text => text.StartsWith("numberverify.exchange", StringComparison.Ordinal));
        Assert.Contains(told, static text => text.StartsWith("numberverify.client.operation.duration", StringComparison.Ordinal));

        void Refuse(Action call) => objects.Add(Assert.ThrowsAny<NumberVerifyException>(call));
    }

    private static IEnumerable<Func<Task<object?>>> Calls(NumberVerifyUserClient user, NumberVerifyOperation operation)
    {
        yield return async () => await user.GetSessionAsync();
        yield return operation == NumberVerifyOperation.VerifyNumber ? async () => await user.VerifyNumberAsync() : async () => await user.GetDevicePhoneNumberAsync();
        yield return async () => await user.VerifyHashedNumberAsync();
    }

    private sealed class Audit : IVerificationAudit
    {
        public List<VerificationAuditEntry> Entries { get; } = [];

        public PhoneNumberFingerprint Fingerprint { get; } = new(System.Text.Encoding.ASCII.GetBytes("canary-body-as-a-key-of-32-bytes"));

        public ValueTask WriteAsync(VerificationAuditEntry entry, CancellationToken cancellationToken = default)
        {
            Entries.Add(entry);
            return ValueTask.CompletedTask;
        }
    }
}
