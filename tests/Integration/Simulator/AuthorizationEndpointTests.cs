using System.Net;
using System.Text;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class AuthorizationEndpointTests
{
    [Fact]
    public async Task A_device_on_mobile_data_comes_back_with_code_state_and_issuer()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync();

        var callback = Callback(response);
        Assert.Equal(["code", "state", "iss"], callback.Keys);
        Assert.Equal(43, callback["code"].Length);
        Assert.Equal(State, callback["state"]);
        Assert.Equal(op.Simulator.Issuer.OriginalString, callback["iss"]);
        Assert.StartsWith(RedirectUri + "?", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(["no-referrer"], response.Headers.GetValues("Referrer-Policy"));
    }

    [Fact]
    public async Task The_query_of_a_registered_redirect_uri_is_kept()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(("redirect_uri", "app.example:/callback?fixed=1"));

        Assert.StartsWith("app.example:/callback?fixed=1&code=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_comes_first_time_with_a_state_of_any_printable_characters()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(("state", "&code=x#<script>%0D%0A+ ~"));

        Assert.Equal("&code=x#<script>%0D%0A+ ~", Callback(response)["state"]);
    }

    [Fact]
    public async Task No_code_is_ever_given_twice()
    {
        await using var op = await StartAsync();

        var codes = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => op.GetCodeAsync()));

        Assert.Equal(64, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("client_id=backend")]
    [InlineData("redirect_uri=https%3A%2F%2Fapp.example%2Fcallback")]
    [InlineData("redirect_uri=https%3A%2F%2Fevil.example%2Fcallback")]
    [InlineData("x=%")]
    [InlineData("x=%zz")]
    [InlineData("x=%C3%28")]
    [InlineData("%FF=x")]
    public async Task A_repeated_client_or_redirect_uri_or_a_malformed_query_gets_a_page_and_no_redirect(string addition)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync($"{Encode(AuthorizationParameters())}&{addition}");

        await AssertPageAsync(response);
    }

    [Fact]
    public async Task No_query_at_all_gets_a_page()
    {
        await using var op = await StartAsync();

        using var response = await op.Http.GetAsync("/authorize");

        await AssertPageAsync(response);
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("response_mode", "form_post", "invalid_request")]
    [InlineData("state", null, "invalid_request")]
    [InlineData("state", "", "invalid_request")]
    [InlineData("state", "line\r\nbreak", "invalid_request")]
    [InlineData("state", "ünicode", "invalid_request")]
    [InlineData("code_challenge", "", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMM", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\n", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "s256", "invalid_request")]
    [InlineData("prompt", "login", "login_required")]
    [InlineData("prompt", "consent", "consent_required")]
    [InlineData("prompt", "select_account", "account_selection_required")]
    [InlineData("prompt", "login consent", "interaction_required")]
    [InlineData("prompt", "consent select_account", "interaction_required")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "None", "invalid_request")]
    [InlineData("request", "e30.e30.", "invalid_request_object")]
    [InlineData("request_uri", "https://app.example/request", "request_uri_not_supported")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("scope", "openid", "invalid_scope")]
    [InlineData("scope", "openid number-verification:verify", "invalid_scope")]
    [InlineData("scope", "openid dpv:FraudPreventionAndDetection", "invalid_scope")]
    [InlineData("scope", "openid dpv:FraudPreventionAndDetection dpv:ServiceProvision number-verification:verify", "invalid_scope")]
    [InlineData("scope", "openid dpv: number-verification:verify", "invalid_scope")]
    [InlineData("scope", "openid DPV:ServiceProvision number-verification:verify", "invalid_scope")]
    [InlineData("scope", "dpv:FraudPreventionAndDetection#number-verification-verify-read", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:Verify", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:verify sim-swap:check", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:verify offline_access", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:verify number-verification:verify", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:verify email", "invalid_scope")]
    [InlineData("scope", "dpv:ServiceProvision number-verification:verify email", "invalid_request")]
    [InlineData("scope", "profile dpv:ServiceProvision number-verification:verify", "invalid_request")]
    [InlineData("scope", "openid  dpv:ServiceProvision number-verification:verify", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:verify\n", "invalid_scope")]
    public async Task A_faulty_request_of_a_known_client_is_refused_by_redirect(string name, string? value, string error)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync((name, value));

        var callback = Callback(response);
        Assert.StartsWith(RedirectUri + "?error=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(error, callback["error"]);
        Assert.NotEmpty(callback["error_description"]);
        Assert.Equal(op.Simulator.Issuer.OriginalString, callback["iss"]);
        Assert.DoesNotContain("code", callback.Keys);
        if (name != "state")
        {
            Assert.Equal(State, callback["state"]);
        }
    }

    [Theory]
    [InlineData("scope=openid")]
    [InlineData("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    [InlineData("nonce=another")]
    [InlineData("nonce=")]
    [InlineData("unknown=1&unknown=2")]
    public async Task A_repeated_parameter_is_refused(string addition)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync($"{Encode(AuthorizationParameters())}&{addition}");

        Assert.Equal("invalid_request", Callback(response)["error"]);
    }

    [Fact]
    public async Task A_repeated_state_is_refused_and_neither_is_given_back()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync($"{Encode(AuthorizationParameters())}&state=another");

        var callback = Callback(response);
        Assert.Equal("invalid_request", callback["error"]);
        Assert.DoesNotContain("state", callback.Keys);
    }

    [Fact]
    public async Task Parameter_names_are_case_sensitive()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(("state", null), ("State", "x"));

        Assert.Equal("invalid_request", Callback(response)["error"]);
    }

    [Theory]
    [InlineData("prompt", null)]
    [InlineData("nonce", null)]
    [InlineData("acr_values", "2")]
    [InlineData("login_hint", "tel:+34666666666")]
    [InlineData("login_hint", "nonsense")]
    [InlineData("claims", """{"id_token":{"phone_number":null}}""")]
    [InlineData("response_mode", "query")]
    [InlineData("scope", "dpv:ServiceProvision number-verification:verify")]
    [InlineData("scope", "number-verification-verify-read dpv:ServiceProvision openid")]
    [InlineData("something", "else")]
    public async Task What_the_profile_leaves_open_is_accepted(string name, string? value)
    {
        await using var op = await StartAsync();

        Assert.NotEmpty(await op.GetCodeAsync((name, value)));
    }

    [Fact]
    public async Task Prompt_none_is_implied_so_a_device_on_wifi_never_sees_a_page()
    {
        await using var op = await StartAsync();
        op.Phone.Connection = DeviceConnection.WiFi;

        using var response = await op.AuthorizeAsync(("prompt", null));

        Assert.Equal("login_required", Callback(response)["error"]);
    }

    [Theory]
    [InlineData(WifiBehavior.LoginRequired, "login_required")]
    [InlineData(WifiBehavior.NotAuthenticatedByMobileNetwork, "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK")]
    public async Task A_device_on_wifi_is_refused_as_the_options_say(WifiBehavior behavior, string error)
    {
        await using var op = await StartAsync(options => options.WifiBehavior = behavior);
        op.Phone.Connection = DeviceConnection.WiFi;

        using var response = await op.AuthorizeAsync();

        var callback = Callback(response);
        Assert.Equal(error, callback["error"]);
        Assert.Equal(State, callback["state"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    public async Task Whoever_is_no_known_device_is_not_on_the_mobile_network(string? header)
    {
        await using var op = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/authorize?{Encode(AuthorizationParameters())}");
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(SimulatedDevice.HeaderName, header);
        }

        using var response = await op.Http.SendAsync(request);

        Assert.Equal("login_required", Callback(response)["error"]);
    }

    [Fact]
    public async Task A_device_of_another_operator_is_not_on_the_mobile_network()
    {
        await using var op = await StartAsync();
        await using var other = await StartAsync();

        var callback = await other.Phone.OpenAsync(new Uri(op.Simulator.AuthorizationEndpoint, $"?{Encode(AuthorizationParameters())}"));

        Assert.Equal("login_required", Query(callback)["error"]);
    }

    [Fact]
    public async Task A_phone_that_opens_the_url_brings_back_the_callback()
    {
        await using var op = await StartAsync();

        var callback = await op.Phone.OpenAsync(new Uri(op.Simulator.AuthorizationEndpoint, $"?{Encode(AuthorizationParameters())}"));

        Assert.StartsWith(RedirectUri, callback.OriginalString, StringComparison.Ordinal);
        Assert.Equal(State, Query(callback)["state"]);
    }

    [Fact]
    public async Task A_phone_that_is_shown_a_page_says_so_without_a_word_of_the_request()
    {
        await using var op = await StartAsync();
        var url = new Uri(op.Simulator.AuthorizationEndpoint, $"?{Encode(AuthorizationParameters(("client_id", "canary-client"), ("state", "canary-state")))}");

        var exception = await Assert.ThrowsAsync<OperatorErrorPageException>(() => op.Phone.OpenAsync(url));

        Assert.Equal(HttpStatusCode.BadRequest, exception.StatusCode);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_opens_absolute_urls_only()
    {
        await using var op = await StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => op.Phone.OpenAsync(new Uri("/authorize", UriKind.Relative)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => op.Phone.OpenAsync(null!));
    }

    [Fact]
    public async Task The_claims_parameter_without_openid_is_refused()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(("scope", "dpv:ServiceProvision number-verification:verify"), ("claims", """{"id_token":{"phone_number":null}}"""));

        Assert.Equal("invalid_request", Callback(response)["error"]);
    }

    [Fact]
    public async Task A_client_registered_without_the_code_flow_is_not_authorized()
    {
        await using var op = await StartAsync(options => options.Clients.Add(
            new SimulatedClient { ClientId = "machine", ClientSecret = "x", RedirectUris = [RedirectUri], GrantTypes = ["client_credentials"] }));

        using var response = await op.AuthorizeAsync(("client_id", "machine"));

        Assert.Equal("unauthorized_client", Callback(response)["error"]);
        Assert.Equal(State, Callback(response)["state"]);
    }

    [Fact]
    public async Task A_subscriber_who_withholds_consent_is_not_asked()
    {
        await using var op = await StartAsync();
        op.Phone.HasConsented = false;

        using var withheld = await op.AuthorizeAsync();
        op.Phone.HasConsented = true;
        using var given = await op.AuthorizeAsync();

        Assert.Equal("consent_required", Callback(withheld)["error"]);
        Assert.Equal(State, Callback(withheld)["state"]);
        Assert.Contains("code", Callback(given).Keys);
    }

    [Theory]
    [InlineData("access_denied")]
    [InlineData("server_error")]
    [InlineData("temporarily_unavailable")]
    [InlineData("anything else")]
    public async Task A_device_can_be_told_what_error_its_next_authorization_ends_with(string error)
    {
        await using var op = await StartAsync();
        op.Phone.AnswerNextAuthorizationWith("replaced");
        op.Phone.AnswerNextAuthorizationWith(error);
        var other = op.Simulator.AddDevice(OtherNumber);

        using var othersOwn = await op.AuthorizeAsync(Encode(AuthorizationParameters()), other);
        using var faulty = await op.AuthorizeAsync(("prompt", "nonsense"));
        using var scripted = await op.AuthorizeAsync();
        using var next = await op.AuthorizeAsync();

        Assert.Contains("code", Callback(othersOwn).Keys);
        Assert.Equal("invalid_request", Callback(faulty)["error"]);
        Assert.Equal(error, Callback(scripted)["error"]);
        Assert.Equal(State, Callback(scripted)["state"]);
        Assert.Contains("code", Callback(next).Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("a\n")]
    [InlineData("ü")]
    public async Task A_device_cannot_be_told_an_error_that_no_callback_may_hold(string error)
    {
        await using var op = await StartAsync();

        Assert.Throws<ArgumentException>(() => op.Phone.AnswerNextAuthorizationWith(error));
    }

    [Fact]
    public async Task A_form_is_taken_like_a_query()
    {
        await using var op = await StartAsync();

        using var response = await PostAsync(op, "/authorize", Encode(AuthorizationParameters()));
        using var refused = await PostAsync(op, "/authorize", Encode(AuthorizationParameters(("scope", "openid"))));

        Assert.Equal(["code", "state", "iss"], Callback(response).Keys);
        Assert.Equal("invalid_scope", Callback(refused)["error"]);
    }

    [Theory]
    [InlineData("/authorize", "application/json", "")]
    [InlineData("/authorize", "text/plain", "")]
    [InlineData("/authorize", "multipart/form-data; boundary=x", "")]
    [InlineData("/authorize", "", "")]
    [InlineData("/authorize?state=another", "application/x-www-form-urlencoded", "")]
    [InlineData("/authorize", "application/x-www-form-urlencoded", "&x=%")]
    [InlineData("/authorize", "application/x-www-form-urlencoded", "&client_id=backend")]
    public async Task A_form_that_cannot_be_read_or_is_not_all_of_the_request_gets_a_page(string path, string contentType, string addition)
    {
        await using var op = await StartAsync();

        using var response = await PostAsync(op, path, Encode(AuthorizationParameters()) + addition, contentType);

        await AssertPageAsync(response);
    }

    [Fact]
    public async Task A_form_above_64_kilobytes_gets_a_page()
    {
        await using var op = await StartAsync();

        using var response = await PostAsync(op, "/authorize", Encode(AuthorizationParameters(("padding", new string('x', 64 * 1024)))));

        await AssertPageAsync(response);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("PUT")]
    public async Task Another_method_than_get_and_post_is_not_allowed_and_has_no_effect(string method)
    {
        await using var op = await StartAsync();
        op.Phone.AnswerNextAuthorizationWith("access_denied");
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/authorize?{Encode(AuthorizationParameters())}");
        request.Headers.Add(SimulatedDevice.HeaderName, op.Phone.Id);

        using var response = await op.Http.SendAsync(request);
        using var next = await op.AuthorizeAsync();

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow);
        Assert.Null(response.Headers.Location);
        Assert.Equal("access_denied", Callback(next)["error"]);
    }

    private static Task<HttpResponseMessage> PostAsync(RunningOperator op, string path, string form, string contentType = "application/x-www-form-urlencoded")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(form)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Headers.Add(SimulatedDevice.HeaderName, op.Phone.Id);
        return op.Http.SendAsync(request);
    }
}
