using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class NumberVerificationApiTests
{
    private const string Body = $$"""{"phoneNumber":"{{Number}}"}""";
    private const string HashWithPlus = "6dd5d20f257c1f3620662454064e3aa25ba9a6c7a4d1e99e965bbadd3a7e07d6";
    private const string HashWithoutPlus = "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"; // of 123456789
    private const string V0VerifyScope = "number-verification-verify-read";
    private const string V0ShareScope = "number-verification-share-read";

    [Theory]
    [InlineData("{}", "v2", null)]
    [InlineData(Body, "v0", null)]
    [InlineData(Body, "v2", "not a correlator")]
    public async Task Even_a_refused_call_uses_the_token_up(string body, string release, string? correlator)
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync();

        using var refused = await op.VerifyAsync(token, body, release, correlator);
        using var second = await op.VerifyAsync(token, Body);

        Assert.True(refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden);
        await AssertApiErrorAsync(second, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_token_for_both_operations_is_still_good_for_one_call()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync($"{VerifyScope} {ShareScope}");

        using var verify = await op.VerifyAsync(token, Body);
        using var share = await op.ShareAsync(token);

        Assert.Equal(HttpStatusCode.OK, verify.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, share.StatusCode);
    }

    [Fact]
    public async Task A_token_is_good_until_the_last_moment_of_its_lifetime()
    {
        await using var op = await StartAsync(options => options.AccessTokenLifetime = TimeSpan.FromSeconds(10));
        var token = await op.GetAccessTokenAsync();
        op.Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));

        using var response = await op.VerifyAsync(token, Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Basic {0}")]
    [InlineData("Bearer")]
    [InlineData("Bearer  ")]
    [InlineData("{0}")]
    [InlineData("Bearer {0}x")]
    [InlineData("Bearer {0}, Bearer {0}")]
    public async Task A_token_in_another_form_is_not_one(string format)
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/number-verification/v2/verify") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", format.Replace("{0}", token, StringComparison.Ordinal));

        using var response = await op.Http.SendAsync(request);

        await AssertApiErrorAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task The_scheme_of_a_token_is_not_case_sensitive()
    {
        await using var op = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/number-verification/v2/device-phone-number");
        request.Headers.Authorization = new AuthenticationHeaderValue("bearer", await op.GetAccessTokenAsync(ShareScope));

        using var response = await op.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"+346661113334\"")]
    [InlineData("""{"phoneNumber":null}""")]
    [InlineData("""{"phoneNumber":346661113334}""")]
    [InlineData("""{"phoneNumber":["+346661113334"]}""")]
    [InlineData("""{"phoneNumber":{}}""")]
    [InlineData("""{"PhoneNumber":"+346661113334"}""")]
    [InlineData("""{"phoneNumber":"+346661113334","phoneNumber":"+346661113334"}""")]
    [InlineData("""{"phoneNumber":"+346661113334","extra":1}""")]
    [InlineData("""{"extra":1,"phoneNumber":"+346661113334"}""")]
    [InlineData("""{"phoneNumber":"+346661113334","hashedPhoneNumber":null}""")]
    [InlineData("""{"phoneNumber":"+346661113334",}""")]
    [InlineData("""{"phoneNumber":"+346661113334"}}""")]
    [InlineData("""{"phoneNumber":"+346661113334"} x""")]
    [InlineData("""{"phoneNumber":"+346661113334"/**/}""")]
    [InlineData("""{"phoneNumber":"+346661113334""")]
    [InlineData("""{phoneNumber:"+346661113334"}""")]
    [InlineData("""{"phoneNumber":"+346661113334\n"}""")]
    [InlineData("""{"phoneNumber":"\ud800"}""")]
    [InlineData("\uFEFF{\"phoneNumber\":\"+346661113334\"}")]
    [InlineData("""{"phoneNumber":"string_value"}""")]
    [InlineData("""{"phoneNumber":"1234567890"}""")]
    [InlineData("""{"phoneNumber":"+12334foo22222"}""")]
    [InlineData("""{"phoneNumber":"+00012230304913849"}""")]
    [InlineData("""{"phoneNumber":"123"}""")]
    [InlineData("""{"phoneNumber":"++49565456787"}""")]
    [InlineData("""{"phoneNumber":"+1234"}""")]
    [InlineData("""{"phoneNumber":"+1234567890123456"}""")]
    [InlineData("""{"phoneNumber":" +346661113334"}""")]
    [InlineData("""{"phoneNumber":"tel:+346661113334"}""")]
    [InlineData("""{"phoneNumber":"+٣٤٦٦٦١١١٣٣٣٤"}""")]
    [InlineData("{\"phoneNumber\":\"\uFF0B346661113334\"}")]
    [InlineData("""{"hashedPhoneNumber":"6dd5d20f257c1f3620662454064e3aa25ba9a6c7a4d1e99e965bbadd3a7e07d"}""")]
    [InlineData("""{"hashedPhoneNumber":"6dd5d20f257c1f3620662454064e3aa25ba9a6c7a4d1e99e965bbadd3a7e07d66"}""")]
    [InlineData("""{"hashedPhoneNumber":"gdd5d20f257c1f3620662454064e3aa25ba9a6c7a4d1e99e965bbadd3a7e07d6"}""")]
    [InlineData("""{"hashedPhoneNumber":"6dd5d20f257c1f3620662454064e3aa25ba9a6c7a4d1e99e965bbadd3a7e07d6\n"}""")]
    [InlineData("""{"hashedPhoneNumber":"+346661113334"}""")]
    public async Task A_body_that_is_not_exactly_one_valid_member_is_refused(string body)
    {
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), body);

        await AssertApiErrorAsync(response, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
    }

    [Theory]
    [InlineData("+12345")]
    [InlineData("+123456789012345")]
    public async Task The_shortest_and_the_longest_number_are_fine(string number)
    {
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), $$"""{"phoneNumber":"{{number}}"}""");

        Assert.Equal("""{"devicePhoneNumberVerified":false}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_hash_may_be_in_upper_case_and_a_name_or_value_in_escapes()
    {
        await using var op = await StartAsync();

        using var upper = await op.VerifyAsync(await op.GetAccessTokenAsync(), $$"""{"hashedPhoneNumber":"{{HashWithPlus.ToUpperInvariant()}}"}""");
        using var escaped = await op.VerifyAsync(await op.GetAccessTokenAsync(), """ { "\u0070honeNumber" : "\u002B346661113334" } """);

        Assert.Equal("""{"devicePhoneNumberVerified":true}""", await upper.Content.ReadAsStringAsync());
        Assert.Equal("""{"devicePhoneNumberVerified":true}""", await escaped.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_refused()
    {
        await using var op = await StartAsync();
        using var content = new ByteArrayContent([.. "{\"phoneNumber\":\""u8, 0xC3, 0x28, .. "\"}"u8]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/number-verification/v2/verify") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await op.GetAccessTokenAsync());

        using var response = await op.Http.SendAsync(request);

        await AssertApiErrorAsync(response, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task A_body_above_64_kilobytes_is_refused()
    {
        await using var op = await StartAsync();

        using var fits = await op.VerifyAsync(await op.GetAccessTokenAsync(), Body.PadRight(64 * 1024));
        using var tooLarge = await op.VerifyAsync(await op.GetAccessTokenAsync(), Body.PadRight((64 * 1024) + 1));

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        await AssertApiErrorAsync(tooLarge, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task A_chunked_body_is_read_and_capped_like_any_other()
    {
        await using var op = await StartAsync();

        using var fits = await ChunkedAsync(Body.PadRight(64 * 1024));
        using var tooLarge = await ChunkedAsync(Body.PadRight((64 * 1024) + 1));

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        await AssertApiErrorAsync(tooLarge, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");

        async Task<HttpResponseMessage> ChunkedAsync(string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/number-verification/v2/verify") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TransferEncodingChunked = true;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await op.GetAccessTokenAsync());
            return await op.Http.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/problem+json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; version=1", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("Application/JSON", HttpStatusCode.OK)]
    public async Task Only_json_in_utf8_is_read(string contentType, HttpStatusCode status)
    {
        await using var op = await StartAsync();

        using var response = await op.CallAsync(HttpMethod.Post, "/number-verification/v2/verify", await op.GetAccessTokenAsync(), Body, contentType: contentType);

        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.UnsupportedMediaType)
        {
            await AssertApiErrorAsync(response, status, "UNSUPPORTED_MEDIA_TYPE");
        }
    }

    [Fact]
    public async Task A_get_with_a_body_is_refused()
    {
        await using var op = await StartAsync();

        using var response = await op.CallAsync(HttpMethod.Get, "/number-verification/v2/device-phone-number", await op.GetAccessTokenAsync(ShareScope), Body);

        await AssertApiErrorAsync(response, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
    }

    [Theory]
    [InlineData("GET", "verify", "POST")]
    [InlineData("PUT", "verify", "POST")]
    [InlineData("POST", "device-phone-number", "GET")]
    [InlineData("DELETE", "device-phone-number", "GET")]
    public async Task Another_method_is_not_allowed_and_leaves_the_token_alone(string method, string operation, string allowed)
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync();

        using var response = await op.CallAsync(new HttpMethod(method), $"/number-verification/v2/{operation}", token, body: null);
        using var call = await op.VerifyAsync(token, Body);

        await AssertApiErrorAsync(response, HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
        Assert.Equal([allowed], response.Content.Headers.Allow);
        Assert.Equal(HttpStatusCode.OK, call.StatusCode);
    }

    [Theory]
    [InlineData("v2", "")]
    [InlineData("v2", "azAZ09-_:;./<>{}")]
    [InlineData("v0", "anything at all, (even) this! @ 100%")]
    [InlineData("v1", "anything at all, (even) this! @ 100%")]
    public async Task A_valid_correlator_comes_back_unchanged(string release, string correlator)
    {
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync("invalid", Body, release, correlator);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(correlator, response.Headers.TryGetValues("x-correlator", out var values) ? values.Single() : "");
    }

    [Theory]
    [InlineData(256, HttpStatusCode.OK)]
    [InlineData(257, HttpStatusCode.BadRequest)]
    public async Task A_correlator_has_at_most_256_characters(int length, HttpStatusCode status)
    {
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), Body, correlator: new string('x', length));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_correlator_there_is_none_in_the_answer()
    {
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), Body);

        Assert.False(response.Headers.Contains("x-correlator"));
    }

    [Theory]
    [InlineData("v2", "a b")]
    [InlineData("v2", "a@b")]
    [InlineData("v2", "a,b")]
    [InlineData("v2", "a\tb")]
    [InlineData("v0", "a\tb")]
    public async Task A_malformed_correlator_is_refused_and_not_repeated(string release, string correlator)
    {
        await using var op = await StartAsync();

        using var verify = await op.VerifyAsync(await op.GetAccessTokenAsync($"{VerifyScope} {V0VerifyScope}"), Body, release, correlator);
        using var share = await op.ShareAsync(await op.GetAccessTokenAsync($"{ShareScope} {V0ShareScope}"), release, correlator);

        foreach (var response in new[] { verify, share })
        {
            await AssertApiErrorAsync(response, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
            Assert.False(response.Headers.Contains("x-correlator"));
        }
    }

    [Fact]
    public async Task Two_correlators_are_refused()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync(ShareScope);
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, op.Simulator.Issuer.Port);
        await using var stream = connection.GetStream();

        // By hand: HttpClient would join the two into one, with a comma that release 1.0 has no pattern against.
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /number-verification/v1/device-phone-number HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nx-correlator: a\r\nx-correlator: b\r\nConnection: close\r\n\r\n"));
        var answer = await new StreamReader(stream).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("x-correlator", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    [InlineData("v1rc1")]
    [InlineData("v1rc2")]
    [InlineData("v1.1.0-rc.1")]
    [InlineData("v2rc1")]
    [InlineData("v2rc2")]
    [InlineData("vwip")]
    public async Task Every_release_since_1_0_has_the_same_operations_and_scopes(string release)
    {
        await using var op = await StartAsync();

        using var verify = await op.VerifyAsync(await op.GetAccessTokenAsync(), Body, release);
        using var share = await op.ShareAsync(await op.GetAccessTokenAsync(ShareScope), release);
        using var oldScope = await op.VerifyAsync(await op.GetAccessTokenAsync(V0VerifyScope), Body, release);
        using var noPlus = await op.VerifyAsync(await op.GetAccessTokenAsync(), """{"phoneNumber":"346661113334"}""", release);

        Assert.Equal("""{"devicePhoneNumberVerified":true}""", await verify.Content.ReadAsStringAsync());
        Assert.Equal($$"""{"devicePhoneNumber":"{{Number}}"}""", await share.Content.ReadAsStringAsync());
        await AssertApiErrorAsync(oldScope, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        await AssertApiErrorAsync(noPlus, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task Release_0_3_1_has_scopes_of_its_own()
    {
        await using var op = await StartAsync();

        using var verify = await op.VerifyAsync(await op.GetAccessTokenAsync(V0VerifyScope), Body, "v0");
        using var share = await op.ShareAsync(await op.GetAccessTokenAsync(V0ShareScope), "v0");
        using var newScope = await op.VerifyAsync(await op.GetAccessTokenAsync(VerifyScope), Body, "v0");

        Assert.Equal("""{"devicePhoneNumberVerified":true}""", await verify.Content.ReadAsStringAsync());
        Assert.Equal($$"""{"devicePhoneNumber":"{{Number}}"}""", await share.Content.ReadAsStringAsync());
        await AssertApiErrorAsync(newScope, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Theory]
    [InlineData("v0", "phoneNumber", "+123456789", true)]
    [InlineData("v0", "phoneNumber", "123456789", true)]
    [InlineData("v0", "phoneNumber", "123456780", false)]
    [InlineData("v0", "hashedPhoneNumber", "b49f9168e8a886ffd61a090b51a26e117717f5f6fa804af49ea67043a2bfa4f0", true)]
    [InlineData("v0", "hashedPhoneNumber", HashWithoutPlus, true)]
    [InlineData("v0", "hashedPhoneNumber", HashWithPlus, false)]
    [InlineData("v1", "hashedPhoneNumber", "b49f9168e8a886ffd61a090b51a26e117717f5f6fa804af49ea67043a2bfa4f0", true)]
    [InlineData("v1", "hashedPhoneNumber", HashWithoutPlus, false)]
    [InlineData("v2", "hashedPhoneNumber", HashWithoutPlus, false)]
    public async Task The_plus_sign_is_optional_in_release_0_3_1_only(string release, string member, string value, bool verified)
    {
        await using var op = await StartAsync();
        var device = op.Simulator.AddDevice("+123456789");
        using var authorized = await op.AuthorizeAsync(Encode(AuthorizationParameters(("scope", $"{Purpose} {VerifyScope} {V0VerifyScope}"))), device);
        using var tokens = await op.RedeemAsync(Callback(authorized)["code"]);

        using var response = await op.VerifyAsync((await JsonAsync(tokens)).GetProperty("access_token").GetString(), $$"""{"{{member}}":"{{value}}"}""", release);

        Assert.Equal($$"""{"devicePhoneNumberVerified":{{(verified ? "true" : "false")}}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_answer_is_never_cached()
    {
        await using var op = await StartAsync();

        using var response = await op.ShareAsync(await op.GetAccessTokenAsync(ShareScope));

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_device_with_an_access_token_but_no_mobile_network_is_unknown_whatever_number_it_names()
    {
        await using var op = await StartAsync(options => options.WifiBehavior = WifiBehavior.ApiRefusal);
        op.Phone.Connection = DeviceConnection.WiFi;

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(V0VerifyScope), Body, "v0");

        await AssertApiErrorAsync(response, HttpStatusCode.Forbidden, "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK");
    }
}
