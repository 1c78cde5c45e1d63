using System.Net;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class OneTimePasswordApiTests
{
    private const string Correlator = "b4333c46-49c0-4f62-80d7-f0ef930f1c46";
    private const string Prefix = "ONE_TIME_PASSWORD_SMS.";
    private const string UnknownId = "ea0840f3-3663-4149-bd10-c7c6b8912105";

    [Fact]
    public async Task A_code_is_sent_and_is_right_once()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync(OtpScope);

        using var sent = await op.PostSendCodeAsync(token, SendBody(), Correlator);
        var id = (await JsonAsync(sent)).EnumerateObject().Single();
        var message = Assert.Single(op.Phone.Messages);
        using var validated = await op.ValidateCodeAsync(token, ValidateBody(id.Value.GetString()!, message.Code), Correlator);
        using var again = await op.ValidateCodeAsync(token, ValidateBody(id.Value.GetString()!, message.Code), Correlator);

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Equal("authenticationId", id.Name);
        Assert.True(Guid.TryParseExact(id.Value.GetString(), "D", out _));
        Assert.Equal(Correlator, sent.Headers.GetValues("x-correlator").Single());
        Assert.Matches("^[0-9]{6}$", message.Code);
        Assert.Equal(HttpStatusCode.NoContent, validated.StatusCode);
        Assert.Empty(await validated.Content.ReadAsByteArrayAsync());
        Assert.Equal(Correlator, validated.Headers.GetValues("x-correlator").Single());
        await AssertRefusedAsync(again, HttpStatusCode.BadRequest, $"{Prefix}VERIFICATION_EXPIRED");
    }

    [Fact]
    public async Task Without_a_correlator_there_is_none_in_the_answer()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync(OtpScope);

        using var sent = await op.PostSendCodeAsync(token, SendBody());

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.False(sent.Headers.Contains("x-correlator"));
    }

    public static TheoryData<string?> BadSendBodies =>
    [
        null,
        "{}",
        "[]",
        "no json",
        SendBody("3301"),
        SendBody("346661113334"),
        SendBody("+346661113334\\n"),
        SendBody(message: "no placeholder"),
        SendBody(message: "{{code}}" + new string('x', 153)),
        $$"""{"phoneNumber":"{{Number}}"}""",
        $$"""{"message":"{{Message}}"}""",
        $$"""{"phoneNumber":null,"message":"{{Message}}"}""",
        $$"""{"phoneNumber":34666,"message":"{{Message}}"}""",
        $$"""{"phoneNumber":"{{Number}}","message":"{{Message}}","message":"{{Message}}"}""",
        $$"""{"phoneNumber":"{{Number}}","message":"{{Message}}","more":1}""",
        SendBody() + "x",
    ];

    [Theory]
    [MemberData(nameof(BadSendBodies))]
    public async Task Send_code_refuses_the_argument(string? body)
    {
        await using var op = await StartAsync();

        using var response = await op.PostSendCodeAsync(await op.GetAccessTokenAsync(OtpScope), body, Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
        Assert.Empty(op.Simulator.Inbox);
    }

    public static TheoryData<string?> BadValidateBodies =>
    [
        null,
        "{}",
        """{"code":"123456"}""",
        $$"""{"authenticationId":"{{UnknownId}}"}""",
        ValidateBody(UnknownId, "thisCodeExceedsTenCharacters"),
        ValidateBody(UnknownId, ""),
        ValidateBody("", "123456"),
        ValidateBody(new string('a', 37), "123456"),
        $$"""{"authenticationId":"{{UnknownId}}","code":123456}""",
    ];

    [Theory]
    [MemberData(nameof(BadValidateBodies))]
    public async Task Validate_code_refuses_the_argument(string? body)
    {
        await using var op = await StartAsync();

        using var response = await op.ValidateCodeAsync(await op.GetAccessTokenAsync(OtpScope), body, Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task A_message_of_160_characters_is_sent()
    {
        await using var op = await StartAsync();

        using var response = await op.PostSendCodeAsync(await op.GetAccessTokenAsync(OtpScope), SendBody(message: "{{code}}" + new string('x', 152)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("send-code")]
    [InlineData("validate-code")]
    public async Task Only_a_living_token_with_the_scope_is_good(string operation)
    {
        await using var op = await StartAsync();
        var path = $"/one-time-password-sms/v1/{operation}";
        var expired = await op.GetAccessTokenAsync(OtpScope);
        var other = await op.GetAccessTokenAsync();

        using var missing = await op.CallAsync(HttpMethod.Post, path, null, "{}", Correlator);
        using var unknown = await op.CallAsync(HttpMethod.Post, path, "unknown", "{}", Correlator);
        using var withoutScope = await op.CallAsync(HttpMethod.Post, path, other, "{}", Correlator);
        op.Time.Advance(TimeSpan.FromSeconds(300));
        using var late = await op.CallAsync(HttpMethod.Post, path, expired, "{}", Correlator);

        foreach (var response in new[] { missing, unknown, late })
        {
            await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        }

        await AssertRefusedAsync(withoutScope, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task A_body_that_is_not_json_and_a_correlator_that_is_none_are_refused()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync(OtpScope);

        using var form = await op.CallAsync(HttpMethod.Post, "/one-time-password-sms/v1/send-code", token, "a=b", contentType: "application/x-www-form-urlencoded");
        using var correlator = await op.PostSendCodeAsync(token, SendBody(), "not a correlator");

        await AssertApiErrorAsync(form, HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        await AssertApiErrorAsync(correlator, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task A_number_is_sent_so_many_codes_and_more_when_the_first_is_an_hour_old()
    {
        await using var op = await StartAsync(options => options.OneTimePassword = new() { MaxCodes = 2 });
        var token = await op.GetAccessTokenAsync(OtpScope);
        await op.SendCodeAsync(token);
        var last = await op.SendCodeAsync(token);

        using var refused = await op.PostSendCodeAsync(token, SendBody(), Correlator);
        using var validated = await op.ValidateCodeAsync(token, ValidateBody(last.Id, last.Code));
        await op.SendCodeAsync(token, OtherNumberOf(op));
        op.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromTicks(1));
        await op.SendCodeAsync(await op.GetAccessTokenAsync(OtpScope));

        await AssertRefusedAsync(refused, HttpStatusCode.Forbidden, $"{Prefix}MAX_OTP_CODES_EXCEEDED");
        Assert.Equal(HttpStatusCode.NoContent, validated.StatusCode);
        Assert.Equal(4, op.Simulator.Inbox.Count);
    }

    [Theory]
    [InlineData(SubscriberLine.MobileWithoutSms, HttpStatusCode.Forbidden, $"{Prefix}PHONE_NUMBER_NOT_ALLOWED")]
    [InlineData(SubscriberLine.Landline, HttpStatusCode.Forbidden, $"{Prefix}PHONE_NUMBER_NOT_ALLOWED")]
    [InlineData(SubscriberLine.SmsBarred, HttpStatusCode.Forbidden, $"{Prefix}PHONE_NUMBER_BLOCKED")]
    [InlineData(SubscriberLine.Blacklisted, HttpStatusCode.Forbidden, $"{Prefix}PHONE_NUMBER_NOT_ALLOWED")]
    [InlineData(null, HttpStatusCode.NotFound, "NOT_FOUND")]
    public async Task A_number_that_cannot_be_sent_a_code_is_refused(SubscriberLine? line, HttpStatusCode status, string code)
    {
        await using var op = await StartAsync();
        if (line is { } value)
        {
            op.Simulator.AddSubscriber(OtherNumber, value);
        }

        using var response = await op.PostSendCodeAsync(await op.GetAccessTokenAsync(OtpScope), SendBody(OtherNumber), Correlator);

        await AssertRefusedAsync(response, status, code);
        Assert.Empty(op.Simulator.Inbox);
    }

    [Fact]
    public async Task A_code_expires_and_is_then_known_no_longer()
    {
        await using var op = await StartAsync(options => options.OneTimePassword = new() { Lifetime = TimeSpan.FromSeconds(10) });
        var token = await op.GetAccessTokenAsync(OtpScope);
        var first = await op.SendCodeAsync(token);
        op.Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        using var inTime = await op.ValidateCodeAsync(token, ValidateBody(first.Id, first.Code));
        var second = await op.SendCodeAsync(token);
        op.Time.Advance(TimeSpan.FromSeconds(10));

        using var late = await op.ValidateCodeAsync(token, ValidateBody(second.Id, second.Code), Correlator);
        op.Time.Advance(TimeSpan.FromHours(2));
        token = await op.GetAccessTokenAsync(OtpScope);
        await op.SendCodeAsync(token);
        using var forgotten = await op.ValidateCodeAsync(token, ValidateBody(second.Id, second.Code), Correlator);

        Assert.Equal(HttpStatusCode.NoContent, inTime.StatusCode);
        await AssertRefusedAsync(late, HttpStatusCode.BadRequest, $"{Prefix}VERIFICATION_EXPIRED");
        await AssertRefusedAsync(forgotten, HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_newer_code_for_the_same_number_replaces_the_older()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync(OtpScope);
        var first = await op.SendCodeAsync(token);
        var second = await op.SendCodeAsync(token);

        using var replaced = await op.ValidateCodeAsync(token, ValidateBody(first.Id, first.Code), Correlator);
        using var newest = await op.ValidateCodeAsync(token, ValidateBody(second.Id, second.Code), Correlator);

        await AssertRefusedAsync(replaced, HttpStatusCode.BadRequest, $"{Prefix}VERIFICATION_EXPIRED");
        Assert.Equal(HttpStatusCode.NoContent, newest.StatusCode);
    }

    [Fact]
    public async Task The_last_wrong_try_ends_the_verification_for_the_right_code_too()
    {
        await using var op = await StartAsync(options => options.OneTimePassword = new() { MaxTries = 3 });
        var token = await op.GetAccessTokenAsync(OtpScope);
        var (id, code) = await op.SendCodeAsync(token);
        var wrong = ValidateBody(id, code[^1] == '0' ? "111111" : "000000");

        foreach (var expected in new[] { "INVALID_OTP", "INVALID_OTP", "VERIFICATION_FAILED" })
        {
            using var response = await op.ValidateCodeAsync(token, wrong, Correlator);
            await AssertRefusedAsync(response, HttpStatusCode.BadRequest, Prefix + expected);
        }

        using var right = await op.ValidateCodeAsync(token, ValidateBody(id, code), Correlator);
        await AssertRefusedAsync(right, HttpStatusCode.BadRequest, $"{Prefix}VERIFICATION_FAILED");
    }

    [Fact]
    public async Task The_last_try_may_be_right()
    {
        await using var op = await StartAsync(options => options.OneTimePassword = new() { MaxTries = 2 });
        var token = await op.GetAccessTokenAsync(OtpScope);
        var (id, code) = await op.SendCodeAsync(token);
        using var wrong = await op.ValidateCodeAsync(token, ValidateBody(id, "x"));

        using var right = await op.ValidateCodeAsync(token, ValidateBody(id, code));

        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
    }

    [Fact]
    public async Task Of_sixteen_right_tries_at_once_one_succeeds()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync(OtpScope);
        var (id, code) = await op.SendCodeAsync(token);

        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => op.ValidateCodeAsync(token, ValidateBody(id, code))));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(15, responses.Count(response => response.StatusCode == HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task An_unknown_id_and_another_clients_are_not_found()
    {
        await using var op = await StartAsync(options => options.Clients.Add(new SimulatedClient { ClientId = "other", ClientSecret = "other secret", RedirectUris = [RedirectUri] }));
        var token = await op.GetAccessTokenAsync(OtpScope);
        var (id, code) = await op.SendCodeAsync(token);
        var otherCode = await op.GetCodeAsync(("client_id", "other"), ("scope", $"{Purpose} {OtpScope}"));
        using var redeemed = await op.RedeemAsync(otherCode, ("client_id", "other"), ("client_secret", "other secret"));
        var otherToken = (await JsonAsync(redeemed)).GetProperty("access_token").GetString();

        using var unknown = await op.ValidateCodeAsync(token, ValidateBody(UnknownId, code), Correlator);
        using var stolen = await op.ValidateCodeAsync(otherToken, ValidateBody(id, code), Correlator);

        await AssertRefusedAsync(unknown, HttpStatusCode.NotFound, "NOT_FOUND");
        await AssertRefusedAsync(stolen, HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Theory]
    [InlineData("v0", "346661113334", HttpStatusCode.OK)]
    [InlineData("v0", Number, HttpStatusCode.OK)]
    [InlineData("v1", "346661113334", HttpStatusCode.BadRequest)]
    public async Task In_v0_the_plus_sign_is_optional(string release, string number, HttpStatusCode status)
    {
        await using var op = await StartAsync();

        using var response = await op.PostSendCodeAsync(await op.GetAccessTokenAsync(OtpScope), SendBody(number), release: release);

        Assert.Equal(status, response.StatusCode);
    }

    public static TheoryData<string, OneTimePasswordLimits> FaultyLimits => new()
    {
        { "OneTimePassword is null", null! },
        { "MaxCodes", new() { MaxCodes = 0 } },
        { "MaxTries", new() { MaxTries = 101 } },
        { "Lifetime", new() { Lifetime = TimeSpan.FromMinutes(61) } },
        { "CodeLength", new() { CodeLength = 3 } },
        { "CodeLength", new() { CodeLength = 11 } },
    };

    [Theory]
    [MemberData(nameof(FaultyLimits))]
    public async Task Limits_out_of_range_are_refused_at_the_start(string fault, OneTimePasswordLimits limits)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => OperatorSimulator.StartAsync(options => options.OneTimePassword = limits));

        Assert.Contains(fault, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_has_the_length_asked_for()
    {
        await using var op = await StartAsync(options => options.OneTimePassword = new() { CodeLength = 10 });

        Assert.Matches("^[0-9]{10}$", (await op.SendCodeAsync(await op.GetAccessTokenAsync(OtpScope))).Code);
    }

    private static string OtherNumberOf(RunningOperator op) => op.Simulator.AddDevice(OtherNumber).PhoneNumber;

    private static async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        await AssertApiErrorAsync(response, status, code);
        Assert.Equal(Correlator, response.Headers.GetValues("x-correlator").Single());
    }
}
