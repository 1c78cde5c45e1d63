using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace NumberVerify.Unit.Tests.Faults;

/// <summary>The fault catalogue, part A: each way a token endpoint fails ends in one attempt and one typed exception that keeps quiet, or in a session.</summary>
public sealed class TokenEndpointFaultTests
{
    private const string Secret = "hush-client-secret";
    private const string Past = "Wed, 21 Oct 1998 07:28:00 GMT";
    private const string Portal = "<html><form action=\"https://canary.example/login\">canary</form></html>";

    private static readonly string[] s_catalogue =
    [
        "A1", "A3", "A5", "A6", "A7", "A8", "A10", "A12", "A13", "A14", "A16", "A20", "A23", "A24", "A25", "A26", "A27", "A28", "A29", "A30", "A32", "A33", "A35", "A36", "A37", "A38", "A39",
        "A40", "A41", "A43", "A44", "A45", "A46", "A47", "A48", "A49", "A50", "A51",
    ];

    private static readonly Fault[] s_faults =
    [
        new("A1", "500 without a body", On(static () => Fault.Answer(500, "", null)), typeof(OperatorUnavailableException)) { Status = 500 },
        new("A3", "503 until a day long past", On(static () => Fault.Answer(503, "{}", headers: ("Retry-After", Past))), typeof(OperatorUnavailableException)) { Status = 503, RetryAfter = 0 },
        new("A3", "429 until a day long past", On(static () => Fault.Answer(429, "{}", headers: ("Retry-After", Past))), typeof(RateLimitedException)) { Status = 429, RetryAfter = 0 },
        new("A3", "429 for days on end", On(static () => Fault.Answer(429, "{}", headers: ("Retry-After", "864000"))), typeof(RateLimitedException)) { Status = 429, RetryAfter = 3600 },
        new("A5", "429 without a word on when", On(static () => Fault.Answer(429, "", null)), typeof(RateLimitedException)) { Status = 429 },
        new("A6", "400 invalid_grant", On(static () => Fault.Answer(400, """{"error":"invalid_grant","error_description":"a-code canary"}""")), typeof(CodeRejectedException)) { Status = 400, Code = "invalid_grant" },
        new("A7", "401 invalid_client, the secret repeated", WithSecret, typeof(ClientRejectedException)) { Status = 401, Code = "invalid_client" },
        new("A7", "401 without a body", On(static () => Fault.Answer(401, "", null, ("WWW-Authenticate", "Basic realm=\"canary\""))), typeof(ClientRejectedException)) { Status = 401 },
        new("A8", "400 with a page", On(static () => Fault.Answer(400, Portal, "text/html")), typeof(RequestRejectedException)) { Status = 400 },
        new("A10", "a good body that says it is a page", As("text/html"), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A10", "a good body that does not say what it is", As(null), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A12", "an empty body", Text(""), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A13", "null", Text("null"), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A14", "an empty array", Text("[]"), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A16", "headers slower than the timeout", On(static () => throw FakeHandler.TimedOut()), typeof(TransportException)) { TimedOut = true },
        new("A20", "a plain body that says it is compressed", static mobileOperator => Change(mobileOperator, static _ => { }, ("Content-Encoding", "gzip")), typeof(UnexpectedResponseException)) { Status = 200 },
        Member("A23", "access_token", "null", typeof(UnexpectedResponseException), 200),
        Member("A23", "access_token", "7", typeof(UnexpectedResponseException), 200),
        Member("A23", "access_token", """{"canary":1}""", typeof(UnexpectedResponseException), 200),
        Member("A23", "access_token", "\"\"", typeof(UnexpectedResponseException)),
        Member("A24", "access_token", "\"canary\\r\\nX-Evil: 1\"", typeof(UnexpectedResponseException)),
        Member("A24", "access_token", "\"canary canary\"", typeof(UnexpectedResponseException)),
        Member("A24", "access_token", "\"canary\\u00e9\"", typeof(UnexpectedResponseException)),
        new("A25", "an access_token of 20 kB", static mobileOperator => mobileOperator.ChangeToken("access_token", string.Concat(Enumerable.Repeat(Fault.Canary, 3400))), typeof(UnexpectedResponseException)),
        new("A26", "no token_type", static mobileOperator => mobileOperator.ChangeToken("token_type", null), typeof(UnexpectedResponseException)) { Status = 200 },
        Member("A27", "token_type", "\"bearer\""),
        Member("A27", "token_type", "\"BEARER\""),
        Member("A28", "token_type", "\"mac\"", typeof(UnexpectedResponseException)),
        Member("A28", "token_type", "\"DPoP\"", typeof(UnexpectedResponseException)),
        new("A29", "no expires_in", static mobileOperator => mobileOperator.ChangeToken("expires_in", null)),
        Member("A29", "expires_in", "86400"),
        Member("A30", "expires_in", "0", typeof(UnexpectedResponseException)),
        Member("A30", "expires_in", "-1", typeof(UnexpectedResponseException)),
        Member("A32", "expires_in", "\"3600\""),
        Member("A32", "expires_in", "\"60\"") with { Lifetime = 60 },
        Member("A33", "expires_in", "3600.0", typeof(UnexpectedResponseException), 200),
        Member("A33", "expires_in", "1e3", typeof(UnexpectedResponseException), 200),
        Member("A33", "expires_in", "3600.5", typeof(UnexpectedResponseException), 200),
        Member("A35", "refresh_token", "\"canary\""),
        new("A36", "no scope", static mobileOperator => mobileOperator.ChangeToken("scope", null)),
        Member("A36", "scope", "\"openid dpv:FraudPreventionAndDetection canary\"", typeof(InsufficientScopeException)),
        Member("A37", "more", """{"canary":[1,null,{"deep":true}]}"""),
        new("A38", "a thousand arrays in one another", static mobileOperator => Raw(mobileOperator, static body => body[..^1] + ",\"more\":" + new string('[', 1000) + new string(']', 1000) + "}"), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A39", "a byte order mark in front", static mobileOperator => Raw(mobileOperator, static body => "\ufeff" + body)),
        new("A40", "UTF-16", static mobileOperator => mobileOperator.OnToken = _ => FakeHandler.Bytes(Encoding.Unicode.GetBytes(mobileOperator.TokenBody().ToJsonString()), "application/json"), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A40", "bytes that are no UTF-8", static mobileOperator => mobileOperator.OnToken = static _ => FakeHandler.Bytes([.. "{\"access_token\":\"canary"u8, 0xC3, 0x28, .. "\",\"token_type\":\"Bearer\"}"u8], "application/json"), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A41", "more text after the body", static mobileOperator => Raw(mobileOperator, static body => body + "canary"), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A41", "a second body after the body", static mobileOperator => Raw(mobileOperator, static body => body + body), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A43", "204", On(static () => Fault.Answer(204, "", null)), typeof(UnexpectedResponseException)) { Status = 204 },
        new("A43", "206 with a good body", static mobileOperator => Raw(mobileOperator, static body => body, 206), typeof(UnexpectedResponseException)) { Status = 206 },
        new("A43", "299 with a good body", static mobileOperator => Raw(mobileOperator, static body => body, 299), typeof(UnexpectedResponseException)) { Status = 299 },
        Broken("A44", HttpRequestError.NameResolutionError, isSpent: false),
        Broken("A44", HttpRequestError.ConnectionError, isSpent: false),
        Broken("A44", HttpRequestError.SecureConnectionError, isSpent: false),
        Broken("A44", HttpRequestError.ProxyTunnelError, isSpent: false),
        Broken("A44", HttpRequestError.ResponseEnded),
        Broken("A44", HttpRequestError.HttpProtocolError),
        new("A44", "a handler of the caller's that gives up in its own way", On(static () => throw new InvalidOperationException("canary")), typeof(TransportException)),
        Broken("A45", HttpRequestError.ConfigurationLimitExceeded),
        Broken("A46", HttpRequestError.InvalidResponse),
        new("A47", "a body cut at another length", static mobileOperator => Raw(mobileOperator, static body => body[..2]), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A48", "a cookie", static mobileOperator => Change(mobileOperator, static _ => { }, ("Set-Cookie", "canary=1; Path=/"))),
        IdToken("an unsigned id_token", static (mobileOperator, claims) => $"{OperatorKey.Encode("""{"alg":"none"}""")}.{OperatorKey.Encode(claims.ToJsonString())}."),
        IdToken("another nonce", static (mobileOperator, claims) => Signed(mobileOperator, claims, "nonce", Fault.Canary)),
        IdToken("another audience", static (mobileOperator, claims) => Signed(mobileOperator, claims, "aud", Fault.Canary)),
        IdToken("another issuer", static (mobileOperator, claims) => Signed(mobileOperator, claims, "iss", "https://canary.example")),
        IdToken("an id_token that ended", static (mobileOperator, claims) => Signed(mobileOperator, claims, "exp", (long)claims["iat"]! - 61)),
        IdToken("an id_token of the future", static (mobileOperator, claims) => Signed(mobileOperator, claims, "iat", (long)claims["iat"]! + 360)),
        new("A50", "the page of a captive portal", On(static () => Fault.Answer(200, Portal, "text/html; charset=utf-8")), typeof(UnexpectedResponseException)) { Status = 200 },
        new("A50", "the redirect of a captive portal", On(static () => Fault.Answer(302, Portal, "text/html", ("Location", "https://canary.example/login"))), typeof(UnexpectedResponseException)) { Status = 302 },
        new("A51", "a description with control characters", On(static () => Fault.Answer(400, """{"error_description":"canary\r\n\u0000\u001b[31m","error":"invalid_grant"}""")), typeof(CodeRejectedException)) { Status = 400, Code = "invalid_grant" },
        new("A51", "a code that runs into control characters", On(static () => Fault.Answer(400, """{"error":"odd\r\n\u0000canary"}""")), typeof(RequestRejectedException)) { Status = 400, Code = "odd" },
        new("A51", "a description of a megabyte", On(static () => Fault.Answer(400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + new string('c', 1 << 20) + "\"}")), typeof(RequestRejectedException)) { Status = 400 },
    ];

    public static TheoryData<string> Faults => [.. s_faults.Select(static fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_ends_as_the_catalogue_says(string name)
    {
        var fault = s_faults.Single(fault => fault.Name == name);
        var mobileOperator = new FakeOperator();
        fault.Cause(mobileOperator);
        var request = AuthorizationRequest.Create();
        var user = mobileOperator.SignIn(request: request);

        if (fault.Failure is null)
        {
            var session = await user.GetSessionAsync();

            Assert.Equal((FakeOperator.Token, mobileOperator.Time.GetUtcNow().AddSeconds(fault.Lifetime)), (session.AccessToken, session.ExpiresAt));
            Assert.DoesNotContain(Fault.Canary, string.Join('\n', ObjectGraph.TextsOf(user)), StringComparison.Ordinal);
            Assert.DoesNotContain(Fault.Canary, session.ToString(), StringComparison.Ordinal);
            Assert.True((await user.VerifyNumberAsync()).DevicePhoneNumberVerified);
            Assert.All(mobileOperator.Http.Sent, static sent => Assert.Null(sent.Header("Cookie")));
            Assert.Single(mobileOperator.Sent(FakeOperator.TokenEndpoint));
            return;
        }

        var exception = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());
        var again = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.VerifyNumberAsync());

        fault.Check(exception, FakeOperator.Code, FakeOperator.Token, FakeOperator.Number[1..], Secret, request.State, request.Nonce, request.CodeVerifier);
        Assert.Equal(fault.IsSpent, ReferenceEquals(exception, again));
        Assert.Equal(fault.IsSpent ? 1 : 2, mobileOperator.Sent(FakeOperator.TokenEndpoint).Count);
        Assert.Empty(mobileOperator.Sent(FakeOperator.VerifyUri));
        Assert.All(mobileOperator.Http.Sent, static sent => Assert.Equal("op.example", sent.Uri.Host));
    }

    /// <summary>A16: only the one who cancelled is told of a cancellation.</summary>
    [Fact]
    public async Task A_callers_cancellation_is_no_timeout()
    {
        using var cancellation = new CancellationTokenSource();
        var mobileOperator = new FakeOperator { Before = static (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken) };
        var exchange = mobileOperator.SignIn().GetSessionAsync(cancellation.Token);

        await cancellation.CancelAsync();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exchange)).CancellationToken);
    }

    [Fact]
    public void Every_row_of_the_catalogue_is_here() => Assert.Equal(s_catalogue, s_faults.Select(static fault => fault.Id).Distinct());

    private static Action<FakeOperator> On(Func<HttpResponseMessage> answer) => mobileOperator => mobileOperator.OnToken = _ => answer();

    private static Action<FakeOperator> Text(string body) => On(() => FakeHandler.Json(body));

    private static Action<FakeOperator> As(string? mediaType) => mobileOperator => mobileOperator.OnToken = _ => Fault.Answer(200, mobileOperator.TokenBody().ToJsonString(), mediaType);

    private static Fault Broken(string id, HttpRequestError error, bool isSpent = true) =>
        new(id, $"a connection that failed: {error}", On(() => throw FakeHandler.Broken(error)), typeof(TransportException)) { IsSpent = isSpent };

    private static Fault Member(string id, string member, string json, Type? failure = null, int? status = null) =>
        new(id, $"{member} {json}", mobileOperator => Change(mobileOperator, body => body[member] = JsonNode.Parse(json)), failure) { Status = status };

    private static Fault IdToken(string what, Func<FakeOperator, JsonObject, string> create) => new(
        "A49", what, mobileOperator => Change(mobileOperator, body => body["id_token"] = create(mobileOperator, mobileOperator.Claims())), typeof(IdTokenRejectedException));

    private static string Signed(FakeOperator mobileOperator, JsonObject claims, string claim, JsonNode value)
    {
        claims[claim] = value;
        return mobileOperator.Key.Sign(claims);
    }

    private static void Change(FakeOperator mobileOperator, Action<JsonObject> change, params (string Name, string Value)[] headers) => mobileOperator.OnToken = _ =>
    {
        var body = mobileOperator.TokenBody();
        change(body);
        return Fault.Answer(200, body.ToJsonString(), headers: headers);
    };

    private static void Raw(FakeOperator mobileOperator, Func<string, string> change, int status = 200) =>
        mobileOperator.OnToken = _ => Fault.Answer(status, change(mobileOperator.TokenBody().ToJsonString()));

    private static void WithSecret(FakeOperator mobileOperator)
    {
        mobileOperator.Options.Profile = mobileOperator.Options.Profile with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretPost };
        (mobileOperator.Options.Signer, mobileOperator.Options.ClientSecret) = (null, Secret);
        mobileOperator.OnToken = static request => Fault.Answer(401, $$"""{"error":"invalid_client","error_description":"{{request.Field("client_secret")}} canary"}""");
    }
}
