using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NumberVerify.Unit.Tests.Cultures;

namespace NumberVerify.Unit.Tests.OneTimePassword;

/// <summary>CAMARA One Time Password SMS: its token, what goes out, and what each answer becomes.</summary>
public sealed class OneTimePasswordSmsTests
{
    private const string Root = "https://api.example/camara/one-time-password-sms/v1/";
    private const string Id = "0f9d3c58-7a2e-4a11-9a34-5c6d7e8f9a0b";
    private static readonly PhoneNumber s_number = PhoneNumber.Parse(FakeOperator.Number);

    private readonly ManualTimeProvider _time = new();
    private Func<SentRequest, HttpResponseMessage> _onToken = static _ => Token(300);
    private Func<SentRequest, HttpResponseMessage> _onSend = static _ => FakeHandler.Json($$"""{"authenticationId":"{{Id}}"}""").With("x-correlator", "corr");
    private Func<SentRequest, HttpResponseMessage> _onValidate = static _ => new HttpResponseMessage(HttpStatusCode.NoContent);
    private FakeHandler? _http;

    public static TheoryData<string> Cultures => ["tr-TR", "ar-SA", "th-TH", "fa-IR"];

    private FakeHandler Http => _http ??= new FakeHandler(Answer);

    private IReadOnlyList<SentRequest> TokenRequests => [.. Http.Sent.Where(static request => request.Uri.AbsoluteUri == FakeOperator.TokenEndpoint)];

    private IReadOnlyList<SentRequest> ApiRequests => [.. Http.Sent.Where(static request => request.Uri.AbsoluteUri != FakeOperator.TokenEndpoint)];

    [CultureTheory]
    [MemberData(nameof(Cultures))]
    public async Task A_code_is_sent_with_a_token_of_the_clients_own(string culture)
    {
        using var _ = new InCulture(culture);
        var client = Create();

        var sent = await client.SendCodeAsync(s_number, "Ihr Iß: {{code}}", "CORRELATOR-i");

        Assert.Equal((Id, "corr"), (sent.AuthenticationId, sent.CorrelationId));
        Assert.Equal(["client_assertion", "client_assertion_type", "client_id", "grant_type", "scope"], TokenRequests.Single().Form.Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("client_credentials", "one-time-password-sms:send-validate", FakeOperator.ClientId), (TokenRequests[0].Field("grant_type"), TokenRequests[0].Field("scope"), TokenRequests[0].Field("client_id")));
        var request = ApiRequests.Single();
        Assert.Equal(("POST", Root + "send-code", "Bearer token-1", "CORRELATOR-i", "application/json"), (request.Method.Method, request.Uri.AbsoluteUri, request.Header("Authorization"), request.Header("x-correlator"), request.Header("Content-Type")));
        Assert.Equal($$$$"""{"phoneNumber":"{{{{FakeOperator.Number}}}}","message":"Ihr Iß: {{code}}"}""", request.Text);
    }

    [Fact]
    public async Task A_right_code_has_no_body()
    {
        var client = Create();

        Assert.Equal(CodeCheck.Correct, await client.ValidateCodeAsync(Id, "AJY3"));

        Assert.Equal((Root + "validate-code", $$"""{"authenticationId":"{{Id}}","code":"AJY3"}"""), (ApiRequests.Single().Uri.AbsoluteUri, ApiRequests.Single().Text));
        Assert.Matches("^[0-9a-f-]{32,36}$", ApiRequests.Single().Header("x-correlator"));
    }

    [Theory]
    [InlineData("ONE_TIME_PASSWORD_SMS.INVALID_OTP", 400, CodeCheck.Wrong)]
    [InlineData("ONE_TIME_PASSWORD_SMS.VERIFICATION_EXPIRED", 400, CodeCheck.Expired)]
    [InlineData("ONE_TIME_PASSWORD_SMS.VERIFICATION_FAILED", 400, CodeCheck.TooManyAttempts)]
    [InlineData("NOT_FOUND", 404, CodeCheck.NonePending)]
    [InlineData("IDENTIFIER_NOT_FOUND", 404, CodeCheck.NonePending)]
    public async Task A_code_that_is_not_right_is_an_answer(string code, int status, CodeCheck expected)
    {
        _onValidate = _ => Refusal(code, status);

        Assert.Equal(expected, await Create().ValidateCodeAsync(Id, "4711"));
    }

