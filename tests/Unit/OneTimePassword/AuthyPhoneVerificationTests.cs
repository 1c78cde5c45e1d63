using System.Net;
using Microsoft.Extensions.Options;
using NumberVerify.Unit.Tests.Cultures;

namespace NumberVerify.Unit.Tests.OneTimePassword;

/// <summary>Authy Phone Verification, version 1: what goes out, and what each answer becomes.</summary>
public sealed class AuthyPhoneVerificationTests
{
    private const string Root = "https://api.authy.com/protected/json/phones/verification/";
    private const string Uuid = "e0f0a5a0-6b9f-0134-7d59-0aa3e3d4d7b5";
    private const string Started = $$"""{"carrier":"A Carrier","is_cellphone":true,"is_ported":false,"message":"Text message sent to +1 212-555-0123.","seconds_to_expire":599,"uuid":"{{Uuid}}","success":true}""";
    private static readonly PhoneNumber s_number = PhoneNumber.Parse("+12125550123");

    private readonly ManualTimeProvider _time = new();

    public static TheoryData<string> Cultures => ["tr-TR", "ar-SA", "th-TH", "fa-IR"];

    /// <summary>Every code of the table with its HTTP status, and what it is where it is no answer.</summary>
    public static TheoryData<string, int, Type> Failures => new()
    {
        { "60000", 400, typeof(RequestRejectedException) },
        { "60001", 401, typeof(ClientRejectedException) },
        { "60002", 400, typeof(RequestRejectedException) },
        { "60003", 429, typeof(RateLimitedException) },
        { "60004", 400, typeof(RequestRejectedException) },
        { "60005", 400, typeof(RequestRejectedException) },
        { "60021", 403, typeof(RequestRejectedException) },
        { "60032", 400, typeof(RequestRejectedException) },
        { "60033", 400, typeof(PhoneNumberRejectedException) },
        { "60042", 400, typeof(RequestRejectedException) },
        { "60060", 503, typeof(OperatorUnavailableException) },
        { "60078", 403, typeof(PhoneNumberRejectedException) },
        { "60082", 403, typeof(PhoneNumberRejectedException) },
        { "60083", 403, typeof(PhoneNumberRejectedException) },
        { "60046", 400, typeof(RequestRejectedException) },
        { "60064", 500, typeof(OperatorUnavailableException) },
        { "60999", 429, typeof(RateLimitedException) },
        { "60999", 401, typeof(ClientRejectedException) },
        { "60022", 503, typeof(UnexpectedResponseException) },
        { "60023", 500, typeof(UnexpectedResponseException) },
    };

    [Fact]
    public async Task A_start_sends_a_form_with_the_key_in_a_header_and_reads_every_member()
    {
        var (client, http) = Create(Started);

        var result = await client.StartAsync(new AuthyStartRequest { PhoneNumber = s_number });

        var sent = http.Sent.Single();
        Assert.Equal(("POST", Root + "start", "via=sms&country_code=1&phone_number=2125550123"), (sent.Method.Method, sent.Uri.AbsoluteUri, sent.Text));
        Assert.Equal(("a-key", "application/x-www-form-urlencoded", null), (sent.Header("X-Authy-API-Key"), sent.Header("Content-Type"), sent.Header("Authorization")));
        Assert.Equal((Uuid, true, 599, true, false, "A Carrier"), (result.Uuid, result.Success, result.SecondsToExpire, result.IsCellphone, result.IsPorted, result.Carrier));
        Assert.Equal("Text message sent to +1 212-555-0123.", result.Message);
    }

