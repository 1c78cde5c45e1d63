using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed partial class PageTests
{
    private static readonly Dictionary<string, string> s_types = new()
    {
        ["/"] = "text/html",
        ["/simulator/page.css"] = "text/css",
        ["/simulator/page.js"] = "text/javascript",
        ["/simulator/dom.js"] = "text/javascript",
        ["/simulator/exchanges.js"] = "text/javascript",
        ["/simulator/apis.js"] = "text/javascript",
        ["/simulator/parameters.json"] = "application/json",
        ["/simulator/documents/openid-connect.yaml"] = "text/plain",
        ["/simulator/documents/number-verification.yaml"] = "text/plain",
        ["/simulator/documents/one-time-password-sms.yaml"] = "text/plain",
        ["/simulator/documents/vonage-verify.yaml"] = "text/plain",
        ["/simulator/documents/authy-phone-verification.yaml"] = "text/plain",
    };

    public static TheoryData<string> Files => new(s_types.Keys);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_of_its_files_is_served_with_the_headers_that_keep_others_out(string path)
    {
        await using var op = await StartAsync();

        using var response = await op.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(s_types[path], response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", Header(response, "Cache-Control"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            Header(response, "Content-Security-Policy"));
        Assert.Equal(response.Content.Headers.ContentLength, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_name_that_was_made_to_lead_here_gets_nothing_of_it(string path)
    {
        await using var op = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = $"elsewhere.example:{op.Simulator.Issuer.Port}";

        using var response = await op.Http.SendAsync(request);

        await AssertApiErrorAsync(response, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Theory]
    [InlineData("/index.html")]
    [InlineData("/simulator")]
    [InlineData("/simulator/")]
    [InlineData("/simulator/index.html")]
    [InlineData("/simulator/nothing.js")]
    [InlineData("/simulator/documents/")]
    [InlineData("/simulator/PAGE.js")]
    public async Task Nothing_else_is_there(string path)
    {
        await using var op = await StartAsync();

        using var response = await op.Http.GetAsync(path);

        await AssertApiErrorAsync(response, HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task It_can_only_be_read()
    {
        await using var op = await StartAsync();

        using var response = await op.Http.PostAsync("/", new StringContent("{}", Encoding.UTF8, "application/json"));

        await AssertApiErrorAsync(response, HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
    }

    [Fact]
    public async Task It_says_in_its_title_and_first_of_all_that_it_is_a_simulator()
    {
        await using var op = await StartAsync();

        var html = await op.Http.GetStringAsync("/");

        Assert.Contains("not a real operator</title>", html, StringComparison.Ordinal);
        Assert.InRange(html.IndexOf("This is a simulator.", StringComparison.Ordinal), 0, html.IndexOf("<header", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_script_and_no_style_stands_in_the_markup_and_nothing_comes_from_elsewhere()
    {
        await using var op = await StartAsync();

        var html = await op.Http.GetStringAsync("/");

        Assert.All(Scripts().Matches(html), script => Assert.Matches("^<script type=\"module\" src=\"/[a-z/.]+\"></script>$", script.Value));
        Assert.DoesNotMatch("<style|\\sstyle=|\\son[a-z]+=|javascript:", html);
        foreach (var path in await OwnTextsAsync(op))
        {
            Assert.DoesNotMatch("https?://|url\\(|@import", path.Value);
            Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function|localStorage|sessionStorage|document\\.cookie", path.Value);
        }
    }

    [Fact]
    public async Task Everything_it_refers_to_exists()
    {
        await using var op = await StartAsync();
        var paths = (await OwnTextsAsync(op))
            .SelectMany(file => References().Matches(file.Value))
            .Select(match => match.Groups["path"].Value.Replace("./", "/simulator/", StringComparison.Ordinal))
            .Concat((await StateAsync(op)).GetProperty("documents").EnumerateArray().Select(path => path.GetString()!))
            .Where(path => path != "/simulator/events") // never ends
            .Distinct()
            .ToList();

        Assert.Superset(
            new HashSet<string> { "/simulator/page.css", "/simulator/page.js", "/simulator/dom.js", "/simulator/exchanges.js", "/simulator/apis.js", "/simulator/parameters.json" }, paths.ToHashSet());
        foreach (var path in paths)
        {
            using var response = await op.Http.GetAsync(path);
            Assert.True(response.StatusCode == HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task Every_parameter_of_the_flows_is_explained()
    {
        await using var op = await StartWithServicesAsync();
        using var explanations = JsonDocument.Parse(await op.Http.GetStringAsync("/simulator/parameters.json"));
        await TalkAsync(op);

        var names = op.Simulator.Exchanges.SelectMany(exchange => exchange.Request.Concat(exchange.Response)).Select(parameter => parameter.Name).Distinct().ToList();

        Assert.Contains("code_verifier", names);
        Assert.All(names, name => Assert.True(explanations.RootElement.TryGetProperty(name, out _), name));
        Assert.All(explanations.RootElement.EnumerateObject(), entry =>
        {
            Assert.Equal(2, entry.Value.GetArrayLength());
            Assert.Matches(@"^[A-Z0-9].*\.$", entry.Value[0].GetString()!);
            Assert.NotEmpty(entry.Value[1].GetString()!);
        });
    }

    [Fact]
    public async Task What_it_shows_of_exchanges_holds_no_secret()
    {
        await using var op = await StartWithServicesAsync();
        using var listening = await op.Http.GetAsync("/simulator/events", HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await listening.Content.ReadAsStreamAsync());

        var secrets = await TalkAsync(op);

        var told = new StringBuilder();
        for (var heard = 0; heard < op.Simulator.Exchanges.Count;)
        {
            var line = await events.ReadLineAsync() ?? throw new EndOfStreamException();
            heard += line == "event: exchange" ? 1 : 0;
            told.AppendLine(line.StartsWith("data: {\"phoneNumber\"", StringComparison.Ordinal) ? "" : line); // a text message is for its reader
        }

        told.AppendLine(await events.ReadLineAsync());
        told.AppendLine(await op.Http.GetStringAsync("/simulator/exchanges")).AppendLine(await op.Http.GetStringAsync("/simulator/page"));
        Assert.Contains("code_verifier", told.ToString(), StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, told.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reading_it_is_no_exchange_of_the_operators()
    {
        await using var op = await StartAsync();

        foreach (var path in s_types.Keys)
        {
            await op.Http.GetStringAsync(path);
        }

        await StateAsync(op);
        Assert.Empty(op.Simulator.Requests);
        Assert.Empty(op.Simulator.Exchanges);
    }

    [Fact]
    public async Task It_knows_the_paths_of_the_dialect_and_the_clients_without_their_secrets()
    {
        await using var op = await StartAsync(options => options.Dialect = OperatorDialect.TelefonicaSandbox);

        var state = await StateAsync(op);

        Assert.Equal(op.Simulator.Issuer.OriginalString, state.GetProperty("issuer").GetString());
        Assert.Equal("/apigateway/token", state.GetProperty("tokenPath").GetString());
        Assert.Contains(state.GetProperty("routes").EnumerateArray(), route => route.GetProperty("path").GetString() == "/apigateway/token");
        Assert.Equal(["clientId", "redirectUri"], state.GetProperty("clients")[0].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task An_authorization_is_opened_on_a_device()
    {
        await using var op = await StartAsync();

        using var response = await OpenAsync(op, op.Phone.Id, $"{op.Simulator.AuthorizationEndpoint}?{Encode(AuthorizationParameters())}");

        var callback = await JsonAsync(response);
        Assert.StartsWith($"{RedirectUri}?", callback.GetProperty("location").GetString(), StringComparison.Ordinal);
        Assert.Equal(State, callback.GetProperty("parameters").GetProperty("state").GetString());
        using var redeemed = await op.RedeemAsync(callback.GetProperty("parameters").GetProperty("code").GetString()!);
        Assert.Equal(HttpStatusCode.OK, redeemed.StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/authorize?a=b")]
    [InlineData("http://elsewhere.example/authorize?a=b")]
    [InlineData("/authorize?a=b")]
    [InlineData("")]
    public async Task No_other_server_is_called(string url)
    {
        await using var op = await StartAsync();

        using var response = await OpenAsync(op, op.Phone.Id, url);

        await AssertApiErrorAsync(response, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
        Assert.Empty(op.Simulator.Requests);
    }

    [Fact]
    public async Task An_error_page_and_an_unknown_device_are_told_apart()
    {
        await using var op = await StartAsync();

        using var page = await OpenAsync(op, op.Phone.Id, $"{op.Simulator.AuthorizationEndpoint}?{Encode(AuthorizationParameters(("client_id", "nobody")))}");
        using var device = await OpenAsync(op, "nobody", $"{op.Simulator.AuthorizationEndpoint}?{Encode(AuthorizationParameters())}");

        await AssertApiErrorAsync(page, HttpStatusCode.Conflict, "INCOMPATIBLE_STATE");
        await AssertApiErrorAsync(device, HttpStatusCode.NotFound, "NOT_FOUND");
    }

    /// <returns>Every secret that was said.</returns>
    private static async Task<IReadOnlyList<string>> TalkAsync(RunningOperator op)
    {
        using var metadata = await op.Http.GetAsync("/.well-known/openid-configuration");
        using var keys = await op.Http.GetAsync("/jwks");
        var code = await op.GetCodeAsync();
        using var redeemed = await op.RedeemAsync(code);
        var tokens = await JsonAsync(redeemed);
        var accessToken = tokens.GetProperty("access_token").GetString()!;
        using var verified = await op.VerifyAsync(accessToken, $$"""{"phoneNumber":"{{Number}}"}""", correlator: "c-1");
        using var again = await op.VerifyAsync(accessToken, $$"""{"hashedPhoneNumber":"{{new string('a', 64)}}"}""");
        using var shared = await op.ShareAsync(await op.GetAccessTokenAsync(ShareScope));
        var assertion = op.Key.Sign(AssertionKey.Claims(op));
        using var asserted = await op.RedeemAsync(await op.GetCodeAsync(), [("client_id", null), ("client_secret", null), .. op.Key.AssertionParameters(op, assertion)]);
        var operatorToken = op.Phone.CreateOperatorToken();
        using var started = await op.PostAsync(
            "/bc-authorize",
            [new("login_hint", $"operatortoken:{operatorToken}"), new("scope", $"openid {Purpose} {VerifyScope}"), new("client_id", ClientId), new("client_secret", ClientSecret)]);
        var requestId = (await JsonAsync(started)).GetProperty("auth_req_id").GetString()!;
        using var polled = await op.PostTokenAsync(
            [new("grant_type", "urn:openid:params:grant-type:ciba"), new("auth_req_id", requestId), new("client_id", ClientId), new("client_secret", ClientSecret)]);
        var otpToken = await op.GetAccessTokenAsync(OtpScope);
        var (authenticationId, otp) = await op.SendCodeAsync(otpToken);
        using var validated = await op.ValidateCodeAsync(otpToken, ValidateBody(authenticationId, otp));
        var codes = await TalkToServicesAsync(op);
        return
        [
            .. codes, code, accessToken, tokens.GetProperty("id_token").GetString()!, ClientSecret, Uri.EscapeDataString(ClientSecret), Verifier, Challenge, State, assertion, operatorToken, requestId,
            otpToken, authenticationId, $"\"{otp}\"", op.Phone.Id,
        ];
    }

    /// <summary>The two services that send codes themselves.</summary>
    private static async Task<IReadOnlyList<string>> TalkToServicesAsync(RunningOperator op)
    {
        const string Authy = "/protected/json/phones/verification/";
        List<KeyValuePair<string, string>> account = [new("api_key", "vonage-key"), new("api_secret", "vonage-secret")];
        var ids = new List<string>();
        foreach (var (path, parameters) in new (string, KeyValuePair<string, string>[])[]
                 {
                     ("/verify/json", [new("brand", "Acme"), new("country", "ES"), new("sender_id", "ACME"), new("code_length", "6"), new("lg", "es-es"), new("pin_expiry", "300"),
                         new("next_event_wait", "60"), new("workflow_id", "1"), new("pin_code", "mypin1")]),
                     ("/verify/json", [new("brand", "Acme")]),
                     ("/verify/psd2/json", [new("payee", "Shop"), new("amount", "1")]),
                 })
        {
            using var response = await op.PostAsync(path, [.. account, new("number", Number[1..]), .. parameters]);
            ids.Add((await JsonAsync(response)).TryGetProperty("request_id", out var id) ? id.GetString()! : "");
        }

        var pin = op.Simulator.Inbox[^1].Code;
        using var searched = await op.PostAsync("/verify/search/json", [.. account, new("request_ids", ids[^1]), new("request_ids", ids[^1])]);
        op.Time.Advance(TimeSpan.FromSeconds(1));
        using var triggered = await op.PostAsync("/verify/control/json", [.. account, new("request_id", ids[^1]), new("cmd", "trigger_next_event")]);
        using var right = await op.PostAsync("/verify/check/json", [.. account, new("request_id", ids[^1]), new("code", pin), new("ip_address", "192.0.2.1")]);
        using var found = await op.PostAsync("/verify/search/json", [.. account, new("request_id", ids[^1])]);
        op.Simulator.AddSubscriber("+34910000009", SubscriberLine.Blacklisted);
        using var refused = await op.PostAsync("/verify/json", [.. account, new("number", "34910000009"), new("brand", "Acme")]);

        using var started = await op.PostAsync(
            $"{Authy}start",
            [new("api_key", "authy-key"), new("via", "sms"), new("country_code", "34"), new("phone_number", Number[3..]), new("locale", "es"), new("code_length", "6"), new("custom_code", "authy1")]);
        var uuid = (await JsonAsync(started)).GetProperty("uuid").GetString()!;
        using var status = await op.Http.GetAsync($"{Authy}status?api_key=authy-key&uuid={uuid}");
        using var wrong = await op.Http.GetAsync($"{Authy}check?api_key=authy-key&country_code=34&phone_number={Number[3..]}&verification_code=wrong1");
        using var check = new HttpRequestMessage(HttpMethod.Get, $"{Authy}check?country_code=34&phone_number={Number[3..]}&verification_code=authy1");
        check.Headers.Add("X-Authy-API-Key", "authy-key");
        using var verified = await op.Http.SendAsync(check);
        Assert.Equal(HttpStatusCode.OK, verified.StatusCode);
        return ["vonage-secret", "authy-key", "vonage-key", "mypin1", "authy1", "wrong1", $"\"{pin}\"", ids[^1], uuid, "192.0.2.1"];
    }

    private static Task<RunningOperator> StartWithServicesAsync() => StartAsync(options =>
    {
        options.VonageVerify.Accounts = [new() { ApiKey = "vonage-key", ApiSecret = "vonage-secret" }];
        options.AuthyVerification.Accounts = [new() { ApiKey = "authy-key" }];
        options.AuthyVerification.CustomCodeAllowed = true;
    });

    private static Task<HttpResponseMessage> OpenAsync(RunningOperator op, string id, string url) => op.Http.PostAsync(
        "/simulator/authorizations", new StringContent($$"""{"id":"{{id}}","url":"{{url}}"}""", Encoding.UTF8, "application/json"));

    private static async Task<JsonElement> StateAsync(RunningOperator op) => JsonElement.Parse(await op.Http.GetStringAsync("/simulator/page"));

    private static async Task<Dictionary<string, string>> OwnTextsAsync(RunningOperator op)
    {
        var texts = new Dictionary<string, string>();
        foreach (var path in s_types.Keys.Where(path => !path.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            texts[path] = await op.Http.GetStringAsync(path);
        }

        return texts;
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("""(?:href=|src=|from |fetch\(|EventSource\()"(?<path>\.?/[^"$]*)"|path: "(?<path>/(?:jwks|\.well-known)[^"]*)""")]
    private static partial Regex References();
}
