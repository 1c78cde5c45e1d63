using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NumberVerify.Unit.Tests.Secrets;

/// <summary>Every outcome, with every log level on: nothing secret is in an exception, a log entry, or the text of an object.</summary>
public sealed class CanaryTests
{
    private const string Secret = "canary-secret";
    private const string Code = "canary-code";
    private const string Token = "canary-token";
    private const string RefreshToken = "canary-refresh";
    private const string Body = "canary-body";
    private const string Number = "+990123456789";
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
            options.Profile = options.Profile with { ClientAuthentication = method };
            if (method is ClientAuthenticationMethod.ClientSecretBasic or ClientAuthenticationMethod.ClientSecretPost)
            {
                (options.Signer, options.ClientSecret) = (null, Secret);
            }
        });
        mobileOperator.OnToken = _ =>
        {
            var body = mobileOperator.TokenBody();
            (body["access_token"], body["refresh_token"], body["more"]) = (Token, RefreshToken, Body);
            return FakeHandler.Json(body.ToJsonString());
        };
        mobileOperator.OnDevicePhoneNumber = static _ => FakeHandler.Json($$"""{"devicePhoneNumber":"{{DeviceNumber}}"}""");
        s_outcomes[outcome](mobileOperator);
        var log = new ListLogger();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)).AddSingleton<TimeProvider>(mobileOperator.Time);
        services.AddNumberVerify(FakeOptions.CopyTo(mobileOperator.Options)).ConfigurePrimaryHttpMessageHandler(() => mobileOperator.Http);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<NumberVerifyClient>();
        var objects = new List<object?> { client, mobileOperator.Options };
        var secrets = new List<string> { Secret, Code, Token, RefreshToken, Body, Number, Number[1..], DeviceNumber, DeviceNumber[1..], HashedPhoneNumber.Compute(Number), Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{FakeOperator.ClientId}:{Secret}")) };

        foreach (var operation in Enum.GetValues<NumberVerifyOperation>())
        {
            var request = AuthorizationRequest.Create(operation: operation);
            mobileOperator.SignIn(null, request);
            secrets.AddRange([request.State, request.Nonce, request.CodeVerifier]);
            var response = AuthorizationResponse.Parse($"?code={Code}&state={request.State}");
            var user = client.ForUser(request, response, Number);
            objects.AddRange([request, response, user]);
            foreach (var call in Calls(user, operation))
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

        secrets.AddRange(mobileOperator.Sent(FakeOperator.TokenEndpoint).Select(static request => request.Field("client_assertion")).Where(static text => text?.Length > 0).OfType<string>());
        secrets.AddRange(mobileOperator.Sent(FakeOperator.TokenEndpoint).Select(static request => request.Header("Authorization")?.Split(' ')[1]).OfType<string>());
        var texts = objects.Select(static value => value?.ToString()).Concat(objects.Where(static value => value is not (null or Exception or NumberVerifyClient)).Select(static value => JsonSerializer.Serialize(value))).Concat(log.Entries.Select(static entry => entry.Text));

        Assert.All(texts, text => Assert.DoesNotContain(secrets, secret => text?.Contains(secret, StringComparison.OrdinalIgnoreCase) == true));
        Assert.NotEmpty(mobileOperator.Http.Sent);
    }

    private static IEnumerable<Func<Task<object?>>> Calls(NumberVerifyUserClient user, NumberVerifyOperation operation)
    {
        yield return async () => await user.GetSessionAsync();
        yield return operation == NumberVerifyOperation.VerifyNumber ? async () => await user.VerifyNumberAsync() : async () => await user.GetDevicePhoneNumberAsync();
        yield return async () => await user.VerifyHashedNumberAsync();
    }
}