    [CultureTheory]
    [MemberData(nameof(Cultures))]
    public async Task Everything_a_request_can_say_is_sent_in_no_culture(string culture)
    {
        using var _ = new InCulture(culture);
        var (client, http) = Create(Started);

        await client.StartAsync(new AuthyStartRequest { PhoneNumber = PhoneNumber.Parse("+34600000001"), Channel = CodeChannel.Voice, Locale = "pt-BR", CodeLength = 10, CustomCode = "0123456789" });
        await client.CheckAsync(PhoneNumber.Parse("+351910000001"), "0123");
        await Assert.ThrowsAsync<UnexpectedResponseException>(() => client.GetStatusAsync(PhoneNumber.Parse("+61400000001")));

        Assert.Equal(
            [
                $"POST {Root}start via=call&country_code=34&phone_number=600000001&locale=pt-BR&code_length=10&custom_code=0123456789",
                $"GET {Root}check?country_code=351&phone_number=910000001&verification_code=0123 ",
                $"GET {Root}status?country_code=61&phone_number=400000001 ",
            ],
            http.Sent.Select(request => $"{request.Method} {request.Uri.AbsoluteUri} {request.Text}"));
    }

    [Theory]
    [InlineData($$"""{"uuid":"{{Uuid}}","success":"true","seconds_to_expire":"598","is_cellphone":"false"}""", 598, false, null)]
    [InlineData($$"""{"uuid":"{{Uuid}}","success":true}""", null, null, null)]
    [InlineData($$"""{"extra":{"a":[1]},"uuid":"{{Uuid}}","success":true,"carrier":null,"is_cellphone":null,"is_ported":null,"message":null}""", null, null, null)]
    public async Task Text_booleans_are_read_and_carrier_fields_may_be_absent(string body, int? seconds, bool? isCellphone, string? carrier)
    {
        var (client, _) = Create(body);

        var result = await client.StartAsync(new AuthyStartRequest { PhoneNumber = s_number });

        Assert.Equal((true, seconds, isCellphone, carrier), (result.Success, result.SecondsToExpire, result.IsCellphone, result.Carrier));
    }

