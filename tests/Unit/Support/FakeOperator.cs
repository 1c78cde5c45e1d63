using System.Net;
using System.Text.Json.Nodes;

namespace NumberVerify.Unit.Tests.Support;

/// <summary>
/// An operator behind a fake network: each endpoint answers as it should until a test says otherwise. Its clock is the client's.
/// </summary>
internal sealed class FakeOperator
{
    public const string Issuer = "https://op.example";
    public const string AuthorizationEndpoint = Issuer + "/authorize";
    public const string TokenEndpoint = Issuer + "/token";
    public const string JwksUri = Issuer + "/jwks";
    public const string BackchannelEndpoint = Issuer + "/bc-authorize";
    public const string OperatorToken = "an-operator-token";
    public const string MetadataUri = Issuer + "/.well-known/openid-configuration";
    public const string VerifyUri = "https://api.example/camara/number-verification/v2/verify";
    public const string DevicePhoneNumberUri = "https://api.example/camara/number-verification/v2/device-phone-number";
    public const string ClientId = "backend";
    public const string RedirectUri = "https://app.example/callback";
    public const string Number = "+346661113334";
    public const string Code = "a-code";
    public const string Token = "an-access-token";
    public const string VerifyScope = "openid dpv:FraudPreventionAndDetection number-verification:verify";

    private readonly Lazy<NumberVerifyClient> _client;
    private AuthorizationRequest? _request;

    public FakeOperator(Action<NumberVerifyClientOptions>? configure = null)
    {
        Options = StaticOptions();
        configure?.Invoke(Options);
        Http = new FakeHandler(AnswerAsync);
        _client = new(() => new NumberVerifyClient(Options, Http, Time));
        OnToken = _ => FakeHandler.Json(TokenBody().ToJsonString());
        OnBackchannel = static _ => FakeHandler.Json("""{"auth_req_id":"a-ticket","expires_in":120,"interval":2}""");
        OnMetadata = _ => FakeHandler.Json(MetadataBody().ToJsonString());
        OnJwks = _ => FakeHandler.Json(OperatorKey.KeySet(Key.ToJwk()));
        OnVerify = _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}""");
        OnDevicePhoneNumber = _ => FakeHandler.Json($$"""{"devicePhoneNumber":"{{Number}}"}""");
    }

    public ManualTimeProvider Time { get; } = new();

    public OperatorKey Key { get; } = new("operator-key");

    public FakeHandler Http { get; }

    /// <summary>Read when <see cref="Client"/> is first asked for.</summary>
    public NumberVerifyClientOptions Options { get; }

    public NumberVerifyClient Client => _client.Value;

    public Func<SentRequest, HttpResponseMessage> OnToken { get; set; }

    public Func<SentRequest, HttpResponseMessage> OnBackchannel { get; set; }

    public Func<SentRequest, HttpResponseMessage> OnMetadata { get; set; }

    public Func<SentRequest, HttpResponseMessage> OnJwks { get; set; }

    public Func<SentRequest, HttpResponseMessage> OnVerify { get; set; }

    public Func<SentRequest, HttpResponseMessage> OnDevicePhoneNumber { get; set; }

    /// <summary>Awaited before any answer, with the request's own cancellation.</summary>
    public Func<SentRequest, CancellationToken, Task>? Before { get; set; }

    public IReadOnlyList<SentRequest> Sent(string uri) => [.. Http.Sent.Where(request => request.Uri.AbsoluteUri == uri)];

    /// <summary>Strict CAMARA with static endpoints.</summary>
    public static NumberVerifyClientOptions StaticOptions() => new()
    {
        ClientId = ClientId,
        RedirectUri = new Uri(RedirectUri),
        Issuer = Issuer,
        AuthorizationEndpoint = new Uri(AuthorizationEndpoint),
        TokenEndpoint = new Uri(TokenEndpoint),
        JwksUri = new Uri(JwksUri),
        ApiRoot = new Uri("https://api.example/camara"),
        Signer = FakeSigner.Instance,
    };

    /// <summary>The endpoints come from the metadata.</summary>
    public static void Discovered(NumberVerifyClientOptions options)
    {
        options.AuthorizationEndpoint = null;
        options.TokenEndpoint = null;
        options.JwksUri = null;
    }

    /// <summary>An operator that knows neither PKCE nor openid, so that the short form of ForUser is good.</summary>
    public static void Plain(NumberVerifyClientOptions options)
    {
        options.Profile = options.Profile with { UsesPkce = false, UsesOpenId = false };
        options.JwksUri = null;
    }

    /// <summary>Operator tokens are redeemed over the backchannel.</summary>
    public static void Ciba(NumberVerifyClientOptions options)
    {
        options.Profile = options.Profile with { OperatorTokenGrant = OperatorTokenGrant.Ciba };
        options.BackchannelAuthenticationEndpoint = new Uri(BackchannelEndpoint);
    }

    /// <summary>The device came back from <paramref name="request"/> with a code.</summary>
    public NumberVerifyUserClient SignIn(string? number = Number, AuthorizationRequest? request = null)
    {
        _request = request ?? AuthorizationRequest.Create();
        return Client.ForUser(_request, AuthorizationResponse.Parse($"?code={Code}&state={_request.State}"), number);
    }

    /// <summary>The next id_token answers <paramref name="request"/>, whichever client made it.</summary>
    public void Expect(AuthorizationRequest request) => _request = request;

    public NumberVerifyUserClient SignInForDevicePhoneNumber() => SignIn(null, AuthorizationRequest.Create(operation: NumberVerifyOperation.GetDevicePhoneNumber));

    public JsonObject TokenBody() => new()
    {
        ["access_token"] = Token,
        ["token_type"] = "Bearer",
        ["expires_in"] = 300,
        ["id_token"] = Key.Sign(Claims()),
    };

    public JsonObject Claims()
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = "a-subject",
            ["aud"] = ClientId,
            ["exp"] = now + 300,
            ["iat"] = now,
            ["nonce"] = _request?.Nonce,
        };
    }

    public static JsonObject MetadataBody() => new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = AuthorizationEndpoint,
        ["token_endpoint"] = TokenEndpoint,
        ["jwks_uri"] = JwksUri,
    };

    /// <summary>The token endpoint answers as it should but for one member; null takes it out.</summary>
    public void ChangeToken(string member, JsonNode? value) => OnToken = _ =>
    {
        var body = TokenBody();
        body.Remove(member);
        if (value is not null)
        {
            body[member] = value.DeepClone();
        }

        return FakeHandler.Json(body.ToJsonString());
    };

    private async Task<HttpResponseMessage> AnswerAsync(SentRequest request, CancellationToken cancellationToken)
    {
        if (Before is { } before)
        {
            await before(request, cancellationToken);
        }

        return request.Uri.AbsoluteUri switch
        {
            TokenEndpoint => OnToken(request),
            BackchannelEndpoint => OnBackchannel(request),
            MetadataUri => OnMetadata(request),
            JwksUri => OnJwks(request),
            VerifyUri => OnVerify(request),
            DevicePhoneNumberUri => OnDevicePhoneNumber(request),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new ByteArrayContent([]) },
        };
    }
}
