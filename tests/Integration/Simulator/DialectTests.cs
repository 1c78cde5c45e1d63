using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>Each dialect's flow as its operator's guide has it, and the strict one refusing what the others let pass.</summary>
public sealed class DialectTests
{
    private const string AppId = "app";
    private const string AppSecret = "app-secret";
    private const string GlidePurpose = "dpv:FraudPreventionAndDetection:number-verification";
    private const string DevelopmentNumber = "+555123456789";
    private const string JoinedScope = $"{Purpose}#number-verification-verify-read";

    private static readonly AuthenticationHeaderValue AppBasic = Basic(AppId, AppSecret);

    public static TheoryData<string> Lax => ["Glide", "Telefonica", "Vonage"];

    [Fact]
    public async Task Glide_verifies_a_number_as_its_guide_has_it()
    {
        await using var op = await StartAsync(OperatorDialect.Glide);

        using var authorized = await op.AuthorizeAsync(Glide(("redirect_uri", RedirectUri)));
        var callback = Callback(authorized);
        Assert.Equal(["code", "state"], callback.Keys);
        using var redeemed = await op.PostAsync("/oauth2/token", CodeForm(callback["code"]), AppBasic);
        Assert.Equal(HttpStatusCode.OK, redeemed.StatusCode);
        var tokens = await JsonAsync(redeemed);
        var token = tokens.GetProperty("access_token").GetString()!;
        Assert.Contains(VerifyScope, tokens.GetProperty("scope").GetString(), StringComparison.Ordinal);
        Assert.Equal("simulated-operator", Payload(token).GetProperty("ext").GetProperty("operator").GetString());
        Assert.DoesNotContain(Number[1..], Payload(token).GetRawText(), StringComparison.Ordinal);

        Assert.True(await VerifiesAsync(op, "/number-verification/verify", token, Number));
        Assert.False(await VerifiesAsync(op, "/number-verification/verify", token, OtherNumber));
        using var shared = await op.CallAsync(HttpMethod.Get, "/number-verification/device-phone-number", token, body: null, correlator: null);
        Assert.Equal(Number, (await JsonAsync(shared)).GetProperty("devicePhoneNumber").GetString());
    }

