using System.Text.Json;
using NumberVerify.Generated.AuthyPhoneVerification;
using NumberVerify.Generated.OneTimePasswordSms;
using NumberVerify.Generated.VonageVerify;
using NumberVerify.Unit.Tests.Cultures;

namespace NumberVerify.Unit.Tests.Transport;

/// <summary>The generated clients by themselves.</summary>
public sealed class GeneratedModelTests
{
    [Fact]
    public void Every_base_address_is_joined_with_the_path()
    {
        foreach (var address in new[] { "https://h.example/base", "https://h.example/base/" })
        {
            Assert.Equal("https://h.example/base/verify", new NumberVerificationClient(new HttpClient { BaseAddress = new Uri(address) }).PhoneNumberVerifyUri.AbsoluteUri);
        }
    }

    [Fact]
    public void Without_an_address_a_client_says_so() => Assert.Throws<InvalidOperationException>(static () => new NumberVerificationClient(new HttpClient()).PhoneNumberVerifyUri);

    [Fact]
    public async Task Members_that_are_null_are_not_written()
    {
        var http = new FakeHandler(static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}"""));
        var client = new NumberVerificationClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        await client.PhoneNumberVerifyAsync(new NumberVerificationRequestBody { PhoneNumber = null, HashedPhoneNumber = new string('a', 64) });

        Assert.Equal(["hashedPhoneNumber"], JsonSerializer.Deserialize<Dictionary<string, string>>(http.Sent.Single().Body)!.Keys);
    }

    [Fact]
    public async Task Only_the_contracts_success_is_one()
    {
        var http = new FakeHandler(static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}""", System.Net.HttpStatusCode.Created));
        var client = new NumberVerificationClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        Assert.Equal(ApiFailure.Refused, (await Assert.ThrowsAsync<ApiException>(() => client.PhoneNumberVerifyAsync(new NumberVerificationRequestBody { PhoneNumber = FakeOperator.Number }).AsTask())).Failure);
    }

    [Fact]
    public async Task Credentials_with_a_line_break_never_leave()
    {
        var http = new FakeHandler(static _ => FakeHandler.Json("{}"));
        var client = new OpenIdConnectClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        await Assert.ThrowsAsync<ArgumentException>(() => client.RequestTokenAsync(new TokenRequest { GrantType = "authorization_code" }, authorization: "Basic a\r\nX-Evil: 1").AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.RequestTokenAsync(new TokenRequest { GrantType = "authorization_code" }, dPoP: "a\nb").AsTask());

        Assert.Empty(http.Sent);
    }

    [CultureTheory]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public async Task A_query_is_percent_encoded_in_no_culture(string culture)
    {
        using var _ = new InCulture(culture);
        var http = new FakeHandler(static _ => FakeHandler.Json("""{"success":true}"""));
        var client = new AuthyPhoneVerificationApiClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example/b") });

        await client.GetVerificationStatusAsync("key", uuid: "a b+c&d=e/é😀%");
        await client.GetVerificationStatusAsync("key", countryCode: 34, phoneNumber: "600000001");
        await client.GetVerificationStatusAsync("key");

        Assert.Equal(
            [
                "https://h.example/b/protected/json/phones/verification/status?uuid=a%20b%2Bc%26d%3De%2F%C3%A9%F0%9F%98%80%25",
                "https://h.example/b/protected/json/phones/verification/status?country_code=34&phone_number=600000001",
                "https://h.example/b/protected/json/phones/verification/status",
            ],
            http.Sent.Select(request => request.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task A_query_follows_the_one_an_address_has()
    {
        var http = new FakeHandler(static _ => FakeHandler.Json("""{"success":true}"""));
        var client = new AuthyPhoneVerificationApiClient(new HttpClient(http)) { GetVerificationStatusUri = new Uri("https://h.example/s?v=1#f") };

        await client.GetVerificationStatusAsync("key", uuid: "u");

        Assert.Equal("https://h.example/s?v=1&uuid=u", http.Sent.Single().Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("12a4")]
    [InlineData("123")]
    [InlineData("12345678901")]
    [InlineData("1234\n")]
    [InlineData("١٢٣٤")]
    public async Task A_query_parameter_that_breaks_its_pattern_is_not_sent(string code)
    {
        var http = new FakeHandler(static _ => FakeHandler.Json("""{"success":true}"""));
        var client = new AuthyPhoneVerificationApiClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        await Assert.ThrowsAsync<ArgumentException>(() => client.CheckVerificationAsync("key", 34, "600000001", code).AsTask());
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.CheckVerificationAsync("key", 34, null!, "1234").AsTask());
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.CheckVerificationAsync(null!, 34, "600000001", "1234").AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.CheckVerificationAsync("key\r\nX: 1", 34, "600000001", "1234").AsTask());

        Assert.Empty(http.Sent);
    }

    [Fact]
    public async Task A_form_member_with_several_values_is_written_once_for_each()
    {
        var http = new FakeHandler(static _ => FakeHandler.Json("""{"verification_requests":[]}"""));
        var client = new VonageVerifyApiClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        await client.SearchVerificationsAsync(new SearchRequest { RequestIds = ["a&b", "c d"] });
        await client.SearchVerificationsAsync(new SearchRequest { RequestIds = [] });

        Assert.Equal(["request_ids=a%26b&request_ids=c+d", ""], http.Sent.Select(request => request.Text));
    }

    [Theory]
    [InlineData(160, true)]
    [InlineData(161, false)]
    public async Task A_length_is_counted_in_characters_not_in_units_of_utf_16(int characters, bool isSent)
    {
        var http = new FakeHandler(static _ => FakeHandler.Json("""{"authenticationId":"id"}"""));
        var client = new OneTimePasswordSmsApiClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });
        var message = "{{code}}" + string.Concat(Enumerable.Repeat("😀", characters - 8));

        var fault = await Record.ExceptionAsync(() => client.SendCodeAsync(new SendCodeBody { PhoneNumber = FakeOperator.Number, Message = message }).AsTask());

        Assert.Equal(isSent ? null : typeof(ArgumentException), fault?.GetType());
        Assert.Equal(isSent ? 1 : 0, http.Sent.Count);
    }

    [Fact]
    public async Task A_success_without_a_body_is_read_without_one()
    {
        var http = new FakeHandler(static _ => new HttpResponseMessage(System.Net.HttpStatusCode.NoContent) { Headers = { { "x-correlator", "c" } } });
        var client = new OneTimePasswordSmsApiClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        var answer = await client.ValidateCodeAsync(new ValidateCodeBody { AuthenticationId = "id", Code = "1234" });

        Assert.Equal("c", answer.CorrelationId);
        Assert.Equal("""{"authenticationId":"id","code":"1234"}""", http.Sent.Single().Text);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", true)]
    [InlineData("\"false\"", false)]
    [InlineData("\"True\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("1", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    public async Task A_boolean_may_be_text(string json, bool? expected)
    {
        var http = new FakeHandler(_ => FakeHandler.Json($$"""{"success":{{json}}}"""));
        var client = new AuthyPhoneVerificationApiClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        if (expected is { } value)
        {
            Assert.Equal(value, (await client.GetVerificationStatusAsync("key")).Result.Success);
        }
        else
        {
            Assert.Equal(ApiFailure.UnexpectedResponse, (await Assert.ThrowsAsync<ApiException>(() => client.GetVerificationStatusAsync("key").AsTask())).Failure);
        }
    }

    [Theory]
    [InlineData("\"60023\"", "60023")]
    [InlineData("60023", "60023")]
    [InlineData("60023.5", null)]
    [InlineData("true", null)]
    public async Task A_code_may_be_a_number(string json, string? expected)
    {
        var http = new FakeHandler(_ => FakeHandler.Json($$"""{"success":false,"error_code":{{json}}}"""));
        var client = new AuthyPhoneVerificationApiClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        if (expected is not null)
        {
            Assert.Equal(expected, (await client.GetVerificationStatusAsync("key")).Result.ErrorCode);
        }
        else
        {
            Assert.Equal(ApiFailure.UnexpectedResponse, (await Assert.ThrowsAsync<ApiException>(() => client.GetVerificationStatusAsync("key").AsTask())).Failure);
        }
    }
}
