using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using NumberVerify.Unit.Tests.Cultures;

namespace NumberVerify.Unit.Tests.OneTimePassword;

/// <summary>Vonage Verify, version 1: what goes out, and what each answer becomes.</summary>
public sealed class VonageVerifyTests
{
    private const string Secret = "s%cret: é";
    private const string RequestId = "c4ad9e81b0f24d72a1f5e60b3d8c7f19";
    private const string Started = $$"""{"request_id":"{{RequestId}}","status":"0"}""";
    private static readonly PhoneNumber s_number = PhoneNumber.Parse("+447700900123");

    private readonly ManualTimeProvider _time = new();

    public static TheoryData<string> Cultures => ["tr-TR", "ar-SA", "th-TH", "fa-IR"];

    /// <summary>Every code of the table, and what it is at a start; those of other calls and unknown ones fail closed.</summary>
    public static TheoryData<string, Type> StartFailures => new()
    {
        { "1", typeof(RateLimitedException) },
        { "2", typeof(RequestRejectedException) },
        { "3", typeof(RequestRejectedException) },
        { "4", typeof(ClientRejectedException) },
        { "5", typeof(OperatorUnavailableException) },
        { "6", typeof(PhoneNumberRejectedException) },
        { "7", typeof(PhoneNumberRejectedException) },
        { "8", typeof(ClientRejectedException) },
        { "9", typeof(RateLimitedException) },
        { "15", typeof(PhoneNumberRejectedException) },
        { "18", typeof(RequestRejectedException) },
        { "20", typeof(RequestRejectedException) },
        { "29", typeof(PhoneNumberRejectedException) },
        { "16", typeof(UnexpectedResponseException) },
        { "17", typeof(UnexpectedResponseException) },
        { "101", typeof(UnexpectedResponseException) },
        { "11", typeof(UnexpectedResponseException) },
        { "00", typeof(UnexpectedResponseException) },
        { " 0", typeof(UnexpectedResponseException) },
        { "٠", typeof(UnexpectedResponseException) },
        { "", typeof(UnexpectedResponseException) },
        { "OK", typeof(UnexpectedResponseException) },
        { "447700900123", typeof(UnexpectedResponseException) },
    };