    [Fact]
    public async Task Glide_takes_the_only_redirect_uri_of_a_client_that_sends_none()
    {
        await using var op = await StartAsync(OperatorDialect.Glide);

        using var one = await op.AuthorizeAsync(Glide());
        using var several = await op.AuthorizeAsync(Glide(("client_id", ClientId)));
        using var wrong = await op.AuthorizeAsync(Glide(("redirect_uri", "https://attacker.example/")));

        Assert.StartsWith($"{RedirectUri}?code=", one.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, several.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task Glide_lets_any_device_log_in_as_its_development_number_which_always_verifies()
    {
        await using var op = await StartAsync(OperatorDialect.Glide);
        op.Phone.Connection = DeviceConnection.WiFi;

        using var anybody = await op.AuthorizeAsync(Glide(("login_hint", $"tel:{OtherNumber}")));
        Assert.Equal("login_required", Callback(anybody)["error"]);
        using var authorized = await op.AuthorizeAsync(Glide(("login_hint", $"tel:{DevelopmentNumber}")));
        using var redeemed = await op.PostAsync("/oauth2/token", CodeForm(Callback(authorized)["code"]), AppBasic);
        var token = (await JsonAsync(redeemed)).GetProperty("access_token").GetString()!;
        Assert.True(await VerifiesAsync(op, "/number-verification/verify", token, DevelopmentNumber));
        Assert.False(await VerifiesAsync(op, "/number-verification/verify", token, Number));

        op.Phone.Connection = DeviceConnection.MobileData;
        using var others = await op.AuthorizeAsync(Glide());
        using var othersToken = await op.PostAsync("/oauth2/token", CodeForm(Callback(others)["code"]), AppBasic);
        Assert.True(await VerifiesAsync(op, "/number-verification/verify", (await JsonAsync(othersToken)).GetProperty("access_token").GetString()!, DevelopmentNumber));
    }

    [Fact]
    public async Task Glide_prints_a_code_for_a_developer()
    {
        await using var op = await StartAsync(OperatorDialect.Glide);

        using var printed = await op.AuthorizeAsync(Glide(("dev_print", "true")));

        Assert.Equal(HttpStatusCode.OK, printed.StatusCode);
        Assert.True(printed.Headers.CacheControl!.NoStore);
        var body = await JsonAsync(printed);
        Assert.Equal(["code"], body.EnumerateObject().Select(member => member.Name));
        using var redeemed = await op.PostAsync("/oauth2/token", CodeForm(body.GetProperty("code").GetString()!), AppBasic);
        Assert.Equal(HttpStatusCode.OK, redeemed.StatusCode);
    }

    [Theory]
    [InlineData("purpose", null)]
    [InlineData("purpose", Purpose)]
    [InlineData("purpose", "dpv:FraudPreventionAndDetection:sim-swap")]
    [InlineData("scope", null)]
    [InlineData("scope", "unknown")]
    [InlineData("scope", $"openid {Purpose} {VerifyScope}")]
    public async Task Glide_refuses_another_purpose_or_scope(string name, string? value)
    {
        await using var op = await StartAsync(OperatorDialect.Glide);

        using var response = await op.AuthorizeAsync(Glide((name, value)));

        Assert.Equal("invalid_scope", Callback(response)["error"]);
    }

    [Theory]
    [InlineData("v0", JoinedScope)]
    [InlineData("v1", $"{Purpose} {VerifyScope}")]
    [InlineData("v2", $"{Purpose} {VerifyScope}")]
    public async Task Telefonica_verifies_a_number_as_its_guide_has_it(string release, string scope)
    {
        await using var op = await StartAsync(OperatorDialect.TelefonicaSandbox);
        Assert.Equal($"{op.Simulator.Issuer.OriginalString}/apigateway", op.Simulator.ApiRoot.OriginalString);

        using var authorized = await op.AuthorizeAsync(Telefonica(("scope", scope)));
        using var redeemed = await op.PostAsync("/apigateway/token", CodeForm(Callback(authorized)["code"], ("redirect_uri", RedirectUri)), AppBasic);
        Assert.Equal(HttpStatusCode.OK, redeemed.StatusCode);
        var token = (await JsonAsync(redeemed)).GetProperty("access_token").GetString()!;

        Assert.True(await VerifiesAsync(op, $"/apigateway/number-verification/{release}/verify", token, Number));
        Assert.False(await VerifiesAsync(op, $"/apigateway/number-verification/{release}/verify", token, OtherNumber));
    }

    [Theory]
    [InlineData("v0", $"{Purpose}#number-verification-share-read")]
    [InlineData("v2", $"dpv:ServiceProvision {ShareScope}")]
    public async Task Telefonica_tells_a_number_as_its_guide_has_it(string release, string scope)
    {
        await using var op = await StartAsync(OperatorDialect.TelefonicaSandbox);
        using var authorized = await op.AuthorizeAsync(Telefonica(("scope", scope)));
        using var redeemed = await op.PostAsync("/apigateway/token", CodeForm(Callback(authorized)["code"], ("redirect_uri", RedirectUri)), AppBasic);

        using var shared = await op.CallAsync(
            HttpMethod.Get, $"/apigateway/number-verification/{release}/device-phone-number", (await JsonAsync(redeemed)).GetProperty("access_token").GetString(), body: null, correlator: null);

        Assert.Equal(Number, (await JsonAsync(shared)).GetProperty("devicePhoneNumber").GetString());
    }

    [Theory]
    [InlineData($"tel:{Number}", null)]
    [InlineData("ipport:80.90.34.2:16790", null)]
    [InlineData("ipport:[2001:db8::1]", null)]
    [InlineData(null, "invalid_request")]
    [InlineData("", "invalid_request")]
    [InlineData(Number, "invalid_request")]
    [InlineData($"tel:{Number}\n", "invalid_request")]
    [InlineData("ipport:", "invalid_request")]
    [InlineData($"tel:{OtherNumber}", "access_denied")]
    public async Task Telefonica_wants_a_login_hint_that_names_a_subscriber_or_an_address(string? hint, string? error)
    {
        await using var op = await StartAsync(OperatorDialect.TelefonicaSandbox);

        using var response = await op.AuthorizeAsync(Telefonica(("login_hint", hint)));

        Assert.Equal(error, Callback(response).GetValueOrDefault("error"));
    }

    [Theory]
    [InlineData("client_id", "somebody", HttpStatusCode.Unauthorized)]
    [InlineData("client_id", null, HttpStatusCode.Unauthorized)]
    [InlineData("redirect_uri", null, HttpStatusCode.BadRequest)]
    [InlineData("redirect_uri", "https://attacker.example/", HttpStatusCode.BadRequest)]
    public async Task Telefonica_answers_with_a_code_and_a_message_where_it_must_not_redirect(string name, string? value, HttpStatusCode status)
    {
        await using var op = await StartAsync(OperatorDialect.TelefonicaSandbox);

        using var response = await op.AuthorizeAsync(Telefonica((name, value)));

        Assert.Equal(status, response.StatusCode);
        Assert.Null(response.Headers.Location);
        var body = await JsonAsync(response);
        Assert.Equal(["code", "message"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal((int)status, body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Telefonica_takes_an_operator_token_in_the_backchannel()
    {
        await using var op = await StartAsync(OperatorDialect.TelefonicaSandbox);
        op.Phone.Connection = DeviceConnection.WiFi;

        using var started = await op.PostAsync(
            "/apigateway/bc-authorize", [new("login_hint", $"operatortoken:{op.Phone.CreateOperatorToken()}"), new("scope", $"{Purpose} {VerifyScope}")], AppBasic);
        using var polled = await op.PostAsync(
            "/apigateway/token",
            [new("grant_type", "urn:openid:params:grant-type:ciba"), new("auth_req_id", (await JsonAsync(started)).GetProperty("auth_req_id").GetString()!)],
            AppBasic);

        Assert.True(await VerifiesAsync(op, "/apigateway/number-verification/v2/verify", (await JsonAsync(polled)).GetProperty("access_token").GetString()!, Number));
    }

    [Fact]
    public async Task Telefonica_mocks_the_whole_flow_without_a_device()
    {
        await using var op = await StartAsync(OperatorDialect.TelefonicaSandbox);
        op.Phone.Connection = DeviceConnection.WiFi;

        using var authorized = await op.AuthorizeAsync(Telefonica(("client_id", "mock_sandbox_app_id"), ("login_hint", null)));
        using var redeemed = await op.PostAsync(
            "/apigateway/token", CodeForm(Callback(authorized)["code"], ("redirect_uri", RedirectUri)), Basic("mock_sandbox_app_id", "mock_sandbox_app_secret"));

        Assert.Equal("mock_sandbox_access_token", (await JsonAsync(redeemed)).GetProperty("access_token").GetString());
    }

    [Theory]
    [InlineData("v0")]
    [InlineData("v1")]
    [InlineData("v2")]
    public async Task Telefonica_answers_the_mock_token_by_the_last_digit(string release)
    {
        await using var op = await StartAsync(OperatorDialect.TelefonicaSandbox);
        var path = $"/apigateway/number-verification/{release}/verify";

        Assert.True(await VerifiesAsync(op, path, "mock_sandbox_access_token", "+34600000001"));
        Assert.False(await VerifiesAsync(op, path, "mock_sandbox_access_token", "+34600000002"));
        var answers = new List<bool>();
        for (var i = 0; i < 40; i++)
        {
            var number = $"+346000{i:00}{3 + (i % 7)}";
            answers.Add(await VerifiesAsync(op, path, "mock_sandbox_access_token", number));
            Assert.Equal(answers[^1], await VerifiesAsync(op, path, "mock_sandbox_access_token", number));
        }

        Assert.Equal([false, true], answers.Distinct().Order());
    }

    [Theory]
    [InlineData("v1", "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK")]
    [InlineData("v2", "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_SUPPORTED_METHOD")]
    public async Task Telefonica_has_no_number_to_tell_for_the_mock_token(string release, string code)
    {
        await using var op = await StartAsync(OperatorDialect.TelefonicaSandbox);

        using var response = await op.CallAsync(
            HttpMethod.Get, $"/apigateway/number-verification/{release}/device-phone-number", "mock_sandbox_access_token", body: null, correlator: null);

        await AssertApiErrorAsync(response, HttpStatusCode.Forbidden, code);
    }

    [Fact]
    public async Task Vonage_verifies_a_number_as_its_guide_has_it()
    {
        using var key = AssertionKey.Rsa("never sent");
        await using var op = await StartAsync(OperatorDialect.Vonage, key);

        using var authorized = await op.AuthorizeAsync(Vonage());
        using var redeemed = await op.PostAsync("/oauth2/token", CodeForm(Callback(authorized)["code"], ("redirect_uri", RedirectUri)), ApplicationJwt(op, key));
        Assert.Equal(HttpStatusCode.OK, redeemed.StatusCode);
        var token = (await JsonAsync(redeemed)).GetProperty("access_token").GetString()!;

        Assert.True(await VerifiesAsync(op, "/camara/number-verification/v031/verify", token, Number));
        Assert.True(await VerifiesAsync(op, "/camara/number-verification/v031/verify", token, Number[1..]));
        Assert.False(await VerifiesAsync(op, "/camara/number-verification/v031/verify", token, OtherNumber));
    }

    [Fact]
    public async Task Vonage_takes_an_operator_token_in_the_backchannel()
    {
        using var key = AssertionKey.Rsa("never sent");
        await using var op = await StartAsync(OperatorDialect.Vonage, key);
        var jwt = ApplicationJwt(op, key);

        using var started = await op.PostAsync(
            "/oauth2/bc-authorize", [new("login_hint", $"operatortoken:{op.Phone.CreateOperatorToken()}"), new("scope", $"openid {JoinedScope}")], jwt);
        using var polled = await op.PostAsync(
            "/oauth2/token", [new("grant_type", "urn:openid:params:grant-type:ciba"), new("auth_req_id", (await JsonAsync(started)).GetProperty("auth_req_id").GetString()!)], jwt);

        Assert.True(await VerifiesAsync(op, "/camara/number-verification/v031/verify", (await JsonAsync(polled)).GetProperty("access_token").GetString()!, Number));
    }

    public static TheoryData<string, JsonNode?> FaultyApplicationClaims => new()
    {
        { "application_id", null },
        { "application_id", "somebody" },
        { "application_id", KeyClientId },
        { "jti", null },
        { "jti", 1 },
        { "iat", null },
        { "iat", DateTimeOffset.MaxValue.ToUnixTimeSeconds() },
        { "exp", null },
        { "exp", 0 },
        { "exp", DateTimeOffset.MaxValue.ToUnixTimeSeconds() },
    };

    [Theory]
    [MemberData(nameof(FaultyApplicationClaims))]
    public async Task Vonage_refuses_a_faulty_application_jwt(string name, JsonNode? value)
    {
        using var key = AssertionKey.Rsa("never sent");
        await using var op = await StartAsync(OperatorDialect.Vonage, key);
        using var authorized = await op.AuthorizeAsync(Vonage());

        using var response = await op.PostAsync(
            "/oauth2/token", CodeForm(Callback(authorized)["code"], ("redirect_uri", RedirectUri)), ApplicationJwt(op, key, (name, value?.DeepClone())));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task Vonage_refuses_an_application_jwt_of_another_key_and_every_other_authentication()
    {
        using var key = AssertionKey.Rsa("never sent");
        using var other = AssertionKey.Rsa("never sent");
        await using var op = await StartAsync(OperatorDialect.Vonage, key);
        using var authorized = await op.AuthorizeAsync(Vonage());
        var form = CodeForm(Callback(authorized)["code"], ("redirect_uri", RedirectUri));

        using var wrongKey = await op.PostAsync("/oauth2/token", form, ApplicationJwt(op, other));
        using var notJwt = await op.PostAsync("/oauth2/token", form, new AuthenticationHeaderValue("Bearer", "x"));
        using var basic = await op.PostAsync("/oauth2/token", form, AppBasic);
        using var nothing = await op.PostAsync("/oauth2/token", form);

        await AssertOAuthErrorAsync(wrongKey, HttpStatusCode.Unauthorized, "invalid_client");
        await AssertOAuthErrorAsync(notJwt, HttpStatusCode.Unauthorized, "invalid_client");
        await AssertOAuthErrorAsync(basic, HttpStatusCode.Unauthorized, "invalid_client");
        await AssertOAuthErrorAsync(nothing, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Theory]
    [InlineData(JoinedScope)]
    [InlineData($"openid {Purpose} number-verification-verify-read")]
    [InlineData($"openid {Purpose}#unknown")]
    [InlineData($"openid {JoinedScope} dpv:ServiceProvision#number-verification-share-read")]
    public async Task Vonage_refuses_another_scope(string scope)
    {
        await using var op = await StartAsync(OperatorDialect.Vonage);

        using var response = await op.AuthorizeAsync(Vonage(("scope", scope)));

        Assert.Equal("invalid_scope", Callback(response)["error"]);
    }

    [Theory]
    [MemberData(nameof(Lax))]
    public async Task No_dialect_gives_up_what_protects_a_code(string name)
    {
        using var key = AssertionKey.Rsa("never sent");
        var dialect = Named(name);
        await using var op = await StartAsync(dialect, name == "Vonage" ? key : null);
        var authentication = name == "Vonage" ? ApplicationJwt(op, key) : AppBasic;
        async Task<string> GetCodeAsync(params (string Name, string? Value)[] changes)
        {
            using var response = await op.AuthorizeAsync(QueryOf(name, [("redirect_uri", RedirectUri), .. changes]));
            return Callback(response)["code"];
        }

        async Task RefusedAsync(string code, params (string Name, string? Value)[] changes)
        {
            using var response = await op.PostAsync(op.Simulator.TokenEndpoint.AbsolutePath, CodeForm(code, [("redirect_uri", RedirectUri), .. changes]), authentication);
            await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
        }

        var used = await GetCodeAsync();
        using var first = await op.PostAsync(op.Simulator.TokenEndpoint.AbsolutePath, CodeForm(used, ("redirect_uri", RedirectUri)), authentication);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.False((await JsonAsync(first)).TryGetProperty("refresh_token", out _));
        await RefusedAsync(used);
        await RefusedAsync(await GetCodeAsync(), ("redirect_uri", "https://another.example/"));
        await RefusedAsync(await GetCodeAsync(), ("code_verifier", Verifier));
        await RefusedAsync(await GetCodeAsync(("code_challenge", Challenge), ("code_challenge_method", "S256")));
        await RefusedAsync(await GetCodeAsync(("code_challenge", Challenge), ("code_challenge_method", "S256")), ("code_verifier", new string('x', 43)));
    }

    [Theory]
    [InlineData("Glide", "code_challenge_method", "S256")]
    [InlineData("Glide", "code_challenge", Challenge)]
    [InlineData("Telefonica", "code_challenge", Challenge)]
    [InlineData("Vonage", "code_challenge", Challenge)]
    public async Task A_code_challenge_by_half_is_refused_where_none_is_needed_too(string name, string parameter, string value)
    {
        await using var op = await StartAsync(Named(name));

        using var response = await op.AuthorizeAsync(QueryOf(name, [("redirect_uri", RedirectUri), (parameter, value)]));

        Assert.Equal("invalid_request", Callback(response)["error"]);
    }

    [Theory]
    [InlineData("Glide", "/oauth2/auth", "/oauth2/token", "/oauth2/backchannel-authentication", "client_secret_basic")]
    [InlineData("Telefonica", "/apigateway/authorize", "/apigateway/token", "/apigateway/bc-authorize", "client_secret_basic private_key_jwt")]
    [InlineData("Vonage", "/oauth2/auth", "/oauth2/token", "/oauth2/bc-authorize", "")]
    public async Task The_metadata_is_the_dialects(string name, string authorize, string token, string backchannel, string authentication)
    {
        await using var op = await StartAsync(Named(name));

        using var response = await op.Http.GetAsync("/.well-known/openid-configuration");

        var metadata = await JsonAsync(response);
        var issuer = op.Simulator.Issuer.OriginalString;
        Assert.Equal(issuer + authorize, metadata.GetProperty("authorization_endpoint").GetString());
        Assert.Equal(issuer + token, metadata.GetProperty("token_endpoint").GetString());
        Assert.Equal(issuer + backchannel, metadata.GetProperty("backchannel_authentication_endpoint").GetString());
        Assert.Equal(["authorization_code", "urn:openid:params:grant-type:ciba"], metadata.GetProperty("grant_types_supported").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal(authentication, string.Join(' ', metadata.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(value => value.GetString())));
        Assert.False(metadata.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.False(metadata.TryGetProperty("dialect", out _));
    }

    [Theory]
    [MemberData(nameof(Lax))]
    public async Task An_API_the_dialect_has_not_is_not_there(string name)
    {
        await using var op = await StartAsync(Named(name));

        foreach (var release in new[] { "v0", "v1" })
        {
            using var response = await op.PostSendCodeAsync("token", SendBody(), release: release);

            await AssertApiErrorAsync(response, HttpStatusCode.NotFound, "NOT_FOUND");
        }
    }

    [Theory]
    [MemberData(nameof(Lax))]
    public async Task A_grant_type_the_dialect_has_not_is_not_supported(string name)
    {
        await using var op = await StartAsync(Named(name));

        using var response = await op.PostAsync(op.Simulator.TokenEndpoint.AbsolutePath, [new("grant_type", "client_credentials"), new("scope", "one-time-password-sms:send-validate")], AppBasic);

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "unsupported_grant_type");
    }

    [Theory]
    [InlineData("Glide")]
    [InlineData("Telefonica")]
    public async Task A_secret_in_the_body_is_refused_where_it_belongs_into_the_header(string name)
    {
        await using var op = await StartAsync(Named(name));
        using var authorized = await op.AuthorizeAsync(QueryOf(name, [("redirect_uri", RedirectUri)]));

        using var response = await op.PostAsync(
            op.Simulator.TokenEndpoint.AbsolutePath, CodeForm(Callback(authorized)["code"], ("redirect_uri", RedirectUri), ("client_id", AppId), ("client_secret", AppSecret)));

        await AssertOAuthErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    public static TheoryData<string, string?, string, string?> WhatOthersLetPass => new()
    {
        { "purpose as a parameter", "invalid_scope", "scope", "openid" },
        { "purpose joined to the scope", "invalid_scope", "scope", $"openid {JoinedScope}" },
        { "purpose joined to the scope of today", "invalid_scope", "scope", $"openid {Purpose}#{VerifyScope}" },
        { "no code challenge", "invalid_request", "code_challenge", null },
        { "no state", "invalid_request", "state", null },
        { "no redirect URI", null, "redirect_uri", null },
        { "a client of a sandbox", null, "client_id", "mock_sandbox_app_id" },
    };

    [Theory]
    [MemberData(nameof(WhatOthersLetPass))]
    public async Task The_strict_one_refuses_what_others_let_pass(string what, string? error, string name, string? value)
    {
        _ = what;
        await using var op = await RunningOperator.StartAsync();

        using var response = await op.AuthorizeAsync([("purpose", GlidePurpose), (name, value)]);

        if (error is null)
        {
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Null(response.Headers.Location);
        }
        else
        {
            Assert.Equal(error, Callback(response)["error"]);
        }
    }

    [Theory]
    [InlineData("login_hint", $"tel:{DevelopmentNumber}")]
    [InlineData("login_hint", $"tel:{Number}")]
    [InlineData("dev_print", "true")]
    public async Task The_strict_one_has_no_development_number_and_prints_no_code(string name, string value)
    {
        await using var op = await RunningOperator.StartAsync();
        op.Phone.Connection = DeviceConnection.WiFi;

        using var onWifi = await op.AuthorizeAsync((name, value));
        op.Phone.Connection = DeviceConnection.MobileData;
        using var onMobileData = await op.AuthorizeAsync((name, value));
        using var redeemed = await op.RedeemAsync(Callback(onMobileData)["code"]);

        Assert.Equal("login_required", Callback(onWifi)["error"]);
        Assert.False(await VerifiesAsync(op, "/number-verification/v2/verify", (await JsonAsync(redeemed)).GetProperty("access_token").GetString()!, DevelopmentNumber));
    }

    [Fact]
    public async Task The_strict_one_wants_the_redirect_uri_again_and_takes_no_application_jwt_and_no_mock_token()
    {
        using var key = AssertionKey.Rsa("never sent");
        await using var op = await StartAsync(OperatorDialect.StrictCamara, key);

        using var noRedirectUri = await op.RedeemAsync(await op.GetCodeAsync(), ("redirect_uri", null));
        using var applicationJwt = await op.PostTokenAsync(TokenParameters(await op.GetCodeAsync(), ("client_id", null), ("client_secret", null)), ApplicationJwt(op, key));
        using var mockToken = await op.VerifyAsync("mock_sandbox_access_token", $$"""{"phoneNumber":"{{Number}}"}""");

        await AssertOAuthErrorAsync(noRedirectUri, HttpStatusCode.BadRequest, "invalid_request");
        await AssertOAuthErrorAsync(applicationJwt, HttpStatusCode.Unauthorized, "invalid_client");
        await AssertApiErrorAsync(mockToken, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Theory]
    [InlineData("/oauth2/auth")]
    [InlineData("/oauth2/token")]
    [InlineData("/apigateway/token")]
    [InlineData("/number-verification/verify")]
    [InlineData("/camara/number-verification/v031/verify")]
    public async Task The_strict_one_has_no_path_of_the_others(string path)
    {
        await using var op = await RunningOperator.StartAsync();

        using var response = await op.PostAsync(path, []);

        await AssertApiErrorAsync(response, HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_client_that_is_not_registered_for_codes_gets_none()
    {
        await using var op = await RunningOperator.StartAsync(options => options.Clients.Add(
            new SimulatedClient { ClientId = "no-codes", ClientSecret = "secret", RedirectUris = [RedirectUri], GrantTypes = ["client_credentials"] }));

        using var authorized = await op.AuthorizeAsync(("client_id", "no-codes"));
        using var redeemed = await op.RedeemAsync(await op.GetCodeAsync(), ("client_id", "no-codes"), ("client_secret", "secret"));

        Assert.Equal("unauthorized_client", Callback(authorized)["error"]);
        await AssertOAuthErrorAsync(redeemed, HttpStatusCode.BadRequest, "unauthorized_client");
    }

    [Fact]
    public async Task A_dialect_is_required_and_says_its_name()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => OperatorSimulator.StartAsync(options => options.Dialect = null!));

        Assert.Contains("Dialect", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Glide", OperatorDialect.Glide.ToString());
    }

    private static Task<RunningOperator> StartAsync(OperatorDialect dialect, AssertionKey? key = null) => RunningOperator.StartAsync(options =>
    {
        options.Dialect = dialect;
        options.Clients.Add(new SimulatedClient
        {
            ClientId = AppId,
            ClientSecret = key is null ? AppSecret : null,
            JsonWebKeySet = key is null ? null : AssertionKey.PublicSet(key),
            RedirectUris = [RedirectUri],
        });
    });

    private static OperatorDialect Named(string name) => name switch
    {
        "Glide" => OperatorDialect.Glide,
        "Telefonica" => OperatorDialect.TelefonicaSandbox,
        _ => OperatorDialect.Vonage,
    };

    private static string QueryOf(string name, (string Name, string? Value)[] changes) => name switch
    {
        "Glide" => Glide(changes),
        "Telefonica" => Telefonica(changes),
        _ => Vonage(changes),
    };

    private static string Glide(params (string Name, string? Value)[] changes) => Encode(Change(
        [
            new("client_id", AppId),
            new("response_type", "code"),
            new("scope", "openid"),
            new("purpose", GlidePurpose),
            new("state", State),
            new("nonce", "a nonce"),
            new("max_age", "0"),
        ],
        changes));

    private static string Telefonica(params (string Name, string? Value)[] changes) => Encode(Change(
        [
            new("response_type", "code"),
            new("client_id", AppId),
            new("scope", $"{Purpose} {VerifyScope}"),
            new("redirect_uri", RedirectUri),
            new("login_hint", $"tel:{Number}"),
            new("state", State),
        ],
        changes));

    private static string Vonage(params (string Name, string? Value)[] changes) => Encode(Change(
        [
            new("client_id", AppId),
            new("redirect_uri", RedirectUri),
            new("response_type", "code"),
            new("scope", $"openid {JoinedScope}"),
            new("state", State),
            new("login_hint", Number),
        ],
        changes));

    private static List<KeyValuePair<string, string>> CodeForm(string code, params (string Name, string? Value)[] changes) =>
        Change([new("grant_type", "authorization_code"), new("code", code)], changes);

    private static AuthenticationHeaderValue Basic(string id, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));

    private static AuthenticationHeaderValue ApplicationJwt(RunningOperator op, AssertionKey key, params ReadOnlySpan<(string Name, JsonNode? Value)> changes)
    {
        var now = op.Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["application_id"] = AppId, ["iat"] = now, ["exp"] = now + 900, ["jti"] = Guid.NewGuid().ToString() };
        foreach (var (name, value) in changes)
        {
            claims.Remove(name);
            if (value is not null)
            {
                claims[name] = value;
            }
        }

        return new("Bearer", key.Sign(claims, "RS256", new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256" }));
    }

    private static async Task<bool> VerifiesAsync(RunningOperator op, string path, string token, string number)
    {
        using var response = await op.CallAsync(HttpMethod.Post, path, token, $$"""{"phoneNumber":"{{number}}"}""", correlator: null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await JsonAsync(response)).GetProperty("devicePhoneNumberVerified").GetBoolean();
    }

    private static JsonElement Payload(string jwt) => JsonElement.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1]));
}