    [Theory]
    [InlineData("INVALID_ARGUMENT", 400, typeof(RequestRejectedException))]
    [InlineData("OUT_OF_RANGE", 400, typeof(RequestRejectedException))]
    [InlineData("UNAUTHENTICATED", 401, typeof(UnauthenticatedException))]
    [InlineData("PERMISSION_DENIED", 403, typeof(PermissionDeniedException))]
    [InlineData("QUOTA_EXCEEDED", 429, typeof(RateLimitedException))]
    [InlineData("TOO_MANY_REQUESTS", 429, typeof(RateLimitedException))]
    [InlineData("INTERNAL", 500, typeof(OperatorUnavailableException))]
    [InlineData("UNAVAILABLE", 503, typeof(OperatorUnavailableException))]
    [InlineData("X", 404, typeof(RequestRejectedException))]
    [InlineData("ONE_TIME_PASSWORD_SMS.INVALID_OTP", 500, typeof(OperatorUnavailableException))]
    [InlineData("ONE_TIME_PASSWORD_SMS.INVALID_OTP", 403, typeof(PermissionDeniedException))]
    [InlineData("NOT_FOUND", 400, typeof(RequestRejectedException))]
    [InlineData("one_time_password_sms.invalid_otp", 400, typeof(RequestRejectedException))]
    [InlineData("NONE", 200, typeof(UnexpectedResponseException))]
    public async Task Another_refusal_of_a_code_is_no_answer(string code, int status, Type expected)
    {
        _onValidate = _ => Refusal(code, status);

        var failure = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => Create().ValidateCodeAsync(Id, "4711"));

