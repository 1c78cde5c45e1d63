using System.Net;
using System.Text;
using System.Text.Json;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class ControlApiTests
{
    private static readonly string[] Paths = ["devices", "subscribers", "faults", "clock", "inbox", "exchanges", "events"];

    [Fact]
    public async Task Devices_are_added_listed_and_changed()
    {
        await using var op = await StartAsync();
        using var added = await SendAsync(op, HttpMethod.Post, "devices", $$"""{"phoneNumber":"{{OtherNumber}}","moreSims":["+34600000003"],"connection":"wiFi"}""");
        var id = (await JsonAsync(added)).GetProperty("id").GetString();
        using var changed = await SendAsync(op, HttpMethod.Patch, "devices", $$"""{"id":"{{id}}","connection":"MobileData","useDataSim":"+34600000003","changeSim":"+34600000004","addSim":"+34600000005"}""");
        using var listed = await SendAsync(op, HttpMethod.Get, "devices");

        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var device = op.Simulator.Devices[1];
        Assert.Equal(id, device.Id);
        Assert.Equal(DeviceConnection.MobileData, device.Connection);
        Assert.Equal("+34600000004", device.PhoneNumber);
        Assert.Equal(["+346661113334", "+34600000004"], (await JsonAsync(listed)).EnumerateArray().Select(item => item.GetProperty("phoneNumber").GetString()));
        Assert.Equal([OtherNumber, "+34600000004", "+34600000005"], device.PhoneNumbers);
    }

    [Fact]
    public async Task What_a_device_will_answer_is_scripted()
    {
        await using var op = await StartAsync();
        using var changed = await SendAsync(
            op, HttpMethod.Patch, "devices", $$"""{"id":"{{op.Phone.Id}}","hasConsented":false,"backchannelAnswer":"Deny","nextAuthorizationError":"server_error"}""");
        using var first = await op.AuthorizeAsync();
        using var second = await op.AuthorizeAsync();
        var state = await JsonAsync(changed);

        Assert.Equal("server_error", Callback(first)["error"]);
        Assert.Equal("consent_required", Callback(second)["error"]);
        Assert.Equal(BackchannelAnswer.Deny, op.Phone.BackchannelAnswer);
        Assert.False(state.GetProperty("hasConsented").GetBoolean());
        Assert.Equal("Deny", state.GetProperty("backchannelAnswer").GetString());
    }

    [Theory]
    [InlineData("\"backchannelAnswer\":\"canary\"", "$.backchannelAnswer")]
    [InlineData("\"nextAuthorizationError\":\"canary\\\"\"", "ASCII")]
    public async Task A_script_that_cannot_be_is_refused_and_not_repeated(string member, string named)
    {
        await using var op = await StartAsync();

        using var response = await SendAsync(op, HttpMethod.Patch, "devices", $$"""{"id":"{{op.Phone.Id}}",{{member}}}""");

        await AssertApiErrorAsync(response, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
        var message = (await JsonAsync(response)).GetProperty("message").GetString()!;
        Assert.Contains(named, message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_token_of_a_device_is_got_and_starts_a_backchannel_request()
    {
        await using var op = await StartAsync();

        using var created = await SendAsync(op, HttpMethod.Post, "operator-tokens", $$"""{"id":"{{op.Phone.Id}}"}""");
        var token = (await JsonAsync(created)).GetProperty("operatorToken").GetString();
        using var accepted = await op.PostAsync(
            "/bc-authorize", [new("login_hint", $"operatortoken:{token}"), new("scope", $"{Purpose} {VerifyScope}"), new("client_id", ClientId), new("client_secret", ClientSecret)]);
        using var unknown = await SendAsync(op, HttpMethod.Post, "operator-tokens", """{"id":"nobody"}""");

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        await AssertApiErrorAsync(unknown, HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Theory]
    [InlineData("{}", 2)]
    [InlineData("""{"publishOldKeys":false}""", 1)]
    public async Task The_signing_key_rotates(string body, int published)
    {
        await using var op = await StartAsync();
        var before = await KeysAsync();

        using var rotated = await SendAsync(op, HttpMethod.Post, "signing-keys", body);
        var after = await KeysAsync();

        Assert.Equal(HttpStatusCode.NoContent, rotated.StatusCode);
        Assert.Equal(published, after.Length);
        Assert.NotEqual(before[0], after[0]);

        async Task<string[]> KeysAsync()
        {
            using var response = await op.Http.GetAsync("/jwks");
            return [.. (await JsonAsync(response)).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
        }
    }

    [Fact]
    public async Task The_services_that_send_codes_are_scripted()
    {
        await using var op = await StartAsync();
        List<KeyValuePair<string, string>> request = [new("api_key", "k"), new("api_secret", "canary"), new("number", Number[1..]), new("brand", "Acme")];
        List<KeyValuePair<string, string>> start = [new("api_key", "canary"), new("via", "call"), new("country_code", "34"), new("phone_number", Number[3..])];
        using var refused = await op.PostAsync("/verify/json", request);
        using var vonage = await SendAsync(
            op, HttpMethod.Post, "vonage-verify", """{"accounts":[{"apiKey":"k","apiSecret":"canary","isBarred":false}],"searchLag":"00:00:10","demoDestinations":["+346661113334"]}""");
        using var authy = await SendAsync(op, HttpMethod.Post, "authy-verification", """{"accounts":[{"apiKey":"canary"}],"stringBooleans":true,"maxTries":1}""");
        using var accepted = await op.PostAsync("/verify/json", request);
        using var started = await op.PostAsync("/protected/json/phones/verification/start", start);
        using var inbox = await SendAsync(op, HttpMethod.Get, "inbox");
        using var exchanges = await SendAsync(op, HttpMethod.Get, "exchanges");

        Assert.Equal("4", (await JsonAsync(refused)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NoContent, vonage.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, authy.StatusCode);
        Assert.Equal("0", (await JsonAsync(accepted)).GetProperty("status").GetString());
        Assert.Equal("true", (await JsonAsync(started)).GetProperty("success").GetString());
        Assert.Equal(
            [("VERIFY", false), (null, true)],
            (await JsonAsync(inbox)).EnumerateArray().Select(message => (message.GetProperty("sender").GetString(), message.GetProperty("isVoiceCall").GetBoolean())));
        Assert.DoesNotContain("canary", await exchanges.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vonage-verify")]
    [InlineData("authy-verification")]
    public async Task The_secrets_of_these_services_are_not_given_back(string path)
    {
        await using var op = await StartAsync();

        using var response = await SendAsync(op, HttpMethod.Get, path);

        await AssertApiErrorAsync(response, HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
    }

    [Theory]
    [InlineData("operator-tokens")]
    [InlineData("signing-keys")]
    [InlineData("vonage-verify")]
    [InlineData("authy-verification")]
    public async Task What_only_writes_is_refused_to_another_sites_page_too(string path)
    {
        await using var op = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/simulator/{path}") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Origin", "https://attacker.example");

        using var response = await op.Http.SendAsync(request);

        await AssertApiErrorAsync(response, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task Subscribers_are_added_and_listed()
    {
        await using var op = await StartAsync();
        using var added = await SendAsync(op, HttpMethod.Post, "subscribers", $$"""{"phoneNumber":"{{OtherNumber}}","line":"Landline"}""");
        using var listed = await SendAsync(op, HttpMethod.Get, "subscribers");

        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal($$"""[{"phoneNumber":"{{Number}}","line":"Mobile"},{"phoneNumber":"{{OtherNumber}}","line":"Landline"}]""", await listed.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Faults_are_planned_listed_and_cleared_and_spare_the_control_api()
    {
        await using var op = await StartAsync(options => options.FaultsEnabled = true);
        using var added = await SendAsync(op, HttpMethod.Post, "faults", """{"kind":"Status","statusCode":503,"times":2}""");
        using var faulty = await op.Http.GetAsync("/jwks");
        using var listed = await SendAsync(op, HttpMethod.Get, "faults");
        var fault = Assert.Single((await JsonAsync(listed)).EnumerateArray().ToList());
        using var cleared = await SendAsync(op, HttpMethod.Delete, "faults");
        using var served = await op.Http.GetAsync("/jwks");

        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, faulty.StatusCode);
        Assert.Equal(1, fault.GetProperty("times").GetInt32());
        Assert.Equal("*", fault.GetProperty("path").GetString());
        Assert.Equal(HttpStatusCode.NoContent, cleared.StatusCode);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task Members_left_out_of_a_fault_keep_their_defaults()
    {
        await using var op = await StartAsync(options => options.FaultsEnabled = true);
        using var added = await SendAsync(op, HttpMethod.Post, "faults", """{"kind":"Oversized"}""");

        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal(new SimulatorFault { Kind = SimulatorFaultKind.Oversized }, Assert.Single(op.Simulator.Faults));
    }

    [Fact]
    public async Task Faults_that_are_off_stay_off()
    {
        await using var op = await StartAsync();

        using var response = await SendAsync(op, HttpMethod.Post, "faults", """{"kind":"ConnectionReset"}""");

        await AssertApiErrorAsync(response, HttpStatusCode.Conflict, "INCOMPATIBLE_STATE");
        Assert.Empty(op.Simulator.Faults);
    }

    [Fact]
    public async Task A_virtual_clock_is_advanced_and_a_code_expires()
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var op = await StartAsync(options => options.TimeProvider = clock);
        var code = await op.GetCodeAsync();
        using var advanced = await SendAsync(op, HttpMethod.Post, "clock", """{"seconds":60}""");
        using var shown = await SendAsync(op, HttpMethod.Get, "clock");
        using var late = await op.RedeemAsync(code);

        Assert.Equal("""{"now":"2026-01-02T03:05:05+00:00","canAdvance":true}""", await advanced.Content.ReadAsStringAsync());
        Assert.Equal("""{"now":"2026-01-02T03:05:05+00:00","canAdvance":true}""", await shown.Content.ReadAsStringAsync());
        await AssertOAuthErrorAsync(late, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_virtual_clock_that_is_advanced_sends_what_comes_due_on_the_way()
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var op = await StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.VonageVerify.Accounts = [new() { ApiKey = "k", ApiSecret = "s" }];
        });
        using var started = await op.PostAsync("/verify/json", [new("api_key", "k"), new("api_secret", "s"), new("number", Number[1..]), new("brand", "Acme")]);

        using var advanced = await SendAsync(op, HttpMethod.Post, "clock", """{"seconds":3600}""");

        Assert.Equal([0, 125, 305], op.Simulator.Inbox.Select(message => (message.ReceivedAt - new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)).TotalSeconds));
    }

    [Fact]
    public async Task Another_clock_is_shown_and_not_advanced()
    {
        await using var op = await StartAsync();

        using var shown = await SendAsync(op, HttpMethod.Get, "clock");
        using var advanced = await SendAsync(op, HttpMethod.Post, "clock", """{"seconds":60}""");

        Assert.False((await JsonAsync(shown)).GetProperty("canAdvance").GetBoolean());
        await AssertApiErrorAsync(advanced, HttpStatusCode.Conflict, "INCOMPATIBLE_STATE");
    }

    [Fact]
    public async Task The_inbox_has_the_code_and_the_exchanges_have_not()
    {
        await using var op = await StartAsync();
        var (id, code) = await op.SendCodeAsync(await op.GetAccessTokenAsync(OtpScope));

        using var inbox = await SendAsync(op, HttpMethod.Get, "inbox");
        using var exchanges = await SendAsync(op, HttpMethod.Get, "exchanges");
        var message = Assert.Single((await JsonAsync(inbox)).EnumerateArray().ToList());
        var text = await exchanges.Content.ReadAsStringAsync();

        Assert.Equal([Number, $"{code} is your code", code], new[] { "phoneNumber", "text", "code" }.Select(name => message.GetProperty(name).GetString()));
        Assert.Contains("\"path\":\"/one-time-password-sms/v1/send-code\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(id, text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{code} is", text, StringComparison.Ordinal);
        Assert.Equal(3, op.Simulator.Requests.Count);
    }

    [Fact]
    public async Task Events_tell_of_exchanges_and_messages_as_they_happen_and_end_with_the_simulator()
    {
        var op = await StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var stream = new StreamReader(await http.GetStreamAsync(new Uri(op.Simulator.Issuer, "/simulator/events")));
        var first = await stream.ReadLineAsync();
        await op.SendCodeAsync(await op.GetAccessTokenAsync(OtpScope));
        await op.DisposeAsync();
        var rest = (await stream.ReadToEndAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.Equal(": listening", first);
        Assert.Equal(["event: exchange", "event: exchange", "event: message", "event: exchange"], rest.Select(item => item.Split('\n')[0]));
        Assert.All(rest, item => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(item.Split('\n')[1]["data: ".Length..]).ValueKind));
    }

    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("Host", "127.0.0.1")]
    [InlineData("Host", "127.0.0.1.attacker.example:{port}")]
    [InlineData("Host", "localhost.:{port}")]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "https://127.0.0.1:{port}")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_sites_page_and_another_name_for_this_machine_are_refused(string header, string value)
    {
        await using var op = await StartAsync();
        foreach (var path in Paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/simulator/{path}");
            request.Headers.TryAddWithoutValidation(header, value.Replace("{port}", $"{op.Simulator.Issuer.Port}", StringComparison.Ordinal));

            using var response = await op.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

            await AssertApiErrorAsync(response, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Its_own_page_is_served(string host)
    {
        await using var op = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/simulator/devices");
        request.Headers.Host = $"{host}:{op.Simulator.Issuer.Port}";
        request.Headers.TryAddWithoutValidation("Origin", $"http://{request.Headers.Host}");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");

        using var response = await op.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("devices", "text/plain")]
    [InlineData("clock", "application/x-www-form-urlencoded")]
    [InlineData("faults", null)]
    public async Task What_a_html_form_could_send_is_refused(string path, string? contentType)
    {
        await using var op = await StartAsync(options => options.FaultsEnabled = true);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/simulator/{path}") { Content = new ByteArrayContent("{}"u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await op.Http.SendAsync(request);

        await AssertApiErrorAsync(response, HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
    }

    [Theory]
    [InlineData("POST", "devices", """{"phoneNumber":"canary"}""", "E.164")]
    [InlineData("POST", "devices", """{"phoneNumber":"+346661113334","moreSims":["+346661113334"]}""", "already")]
    [InlineData("POST", "devices", """{"phoneNumber":"+346661113334","colour":"canary"}""", "colour")]
    [InlineData("POST", "devices", """{"phoneNumber":"+346661113334","connection":"canary"}""", "$.connection")]
    [InlineData("POST", "devices", """{"phoneNumber":"+346661113334","connection":1}""", "$.connection")]
    [InlineData("POST", "devices", """{"phoneNumber":null}""", "$.phoneNumber")]
    [InlineData("POST", "devices", "{}", "$")]
    [InlineData("POST", "devices", "", "$")]
    [InlineData("POST", "devices", "null", "object")]
    [InlineData("POST", "subscribers", """{"phoneNumber":"canary"}""", "E.164")]
    [InlineData("POST", "vonage-verify", """{"accounts":[{"apiKey":"k","apiSecret":"canary"}],"requestsPerSecond":0}""", "RequestsPerSecond")]
    [InlineData("POST", "vonage-verify", """{"accounts":[{"apiKey":"k","secret":"canary"}]}""", "secret")]
    [InlineData("POST", "vonage-verify", """{"accounts":null}""", "$.accounts")]
    [InlineData("POST", "vonage-verify", """{"searchLag":"canary"}""", "$.searchLag")]
    [InlineData("POST", "authy-verification", """{"accounts":[{"apiKey":"canary"}],"maxTries":0}""", "MaxTries")]
    [InlineData("POST", "authy-verification", """{"accounts":["canary"]}""", "$.accounts")]
    [InlineData("POST", "clock", """{"seconds":-1}""", "duration")]
    [InlineData("POST", "clock", """{"seconds":1e300}""", "duration")]
    [InlineData("POST", "clock", """{"seconds":"canary"}""", "$.seconds")]
    [InlineData("POST", "faults", """{"kind":"canary"}""", "$.kind")]
    [InlineData("POST", "faults", """{"kind":"Delay","times":0}""", "Times")]
    public async Task A_mistake_is_named_and_no_value_repeated(string method, string path, string body, string named)
    {
        await using var op = await StartAsync(options =>
        {
            options.FaultsEnabled = true;
            options.TimeProvider = new VirtualClock();
        });

        using var response = await SendAsync(op, new HttpMethod(method), path, body);

        await AssertApiErrorAsync(response, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
        var message = (await JsonAsync(response)).GetProperty("message").GetString()!;
        Assert.Contains(named, message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_not_found()
    {
        await using var op = await StartAsync();

        using var response = await SendAsync(op, HttpMethod.Patch, "devices", """{"id":"nobody"}""");

        await AssertApiErrorAsync(response, HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_method_a_path_does_not_have_is_refused()
    {
        await using var op = await StartAsync();

        using var response = await SendAsync(op, HttpMethod.Delete, "inbox");

        await AssertApiErrorAsync(response, HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
    }

    private static Task<HttpResponseMessage> SendAsync(RunningOperator op, HttpMethod method, string path, string? body = null) => op.Http.SendAsync(new HttpRequestMessage(method, $"/simulator/{path}")
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    });
}