    [Theory]
    [InlineData($$"""{"uuid":"{{Uuid}}"}""")]
    [InlineData("""{"success":true}""")]
    [InlineData("""{"success":true,"uuid":""}""")]
    [InlineData($$"""{"uuid":"{{Uuid}}","success":null}""")]
    [InlineData($$"""{"uuid":"{{Uuid}}","success":1}""")]
    [InlineData($$"""{"uuid":"{{Uuid}}","success":"yes"}""")]
    [InlineData($$"""{"uuid":"{{Uuid}}","success":false,"message":"CANARY"}""")]
    [InlineData($$"""{"uuid":"{{Uuid}}","success":"false","error_code":"60033"}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_start_that_does_not_say_that_it_succeeded_did_not(string body)
    {
        var (client, _) = Create(body);

        Assert.DoesNotContain("CANARY", (await Assert.ThrowsAsync<UnexpectedResponseException>(() => client.StartAsync(new AuthyStartRequest { PhoneNumber = s_number }))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_breaks_a_limit_is_not_sent()
    {
        var (client, http) = Create(Started);
        var good = new AuthyStartRequest { PhoneNumber = s_number };
        AuthyStartRequest[] requests =
        [
            good with { Channel = (CodeChannel)7 }, good with { Locale = "xx" }, good with { Locale = "EN" }, good with { Locale = "" }, good with { CodeLength = 3 }, good with { CodeLength = 11 },
            good with { CustomCode = "123" }, good with { CustomCode = "12345678901" }, good with { CustomCode = "12a4" }, good with { CustomCode = "١٢٣٤" },
            good with { PhoneNumber = PhoneNumber.Parse("+9991234567") }, good with { PhoneNumber = PhoneNumber.Parse("+21012345") },
        ];

        foreach (var request in requests)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.StartAsync(request));
        }

        foreach (var code in new[] { "", "123", "12345678901", "12 4", "1234\n", "١٢٣٤", "12&4" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.CheckAsync(s_number, code));
        }

        foreach (var uuid in new[] { "", "a b", new string('u', 65) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.GetStatusAsync(uuid));
        }

        Assert.Empty(http.Sent);
    }

    [Fact]
    public async Task Every_locale_is_sent_as_it_is_and_none_is_sent_where_none_is_asked_for()
    {
        var (client, http) = Create(Started);
        foreach (var locale in AuthyPhoneVerificationClient.Locales)
        {
            await client.StartAsync(new AuthyStartRequest { PhoneNumber = s_number, Locale = locale });
        }

        await client.StartAsync(new AuthyStartRequest { PhoneNumber = s_number });

        Assert.Equal(35, AuthyPhoneVerificationClient.Locales.Distinct().Count());
        Assert.Equal([.. AuthyPhoneVerificationClient.Locales, null], http.Sent.Select(request => request.Field("locale")));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_refusal_throws_by_its_code_as_text_or_number(string code, int status, Type expected)
    {
        foreach (var json in new[] { $"\"{code}\"", code })
        {
            var (client, http) = Create(_ => Refusal(json, status));

            foreach (var call in new Func<Task>[] { () => client.StartAsync(new AuthyStartRequest { PhoneNumber = s_number }), () => client.CheckAsync(s_number, "4711"), () => client.GetStatusAsync(Uuid) })
            {
                var failure = await Assert.ThrowsAnyAsync<NumberVerifyException>(call);

                Assert.Equal((expected, code, (HttpStatusCode)status), (failure.GetType(), failure.Code, failure.StatusCode));
                Assert.DoesNotMatch("2125550123|4711|CANARY", failure.ToString());
            }

            Assert.Equal(3, http.Sent.Count);
        }
    }

    [Fact]
    public async Task A_right_code_is_ok()
    {
        var (client, http) = Create("""{"message":"Verification code is correct.","success":true}""");

        var result = await client.CheckAsync(s_number, "4711");

        Assert.Equal((true, CodeCheck.Correct, null), (result.Ok, result.Outcome, result.ErrorCode));
        Assert.Equal($"{Root}check?country_code=1&phone_number=2125550123&verification_code=4711", http.Sent.Single().Uri.AbsoluteUri);
        Assert.Equal(("GET", "a-key"), (http.Sent.Single().Method.Method, http.Sent.Single().Header("X-Authy-API-Key")));
    }

    [Theory]
    [InlineData("60022", 401, CodeCheck.Wrong)]
    [InlineData("60023", 404, CodeCheck.NonePending)]
    [InlineData("60022", 400, CodeCheck.Wrong)]
    public async Task A_wrong_code_and_none_pending_are_answers(string code, int status, CodeCheck expected)
    {
        foreach (var json in new[] { $"\"{code}\"", code })
        {
            var (client, _) = Create(_ => Refusal(json, status));

            var result = await client.CheckAsync(s_number, "4711");

            Assert.Equal((false, expected, code), (result.Ok, result.Outcome, result.ErrorCode));
        }
    }

    [Fact]
    public async Task A_wrong_key_has_the_status_of_a_wrong_code_and_is_none()
    {
        var (client, _) = Create(static _ => Refusal("\"60001\"", 401));

        Assert.Equal("60001", (await Assert.ThrowsAsync<ClientRejectedException>(() => client.CheckAsync(s_number, "4711"))).Code);
    }

    [Theory]
    [InlineData("{}", 401, typeof(ClientRejectedException))]
    [InlineData("<html>", 401, typeof(ClientRejectedException))]
    [InlineData("""{"errors":{"error_code":"60022"}}""", 401, typeof(ClientRejectedException))]
    [InlineData("{}", 404, typeof(RequestRejectedException))]
    [InlineData("""{"error_code":"60022"}""", 302, typeof(UnexpectedResponseException))]
    public async Task Without_a_code_of_its_own_a_refusal_is_no_answer(string body, int status, Type expected)
    {
        var (client, _) = Create(_ => FakeHandler.Json(body, (HttpStatusCode)status));

        Assert.Equal(expected, (await Assert.ThrowsAnyAsync<NumberVerifyException>(() => client.CheckAsync(s_number, "4711"))).GetType());
    }

    [Theory]
    [InlineData("""{"success":false,"error_code":"60022"}""", CodeCheck.Wrong)]
    [InlineData("""{"success":"false","error_code":60023}""", CodeCheck.NonePending)]
    [InlineData("""{"success":"true"}""", CodeCheck.Correct)]
    [InlineData("""{"success":false}""", null)]
    [InlineData("""{"success":false,"error_code":"60001"}""", null)]
    [InlineData("""{"success":true,"error_code":"60022"}""", null)]
    [InlineData("""{"message":"Verification code is correct."}""", null)]
    [InlineData("""{"success":null}""", null)]
    [InlineData("true", null)]
    public async Task Only_a_success_that_says_so_is_ok(string body, CodeCheck? expected)
    {
        var (client, _) = Create(body);

        if (expected is { } outcome)
        {
            Assert.Equal((outcome == CodeCheck.Correct, outcome), (await client.CheckAsync(s_number, "4711") is var result ? (result.Ok, result.Outcome) : default));
        }
        else
        {
            await Assert.ThrowsAsync<UnexpectedResponseException>(() => client.CheckAsync(s_number, "4711"));
        }
    }

    [Theory]
    [InlineData("pending", AuthyVerificationState.Pending)]
    [InlineData("verified", AuthyVerificationState.Verified)]
    [InlineData("expired", AuthyVerificationState.Expired)]
    public async Task A_status_is_found_by_identifier_and_by_number(string status, AuthyVerificationState expected)
    {
        var (client, http) = Create($$"""{"message":"m","status":"{{status}}","seconds_to_expire":"21","success":true}""");

        var byUuid = await client.GetStatusAsync(Uuid);
        var byNumber = await client.GetStatusAsync(s_number);

        Assert.Equal((expected, 21), (byUuid!.State, byUuid.SecondsToExpire));
        Assert.Equal(byUuid, byNumber);
        Assert.Equal([$"{Root}status?uuid={Uuid}", $"{Root}status?country_code=1&phone_number=2125550123"], http.Sent.Select(request => request.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task A_status_of_nothing_is_null_and_an_unknown_one_a_failure()
    {
        Assert.Null(await Create(static _ => Refusal("\"60023\"", 404)).Client.GetStatusAsync(Uuid));
        Assert.Null(await Create("""{"success":false,"error_code":"60023"}""").Client.GetStatusAsync(Uuid));
        await Assert.ThrowsAsync<UnexpectedResponseException>(() => Create(static _ => Refusal("\"60022\"", 401)).Client.GetStatusAsync(Uuid));
        foreach (var body in new[] { """{"success":true,"status":"Verified"}""", """{"success":true}""", """{"status":"verified"}""", """{"success":false,"status":"verified"}""" })
        {
            await Assert.ThrowsAsync<UnexpectedResponseException>(() => Create(body).Client.GetStatusAsync(Uuid));
        }
    }

    [Fact]
    public async Task A_call_whose_answer_was_lost_is_not_repeated()
    {
        var (client, http) = Create(static _ => throw FakeHandler.Broken(HttpRequestError.ResponseEnded));

        await Assert.ThrowsAsync<TransportException>(() => client.StartAsync(new AuthyStartRequest { PhoneNumber = s_number }));
        var failure = await Assert.ThrowsAsync<TransportException>(() => client.CheckAsync(s_number, "4711"));

        Assert.True(failure.RequestMayHaveBeenProcessed);
        Assert.Equal(2, http.Sent.Count);

        // Content of no length: without it .NET would send a GET again where its connection closed under it.
        Assert.Equal("0", http.Sent[1].Header("Content-Length"));
    }

    [Theory]
    [InlineData(null, null, "via=sms&country_code=1&phone_number=2125550123")]
    [InlineData("de-AT", 6, "via=sms&country_code=1&phone_number=2125550123&locale=de&code_length=6")]
    [InlineData("zh-cn", 10, "via=sms&country_code=1&phone_number=2125550123&locale=zh-CN&code_length=10")]
    [InlineData("sw", null, "via=sms&country_code=1&phone_number=2125550123")]
    public async Task As_a_provider_it_asks_for_the_nearest_locale(string? locale, int? length, string expected)
    {
        var (client, http) = Create(Started);
        IOneTimePasswordProvider provider = client;

        var handle = await provider.StartAsync(new CodeRequest { PhoneNumber = s_number, Locale = locale, CodeLength = length });

        Assert.Equal(expected, http.Sent.Single().Text);
        Assert.Equal((provider.Name, Uuid, s_number, CodeChannel.Sms, _time.GetUtcNow().AddSeconds(599)), (handle.Provider, handle.Id, handle.PhoneNumber, handle.Channel, handle.ExpiresAt));
    }

    [Fact]
    public async Task As_a_provider_it_checks_and_sends_again()
    {
        var (client, http) = Create(request => request.Method == HttpMethod.Get ? Refusal("\"60022\"", 401) : FakeHandler.Json(Started));
        IOneTimePasswordProvider provider = client;
        var handle = await provider.StartAsync(new CodeRequest { PhoneNumber = s_number, Channel = CodeChannel.Voice });

        Assert.Equal(CodeCheck.Wrong, await provider.CheckAsync(handle, "4711"));
        Assert.Equal(handle, await ((ICodeResender)client).ResendAsync(handle));

        Assert.Equal(http.Sent[0].Text, http.Sent[2].Text);
        await Assert.ThrowsAsync<ArgumentException>(() => provider.CheckAsync(handle with { PhoneNumber = null }, "4711"));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.CheckAsync(handle with { Provider = "another" }, "4711"));
        await Assert.ThrowsAsync<ArgumentException>(() => ((ICodeResender)client).ResendAsync(handle with { Provider = "another" }));
        Assert.Equal(3, http.Sent.Count);
    }

    [Fact]
    public void Options_say_all_their_faults_and_no_value()
    {
        var options = new AuthyPhoneVerificationOptions { ApiKey = "CANARY key", Locale = "CANARY", ApiRoot = new Uri("https://canary.example/?q=1"), Timeout = TimeSpan.FromMinutes(2) };

        var failure = Assert.Throws<OptionsValidationException>(() => new AuthyPhoneVerificationClient(options));

        Assert.Equal(4, failure.Failures.Count());
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Throws<OptionsValidationException>(static () => new AuthyPhoneVerificationClient(new AuthyPhoneVerificationOptions { ApiKey = "k" }, new SocketsHttpHandler { AllowAutoRedirect = true }));
    }

    [Fact]
    public async Task Nothing_it_makes_shows_the_key_the_number_the_code_or_the_message()
    {
        var (client, _) = Create(Started);
        var result = await client.StartAsync(new AuthyStartRequest { PhoneNumber = s_number, CustomCode = "4711" });
        var failure = await Record.ExceptionAsync(() => Create(static _ => throw FakeHandler.Broken(HttpRequestError.ConnectionError)).Client.CheckAsync(s_number, "4711"));
        object[] made = [result, result with { Uuid = "other" }, failure!, client, new AuthyStartRequest { PhoneNumber = s_number, CustomCode = "4711" }, new AuthyPhoneVerificationOptions { ApiKey = "a-key" }];

        Assert.All(made, one => Assert.DoesNotMatch($"2125550123|212-555|4711|a-key|{Uuid}|sent to", one.ToString()));
        Assert.DoesNotContain("212-555", System.Text.Json.JsonSerializer.Serialize(result), StringComparison.Ordinal);
    }

    private static HttpResponseMessage Refusal(string code, int status) => FakeHandler.Json(
        $$"""{"message":"CANARY +1 212-555-0123 4711","success":false,"errors":{"message":"CANARY"},"error_code":{{code}}}""", (HttpStatusCode)status);

    private (AuthyPhoneVerificationClient Client, FakeHandler Http) Create(string body) => Create(_ => FakeHandler.Json(body));

    private (AuthyPhoneVerificationClient Client, FakeHandler Http) Create(Func<SentRequest, HttpResponseMessage> answer)
    {
        var http = new FakeHandler(answer);
        return (new AuthyPhoneVerificationClient(new AuthyPhoneVerificationOptions { ApiKey = "a-key" }, http, _time), http);
    }
}