    [Fact]
    public async Task A_verification_is_started_by_a_form_with_the_secret_in_a_header()
    {
        var (client, http) = Create(Started);

        var verification = await client.StartAsync(new VonageVerifyRequest { PhoneNumber = s_number });

        Assert.Equal((RequestId, false), (verification.RequestId, verification.WasUnderWay));
        var sent = http.Sent.Single();
        Assert.Equal(("POST", "https://api.nexmo.com/verify/json"), (sent.Method.Method, sent.Uri.AbsoluteUri));
        Assert.Equal("application/x-www-form-urlencoded", sent.Header("Content-Type"));
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("key1:" + Secret)), sent.Header("Authorization"));
        Assert.Equal("number=447700900123&brand=Acme", sent.Text);
    }

    [Fact]
    public async Task The_secret_may_stand_in_the_form_and_never_in_an_address()
    {
        var (client, http) = Create(Started, options => options.SendsCredentialsInForm = true);

        await client.StartAsync(new VonageVerifyRequest { PhoneNumber = s_number });

        var sent = http.Sent.Single();
        Assert.Null(sent.Header("Authorization"));
        Assert.Equal("api_key=key1&api_secret=s%25cret%3A+%C3%A9&number=447700900123&brand=Acme", sent.Text);
        Assert.Equal("", sent.Uri.Query);
    }

    [CultureTheory]
    [MemberData(nameof(Cultures))]
    public async Task Everything_a_request_can_say_is_sent_in_no_culture(string culture)
    {
        using var _ = new InCulture(culture);
        var (client, http) = Create(Started);

        await client.StartAsync(new VonageVerifyRequest
        {
            NationalNumber = "07700900123",
            Country = "GB",
            Brand = "Ihr Iß",
            SenderId = "Sender 1",
            CodeLength = 6,
            Language = "fil-ph",
            PinExpiry = TimeSpan.FromMinutes(20),
            NextEventWait = TimeSpan.FromMinutes(4),
            Workflow = VonageWorkflow.SmsCall,
            PinCode = "012345",
        });
        await client.StartPaymentAsync(new VonagePaymentRequest
        {
            PhoneNumber = s_number,
            Payee = "I & Co",
            Amount = 1234.50m,
            Country = "GB",
            CodeLength = 4,
            Language = "en-gb",
            PinExpiry = TimeSpan.FromSeconds(60),
            NextEventWait = TimeSpan.FromSeconds(60),
            Workflow = VonageWorkflow.Call,
        });

        Assert.Equal(
            [
                "https://api.nexmo.com/verify/json number=07700900123&country=GB&code_length=6&lg=fil-ph&pin_expiry=1200&next_event_wait=240&workflow_id=5&brand=Ihr+I%C3%9F&sender_id=Sender+1&pin_code=012345",
                "https://api.nexmo.com/verify/psd2/json number=447700900123&country=GB&code_length=4&lg=en-gb&pin_expiry=60&next_event_wait=60&workflow_id=7&payee=I+%26+Co&amount=1234.50",
            ],
            http.Sent.Select(request => $"{request.Uri.AbsoluteUri} {request.Text}"));
    }

    [Fact]
    public async Task A_request_that_breaks_a_limit_is_not_sent()
    {
        var (client, http) = Create(Started);
        var good = new VonageVerifyRequest { PhoneNumber = s_number };
        VonageVerifyRequest[] requests =
        [
            good with { PhoneNumber = null }, good with { NationalNumber = "07700900123", Country = "GB" },
            good with { PhoneNumber = null, NationalNumber = "07700900123" }, good with { PhoneNumber = null, NationalNumber = "0770 0900", Country = "GB" },
            good with { PhoneNumber = null, NationalNumber = "07", Country = "GB" }, good with { PhoneNumber = null, NationalNumber = "0770090٣", Country = "GB" },
            good with { Country = "gb" }, good with { Country = "GBR" },
            good with { Brand = "" }, good with { Brand = " " }, good with { Brand = new string('b', 19) }, good with { Brand = string.Concat(Enumerable.Repeat("😀", 19)) },
            good with { SenderId = "" }, good with { SenderId = new string('s', 12) },
            good with { CodeLength = 3 }, good with { CodeLength = 5 }, good with { CodeLength = 7 },
            good with { Language = "de" }, good with { Language = "EN-US" }, good with { Language = "xx-xx" }, good with { Language = "" },
            good with { PinExpiry = TimeSpan.FromSeconds(59) }, good with { PinExpiry = TimeSpan.FromSeconds(3601) }, good with { PinExpiry = TimeSpan.FromSeconds(60.5) },
            good with { NextEventWait = TimeSpan.FromSeconds(59) }, good with { NextEventWait = TimeSpan.FromSeconds(901) }, good with { NextEventWait = TimeSpan.FromSeconds(60.5) },
            good with { PinExpiry = TimeSpan.FromSeconds(300), NextEventWait = TimeSpan.FromSeconds(90) },
            good with { Workflow = 0 }, good with { Workflow = (VonageWorkflow)8 },
            good with { PinCode = "123" }, good with { PinCode = "1234567" }, good with { PinCode = "12a4" }, good with { PinCode = "١٢٣٤" },
        ];

        foreach (var request in requests)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.StartAsync(request));
        }

        var payment = new VonagePaymentRequest { PhoneNumber = s_number, Payee = "Payee", Amount = 1 };
        VonagePaymentRequest[] payments =
        [
            payment with { Payee = "" }, payment with { Payee = new string('p', 19) }, payment with { Amount = 0 }, payment with { Amount = -1 }, payment with { Amount = 0.001m },
            payment with { CodeLength = 5 }, payment with { Language = "e" }, payment with { Language = "en-GB" }, payment with { Language = "engb-x" }, payment with { Workflow = 0 },
            payment with { PhoneNumber = null }, payment with { PinExpiry = TimeSpan.FromSeconds(1) }, payment with { NextEventWait = TimeSpan.FromSeconds(1) },
        ];
        foreach (var request in payments)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.StartPaymentAsync(request));
        }

        await Assert.ThrowsAsync<ArgumentNullException>(() => client.StartAsync(null!));
        Assert.Empty(http.Sent);
    }

    [Fact]
    public async Task What_reaches_a_limit_is_sent()
    {
        var (client, http) = Create(Started);
        var good = new VonageVerifyRequest { PhoneNumber = s_number };

        await client.StartAsync(good with { Brand = string.Concat(Enumerable.Repeat("😀", 18)), SenderId = new string('s', 11), PinCode = "1234" });
        await client.StartAsync(good with { PinExpiry = TimeSpan.FromSeconds(3600), NextEventWait = TimeSpan.FromSeconds(900) });
        foreach (var language in VonageVerifyClient.Languages)
        {
            await client.StartAsync(good with { Language = language });
        }

        Assert.Equal(39, VonageVerifyClient.Languages.Distinct().Count());
        Assert.Equal(41, http.Sent.Count);
    }

    [Theory]
    [MemberData(nameof(StartFailures))]
    public async Task A_start_that_is_refused_throws_by_its_status(string status, Type expected)
    {
        var (client, http) = Create($$"""{"request_id":"","status":"{{status}}","error_text":"number 447700900123 is bad","network":"23410"}""");

        foreach (var start in new Func<Task>[] { () => client.StartAsync(new VonageVerifyRequest { PhoneNumber = s_number }), () => client.StartPaymentAsync(new VonagePaymentRequest { PhoneNumber = s_number, Payee = "P", Amount = 1 }) })
        {
            var failure = await Assert.ThrowsAnyAsync<NumberVerifyException>(start);

            Assert.Equal(expected, failure.GetType());
            Assert.Equal((HttpStatusCode.OK, true), (failure.StatusCode, failure.RequestMayHaveBeenProcessed));
            Assert.Equal(VonageErrors.StatusOf(status) is null ? null : status, failure.Code);
            Assert.DoesNotContain("7700900123", failure.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(2, http.Sent.Count);
    }

    [Theory]
    [InlineData("""{"status":"0"}""")]
    [InlineData("""{"status":"10","error_text":"concurrent"}""")]
    [InlineData("""{"status":"0","request_id":""}""")]
    [InlineData("""{"request_id":"r"}""")]
    [InlineData("""{"status":0,"request_id":"r"}""")]
    [InlineData("""{"status":null,"request_id":"r"}""")]
    [InlineData("""{"status":"0","request_id":"123456789012345678901234567890123"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_start_without_status_or_name_is_no_success(string body)
    {
        var (client, _) = Create(body);

        await Assert.ThrowsAsync<UnexpectedResponseException>(() => client.StartAsync(new VonageVerifyRequest { PhoneNumber = s_number }));
    }

    [Fact]
    public async Task A_number_with_a_verification_under_way_is_answered_with_that_one()
    {
        var (client, _) = Create($$"""{"request_id":"{{RequestId}}","status":"10","error_text":"one is running"}""");

        var verification = await client.StartAsync(new VonageVerifyRequest { PhoneNumber = s_number });

        Assert.Equal((RequestId, true), (verification.RequestId, verification.WasUnderWay));
        Assert.Equal(RequestId, (await ((IOneTimePasswordProvider)client).StartAsync(new CodeRequest { PhoneNumber = s_number })).Id);
    }

    [Theory]
    [InlineData("16", CodeCheck.Wrong)]
    [InlineData("17", CodeCheck.TooManyAttempts)]
    [InlineData("6", CodeCheck.NonePending)]
    public async Task A_code_that_is_not_right_is_an_answer(string status, CodeCheck expected)
    {
        var (client, http) = Create($$"""{"request_id":"{{RequestId}}","status":"{{status}}","error_text":"the code 1234 is not it"}""");

        var result = await client.CheckAsync(RequestId, "1234");

        Assert.Equal((expected, status), (result.Outcome, ((int)result.Status).ToString()));
        Assert.Equal($"https://api.nexmo.com/verify/check/json request_id={RequestId}&code=1234", $"{http.Sent.Single().Uri.AbsoluteUri} {http.Sent.Single().Text}");
    }

    [Fact]
    public async Task A_right_code_comes_with_its_price()
    {
        var (client, _) = Create($$"""{"request_id":"{{RequestId}}","event_id":"0A00000012345678","status":"0","price":"0.10000000","currency":"EUR","estimated_price_messages_sent":"0.03330000"}""");

        var result = await client.CheckAsync(RequestId, "123456");

        Assert.Equal((CodeCheck.Correct, VonageVerifyStatus.Ok, "0A00000012345678", 0.1m, 0.0333m, "EUR"), (result.Outcome, result.Status, result.EventId, result.Price, result.EstimatedPriceMessagesSent, result.Currency));
    }

    [Theory]
    [InlineData("1", typeof(RateLimitedException))]
    [InlineData("2", typeof(RequestRejectedException))]
    [InlineData("3", typeof(RequestRejectedException))]
    [InlineData("4", typeof(ClientRejectedException))]
    [InlineData("5", typeof(OperatorUnavailableException))]
    [InlineData("10", typeof(UnexpectedResponseException))]
    [InlineData("101", typeof(UnexpectedResponseException))]
    [InlineData("SUCCESS", typeof(UnexpectedResponseException))]
    public async Task A_check_that_failed_is_no_answer(string status, Type expected)
    {
        var (client, _) = Create($$"""{"request_id":"{{RequestId}}","status":"{{status}}"}""");

        Assert.Equal(expected, (await Assert.ThrowsAnyAsync<NumberVerifyException>(() => client.CheckAsync(RequestId, "1234"))).GetType());
    }

    [Theory]
    [InlineData("""{"status":"0","request_id":"another"}""")]
    [InlineData("""{"status":"0"}""")]
    [InlineData("""{"request_id":"c4ad9e81b0f24d72a1f5e60b3d8c7f19"}""")]
    [InlineData("{}")]
    public async Task The_success_of_another_verification_is_none(string body)
    {
        var (client, _) = Create(body);

        await Assert.ThrowsAsync<UnexpectedResponseException>(() => client.CheckAsync(RequestId, "1234"));
    }

    [Theory]
    [InlineData("123")]
    [InlineData("1234567")]
    [InlineData("12 34")]
    [InlineData("1234\n")]
    [InlineData("١٢٣٤")]
    [InlineData("")]
    public async Task A_malformed_code_is_not_sent(string code)
    {
        var (client, http) = Create(Started);

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => client.CheckAsync(RequestId, code));

        Assert.True(code.Length == 0 || !fault.Message.Contains(code, StringComparison.Ordinal));
        foreach (var id in new[] { "", new string('r', 33), "a b", "é" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.CheckAsync(id, "1234"));
            await Assert.ThrowsAsync<ArgumentException>(() => client.SearchAsync(id));
            await Assert.ThrowsAsync<ArgumentException>(() => client.SearchAsync([RequestId, id]));
            await Assert.ThrowsAsync<ArgumentException>(() => client.CancelAsync(id));
        }

        Assert.Empty(http.Sent);
    }

    [Fact]
    public async Task One_verification_is_found_with_all_that_is_known_of_it()
    {
        var (client, http) = Create($$"""
            {"request_id":"{{RequestId}}","account_id":"key1","status":"SUCCESS","number":"447700900123","price":"0.10000000","currency":"EUR","sender_id":"mySenderId","date_submitted":"2020-01-01 12:00:00",
            "date_finalized":"2020-01-01 12:00:10","first_event_date":"2020-01-01 12:00:01","last_event_date":"","checks":[{"date_received":"2020-01-01 12:00:05","code":"987654","status":"INVALID","ip_address":"123.0.0.255"},
            {"date_received":"2020-01-01 12:00:09","code":"1234","status":"VALID","ip_address":""}],"events":[{"id":"0A00","type":"sms"},{"id":"0A01","type":"tts"},{"id":"0A02","type":"pigeon"}],"estimated_price_messages_sent":"0.0333"}
            """);

        var found = await client.SearchAsync(RequestId);

        Assert.Equal($"https://api.nexmo.com/verify/search/json request_id={RequestId}", $"{http.Sent.Single().Uri.AbsoluteUri} {http.Sent.Single().Text}");
        Assert.NotNull(found);
        Assert.Equal((RequestId, VonageVerificationState.Success, "key1", s_number, "mySenderId"), (found.RequestId, found.State, found.AccountId, found.PhoneNumber, found.SenderId));
        Assert.Equal((new DateTimeOffset(2020, 1, 1, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 1, 1, 12, 0, 10, TimeSpan.Zero)), (found.SubmittedAt, found.FinalizedAt));
        Assert.Equal((new DateTimeOffset(2020, 1, 1, 12, 0, 1, TimeSpan.Zero), null), (found.FirstEventAt, found.LastEventAt));
        Assert.Equal((0.1m, 0.0333m, "EUR"), (found.Price, found.EstimatedPriceMessagesSent, found.Currency));
        Assert.Equal([(false, "987654", "123.0.0.255"), (true, "1234", "")], found.Checks.Select(check => (check.IsValid, check.Code, check.IpAddress)));
        Assert.Equal([CodeChannel.Sms, CodeChannel.Voice, null], found.Events.Select(one => one.Channel));
    }

    [Theory]
    [InlineData("IN PROGRESS", VonageVerificationState.InProgress)]
    [InlineData("SUCCESS", VonageVerificationState.Success)]
    [InlineData("FAILED", VonageVerificationState.Failed)]
    [InlineData("EXPIRED", VonageVerificationState.Expired)]
    [InlineData("CANCELLED", VonageVerificationState.Cancelled)]
    public async Task Every_state_is_told(string status, VonageVerificationState expected)
    {
        var (client, _) = Create($$"""{"request_id":"{{RequestId}}","status":"{{status}}"}""");

        Assert.Equal(expected, (await client.SearchAsync(RequestId))!.State);
    }

    [Fact]
    public async Task Several_verifications_are_found_as_a_list()
    {
        var (client, http) = Create("""{"verification_requests":[{"request_id":"one","status":"EXPIRED"},{"request_id":"two","status":"IN PROGRESS","number":"447700900123"}]}""");

        var found = await client.SearchAsync(["one", "two", "three"]);

        Assert.Equal("request_ids=one&request_ids=two&request_ids=three", http.Sent.Single().Text);
        Assert.Equal([("one", VonageVerificationState.Expired), ("two", VonageVerificationState.InProgress)], found.Select(one => (one.RequestId, one.State)));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SearchAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SearchAsync([.. Enumerable.Repeat("r", 11)]));
        await client.SearchAsync([.. Enumerable.Repeat("r", 10)]);
        Assert.Equal(2, http.Sent.Count);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_is_an_answer()
    {
        var (client, _) = Create("""{"status":"101","error_text":"No response found"}""");

        Assert.Null(await client.SearchAsync(RequestId));
        Assert.Empty(await client.SearchAsync(["one", "two"]));
    }

    [Theory]
    [InlineData("""{"request_id":"","status":"4"}""", typeof(ClientRejectedException))]
    [InlineData("""{"status":"1"}""", typeof(RateLimitedException))]
    [InlineData("""{"status":"18"}""", typeof(RequestRejectedException))]
    [InlineData("""{"status":"5"}""", typeof(OperatorUnavailableException))]
    [InlineData("""{"status":"0"}""", typeof(UnexpectedResponseException))]
    [InlineData("""{"status":"success","request_id":"c4ad9e81b0f24d72a1f5e60b3d8c7f19"}""", typeof(UnexpectedResponseException))]
    [InlineData("""{"status":"SUCCESS","request_id":"another"}""", typeof(UnexpectedResponseException))]
    [InlineData("{}", typeof(UnexpectedResponseException))]
    public async Task A_search_that_failed_throws(string body, Type expected)
    {
        var (client, _) = Create(body);

        Assert.Equal(expected, (await Assert.ThrowsAnyAsync<NumberVerifyException>(() => client.SearchAsync(RequestId))).GetType());
        if (!body.Contains("\"another\"", StringComparison.Ordinal))
        {
            Assert.Equal(expected, (await Assert.ThrowsAnyAsync<NumberVerifyException>(() => client.SearchAsync(["one", "two"]))).GetType());
        }
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("19", false)]
    [InlineData("6", false)]
    public async Task A_verification_is_cancelled_or_stepped_on(string status, bool isDone)
    {
        var (client, http) = Create($$"""{"status":"{{status}}"}""");

        Assert.Equal((isDone, isDone), (await client.CancelAsync(RequestId), await client.TriggerNextEventAsync(RequestId)));
        Assert.Equal([$"request_id={RequestId}&cmd=cancel", $"request_id={RequestId}&cmd=trigger_next_event"], http.Sent.Select(request => request.Text));
        Assert.All(http.Sent, request => Assert.Equal("https://api.nexmo.com/verify/control/json", request.Uri.AbsoluteUri));
    }

    [Theory]
    [InlineData("""{"status":"1"}""", typeof(RateLimitedException))]
    [InlineData("""{"status":"4"}""", typeof(ClientRejectedException))]
    [InlineData("""{"status":"8"}""", typeof(ClientRejectedException))]
    [InlineData("""{"status":"9"}""", typeof(RateLimitedException))]
    [InlineData("""{"status":"16"}""", typeof(UnexpectedResponseException))]
    [InlineData("""{"status":"0","command":"trigger_next_event"}""", typeof(UnexpectedResponseException))]
    [InlineData("""{"command":"cancel"}""", typeof(UnexpectedResponseException))]
    public async Task A_cancellation_that_failed_throws(string body, Type expected)
    {
        var (client, _) = Create(body);

        Assert.Equal(expected, (await Assert.ThrowsAnyAsync<NumberVerifyException>(() => client.CancelAsync(RequestId))).GetType());
    }

    [Theory]
    [InlineData(401, typeof(ClientRejectedException))]
    [InlineData(403, typeof(ClientRejectedException))]
    [InlineData(404, typeof(RequestRejectedException))]
    [InlineData(429, typeof(RateLimitedException))]
    [InlineData(500, typeof(OperatorUnavailableException))]
    [InlineData(302, typeof(UnexpectedResponseException))]
    [InlineData(201, typeof(UnexpectedResponseException))]
    public async Task An_HTTP_status_that_is_no_success_throws_whatever_the_body_says(int status, Type expected)
    {
        var (client, http) = Create(_ => FakeHandler.Json($$"""{"status":"0","request_id":"{{RequestId}}"}""", (HttpStatusCode)status));

        Assert.Equal(expected, (await Assert.ThrowsAnyAsync<NumberVerifyException>(() => client.StartAsync(new VonageVerifyRequest { PhoneNumber = s_number }))).GetType());
        Assert.Equal(expected, (await Assert.ThrowsAnyAsync<NumberVerifyException>(() => client.CheckAsync(RequestId, "1234"))).GetType());
        Assert.Equal(2, http.Sent.Count);
    }

    [Fact]
    public async Task A_start_whose_answer_was_lost_is_not_repeated()
    {
        var (client, http) = Create(static _ => throw FakeHandler.Broken(HttpRequestError.ResponseEnded));

        var failure = await Assert.ThrowsAsync<TransportException>(() => client.StartAsync(new VonageVerifyRequest { PhoneNumber = s_number }));

        Assert.True(failure.RequestMayHaveBeenProcessed);
        Assert.Single(http.Sent);
    }

    [Theory]
    [InlineData(CodeChannel.Sms, null, null, null, "&pin_expiry=300&workflow_id=4")]
    [InlineData(CodeChannel.Voice, 6, "de", null, "&code_length=6&lg=de-de&pin_expiry=300&workflow_id=3")]
    [InlineData(CodeChannel.Sms, 4, "pt-BR", VonageWorkflow.Sms, "&code_length=4&lg=pt-br&pin_expiry=300&workflow_id=6")]
    [InlineData(CodeChannel.Sms, null, "en", null, "&lg=en-us&pin_expiry=300&workflow_id=4")]
    [InlineData(CodeChannel.Sms, null, "sw-KE", null, "&pin_expiry=300&workflow_id=4")]
    public async Task As_a_provider_it_asks_for_one_channel_and_the_nearest_language(CodeChannel channel, int? length, string? locale, VonageWorkflow? workflow, string expected)
    {
        var (client, http) = Create(Started, options => options.Workflow = workflow);
        IOneTimePasswordProvider provider = client;

        var handle = await provider.StartAsync(new CodeRequest { PhoneNumber = s_number, Channel = channel, CodeLength = length, Locale = locale });

        Assert.Equal("number=447700900123" + expected + "&brand=Acme", http.Sent.Single().Text);
        Assert.Equal((provider.Name, RequestId, null, channel, _time.GetUtcNow().AddSeconds(300)), (handle.Provider, handle.Id, handle.PhoneNumber, handle.Channel, handle.ExpiresAt));
    }

    [Fact]
    public async Task As_a_provider_it_refuses_what_it_cannot_do()
    {
        var (client, http) = Create(Started);
        IOneTimePasswordProvider provider = client;
        var handle = Handle();

        await Assert.ThrowsAsync<ArgumentException>(() => provider.StartAsync(new CodeRequest { PhoneNumber = s_number, CodeLength = 8 }));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.StartAsync(new CodeRequest { PhoneNumber = s_number, Channel = (CodeChannel)9 }));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.CheckAsync(handle with { Provider = "another" }, "1234"));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.CheckAsync(handle, "123"));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.CheckAsync(handle, "12345678901"));
        await Assert.ThrowsAsync<ArgumentException>(() => ((ICodeResender)client).ResendAsync(handle with { Provider = "another" }));
        await Assert.ThrowsAsync<ArgumentException>(() => ((ICodeCanceller)client).CancelAsync(handle with { Provider = "another" }));
        Assert.Equal(CodeCheck.Wrong, await provider.CheckAsync(handle, "12345678"));
        Assert.Empty(http.Sent);
    }

    [Fact]
    public async Task As_a_provider_it_checks_resends_and_cancels()
    {
        var (client, http) = Create(request => FakeHandler.Json(request.Uri.AbsolutePath.Contains("check", StringComparison.Ordinal) ? $$"""{"status":"0","request_id":"{{RequestId}}"}""" : """{"status":"0"}"""));

        Assert.Equal(CodeCheck.Correct, await ((IOneTimePasswordProvider)client).CheckAsync(Handle(), "1234"));
        Assert.Equal(Handle(), await ((ICodeResender)client).ResendAsync(Handle()));
        Assert.True(await ((ICodeCanceller)client).CancelAsync(Handle()));
        Assert.Equal([$"request_id={RequestId}&code=1234", $"request_id={RequestId}&cmd=trigger_next_event", $"request_id={RequestId}&cmd=cancel"], http.Sent.Select(request => request.Text));
    }

    [Theory]
    [InlineData("19")]
    [InlineData("6")]
    public async Task As_a_provider_it_says_that_it_will_not_send_again(string status)
    {
        var (client, _) = Create($$"""{"status":"{{status}}"}""");

        Assert.Equal(status, (await Assert.ThrowsAsync<RequestRejectedException>(() => ((ICodeResender)client).ResendAsync(Handle()))).Code);
    }

    [Fact]
    public void Options_say_all_their_faults_and_no_value()
    {
        var options = new VonageVerifyOptions
        {
            ApiKey = "CANARY:key", ApiSecret = "", Brand = "CANARY and so much more", SenderId = "CANARY is too long", Workflow = (VonageWorkflow)9, PinExpiry = TimeSpan.FromSeconds(59), ApiRoot = new Uri("http://canary.example"),
            Timeout = TimeSpan.Zero,
        };

        var failure = Assert.Throws<OptionsValidationException>(() => new VonageVerifyClient(options));

        Assert.Equal(8, failure.Failures.Count());
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Throws<OptionsValidationException>(static () => new VonageVerifyClient(Options(), new HttpClientHandler()));
    }

    [Fact]
    public async Task Nothing_it_makes_shows_a_secret_a_number_or_a_code()
    {
        var (client, _) = Create($$"""{"request_id":"{{RequestId}}","status":"3","error_text":"CANARY {{s_number.Value}} 4711"}""");

        var failure = await Assert.ThrowsAsync<RequestRejectedException>(() => client.CheckAsync(RequestId, "4711"));

        foreach (var text in new[] { failure.ToString(), client.ToString(), Options().ToString(), Handle().ToString() })
        {
            Assert.DoesNotMatch($"CANARY|7700900123|4711|{RequestId}|s%cret", text);
        }
    }

    private static CodeHandle Handle() => new() { Provider = VonageVerifyClient.ProviderName, Id = RequestId, ExpiresAt = DateTimeOffset.UnixEpoch };

    private static VonageVerifyOptions Options() => new() { ApiKey = "key1", ApiSecret = Secret, Brand = "Acme" };

    private (VonageVerifyClient Client, FakeHandler Http) Create(string body, Action<VonageVerifyOptions>? configure = null) => Create(_ => FakeHandler.Json(body), configure);

    private (VonageVerifyClient Client, FakeHandler Http) Create(Func<SentRequest, HttpResponseMessage> answer, Action<VonageVerifyOptions>? configure = null)
    {
        var options = Options();
        configure?.Invoke(options);
        var http = new FakeHandler(answer);
        return (new VonageVerifyClient(options, http, _time), http);
    }
}
