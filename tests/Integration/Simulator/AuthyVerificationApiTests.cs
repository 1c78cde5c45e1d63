using System.Net;
using System.Text;
using System.Text.Json;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class AuthyVerificationApiTests
{
    private const string Root = "/protected/json/phones/verification/";
    private const string Key = "an authy key";
    private const string National = "6661113334";
    private const string Form = "application/x-www-form-urlencoded";

    [Fact]
    public async Task A_code_is_sent_and_is_right_once()
    {
        await using var op = await StartAsync();

        using var started = await StartVerificationAsync(op);
        var start = await JsonAsync(started);
        var message = Assert.Single(op.Phone.Messages);
        using var right = await CheckAsync(op, message.Code);
        using var again = await CheckAsync(op, message.Code);

        Assert.Equal(HttpStatusCode.OK, started.StatusCode);
        Assert.Equal(["uuid", "success", "message", "carrier", "is_cellphone", "is_ported", "seconds_to_expire"], start.EnumerateObject().Select(member => member.Name));
        Assert.True(Guid.TryParseExact(start.GetProperty("uuid").GetString(), "D", out _));
        Assert.True(start.GetProperty("success").GetBoolean());
        Assert.True(start.GetProperty("is_cellphone").GetBoolean());
        Assert.Equal(600, start.GetProperty("seconds_to_expire").GetInt32());
        Assert.Equal($"Text message sent to +34 {National}.", start.GetProperty("message").GetString());
        Assert.Matches("^[0-9]{4}$", message.Code);
        Assert.False(message.IsVoiceCall);
        Assert.Null(message.Sender);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal("""{"success":true,"message":"The verification code is correct."}""", await right.Content.ReadAsStringAsync());
        await AssertRefusedAsync(again, HttpStatusCode.NotFound, "60023");
    }

    [Theory]
    [InlineData("""{"via":"sms","country_code":34,"phone_number":"666-111.33 34","code_length":6,"locale":"es"}""")]
    [InlineData("""{"via":"sms","country_code":"34","phone_number":"6661113334","code_length":"6","locale":null}""")]
    public async Task A_start_may_be_json(string body)
    {
        await using var op = await StartAsync();

        using var response = await StartVerificationAsync(op, body, "application/json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Matches("^[0-9]{6}$", Assert.Single(op.Phone.Messages).Code);
    }

    [Fact]
    public async Task A_call_says_the_code()
    {
        await using var op = await StartAsync();

        using var response = await StartVerificationAsync(op, ("via", "call"), ("code_length", "10"));

        var call = Assert.Single(op.Simulator.Inbox);
        Assert.True(call.IsVoiceCall);
        Assert.Matches("^[0-9]{10}$", call.Code);
        Assert.Equal($"Your verification code is {call.Code}.", call.Text);
        Assert.Equal($"Call to +34 {National} initiated.", (await JsonAsync(response)).GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_key_may_be_a_parameter()
    {
        await using var op = await StartAsync();

        using var started = await op.PostAsync($"{Root}start", [.. Parameters(), new("api_key", Key)]);
        using var status = await op.Http.GetAsync($"{Root}status?api_key={Uri.EscapeDataString(Key)}&country_code=34&phone_number={National}");

        Assert.Equal(HttpStatusCode.OK, started.StatusCode);
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task A_bad_key_is_told_from_a_wrong_code_by_its_error_code_alone(string? key)
    {
        await using var op = await StartAsync();
        using var started = await StartVerificationAsync(op);

        using var wrongCode = await CheckAsync(op, "none");
        using var start = await StartVerificationAsync(op, Encode(Parameters()), Form, key);
        using var check = await CheckAsync(op, op.Simulator.Inbox[0].Code, key: key);
        using var status = await GetAsync(op, $"status?country_code=34&phone_number={National}", key);

        await AssertRefusedAsync(wrongCode, HttpStatusCode.Unauthorized, "60022");
        await AssertRefusedAsync(start, HttpStatusCode.Unauthorized, "60001");
        await AssertRefusedAsync(check, HttpStatusCode.Unauthorized, "60001");
        await AssertRefusedAsync(status, HttpStatusCode.Unauthorized, "60001");
        Assert.Single(op.Simulator.Inbox);
    }

    [Fact]
    public async Task Nobody_has_a_key_by_default()
    {
        await using var op = await RunningOperator.StartAsync();

        using var response = await StartVerificationAsync(op);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "60001");
    }

    [Fact]
    public async Task Within_ten_minutes_the_same_code_is_sent_again_and_its_time_does_not_begin_anew()
    {
        await using var op = await StartAsync();
        using var first = await StartVerificationAsync(op, ("code_length", "8"));
        op.Time.Advance(TimeSpan.FromSeconds(599));
        using var second = await StartVerificationAsync(op, ("via", "call"), ("code_length", "4"));
        var (start, restart) = (await JsonAsync(first), await JsonAsync(second));
        op.Time.Advance(TimeSpan.FromSeconds(1));
        using var late = await CheckAsync(op, op.Simulator.Inbox[0].Code);
        using var third = await StartVerificationAsync(op, ("code_length", "8"));

        Assert.Equal(op.Simulator.Inbox[0].Code, op.Simulator.Inbox[1].Code);
        Assert.Equal([false, true, false], op.Simulator.Inbox.Select(message => message.IsVoiceCall));
        Assert.Equal(start.GetProperty("uuid").GetString(), restart.GetProperty("uuid").GetString());
        Assert.Equal(1, restart.GetProperty("seconds_to_expire").GetInt32());
        await AssertRefusedAsync(late, HttpStatusCode.NotFound, "60023");
        Assert.NotEqual(start.GetProperty("uuid").GetString(), (await JsonAsync(third)).GetProperty("uuid").GetString());
        Assert.NotEqual(op.Simulator.Inbox[0].Code, op.Simulator.Inbox[2].Code);
    }

    public static TheoryData<string, string?, HttpStatusCode, string> BadStarts => new()
    {
        { "via", null, HttpStatusCode.BadRequest, "60004" },
        { "via", "pigeon", HttpStatusCode.BadRequest, "60004" },
        { "country_code", null, HttpStatusCode.BadRequest, "60004" },
        { "country_code", "ES", HttpStatusCode.BadRequest, "60004" },
        { "country_code", "034", HttpStatusCode.BadRequest, "60004" },
        { "phone_number", null, HttpStatusCode.BadRequest, "60004" },
        { "code_length", "3", HttpStatusCode.BadRequest, "60004" },
        { "code_length", "11", HttpStatusCode.BadRequest, "60004" },
        { "code_length", "four", HttpStatusCode.BadRequest, "60004" },
        { "locale", "xx", HttpStatusCode.BadRequest, "60004" },
        { "locale", "pt-br", HttpStatusCode.BadRequest, "60004" },
        { "custom_code", "123", HttpStatusCode.BadRequest, "60004" },
        { "custom_code", "12345678901", HttpStatusCode.BadRequest, "60004" },
        { "custom_code", "1234", HttpStatusCode.Forbidden, "60021" },
        { "country_code", "999", HttpStatusCode.BadRequest, "60033" },
        { "phone_number", "1234", HttpStatusCode.BadRequest, "60033" },
        { "phone_number", "12345678901234567", HttpStatusCode.BadRequest, "60033" },
        { "phone_number", "(666) 1113334", HttpStatusCode.BadRequest, "60033" },
        { "phone_number", "666x1113334", HttpStatusCode.BadRequest, "60033" },
        { "country_code", "7", HttpStatusCode.Forbidden, "60078" },
        { "phone_number", "600000000", HttpStatusCode.Forbidden, "60083" },
    };

    [Theory]
    [MemberData(nameof(BadStarts))]
    public async Task A_start_that_is_not_right_says_why_and_sends_nothing(string parameter, string? value, HttpStatusCode status, string code)
    {
        await using var op = await StartAsync(settings => settings.BlockedCountryCodes = ["7"]);

        using var response = await StartVerificationAsync(op, (parameter, value));

        await AssertRefusedAsync(response, status, code);
        Assert.Empty(op.Simulator.Inbox);
    }

    [Theory]
    [InlineData("af")]
    [InlineData("pt-BR")]
    [InlineData("zh-HK")]
    [InlineData("tl")]
    public async Task A_known_locale_is_taken(string locale)
    {
        await using var op = await StartAsync();

        using var response = await StartVerificationAsync(op, ("locale", locale));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(SubscriberLine.Landline, "sms", HttpStatusCode.Forbidden, "60082")]
    [InlineData(SubscriberLine.Landline, "call", HttpStatusCode.OK, null)]
    [InlineData(SubscriberLine.MobileWithoutSms, "sms", HttpStatusCode.Forbidden, "60083")]
    [InlineData(SubscriberLine.MobileWithoutSms, "call", HttpStatusCode.OK, null)]
    [InlineData(SubscriberLine.SmsBarred, "sms", HttpStatusCode.Forbidden, "60083")]
    [InlineData(SubscriberLine.SmsBarred, "call", HttpStatusCode.OK, null)]
    [InlineData(SubscriberLine.Blacklisted, "sms", HttpStatusCode.Forbidden, "60021")]
    [InlineData(SubscriberLine.Blacklisted, "call", HttpStatusCode.Forbidden, "60021")]
    public async Task It_depends_on_the_line_what_reaches_it(SubscriberLine line, string via, HttpStatusCode status, string? code)
    {
        await using var op = await StartAsync();
        op.Simulator.AddSubscriber("+34910000001", line);

        using var response = await StartVerificationAsync(op, ("via", via), ("phone_number", "910000001"));

        if (code is not null)
        {
            await AssertRefusedAsync(response, status, code);
            Assert.Empty(op.Simulator.Inbox);
            return;
        }

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(line != SubscriberLine.Landline, (await JsonAsync(response)).GetProperty("is_cellphone").GetBoolean());
        Assert.Single(op.Simulator.Inbox);
    }

    [Fact]
    public async Task A_code_of_ones_own_is_allowed_to_some()
    {
        await using var op = await StartAsync(settings => settings.CustomCodeAllowed = true);

        using var started = await StartVerificationAsync(op, ("custom_code", "Ab3456"));
        using var right = await CheckAsync(op, "Ab3456");

        Assert.Equal("Ab3456", Assert.Single(op.Simulator.Inbox).Code);
        Assert.True((await JsonAsync(started)).TryGetProperty("sms_id", out _));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task After_too_many_wrong_codes_the_right_one_is_refused_too_even_if_it_is_sent_again()
    {
        await using var op = await StartAsync(settings => settings.MaxTries = 2);
        using var started = await StartVerificationAsync(op);
        using var first = await CheckAsync(op, "none");
        using var second = await CheckAsync(op, "none");
        using var third = await CheckAsync(op, op.Simulator.Inbox[0].Code);
        using var restarted = await StartVerificationAsync(op);
        using var fourth = await CheckAsync(op, op.Simulator.Inbox[0].Code);
        op.Time.Advance(TimeSpan.FromSeconds(600));
        using var fresh = await StartVerificationAsync(op);
        using var right = await CheckAsync(op, op.Simulator.Inbox[^1].Code);

        await AssertRefusedAsync(first, HttpStatusCode.Unauthorized, "60022");
        await AssertRefusedAsync(second, HttpStatusCode.Unauthorized, "60022");
        await AssertRefusedAsync(third, HttpStatusCode.TooManyRequests, "60003");
        await AssertRefusedAsync(fourth, HttpStatusCode.TooManyRequests, "60003");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_number_is_sent_so_many_codes_within_ten_minutes_even_if_it_is_verified_meanwhile()
    {
        await using var op = await StartAsync(settings => settings.MaxSends = 2);
        using var first = await StartVerificationAsync(op);
        using var right = await CheckAsync(op, op.Simulator.Inbox[0].Code);
        using var second = await StartVerificationAsync(op);
        using var third = await StartVerificationAsync(op);
        op.Time.Advance(TimeSpan.FromSeconds(600));
        using var later = await StartVerificationAsync(op);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        await AssertRefusedAsync(third, HttpStatusCode.TooManyRequests, "60003");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.Equal(3, op.Simulator.Inbox.Count);
    }

    [Fact]
    public async Task Of_sixteen_right_tries_at_once_one_succeeds()
    {
        await using var op = await StartAsync();
        using var started = await StartVerificationAsync(op);

        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => CheckAsync(op, op.Simulator.Inbox[0].Code)));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK);
        Assert.Equal(15, responses.Count(response => response.StatusCode == HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("check?country_code=34&phone_number=6661113334", "60004")]
    [InlineData("check?country_code=34&verification_code=1234", "60004")]
    [InlineData("check?phone_number=6661113334&verification_code=1234", "60004")]
    [InlineData("check?country_code=34&phone_number=1&verification_code=1234", "60033")]
    [InlineData("status", "60042")]
    [InlineData("status?country_code=34", "60004")]
    [InlineData("status?phone_number=6661113334", "60004")]
    [InlineData("check?verification_code=%ZZ", "60002")]
    [InlineData("check?verification_code=%FF", "60005")]
    public async Task A_question_that_is_not_right_says_why(string query, string code)
    {
        await using var op = await StartAsync();

        using var response = await GetAsync(op, query, Key);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("no json", "application/json", "60002")]
    [InlineData("[]", "application/json", "60002")]
    [InlineData("""{"via":"sms","via":"sms"}""", "application/json", "60002")]
    [InlineData("via=sms", "text/plain", "60002")]
    [InlineData("via=%2", Form, "60002")]
    [InlineData("via=%C3%28", Form, "60005")]
    [InlineData("{}", "application/json", "60004")]
    [InlineData("", "application/json", "60004")]
    public async Task A_body_that_cannot_be_read_is_refused(string body, string contentType, string code)
    {
        await using var op = await StartAsync();

        using var response = await StartVerificationAsync(op, body, contentType);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Json_that_is_not_UTF8_is_refused()
    {
        await using var op = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}start") { Content = new ByteArrayContent([(byte)'"', 0xFF, (byte)'"']) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Authy-API-Key", Key);

        using var response = await op.Http.SendAsync(request);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "60005");
    }

    [Fact]
    public async Task The_status_is_pending_then_verified_or_expired_and_after_an_hour_more_it_is_forgotten()
    {
        await using var op = await StartAsync();
        op.Simulator.AddSubscriber("+34910000001");
        using var started = await StartVerificationAsync(op);
        using var other = await StartVerificationAsync(op, ("phone_number", "910000001"));
        var uuid = (await JsonAsync(started)).GetProperty("uuid").GetString()!;
        var otherUuid = (await JsonAsync(other)).GetProperty("uuid").GetString()!;
        op.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(("pending", 590), await StatusAsync($"uuid={uuid}"));
        Assert.Equal(("pending", 590), await StatusAsync($"country_code=34&phone_number={National}"));
        using var right = await CheckAsync(op, op.Phone.Messages[0].Code);
        Assert.Equal(("verified", 0), await StatusAsync($"uuid={uuid}"));
        op.Time.Advance(TimeSpan.FromSeconds(590));
        Assert.Equal(("verified", 0), await StatusAsync($"country_code=34&phone_number={National}"));
        Assert.Equal(("expired", 0), await StatusAsync($"uuid={otherUuid}"));
        op.Time.Advance(TimeSpan.FromHours(1));
        using var byUuid = await GetAsync(op, $"status?uuid={uuid}", Key);
        using var byNumber = await GetAsync(op, $"status?country_code=34&phone_number={National}", Key);
        await AssertRefusedAsync(byUuid, HttpStatusCode.NotFound, "60023");
        await AssertRefusedAsync(byNumber, HttpStatusCode.NotFound, "60023");

        async Task<(string?, int)> StatusAsync(string query)
        {
            using var response = await GetAsync(op, $"status?{query}", Key);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var status = await JsonAsync(response);
            Assert.True(status.GetProperty("success").GetBoolean());
            return (status.GetProperty("status").GetString(), status.GetProperty("seconds_to_expire").GetInt32());
        }
    }

    [Fact]
    public async Task Another_applications_verification_is_not_there()
    {
        await using var op = await StartAsync();
        using var started = await StartVerificationAsync(op);
        var uuid = (await JsonAsync(started)).GetProperty("uuid").GetString();

        using var check = await CheckAsync(op, op.Simulator.Inbox[0].Code, key: "other key");
        using var status = await GetAsync(op, $"status?uuid={uuid}", "other key");

        await AssertRefusedAsync(check, HttpStatusCode.NotFound, "60023");
        await AssertRefusedAsync(status, HttpStatusCode.NotFound, "60023");
    }

    [Fact]
    public async Task A_suspended_application_gets_nothing()
    {
        await using var op = await StartAsync(settings => settings.Accounts = [new() { ApiKey = Key, IsSuspended = true }]);

        using var start = await StartVerificationAsync(op);
        using var check = await CheckAsync(op, "1234");

        await AssertRefusedAsync(start, HttpStatusCode.ServiceUnavailable, "60060");
        await AssertRefusedAsync(check, HttpStatusCode.ServiceUnavailable, "60060");
        Assert.Empty(op.Simulator.Inbox);
    }

    [Fact]
    public async Task Booleans_may_be_texts_and_the_fields_of_the_carrier_missing()
    {
        await using var op = await StartAsync(settings =>
        {
            settings.StringBooleans = true;
            settings.CarrierFields = false;
        });
        using var started = await StartVerificationAsync(op);
        using var wrong = await CheckAsync(op, "none");
        op.Simulator.ChangeAuthyVerification(new() { Accounts = [new() { ApiKey = Key }], StringBooleans = true });
        using var again = await StartVerificationAsync(op);

        var start = await JsonAsync(started);
        Assert.Equal(["uuid", "success", "message", "seconds_to_expire"], start.EnumerateObject().Select(member => member.Name));
        Assert.Equal("true", start.GetProperty("success").GetString());
        Assert.Equal("false", (await JsonAsync(wrong)).GetProperty("success").GetString());
        Assert.Equal("true", (await JsonAsync(again)).GetProperty("is_cellphone").GetString());
    }

    [Theory]
    [InlineData("POST", "start")]
    [InlineData("GET", "check")]
    [InlineData("GET", "status")]
    public async Task Xml_is_refused_by_name(string method, string operation)
    {
        await using var op = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/protected/xml/phones/verification/{operation}");
        request.Headers.Add("X-Authy-API-Key", Key);

        using var response = await op.Http.SendAsync(request);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "60002");
        Assert.Contains("XML", (await JsonAsync(response)).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchanges_show_how_it_went_and_neither_keys_nor_codes_nor_numbers()
    {
        await using var op = await StartAsync();
        using var started = await StartVerificationAsync(op, """{"via":"sms","country_code":34,"phone_number":"6661113334","code_length":8}""", "application/json");
        using var inForm = await op.PostAsync($"{Root}start", [.. Parameters(), new("api_key", Key)]);
        var uuid = (await JsonAsync(started)).GetProperty("uuid").GetString()!;
        var code = op.Simulator.Inbox[0].Code;
        using var wrong = await CheckAsync(op, "wrongone");
        using var right = await CheckAsync(op, code);
        using var status = await GetAsync(op, $"status?uuid={uuid}", Key);

        var parameters = op.Simulator.Exchanges.SelectMany(exchange => exchange.Request.Concat(exchange.Response)).ToList();

        foreach (var secret in new[] { Key, National, uuid, code, "wrongone" })
        {
            Assert.DoesNotContain(parameters, parameter => parameter.Value.Contains(secret, StringComparison.Ordinal));
        }

        Assert.Contains(new ExchangeParameter(ParameterSource.Header, "X-Authy-API-Key", ExchangeParameter.Mask), parameters);
        Assert.Contains(new ExchangeParameter(ParameterSource.Json, "via", "sms"), parameters);
        Assert.Contains(new ExchangeParameter(ParameterSource.Json, "error_code", "60022"), parameters);
        Assert.Contains(new ExchangeParameter(ParameterSource.Json, "message", "The verification code is wrong."), parameters);
        Assert.Contains(new ExchangeParameter(ParameterSource.Json, "status", "verified"), parameters);
    }

    public static TheoryData<string, AuthyVerificationSettings> FaultySettings => new()
    {
        { "AuthyVerification is null", null! },
        { "Accounts", new() { Accounts = null! } },
        { "Accounts", new() { Accounts = [null!] } },
        { "Accounts", new() { Accounts = [new() { ApiKey = "" }] } },
        { "twice", new() { Accounts = [new() { ApiKey = "canary" }, new() { ApiKey = "canary" }] } },
        { "MaxTries", new() { MaxTries = 0 } },
        { "MaxSends", new() { MaxSends = 1_001 } },
        { "BlockedCountryCodes", new() { BlockedCountryCodes = ["canary"] } },
        { "BlockedCountryCodes", new() { BlockedCountryCodes = null! } },
    };

    [Theory]
    [MemberData(nameof(FaultySettings))]
    public async Task Settings_out_of_range_are_refused_at_the_start_and_later(string fault, AuthyVerificationSettings settings)
    {
        await using var op = await StartAsync();
        var atStart = await Assert.ThrowsAsync<ArgumentException>(() => OperatorSimulator.StartAsync(options => options.AuthyVerification = settings));

        var later = Assert.ThrowsAny<ArgumentException>(() => op.Simulator.ChangeAuthyVerification(settings));

        Assert.Contains(fault, atStart.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", atStart.Message, StringComparison.Ordinal);
        Assert.Contains(settings is null ? "settings" : fault, later.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", later.Message, StringComparison.Ordinal);
        using var response = await StartVerificationAsync(op);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void The_text_form_of_an_account_holds_nothing() => Assert.Equal("AuthyAccount", new AuthyAccount { ApiKey = Key }.ToString());

    private static Task<RunningOperator> StartAsync(Action<AuthyVerificationSettings>? configure = null) => RunningOperator.StartAsync(options =>
    {
        options.AuthyVerification.Accounts = [new() { ApiKey = Key }, new() { ApiKey = "other key" }];
        configure?.Invoke(options.AuthyVerification);
    });

    private static List<KeyValuePair<string, string>> Parameters(params (string Name, string? Value)[] changes) =>
        Change([new("via", "sms"), new("country_code", "34"), new("phone_number", National)], changes);

    private static Task<HttpResponseMessage> StartVerificationAsync(RunningOperator op, params (string Name, string? Value)[] changes) =>
        StartVerificationAsync(op, Encode(Parameters(changes)), Form);

    private static Task<HttpResponseMessage> StartVerificationAsync(RunningOperator op, string body, string contentType, string? key = Key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}start") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return SendAsync(op, request, key);
    }

    private static Task<HttpResponseMessage> CheckAsync(RunningOperator op, string code, string? key = Key) =>
        GetAsync(op, $"check?country_code=34&phone_number={National}&verification_code={code}", key);

    // As it is, malformed too: by default Uri would repair it on the way.
    private static Task<HttpResponseMessage> GetAsync(RunningOperator op, string query, string? key) => SendAsync(
        op,
        new HttpRequestMessage(
            HttpMethod.Get, new Uri($"{op.Simulator.Issuer.OriginalString}{Root}{query}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })),
        key);

    private static Task<HttpResponseMessage> SendAsync(RunningOperator op, HttpRequestMessage request, string? key)
    {
        if (key is not null)
        {
            request.Headers.Add("X-Authy-API-Key", key);
        }

        return op.Http.SendAsync(request);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        var body = await JsonAsync(response);
        Assert.Equal(["success", "message", "errors", "error_code"], body.EnumerateObject().Select(member => member.Name));
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.Equal(JsonValueKind.String, body.GetProperty("error_code").ValueKind);
        Assert.Equal(code, body.GetProperty("error_code").GetString());
        Assert.Equal(body.GetProperty("message").GetString(), body.GetProperty("errors").GetProperty("message").GetString());
    }
}