        Assert.Equal((expected, code), (failure.GetType(), failure.Code ?? code));
        Assert.DoesNotMatch($"4711|CANARY|token-|{Id}", failure.ToString());
    }

    [Theory]
    [InlineData("ONE_TIME_PASSWORD_SMS.MAX_OTP_CODES_EXCEEDED", 403, typeof(PhoneNumberRejectedException))]
    [InlineData("ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_NOT_ALLOWED", 403, typeof(PhoneNumberRejectedException))]
    [InlineData("ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_BLOCKED", 403, typeof(PhoneNumberRejectedException))]
    [InlineData("NOT_FOUND", 404, typeof(PhoneNumberRejectedException))]
    [InlineData("IDENTIFIER_NOT_FOUND", 404, typeof(PhoneNumberRejectedException))]
    [InlineData("PERMISSION_DENIED", 403, typeof(PermissionDeniedException))]
    [InlineData("INVALID_ARGUMENT", 400, typeof(RequestRejectedException))]
    [InlineData("UNAUTHENTICATED", 401, typeof(UnauthenticatedException))]
    [InlineData("QUOTA_EXCEEDED", 429, typeof(RateLimitedException))]
    [InlineData("TOO_MANY_REQUESTS", 429, typeof(RateLimitedException))]
    [InlineData("INTERNAL", 500, typeof(OperatorUnavailableException))]
    [InlineData("X", 404, typeof(RequestRejectedException))]
    [InlineData("ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_BLOCKED", 400, typeof(RequestRejectedException))]
    public async Task A_sending_that_is_refused_throws_by_status_and_code(string code, int status, Type expected)
    {
        _onSend = _ => Refusal(code, status);

        var failure = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => Create().SendCodeAsync(s_number));

        Assert.Equal((expected, code, (HttpStatusCode)status, "corr"), (failure.GetType(), failure.Code, failure.StatusCode, failure.CorrelationId));
        Assert.DoesNotMatch("6661113334|CANARY|token-", failure.ToString());
        Assert.Single(ApiRequests);
    }

    [Fact]
    public void The_codes_of_the_providers_may_be_told_by_telemetry()
    {
        foreach (var code in new[] { "INVALID_OTP", "VERIFICATION_EXPIRED", "VERIFICATION_FAILED", "MAX_OTP_CODES_EXCEEDED", "PHONE_NUMBER_NOT_ALLOWED", "PHONE_NUMBER_BLOCKED" })
        {
            Assert.Equal("ONE_TIME_PASSWORD_SMS." + code, ErrorCodes.KnownOrOther("ONE_TIME_PASSWORD_SMS." + code));
        }

        Assert.Equal(["60022", "16", "_OTHER"], new[] { "60022", "16", "66666" }.Select(ErrorCodes.KnownOrOther));
    }

    [Fact]
    public async Task A_message_without_place_for_the_code_or_too_long_is_not_sent()
    {
        var client = Create();
        foreach (var message in new[] { "", "no place", "{code}", "{{CODE}}", "{{code}}" + new string('x', 153), "{{code}}" + string.Concat(Enumerable.Repeat("😀", 153)) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.SendCodeAsync(s_number, message));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => client.SendCodeAsync(s_number, correlationId: "a\nb"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.SendCodeAsync(null!));
        foreach (var (id, code) in new[] { ("", "1234"), (new string('i', 37), "1234"), (Id, ""), (Id, "12345678901"), (Id, "12 4"), (Id, "é") })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.ValidateCodeAsync(id, code));
        }

        Assert.Empty(Http.Sent);
        await client.SendCodeAsync(s_number, "{{code}}" + string.Concat(Enumerable.Repeat("😀", 152)));
        Assert.Single(ApiRequests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"authenticationId":null}""")]
    [InlineData("""{"authenticationId":""}""")]
    [InlineData("""{"authenticationId":7}""")]
    [InlineData("""{"authenticationId":"1234567890123456789012345678901234567"}""")]
    [InlineData("null")]
    public async Task A_sending_without_a_name_is_no_success(string body)
    {
        _onSend = _ => FakeHandler.Json(body);

        Assert.True((await Assert.ThrowsAsync<UnexpectedResponseException>(() => Create().SendCodeAsync(s_number))).RequestMayHaveBeenProcessed);
    }

    [Theory]
    [InlineData(300, 269, 1)]
    [InlineData(300, 271, 2)]
    [InlineData(null, 269, 1)]
    [InlineData(null, 271, 2)]
    [InlineData(30, 0, 2)]
    [InlineData(86400, 3569, 1)]
    [InlineData(86400, 3571, 2)]
    public async Task A_token_is_kept_until_shortly_before_its_end(int? expiresIn, int seconds, int expected)
    {
        _onToken = _ => Token(expiresIn);
        var client = Create();

        await client.SendCodeAsync(s_number);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await client.ValidateCodeAsync(Id, "1234");

        Assert.Equal((expected, $"Bearer token-{expected}"), (TokenRequests.Count, ApiRequests[1].Header("Authorization")));
    }

    [Fact]
    public async Task However_many_calls_begin_at_once_one_token_is_asked_for()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _http = new FakeHandler(async (request, _) =>
        {
            if (request.Uri.AbsoluteUri == FakeOperator.TokenEndpoint)
            {
                arrived.TrySetResult();
                await answer.Task;
            }

            return Answer(request);
        });
        var client = Create();
        using var impatient = new CancellationTokenSource();
        var cancelled = client.SendCodeAsync(s_number, cancellationToken: impatient.Token);
        var calls = Enumerable.Range(0, 20).Select(_ => client.SendCodeAsync(s_number)).ToList();
        await arrived.Task;

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        answer.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal((1, 20), (TokenRequests.Count, ApiRequests.Count));
    }

    [Fact]
    public async Task A_token_that_the_API_refuses_is_dropped_and_the_call_is_not_repeated()
    {
        var refusals = 1;
        _onSend = _ => refusals-- > 0 ? Refusal("UNAUTHENTICATED", 401) : FakeHandler.Json($$"""{"authenticationId":"{{Id}}"}""");
        var client = Create();

        await Assert.ThrowsAsync<UnauthenticatedException>(() => client.SendCodeAsync(s_number));
        Assert.Single(ApiRequests);
        await client.SendCodeAsync(s_number);
        await client.SendCodeAsync(s_number);

        Assert.Equal(["Bearer token-1", "Bearer token-2", "Bearer token-2"], ApiRequests.Select(request => request.Header("Authorization")));
    }

    [Theory]
    [InlineData("invalid_client", 401, typeof(ClientRejectedException))]
    [InlineData("invalid_scope", 400, typeof(ClientRejectedException))]
    [InlineData("unauthorized_client", 400, typeof(ClientRejectedException))]
    [InlineData("x", 429, typeof(RateLimitedException))]
    [InlineData("x", 503, typeof(OperatorUnavailableException))]
    public async Task A_refused_token_request_throws_before_anything_is_sent_and_the_next_call_asks_again(string error, int status, Type expected)
    {
        var refusals = 1;
        _onToken = _ => refusals-- > 0 ? FakeHandler.Json($$"""{"error":"{{error}}","error_description":"CANARY"}""", (HttpStatusCode)status) : Token(300);
        var client = Create();

        var failure = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => client.SendCodeAsync(s_number));

        Assert.Equal((expected, false), (failure.GetType(), failure.RequestMayHaveBeenProcessed));
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(ApiRequests);
        await client.SendCodeAsync(s_number);
        Assert.Equal((2, 1), (TokenRequests.Count, ApiRequests.Count));
    }

    [Theory]
    [InlineData("token_type", "\"mac\"", typeof(UnexpectedResponseException))]
    [InlineData("token_type", null, typeof(UnexpectedResponseException))]
    [InlineData("access_token", "\"\"", typeof(UnexpectedResponseException))]
    [InlineData("access_token", "\"a b\"", typeof(UnexpectedResponseException))]
    [InlineData("access_token", "\"a\\r\\nb\"", typeof(UnexpectedResponseException))]
    [InlineData("expires_in", "0", typeof(UnexpectedResponseException))]
    [InlineData("expires_in", "-1", typeof(UnexpectedResponseException))]
    [InlineData("scope", "\"openid\"", typeof(InsufficientScopeException))]
    [InlineData("scope", "\"\"", typeof(InsufficientScopeException))]
    public async Task A_token_that_is_not_what_was_asked_for_is_not_used(string member, string? json, Type expected)
    {
        _onToken = _ =>
        {
            var body = TokenBody(300);
            body.Remove(member);
            if (json is not null)
            {
                body[member] = JsonNode.Parse(json);
            }

            return FakeHandler.Json(body.ToJsonString());
        };

        Assert.Equal((expected, false), (await Assert.ThrowsAnyAsync<NumberVerifyException>(() => Create().SendCodeAsync(s_number))) is var failure ? (failure.GetType(), failure.RequestMayHaveBeenProcessed) : default);
        Assert.Empty(ApiRequests);
    }

    [Fact]
    public async Task A_scope_that_holds_more_is_enough()
    {
        _onToken = static _ => Token(300, "openid one-time-password-sms:send-validate");

        await Create().SendCodeAsync(s_number);

        Assert.Single(ApiRequests);
    }

    [Theory]
    [InlineData(ClientAuthenticationMethod.ClientSecretBasic)]
    [InlineData(ClientAuthenticationMethod.ClientSecretPost)]
    [InlineData(ClientAuthenticationMethod.PrivateKeyJwt)]
    [InlineData(ClientAuthenticationMethod.ApplicationJwt)]
    public async Task The_client_shows_itself_as_its_profile_says(ClientAuthenticationMethod method)
    {
        var options = FakeOperator.StaticOptions();
        options.Profile = options.Profile with { ClientAuthentication = method };
        if (method is ClientAuthenticationMethod.ClientSecretBasic or ClientAuthenticationMethod.ClientSecretPost)
        {
            (options.Signer, options.ClientSecret) = (null, "a-secret");
        }

        await new OneTimePasswordSmsClient(new NumberVerifyClient(options, Http, _time)).SendCodeAsync(s_number);

        var request = TokenRequests.Single();
        Assert.Equal(method is ClientAuthenticationMethod.ClientSecretPost, request.Field("client_secret") == "a-secret");
        Assert.Equal(method is ClientAuthenticationMethod.PrivateKeyJwt, request.Field("client_assertion") is not null);
        Assert.Equal(method is ClientAuthenticationMethod.ClientSecretBasic, request.Header("Authorization")?.StartsWith("Basic ", StringComparison.Ordinal) == true);
        Assert.Equal(method is ClientAuthenticationMethod.ApplicationJwt, request.Header("Authorization")?.StartsWith("Bearer ", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_call_whose_answer_was_lost_is_not_repeated()
    {
        _onSend = static _ => throw FakeHandler.Broken(HttpRequestError.ResponseEnded);
        _onValidate = static _ => throw FakeHandler.TimedOut();
        var client = Create();

        Assert.True((await Assert.ThrowsAsync<TransportException>(() => client.SendCodeAsync(s_number))).RequestMayHaveBeenProcessed);
        Assert.True((await Assert.ThrowsAsync<TransportException>(() => client.ValidateCodeAsync(Id, "1234"))).TimedOut);

        Assert.Equal(2, ApiRequests.Count);
    }

    [Fact]
    public async Task As_a_provider_it_sends_the_message_of_the_options_and_checks()
    {
        _http = new FakeHandler(request => Answer(request, "https://api.example/camara/otp/v9/"));
        IOneTimePasswordProvider provider = Create(options => (options.Message, options.CodeLifetime, options.ApiPath) = ("Code: {{code}}", TimeSpan.FromSeconds(60), "otp/v9"));

        var handle = await provider.StartAsync(new CodeRequest { PhoneNumber = s_number, Locale = "de" });

        Assert.Equal((provider.Name, Id, null, _time.GetUtcNow().AddSeconds(60)), (handle.Provider, handle.Id, handle.PhoneNumber, handle.ExpiresAt));
        Assert.Contains("Code: {{code}}", ApiRequests.Single().Text, StringComparison.Ordinal);
        Assert.Equal(CodeCheck.Correct, await provider.CheckAsync(handle, "1234"));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.CheckAsync(handle, "123"));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.CheckAsync(handle, "AJY3"));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.CheckAsync(handle with { Provider = "another" }, "1234"));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.StartAsync(new CodeRequest { PhoneNumber = s_number, Channel = CodeChannel.Voice }));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.StartAsync(new CodeRequest { PhoneNumber = s_number, CodeLength = 6 }));
        Assert.Equal(2, ApiRequests.Count);
    }

    [Fact]
    public void Options_say_all_their_faults()
    {
        var options = new OneTimePasswordSmsOptions { Message = "none", ApiPath = "/a//b", Scope = "a b", CodeLifetime = TimeSpan.Zero };

        Assert.Equal(4, Assert.Throws<OptionsValidationException>(() => new OneTimePasswordSmsClient(new NumberVerifyClient(FakeOperator.StaticOptions()), options)).Failures.Count());
    }

    private static JsonObject TokenBody(int? expiresIn, string? scope = null)
    {
        var body = new JsonObject { ["access_token"] = "token-N", ["token_type"] = "Bearer" };
        if (expiresIn is not null)
        {
            body["expires_in"] = expiresIn;
        }

        if (scope is not null)
        {
            body["scope"] = scope;
        }

        return body;
    }

    private static HttpResponseMessage Token(int? expiresIn, string? scope = null) => FakeHandler.Json(TokenBody(expiresIn, scope).ToJsonString());

    private static HttpResponseMessage Refusal(string code, int status) =>
        FakeHandler.Json($$"""{"status":{{status}},"code":"{{code}}","message":"CANARY {{FakeOperator.Number}} 4711"}""", (HttpStatusCode)status).With("x-correlator", "corr");

    private HttpResponseMessage Answer(SentRequest request) => Answer(request, Root);

    private HttpResponseMessage Answer(SentRequest request, string root)
    {
        if (request.Uri.AbsoluteUri == FakeOperator.TokenEndpoint)
        {
            var response = _onToken(request);
            var text = response.Content.ReadAsStringAsync().Result.Replace("token-N", $"token-{TokenRequests.Count}", StringComparison.Ordinal);
            return FakeHandler.Json(text, response.StatusCode);
        }

        return request.Uri.AbsoluteUri == root + "send-code" ? _onSend(request)
            : request.Uri.AbsoluteUri == root + "validate-code" ? _onValidate(request)
            : new HttpResponseMessage(HttpStatusCode.Gone);
    }

    private OneTimePasswordSmsClient Create(Action<OneTimePasswordSmsOptions>? configure = null)
    {
        var options = new OneTimePasswordSmsOptions();
        configure?.Invoke(options);
        return new OneTimePasswordSmsClient(new NumberVerifyClient(FakeOperator.StaticOptions(), Http, _time), options);
    }
}
